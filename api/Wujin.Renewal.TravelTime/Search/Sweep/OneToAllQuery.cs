using System.Runtime.Intrinsics.X86;
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
    private readonly bool _usesVectors;
    private readonly uint[] _labels;
    private readonly Climb _climb;
    private readonly List<Seed> _seeds = [];
    private readonly List<int> _climbed = [];
    private uint[] _placed = [];

    /// <summary>Makes the workspace: 12 bytes a state.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="metric">The times.</param>
    public OneToAllQuery(RoadNetwork network, HierarchyMetric metric)
        : this(network, metric, Avx2.IsSupported)
    {
    }

    internal OneToAllQuery(RoadNetwork network, HierarchyMetric metric, bool usesVectors)
    {
        _network = network;
        _metric = metric;
        _usesVectors = usesVectors;
        _labels = new uint[metric.Hierarchy.StateCount + 1];
        Array.Fill(_labels, ReachField.Unreached);
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
        ArgumentOutOfRangeException.ThrowIfLessThan(labels.Length, _network.EdgeCount);
        _seeds.Clear();
        Seeds.Collect(_metric.Hierarchy.Graph, _metric.Times, places, isTowards, _seeds);
        _climb.Run(_metric.Hierarchy, isTowards ? _metric.DownRows : _metric.UpRows, _seeds, limit, _labels);
        if (_metric.IsLasting)
        {
            SweepChunks(_metric.Chunks(isTowards), limit, labels);
            return;
        }

        SweepRanks(isTowards ? _metric.UpRows : _metric.DownRows);
        EdgeLabels.Read(_metric.Hierarchy.EdgeRanks, _labels, limit, labels);
        Array.Fill(_labels, ReachField.Unreached);
    }

    private void SweepChunks(ChunkedSweep chunks, uint limit, Span<uint> labels)
    {
        if (_placed.Length != chunks.PlaceCount + 1)
        {
            _placed = new uint[chunks.PlaceCount + 1];
        }

        Array.Fill(_placed, ReachField.Unreached);
        _climbed.Clear();
        foreach (var v in _climb.Ancestors)
        {
            var place = chunks.Place(v);
            _placed[place] = _labels[v];
            _climbed.Add(place);
            _labels[v] = ReachField.Unreached;
        }

        chunks.Run(_placed, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_climbed), limit, _usesVectors);
        chunks.Read(_placed, limit, labels, _usesVectors);
    }

    /// <summary>
    /// The sweep without a layout of its own, state by state in order of rank: six times slower than <see cref="ChunkedSweep"/> on Porto, because every
    /// state waits for the one before and for a branch that cannot be foretold; but there is nothing to lay out, which is dearer than a few sweeps.
    /// </summary>
    private void SweepRanks(SweepRows rows)
    {
        fixed (uint* labels = _labels)
        fixed (int* first = rows.First.Span, end = rows.Higher.Span)
        fixed (uint* time = rows.Milliseconds)
        {
            var a = rows.Higher.Length;
            for (var v = rows.First.Length - 2; v >= 0; v--)
            {
                var least = labels[v];
                while (a > first[v])
                {
                    a--;
                    least = Math.Min(least, labels[end[a]] + time[a]);
                }

                labels[v] = least;
            }
        }
    }
}
