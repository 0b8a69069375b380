using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Sweep;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// The metric: how long each arc of a <see cref="ContractionHierarchy"/> takes in one profile. Immutable once made; safe to share among threads.
/// Costs one customisation, some tens of milliseconds for a city; queries need no more than this and a workspace of their own.
/// </summary>
public sealed class HierarchyMetric
{
    private readonly Lazy<ChunkedSweep> _from;
    private readonly Lazy<ChunkedSweep> _towards;

    internal HierarchyMetric(ContractionHierarchy hierarchy, EdgeTimes times, uint[] up, uint[] down, bool isLasting)
    {
        Hierarchy = hierarchy;
        Times = times;
        Up = up;
        Down = down;
        IsLasting = isLasting;
        _from = new(() => ChunkedSweep.Of(hierarchy, DownRows));
        _towards = new(() => ChunkedSweep.Of(hierarchy, UpRows));
    }

    /// <summary>The index.</summary>
    public ContractionHierarchy Hierarchy { get; }

    /// <summary>The times of the edges it was made from.</summary>
    public EdgeTimes Times { get; }

    /// <summary>Whether it is worth laying the arcs out for the fastest sweep: not for a scenario that answers a question or two.</summary>
    internal bool IsLasting { get; }

    /// <summary>By up arc, milliseconds of the fastest way through lower states; <see cref="EdgeTimes.Closed"/> where there is none.</summary>
    internal uint[] Up { get; }

    /// <summary>By down arc, likewise.</summary>
    internal uint[] Down { get; }

    /// <summary>The up rows.</summary>
    internal SweepRows UpRows => new(Hierarchy.Columns.FirstUp, Hierarchy.Columns.UpHeads, Up);

    /// <summary>The down rows.</summary>
    internal SweepRows DownRows => new(Hierarchy.Columns.FirstDown, Hierarchy.Columns.DownTails, Down);

    /// <summary>Customises: from the times of a profile to the times of all arcs. One thread.</summary>
    /// <param name="hierarchy">The index.</param>
    /// <param name="times">Times of the edges.</param>
    /// <param name="isLasting">
    /// Whether many sweeps will follow: the first one then lays the arcs out anew, which takes as long as some sweeps and as much memory again.
    /// </param>
    public static HierarchyMetric Customise(ContractionHierarchy hierarchy, EdgeTimes times, bool isLasting = true)
    {
        var (up, down) = Customisation.Run(hierarchy, times);
        return new HierarchyMetric(hierarchy, times, up, down, isLasting);
    }

    /// <summary>The arcs of a sweep in the layout for vector instructions. Derived on first use, some 10 ms for a city.</summary>
    internal ChunkedSweep Chunks(bool isTowards) => (isTowards ? _towards : _from).Value;
}
