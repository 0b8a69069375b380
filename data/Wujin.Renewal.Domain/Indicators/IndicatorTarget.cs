namespace Wujin.Renewal.Domain.Indicators;

/// <summary>What is to be reached by the end of a year, in the district or in one town.</summary>
/// <param name="Year">The year.</param>
/// <param name="Indicator">Code of the indicator.</param>
/// <param name="TownCode">The town; null for the district.</param>
/// <param name="Target">The amount, in the unit of the indicator; not negative.</param>
/// <param name="PathPercent">
/// Cumulative percentages of the target at the ends of equal parts of the year (four: quarters, twelve: months), never falling, the last 100;
/// null for a straight line from 0 on 1 January to 100 on 31 December.
/// </param>
/// <param name="Note">What the office wants to say of it, or null.</param>
/// <param name="IsDemo">Made up for demonstration.</param>
/// <param name="Source">Where it comes from (文号), or null.</param>
public sealed record IndicatorTarget(
    int Year, string Indicator, string? TownCode, decimal Target, IReadOnlyList<decimal>? PathPercent = null, string? Note = null, bool IsDemo = false, string? Source = null)
{
    /// <summary>First year a target may be for.</summary>
    public const int FirstYear = 1990;

    /// <summary>Last year a target may be for.</summary>
    public const int LastYear = 2100;

    /// <summary>The largest amount.</summary>
    public const decimal Largest = 1_000_000_000_000m;
}
