using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>
/// From one origin (or the nearest of several) to everywhere, or from everywhere towards it: climb, then one sweep over all states from the highest rank
/// to the lowest (PHAST: Delling, Goldberg, Nowatzyk and Werneck, "PHAST: Hardware-Accelerated Shortest Path Trees", IPDPS 2011). Reusable; one thread
/// at a time; a run allocates its answer and nothing else.
/// </summary>
public sealed unsafe class OneToAllQuery
{
    private readonly RoadNetwork _network;
    private readonly HierarchyMetric _metric;
    private readonly uint[] _labels;
    private readonly Climb _climb;
    private readonly List<Seed> _seeds = [];

    /// <summary>Makes the workspace: 8 bytes a state.</summary>
    public OneToAllQuery(RoadNetwork network, HierarchyMetric metric)
    {
        _network = network;
        _metric = metric;
        _labels = new uint[metric.Hierarchy.StateCount + 1];
        _climb = new Climb(metric.Hierarchy.StateCount);
    }

    /// <summary>Searches from places, or towards them.</summary>
    /// <param name="places">Where it begins; the nearest counts.</param>
    /// <param name="isTowards">Whether to search towards them.</param>
    /// <param name="limit">Labels beyond it are left out, milliseconds.</param>
    public ReachField Run(IReadOnlyList<EdgePlace> places, bool isTowards, uint limit = ReachField.Unreached - 1)
    {
        var labels = new uint[_network.EdgeCount];
        Run(places, isTowards, limit, labels);
        return new ReachField(_network, _metric.Times.Milliseconds, labels, isTowards, places);
    }

    /// <summary>The same into memory of the caller: allocates nothing.</summary>
    /// <param name="places">Where it begins.</param>
    /// <param name="isTowards">Whether to search towards them.</param>
    /// <param name="limit">Labels beyond it are left out, milliseconds.</param>
    /// <param name="labels">By edge.</param>
    public void Run(IReadOnlyList<EdgePlace> places, bool isTowards, uint limit, Span<uint> labels)
    {
        _seeds.Clear();
        Seeds.Collect(_metric.Hierarchy.Graph, _metric.Times, places, isTowards, _seeds);
        Array.Fill(_labels, ReachField.Unreached);
        var sweep = _metric.Sweep;
        _climb.Run(_metric.Hierarchy, isTowards ? sweep.Down : sweep.Up, _seeds, limit, _labels);
        Sweep(isTowards ? sweep.Up : sweep.Down);
        EdgeLabels.Read(_metric.Hierarchy.EdgeRanks, _labels, limit, labels);
    }

    private void Sweep(SweepRows rows)
    {
        fixed (uint* labels = _labels)
        fixed (int* first = rows.First)
        fixed (SweepArc* arcs = rows.Arcs)
        {
            var arc = arcs + rows.Arcs.Length;
            for (var v = rows.First.Length - 2; v >= 0; v--)
            {
                var least = labels[v];
                for (var end = arcs + first[v]; arc > end;)
                {
                    arc--;
                    least = Math.Min(least, labels[arc->Higher] + arc->Milliseconds);
                }

                labels[v] = least;
            }
        }
    }
}
