using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Sweep;

namespace Wujin.Renewal.TravelTime.Search.Matrix;

/// <summary>
/// Travel times from many origins to many destinations: every origin and destination climbs once, and the climbs meet. Since a climb meets only ancestors,
/// and origins share most of theirs, meeting is a product of dense rows: for each origin and each state it meets, one row of destinations is lowered by vector
/// instructions. Reusable; one thread at a time.
/// </summary>
/// <remarks>
/// Costs about a climb (some 5 µs) for each origin and destination, and 10 to 20 ns for each pair: 30 ms for 1,000 × 1,000 on Porto (2026-11-25). Sweeping the
/// network for eight origins at a time would take 125 sweeps of 1.0 ms, four times as much; buckets (Knopp et al., ALENEX 2007) read the same numbers one
/// at a time.
/// </remarks>
public sealed class MatrixQuery
{
    private readonly HierarchyMetric _metric;
    private readonly Climb _climb;
    private readonly HubRows _hubs;
    private readonly uint[] _labels;
    private readonly List<Seed> _seeds = [];

    /// <summary>Makes the workspace: 20 bytes a state.</summary>
    public MatrixQuery(HierarchyMetric metric)
    {
        _metric = metric;
        _climb = new Climb(metric.Hierarchy.StateCount);
        _hubs = new HubRows(metric.Hierarchy.StateCount);
        _labels = new uint[metric.Hierarchy.StateCount];
        Array.Fill(_labels, ReachField.Unreached);
    }

    /// <summary>Computes all times.</summary>
    /// <param name="origins">Each a set of places on edges, such as both directions of the road nearby; the best counts.</param>
    /// <param name="destinations">Likewise.</param>
    public TravelTimeMatrix Run(IReadOnlyList<IReadOnlyList<EdgePlace>> origins, IReadOnlyList<IReadOnlyList<EdgePlace>> destinations)
    {
        var columns = InOrder(destinations);
        var climbs = new List<(int Rank, uint Milliseconds)>[columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            climbs[c] = [];
            Climb(destinations[columns[c]], isTowards: true, climbs[c]);
        }

        _hubs.Fill(climbs);
        var sameEdge = new SameEdge(_metric, destinations);
        var result = new uint[origins.Count * destinations.Count];
        var row = new uint[columns.Length];
        var met = new List<(int Rank, uint Milliseconds)>();
        foreach (var o in InOrder(origins))
        {
            met.Clear();
            Climb(origins[o], isTowards: false, met);
            Array.Fill(row, ReachField.Unreached);
            foreach (var (rank, milliseconds) in met)
            {
                _hubs.Improve(rank, milliseconds, row);
            }

            var times = result.AsSpan(o * destinations.Count, destinations.Count);
            for (var c = 0; c < columns.Length; c++)
            {
                times[columns[c]] = row[c];
            }

            sameEdge.Improve(origins[o], times);
        }

        return new TravelTimeMatrix(origins.Count, destinations.Count, result);
    }

    private void Climb(IReadOnlyList<EdgePlace> places, bool isTowards, List<(int Rank, uint Milliseconds)> met)
    {
        _seeds.Clear();
        Seeds.Collect(_metric.Hierarchy.Graph, _metric.Times, places, isTowards, _seeds);
        _climb.Run(_metric.Hierarchy, isTowards ? _metric.DownRows : _metric.UpRows, _seeds, ReachField.Unreached - 1, _labels);
        foreach (var v in _climb.Ancestors)
        {
            if (_labels[v] < ReachField.Unreached)
            {
                met.Add((v, _labels[v]));
                _labels[v] = ReachField.Unreached;
            }
        }
    }

    /// <summary>The numbers of places by the rank of their first edge: neighbours on the map follow each other.</summary>
    private int[] InOrder(IReadOnlyList<IReadOnlyList<EdgePlace>> places)
    {
        var ranks = _metric.Hierarchy.EdgeRanks.Plain;
        var keys = new int[places.Count];
        var order = new int[places.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = places[i].Count == 0 ? -1 : ranks[places[i][0].Edge];
            order[i] = i;
        }

        Array.Sort(keys, order);
        return order;
    }
}
