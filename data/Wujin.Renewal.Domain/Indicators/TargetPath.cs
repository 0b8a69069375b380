namespace Wujin.Renewal.Domain.Indicators;

/// <summary>How much of a yearly target is due on a day.</summary>
public static class TargetPath
{
    /// <summary>The share of the target that is due at the end of a day.</summary>
    /// <param name="year">The year of the target.</param>
    /// <param name="day">The day; before the year nothing is due, after it all.</param>
    /// <param name="pathPercent">See <see cref="IndicatorTarget.PathPercent"/>; null for a straight line.</param>
    /// <returns>0 to 1.</returns>
    public static double DueShare(int year, DateOnly day, IReadOnlyList<decimal>? pathPercent)
    {
        var first = new DateOnly(year, 1, 1);
        if (day < first)
        {
            return 0;
        }

        if (day.Year > year)
        {
            return 1;
        }

        if (pathPercent is not { Count: > 0 })
        {
            return (day.DayNumber - first.DayNumber + 1) / (double)(DateTime.IsLeapYear(year) ? 366 : 365);
        }

        // The parts end with calendar months where the year divides into them: four quarters, twelve months, two halves.
        var part = 0;
        while (EndOf(year, part, pathPercent.Count) < day)
        {
            part++;
        }

        var (before, until) = (part == 0 ? first.AddDays(-1) : EndOf(year, part - 1, pathPercent.Count), EndOf(year, part, pathPercent.Count));
        var (from, to) = (part == 0 ? 0 : (double)pathPercent[part - 1], (double)pathPercent[part]);
        return (from + ((to - from) * (day.DayNumber - before.DayNumber) / (until.DayNumber - before.DayNumber))) / 100;
    }

    /// <summary>What is wrong with a path.</summary>
    /// <returns>Null where nothing is.</returns>
    public static string? FaultOf(IReadOnlyList<decimal> pathPercent)
    {
        ArgumentNullException.ThrowIfNull(pathPercent);
        if (pathPercent.Count is not (2 or 4 or 12))
        {
            return "A path has 2 (halves), 4 (quarters) or 12 (months) percentages.";
        }

        if (pathPercent.Any(p => p is < 0 or > 100) || pathPercent.Zip(pathPercent.Skip(1)).Any(p => p.First > p.Second))
        {
            return "The percentages of a path lie between 0 and 100 and never fall: they are cumulative.";
        }

        return pathPercent[^1] == 100 ? null : "The last percentage of a path is 100.";
    }

    private static DateOnly EndOf(int year, int part, int parts) => new DateOnly(year, 1, 1).AddMonths(12 / parts * (part + 1)).AddDays(-1);
}
