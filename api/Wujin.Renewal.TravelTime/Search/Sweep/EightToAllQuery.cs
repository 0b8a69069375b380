using System.Runtime.Intrinsics.X86;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>
/// Eight one-to-all searches in one sweep: every arc is read once for eight labels side by side (Delling et al. 2011, section IV). Reusable; one thread at a
/// time; a run allocates nothing but its answers.
/// </summary>
public sealed class EightToAllQuery
{
    /// <summary>How many searches go together.</summary>
    public const int Lanes = 8;

    private readonly RoadNetwork _network;
    private readonly HierarchyMetric _metric;
    private readonly bool _usesVectors;
    private readonly uint[] _labels;
    private readonly Climb _climb;
    private readonly List<Seed> _seeds = [];
    private uint[] _placed = [];

    /// <summary>Makes the workspace: 40 bytes a state.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="metric">The times.</param>
    public EightToAllQuery(RoadNetwork network, HierarchyMetric metric)
        : this(network, metric, Avx2.IsSupported)
    {
    }

    internal EightToAllQuery(RoadNetwork network, HierarchyMetric metric, bool usesVectors)
    {
        _network = network;
        _metric = metric;
        _usesVectors = usesVectors;
        _labels = new uint[metric.Hierarchy.StateCount];
        Array.Fill(_labels, ReachField.Unreached);
        _climb = new Climb(metric.Hierarchy.StateCount);
    }

    /// <summary>Searches from up to eight origins, or towards them, each a set of places.</summary>
    /// <param name="origins">At most <see cref="Lanes"/>.</param>
    /// <param name="isTowards">Whether to search towards them.</param>
    /// <param name="limit">Labels beyond it are left out, milliseconds.</param>
    /// <returns>A field for each origin, in their order.</returns>
    public ReachField[] Run(ReadOnlySpan<IReadOnlyList<EdgePlace>> origins, bool isTowards, uint limit = ReachField.Unreached - 1)
    {
        var labels = new uint[origins.Length][];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = new uint[_network.EdgeCount];
        }

        Run(origins, isTowards, limit, labels);
        var fields = new ReachField[origins.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = new ReachField(_network, _metric.Times.Milliseconds, labels[i], isTowards, origins[i]);
        }

        return fields;
    }

    /// <summary>The same into memory of the caller: allocates nothing.</summary>
    /// <param name="origins">At most <see cref="Lanes"/>.</param>
    /// <param name="isTowards">Whether to search towards them.</param>
    /// <param name="limit">Labels beyond it are left out, milliseconds.</param>
    /// <param name="labels">By origin and edge.</param>
    public void Run(ReadOnlySpan<IReadOnlyList<EdgePlace>> origins, bool isTowards, uint limit, uint[][] labels)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(origins.Length, Lanes, nameof(origins));
        var chunks = _metric.Chunks(isTowards);
        var size = (chunks.PlaceCount + 1) * Lanes;
        if (_placed.Length != size)
        {
            _placed = new uint[size];
        }

        Array.Fill(_placed, ReachField.Unreached);
        for (var lane = 0; lane < origins.Length; lane++)
        {
            _seeds.Clear();
            Seeds.Collect(_metric.Hierarchy.Graph, _metric.Times, origins[lane], isTowards, _seeds);
            _climb.Run(_metric.Hierarchy, isTowards ? _metric.DownRows : _metric.UpRows, _seeds, limit, _labels);
            foreach (var v in _climb.Ancestors)
            {
                _placed[(chunks.Place(v) * Lanes) + lane] = _labels[v];
                _labels[v] = ReachField.Unreached;
            }
        }

        chunks.RunEight(_placed, _usesVectors);
        LaneReader.Read(chunks, _placed, limit, labels, origins.Length, _usesVectors);
    }
}
