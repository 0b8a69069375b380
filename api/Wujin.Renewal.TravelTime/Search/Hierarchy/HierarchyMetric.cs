using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// The metric: how long each arc of a <see cref="ContractionHierarchy"/> takes in one profile. Immutable once made; safe to share among threads.
/// Costs one customisation, some tens of milliseconds for a city; queries need no more than this and a workspace of their own.
/// </summary>
public sealed class HierarchyMetric
{
    private readonly Lazy<SweepArcs> _sweep;

    internal HierarchyMetric(ContractionHierarchy hierarchy, EdgeTimes times, uint[] up, uint[] down, bool isPruned)
    {
        Hierarchy = hierarchy;
        Times = times;
        Up = up;
        Down = down;
        _sweep = new(() => isPruned ? PerfectCustomisation.Prune(this) : SweepArcs.All(this));
    }

    /// <summary>The index.</summary>
    public ContractionHierarchy Hierarchy { get; }

    /// <summary>The times of the edges it was made from.</summary>
    public EdgeTimes Times { get; }

    /// <summary>By up arc, milliseconds of the fastest way through lower states; <see cref="EdgeTimes.Closed"/> where there is none.</summary>
    internal uint[] Up { get; }

    /// <summary>By down arc, likewise.</summary>
    internal uint[] Down { get; }

    /// <summary>The arcs that searches walk. Derived on first use.</summary>
    internal SweepArcs Sweep => _sweep.Value;

    /// <summary>Customises: from the times of a profile to the times of all arcs. One thread.</summary>
    /// <param name="hierarchy">The index.</param>
    /// <param name="times">Times of the edges.</param>
    public static HierarchyMetric Customise(ContractionHierarchy hierarchy, EdgeTimes times)
    {
        var (up, down) = Customisation.Run(hierarchy, times);
        return new HierarchyMetric(hierarchy, times, up, down, isPruned: true);
    }
}
