namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>The arcs that searches walk, by lower end. A search from an origin climbs <see cref="Up"/> and sweeps <see cref="Down"/>; towards, the other way.</summary>
internal sealed record SweepArcs(SweepRows Up, SweepRows Down)
{
    /// <summary>All arcs that have a finite time, needed or not: for a metric that is used a few times only.</summary>
    public static SweepArcs All(HierarchyMetric metric)
    {
        var columns = metric.Hierarchy.Columns;
        return new SweepArcs(
            SweepRows.Keep(columns.FirstUp.Span, columns.UpHeads.Span, metric.Up, metric.Up),
            SweepRows.Keep(columns.FirstDown.Span, columns.DownTails.Span, metric.Down, metric.Down));
    }
}
