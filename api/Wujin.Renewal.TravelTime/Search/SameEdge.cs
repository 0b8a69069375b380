using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>Destinations ahead on the origin's own edge, which no search over states sees: it begins where the edge ends.</summary>
internal sealed class SameEdge
{
    private readonly HierarchyMetric _metric;
    private readonly Dictionary<int, List<(int Destination, EdgePlace Place)>> _byEdge = [];

    /// <summary>Notes which edges destinations are on.</summary>
    public SameEdge(HierarchyMetric metric, IReadOnlyList<IReadOnlyList<EdgePlace>> destinations)
    {
        _metric = metric;
        for (var d = 0; d < destinations.Count; d++)
        {
            foreach (var place in destinations[d])
            {
                if (!_byEdge.TryGetValue(place.Edge, out var there))
                {
                    _byEdge[place.Edge] = there = [];
                }

                there.Add((d, place));
            }
        }
    }

    /// <summary>The time straight along an edge from one place to another, or unreached where the other is behind or the edge is closed.</summary>
    public static uint Straight(HierarchyMetric metric, in EdgePlace from, in EdgePlace to)
    {
        if (from.Edge != to.Edge || to.Fraction < from.Fraction || !Seeds.IsOpen(metric.Hierarchy.Graph, metric.Times, from))
        {
            return ReachField.Unreached;
        }

        var edge = metric.Times.Milliseconds[from.Edge];
        return from.Milliseconds + (EdgeTimes.Part(edge, to.Fraction) - EdgeTimes.Part(edge, from.Fraction)) + to.Milliseconds;
    }

    /// <summary>Lowers the times of an origin.</summary>
    /// <param name="origin">Its places.</param>
    /// <param name="times">By destination.</param>
    public void Improve(IReadOnlyList<EdgePlace> origin, Span<uint> times)
    {
        foreach (var from in origin)
        {
            if (_byEdge.TryGetValue(from.Edge, out var there))
            {
                foreach (var (destination, to) in there)
                {
                    times[destination] = Math.Min(times[destination], Straight(_metric, from, to));
                }
            }
        }
    }
}
