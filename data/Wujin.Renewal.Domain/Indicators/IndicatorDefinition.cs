using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Domain.Indicators;

/// <summary>How the figure of the district comes from what is counted.</summary>
public enum IndicatorAggregation
{
    /// <summary>A sum over sites; towns add up to the district.</summary>
    Sum,

    /// <summary>
    /// A mean over sites weighted by their land. What adds up over towns is not the mean but its two parts:
    /// <see cref="IndicatorValue.Numerator"/> and <see cref="IndicatorValue.Denominator"/>.
    /// </summary>
    WeightedMean,

    /// <summary>A count over destinations of the connectivity assessment; towns add up to the district.</summary>
    Destinations,

    /// <summary>Known for the district only.</summary>
    DistrictOnly,
}

/// <summary>One yearly indicator (指标) of the programme.</summary>
/// <param name="Code">Its code, as in addresses, columns and SQL functions (<c>renewal.indicator_CODE</c>).</param>
/// <param name="TitleZh">Chinese title.</param>
/// <param name="TitleEn">English title.</param>
/// <param name="UnitZh">Unit as a Chinese report prints it: 个, 户, 平方米, 部, 亩, 家, 万元/亩.</param>
/// <param name="UnitEn">Unit in English and in JSON.</param>
/// <param name="Kind">The kind of site that is counted; null for connectivity.</param>
/// <param name="Aggregation">How towns and district relate.</param>
/// <param name="Decimals">Digits after the point that are worth printing.</param>
/// <param name="RuleZh">What is counted and when, in a sentence; printed among the assumptions.</param>
/// <param name="RuleEn">The same in English.</param>
public sealed record IndicatorDefinition(
    string Code, string TitleZh, string TitleEn, string UnitZh, string UnitEn, SiteKind? Kind, IndicatorAggregation Aggregation, int Decimals, string RuleZh, string RuleEn)
{
    /// <summary>
    /// The figure is a state at a date (a mean, tiers met), not what was done since the year began: it is not expected to grow along a path unless one
    /// is given.
    /// </summary>
    public bool IsLevel => Aggregation != IndicatorAggregation.Sum;

    /// <summary>Amounts are whole: a target with a fraction is refused.</summary>
    public bool IsCount => Decimals == 0 && UnitEn != "m²";
}
