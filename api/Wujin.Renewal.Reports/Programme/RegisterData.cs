using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>A site as it stood at the effective date, as recorded at the instant of the report.</summary>
public sealed record ReportSite
{
    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Its kind.</summary>
    public required SiteKind Kind { get; init; }

    /// <summary>Chinese name.</summary>
    public required string NameZh { get; init; }

    /// <summary>English name, or null.</summary>
    public string? NameEn { get; init; }

    /// <summary>Town, or null.</summary>
    public string? TownCode { get; init; }

    /// <summary>Name of the town, or null.</summary>
    public string? TownName { get; init; }

    /// <summary>Stage at the effective date.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Since when.</summary>
    public DateOnly? StageDate { get; init; }

    /// <summary>Year of the plan.</summary>
    public int? PlanYear { get; init; }

    /// <summary>Planned start.</summary>
    public DateOnly? PlannedStart { get; init; }

    /// <summary>Planned finish.</summary>
    public DateOnly? PlannedFinish { get; init; }

    /// <summary>Actual start.</summary>
    public DateOnly? ActualStart { get; init; }

    /// <summary>Actual finish.</summary>
    public DateOnly? ActualFinish { get; init; }

    /// <summary>Budget, 万元.</summary>
    public decimal? BudgetWan { get; init; }

    /// <summary>Spent, 万元.</summary>
    public decimal? SpentWan { get; init; }

    /// <summary>Measured area, m².</summary>
    public double? AreaM2 { get; init; }

    /// <summary>What counts in its kind: households of a compound, mu of industrial land, households planned of a zone.</summary>
    public decimal? Size { get; init; }

    /// <summary>Made up.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Outline as well-known binary, degrees; null where there is none yet.</summary>
    public byte[]? Wkb { get; init; }
}

/// <summary>A town.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name, or null.</param>
/// <param name="Wkb">Area, degrees.</param>
/// <param name="Longitude">Of a point within it, for its name.</param>
/// <param name="Latitude">Of that point.</param>
/// <param name="IsSchematic">The area is schematic.</param>
public sealed record ReportTown(string Code, string NameZh, string? NameEn, byte[] Wkb, double Longitude, double Latitude, bool IsSchematic);

/// <summary>What maps show around sites.</summary>
/// <param name="Towns">Towns of the district.</param>
/// <param name="Neighbours">Districts beside it: name and area.</param>
/// <param name="Constraints">Constraint areas.</param>
/// <param name="Roads">Motorways and main roads.</param>
/// <param name="Platforms">Platforms.</param>
/// <param name="HasDemoRoads">Roads are made up.</param>
public sealed record ReportGround(
    IReadOnlyList<ReportTown> Towns, IReadOnlyList<(string NameZh, byte[] Wkb)> Neighbours, IReadOnlyList<MapArea> Constraints, IReadOnlyList<MapLine> Roads, IReadOnlyList<MapPoint> Platforms,
    bool HasDemoRoads)
{
    /// <summary>Made-up constraint areas are among them.</summary>
    public bool HasDemoConstraints { get; init; }

    /// <summary>Nothing.</summary>
    public static ReportGround Empty { get; } = new([], [], [], [], [], false);
}

/// <summary>What the register learned between two recorded instants, of one kind of site.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Added">Sites new.</param>
/// <param name="Amended">Sites with a new version that are not new.</param>
/// <param name="Deleted">Sites deleted.</param>
public sealed record KindChanges(SiteKind Kind, int Added, int Amended, int Deleted);

/// <summary>A stage that was recorded between two instants.</summary>
/// <param name="Code">The site.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="NameZh">Its name.</param>
/// <param name="NameEn">Its English name, or null.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="TownName">Name of its town, or null.</param>
/// <param name="From">The stage before, or null for the first.</param>
/// <param name="To">The stage.</param>
/// <param name="EffectiveOn">When it was reached.</param>
/// <param name="RecordedAt">When the register learned of it.</param>
public sealed record StageMove(
    string Code, SiteKind Kind, string NameZh, string? NameEn, string? TownCode, string? TownName, Stage? From, Stage To, DateOnly EffectiveOn, DateTimeOffset RecordedAt);

/// <summary>What the register learned between two recorded instants.</summary>
/// <param name="Since">The earlier.</param>
/// <param name="Kinds">By kind.</param>
/// <param name="Moves">Stages recorded, by effective date.</param>
public sealed record RegisterChanges(DateTimeOffset Since, IReadOnlyList<KindChanges> Kinds, IReadOnlyList<StageMove> Moves);
