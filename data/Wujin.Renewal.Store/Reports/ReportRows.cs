namespace Wujin.Renewal.Store.Reports;

/// <summary>A site as recorded at an instant, in the stage of an effective date.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name, or null.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="TownName">Name of its town, or null.</param>
/// <param name="Stage">Stage at the effective date.</param>
/// <param name="StageDate">Since when.</param>
/// <param name="PlanYear">Year of the plan.</param>
/// <param name="PlannedStart">Planned start.</param>
/// <param name="PlannedFinish">Planned finish.</param>
/// <param name="ActualStart">Actual start.</param>
/// <param name="ActualFinish">Actual finish.</param>
/// <param name="BudgetWan">Budget, 万元.</param>
/// <param name="SpentWan">Spent, 万元.</param>
/// <param name="AreaM2">Measured area, m².</param>
/// <param name="Size">Households of a compound, mu of industrial land, households planned of a zone.</param>
/// <param name="IsDemo">Made up.</param>
/// <param name="Wkb">Outline, degrees in EPSG:4490; null where there is none.</param>
public sealed record ReportSiteRow(
    string Code, string Kind, string NameZh, string? NameEn, string? TownCode, string? TownName, string Stage, DateOnly StageDate, int? PlanYear, DateOnly? PlannedStart, DateOnly? PlannedFinish,
    DateOnly? ActualStart, DateOnly? ActualFinish, decimal? BudgetWan, decimal? SpentWan, double? AreaM2, decimal? Size, bool IsDemo, byte[]? Wkb);

/// <summary>A town as recorded at an instant.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name, or null.</param>
/// <param name="Wkb">Area, degrees.</param>
/// <param name="Longitude">Of a point within it.</param>
/// <param name="Latitude">Of that point.</param>
/// <param name="IsSchematic">The area is schematic.</param>
public sealed record ReportTownRow(string Code, string NameZh, string? NameEn, byte[] Wkb, double Longitude, double Latitude, bool IsSchematic);

/// <summary>A constraint area or road for a map.</summary>
/// <param name="Type">Type of constraint, or class of road.</param>
/// <param name="Wkb">Geometry, degrees.</param>
/// <param name="IsDemo">Made up.</param>
public sealed record ReportShapeRow(string Type, byte[] Wkb, bool IsDemo);

/// <summary>How many sites of a kind the register learned of between two instants.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Added">New.</param>
/// <param name="Amended">Amended.</param>
/// <param name="Deleted">Deleted.</param>
public sealed record ReportKindRow(string Kind, int Added, int Amended, int Deleted);

/// <summary>A stage recorded between two instants, of a site that was known at the first.</summary>
/// <param name="Code">The site.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="NameZh">Its name.</param>
/// <param name="NameEn">Its English name, or null.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="TownName">Name of its town, or null.</param>
/// <param name="From">The stage before, or null.</param>
/// <param name="To">The stage.</param>
/// <param name="EffectiveOn">When it was reached.</param>
/// <param name="RecordedAt">When the register learned of it.</param>
public sealed record ReportMoveRow(
    string Code, string Kind, string NameZh, string? NameEn, string? TownCode, string? TownName, string? From, string To, DateOnly EffectiveOn, DateTimeOffset RecordedAt);

/// <summary>A stage of one site that stands at two dates.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="EffectiveOn">When it was reached.</param>
/// <param name="RecordedAt">When the register learned of it.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record ReportStageRow(string Stage, DateOnly EffectiveOn, DateTimeOffset RecordedAt, string Actor);

/// <summary>A version of one site.</summary>
/// <param name="Number">Its number.</param>
/// <param name="RecordedAt">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record ReportVersionRow(long Number, DateTimeOffset RecordedAt, string Actor, string? Reason);
