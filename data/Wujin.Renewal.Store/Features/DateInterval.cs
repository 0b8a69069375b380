namespace Wujin.Renewal.Store.Features;

/// <summary>An interval of calendar days, both ends included.</summary>
/// <param name="Start">First day, or null where the interval is open towards the past.</param>
/// <param name="Finish">Last day, or null where the interval is open towards the future.</param>
public readonly record struct DateInterval(DateOnly? Start, DateOnly? Finish);
