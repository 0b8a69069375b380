using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Plain;

/// <summary>
/// Dijkstra's search over a <see cref="PlainGraph"/>: the reference that everything faster is measured against and proved by. Reusable; one thread at a
/// time; allocates when made and nothing while it searches. Cost grows with what is within the limit.
/// </summary>
/// <remarks>
/// Buckets, because a 4-ary heap with stale entries took 2.7 times as long on Porto (11.6 against 4.3 ms for all of 163,000 states, 27 ns each) and
/// 1.7 times on a million junctions (2026-11-25; see HeapDijkstra in the benchmarks).
/// </remarks>
public sealed unsafe class PlainQuery
{
    /// <summary>Log2 of the range of a bucket: 256 ms, where labels of one bucket seldom improve each other.</summary>
    private const int BucketShift = 8;

    private readonly PlainGraph _graph;
    private readonly uint[] _labels;
    private readonly bool[] _waits;
    private readonly int[] _touched;
    private readonly BucketQueue _queue;
    private readonly uint _longest;
    private readonly List<Seed> _seeds = [];
    private int _touchedCount;

    /// <summary>Makes the workspace: some 20 bytes a state.</summary>
    public PlainQuery(PlainGraph graph)
    {
        _graph = graph;
        _labels = new uint[graph.Graph.StateCount];
        Array.Fill(_labels, ReachField.Unreached);
        _waits = new bool[_labels.Length];
        _touched = new int[_labels.Length];
        foreach (var arc in graph.Arcs)
        {
            _longest = arc.Milliseconds < EdgeTimes.Closed ? Math.Max(_longest, arc.Milliseconds) : _longest;
        }

        _queue = new BucketQueue(_labels.Length, _longest, BucketShift);
    }

    /// <summary>By state, milliseconds; <see cref="ReachField.Unreached"/> where there is no way or it is beyond the limit. Until the next run.</summary>
    public ReadOnlySpan<uint> Labels => _labels;

    /// <summary>How many states the last run reached.</summary>
    public int ReachedCount => _touchedCount;

    /// <summary>Searches from places, or towards them, and answers by edge.</summary>
    /// <param name="network">The roads, for the answer.</param>
    /// <param name="places">Where it begins; the nearest counts.</param>
    /// <param name="limit">Labels beyond it are left out, milliseconds.</param>
    public ReachField Run(RoadNetwork network, IReadOnlyList<EdgePlace> places, uint limit = ReachField.Unreached - 1)
    {
        _seeds.Clear();
        Seeds.Collect(_graph.Graph, _graph.Times, places, _graph.IsTowards, _seeds);
        Run(limit);
        var labels = new uint[network.EdgeCount];
        Array.Fill(labels, ReachField.Unreached);
        var edges = _graph.Graph.Edges.Span;
        for (var i = 0; i < _touchedCount; i++)
        {
            ref var label = ref labels[edges[_touched[i]]];
            label = Math.Min(label, _labels[_touched[i]]);
        }

        return new ReachField(network, _graph.Times.Milliseconds, labels, _graph.IsTowards, places);
    }

    private void Run(uint limit)
    {
        Forget();
        _seeds.Sort(static (a, b) => a.Milliseconds.CompareTo(b.Milliseconds));
        var nextSeed = 0;
        fixed (PlainArc* arcs = _graph.Arcs)
        fixed (int* first = _graph.First)
        fixed (uint* labels = _labels)
        {
            var now = 0u;
            while (true)
            {
                // A seed joins the queue no earlier than the ring of buckets has room for it.
                while (nextSeed < _seeds.Count && (_queue.Count == 0 || _seeds[nextSeed].Milliseconds <= now + _longest))
                {
                    var seed = _seeds[nextSeed++];
                    if (_queue.Count == 0)
                    {
                        _queue.Begin(seed.Milliseconds);
                    }

                    Improve(seed.State, seed.Milliseconds, limit);
                }

                if (_queue.Count == 0)
                {
                    return;
                }

                var state = _queue.Take();
                _waits[state] = false;
                now = labels[state];
                for (var a = first[state]; a < first[state + 1]; a++)
                {
                    var label = now + arcs[a].Milliseconds;
                    if (label < labels[arcs[a].Target])
                    {
                        Improve(arcs[a].Target, label, limit);
                    }
                }
            }
        }
    }

    private void Improve(int state, uint label, uint limit)
    {
        var old = _labels[state];
        if (label >= old || label > limit)
        {
            return;
        }

        _labels[state] = label;
        if (_waits[state])
        {
            _queue.Lower(state, old, label);
            return;
        }

        if (old == ReachField.Unreached)
        {
            _touched[_touchedCount++] = state;
        }

        _waits[state] = true;
        _queue.Add(state, label);
    }

    private void Forget()
    {
        for (var i = 0; i < _touchedCount; i++)
        {
            _labels[_touched[i]] = ReachField.Unreached;
        }

        _touchedCount = 0;
    }
}
