namespace Wujin.Renewal.Domain.Indicators;

/// <summary>How an indicator stands against its target.</summary>
public enum IndicatorStatus
{
    /// <summary>There is no target to compare with.</summary>
    NoTarget,

    /// <summary>There is a target but no figure: nothing that it could be computed from is recorded.</summary>
    NoFigure,

    /// <summary>The target of the year is reached.</summary>
    Reached,

    /// <summary>At least what is due by now.</summary>
    OnTrack,

    /// <summary>Less than what is due by now, or, of a level, less than the target.</summary>
    Behind,

    /// <summary>Less than four fifths of what is due by now.</summary>
    FarBehind,
}

/// <summary>Spellings of <see cref="IndicatorStatus"/>.</summary>
public static class IndicatorStatuses
{
    /// <summary>The code served in JSON.</summary>
    public static string Code(this IndicatorStatus status) => status switch
    {
        IndicatorStatus.NoTarget => "no-target",
        IndicatorStatus.NoFigure => "no-figure",
        IndicatorStatus.Reached => "reached",
        IndicatorStatus.OnTrack => "on-track",
        IndicatorStatus.Behind => "behind",
        IndicatorStatus.FarBehind => "far-behind",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What screens and reports print.</summary>
    public static (string Zh, string En) Title(this IndicatorStatus status) => status switch
    {
        IndicatorStatus.NoTarget => ("无目标", "No target"),
        IndicatorStatus.NoFigure => ("无数据", "No figure"),
        IndicatorStatus.Reached => ("已完成", "Reached"),
        IndicatorStatus.OnTrack => ("正常", "On track"),
        IndicatorStatus.Behind => ("滞后", "Behind"),
        IndicatorStatus.FarBehind => ("严重滞后", "Far behind"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

/// <summary>What the register says of one indicator, before it is compared with a target.</summary>
/// <param name="Actual">The figure; null where there is nothing it could be computed from.</param>
/// <param name="Sites">How many sites it counts.</param>
/// <param name="Missing">How many of them have no figure recorded and so add nothing.</param>
/// <param name="Forecast">
/// The figure at the end of the year if every site is completed as planned: the actual one, what sites under way bring whose planned finish lies
/// in the year (or has passed), and what others bring whose planned finish lies between now and the end of the year.
/// </param>
/// <param name="ForecastLate">The part of the forecast that rests on sites already late.</param>
/// <param name="Numerator">Of a mean: the sum of figure times weight; else null.</param>
/// <param name="Denominator">Of a mean: the sum of weights, mu; else null.</param>
public sealed record IndicatorActual(decimal? Actual, int Sites, int Missing, decimal? Forecast, decimal? ForecastLate, decimal? Numerator = null, decimal? Denominator = null);

/// <summary>One indicator for the district or a town: target, figure, progress and forecast, at an effective date and a recorded instant.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Year">The year.</param>
/// <param name="TownCode">The town; null for the district; <see cref="WithoutTown"/> for sites that lie in no town.</param>
/// <param name="TownName">Name of the town; null for the district.</param>
/// <param name="EffectiveOn">The effective date: what happened up to the end of this day, in China.</param>
/// <param name="Figures">What the register says.</param>
/// <param name="Target">The target as recorded, or null.</param>
public sealed record IndicatorValue(
    IndicatorDefinition Indicator, int Year, string? TownCode, string? TownName, DateOnly EffectiveOn, IndicatorActual Figures, IndicatorTarget? Target)
{
    /// <summary>Stands in the place of a town code for sites that lie in no town and declare none.</summary>
    public const string WithoutTown = "-";

    /// <summary>Less than this share of what is due is far behind.</summary>
    public const double FarBehindShare = 0.8;

    /// <summary>The figure, or null.</summary>
    public decimal? Actual => Figures.Actual;

    /// <summary>The forecast for the end of the year, or null.</summary>
    public decimal? Forecast => Figures.Forecast;

    /// <summary>Of a mean, the part that adds up over towns.</summary>
    public decimal? Numerator => Figures.Numerator;

    /// <summary>Of a mean, the weight that adds up over towns.</summary>
    public decimal? Denominator => Figures.Denominator;

    /// <summary>Figure by target, 1 for reached; null without a target, with a target of zero, or without a figure.</summary>
    public double? Progress => Target is { Target: > 0 } target && Actual is { } actual ? (double)(actual / target.Target) : null;

    /// <summary>What is due by <see cref="EffectiveOn"/>, on the straight line or the path given; null without a target, and of a level without a path.</summary>
    public double? Due => Target is { } target && (!Indicator.IsLevel || target.PathPercent is not null)
        ? (double)target.Target * TargetPath.DueShare(Year, EffectiveOn, target.PathPercent)
        : null;

    /// <summary>The forecast by target; null where progress is.</summary>
    public double? ForecastProgress => Target is { Target: > 0 } target && Forecast is { } forecast ? (double)(forecast / target.Target) : null;

    /// <summary>How it stands.</summary>
    public IndicatorStatus Status
    {
        get
        {
            if (Target is not { } target)
            {
                return IndicatorStatus.NoTarget;
            }

            if (Actual is not { } actual)
            {
                return IndicatorStatus.NoFigure;
            }

            if (actual >= target.Target)
            {
                return IndicatorStatus.Reached;
            }

            var due = Due ?? (double)target.Target;
            return (double)actual >= due ? IndicatorStatus.OnTrack : (double)actual >= FarBehindShare * due ? IndicatorStatus.Behind : IndicatorStatus.FarBehind;
        }
    }
}

/// <summary>Towns that do not add up to the district: of figures a defect, of targets a mistake of the plan or an allowed one.</summary>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="OfTargets">About targets; else about figures.</param>
/// <param name="District">What stands for the district.</param>
/// <param name="TownSum">What the towns add up to.</param>
public sealed record UnequalSum(string Indicator, bool OfTargets, decimal District, decimal TownSum);

/// <summary>All indicators of a year, at an effective date and as recorded at an instant. The same two give the same table for ever.</summary>
/// <param name="Year">The year.</param>
/// <param name="EffectiveOn">The effective date, at most the last day of the year.</param>
/// <param name="AsOf">The recorded instant.</param>
/// <param name="District">One value an indicator, in the order of the catalogue.</param>
/// <param name="Towns">
/// Values of every town known at the instant, by town code, then in the order of the catalogue; sites without a town last
/// (<see cref="IndicatorValue.WithoutTown"/>), where there are any. Indicators known for the district only are left out.
/// </param>
/// <param name="UnequalSums">Where towns do not add up to the district.</param>
/// <param name="Assessment">The assessment that connectivity figures rest on, or null.</param>
/// <param name="HasDemo">Something made up is counted, as site, as target or as road.</param>
/// <param name="HasSites">Any site stood in the register at that date, by what was recorded then; without one, every zero means that nothing is known.</param>
public sealed record IndicatorTable(
    int Year, DateOnly EffectiveOn, DateTimeOffset AsOf, IReadOnlyList<IndicatorValue> District, IReadOnlyList<IndicatorValue> Towns,
    IReadOnlyList<UnequalSum> UnequalSums, AssessmentReference? Assessment, bool HasDemo, bool HasSites)
{
    /// <summary>The value of one indicator for the district.</summary>
    public IndicatorValue Of(string indicator) => District.Single(v => v.Indicator.Code == indicator);

    /// <summary>The value of one indicator for one town; null where there is none.</summary>
    public IndicatorValue? Of(string indicator, string townCode) => Towns.FirstOrDefault(v => v.Indicator.Code == indicator && v.TownCode == townCode);
}

/// <summary>The assessment run that connectivity figures rest on.</summary>
/// <param name="Code">Its code: <c>/assessments/CODE</c>.</param>
/// <param name="RecordedAt">When it was made.</param>
/// <param name="IsDemo">It rests on made-up roads.</param>
public sealed record AssessmentReference(string Code, DateTimeOffset RecordedAt, bool IsDemo);

/// <summary>A site, or a destination, behind a figure.</summary>
/// <param name="Code">Code of the site (of the tier or town, for connectivity).</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name, or null.</param>
/// <param name="Kind">Kind of site (<c>compound</c> …), or <c>tier</c>, <c>town</c>.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="TownName">Name of its town, or null.</param>
/// <param name="Stage">Stage at the effective date; of connectivity <c>met</c> or <c>missed</c>.</param>
/// <param name="Since">Effective date of that stage, or null.</param>
/// <param name="PlannedFinish">Planned finish, or null.</param>
/// <param name="Part">
/// <c>actual</c>: counted; <c>forecast</c>: expected by the end of the year; <c>late</c>: the same, though its planned finish has passed;
/// <c>leaving</c>: counted in a mean, and expected to be gone when the year ends.
/// </param>
/// <param name="Amount">What it adds, in the unit of the indicator; null where that is not recorded.</param>
/// <param name="Weight">Its weight in a mean, mu; else null.</param>
/// <param name="IsDemo">Made up.</param>
public sealed record IndicatorSite(
    string Code, string NameZh, string? NameEn, string Kind, string? TownCode, string? TownName, string Stage, DateOnly? Since, DateOnly? PlannedFinish,
    string Part, decimal? Amount, decimal? Weight, bool IsDemo);
