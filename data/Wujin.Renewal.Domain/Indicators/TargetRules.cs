using System.Globalization;

namespace Wujin.Renewal.Domain.Indicators;

/// <summary>What a target may be, whatever way it comes in.</summary>
public static class TargetRules
{
    /// <summary>What is wrong with an amount.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="townCode">The town, or null for the district.</param>
    /// <param name="amount">The amount.</param>
    /// <returns>Null where nothing is.</returns>
    public static string? FaultOf(IndicatorDefinition indicator, string? townCode, decimal amount)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        if (townCode is not null && indicator.Aggregation == IndicatorAggregation.DistrictOnly)
        {
            return $"{indicator.TitleZh} has a target for the district only.";
        }

        var shown = amount.ToString(CultureInfo.InvariantCulture);
        if (amount < 0)
        {
            return $"{shown} is negative; a target is 0 or more.";
        }

        if (amount > IndicatorTarget.Largest)
        {
            return $"{shown} is more than any target can be ({IndicatorTarget.Largest:0}).";
        }

        return indicator.IsCount && amount != decimal.Truncate(amount) ? $"{shown} is no whole number of {indicator.UnitZh}." : null;
    }
}
