using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>Dijkstra's search with a heap in the place of buckets: the design that lost to <see cref="TravelTime.Search.Plain.PlainQuery"/>.</summary>
internal sealed class HeapDijkstra
{
    private readonly int[] _first;
    private readonly (int Target, uint Milliseconds)[] _arcs;
    private readonly uint[] _labels;
    private readonly FourAryHeap _heap = new();

    public HeapDijkstra(TurnGraph graph, EdgeTimes times)
    {
        _first = graph.FirstTransition.Span.ToArray();
        _arcs = new (int, uint)[graph.TransitionCount];
        _labels = new uint[graph.StateCount];
        for (var s = 0; s < graph.StateCount; s++)
        {
            for (var t = _first[s]; t < _first[s + 1]; t++)
            {
                _arcs[t] = (graph.Targets[t], times.Milliseconds[graph.Edges[s]] + graph.TurnMilliseconds[t]);
            }
        }
    }

    /// <summary>Searches from the beginning of a state's edge; returns how many states it settled.</summary>
    public int Run(int state)
    {
        Array.Fill(_labels, ReachField.Unreached);
        _heap.Clear();
        _labels[state] = 0;
        _heap.Push(state, 0);
        var settled = 0;
        while (_heap.Count > 0)
        {
            var v = _heap.Pop(out var label);
            if (label > _labels[v])
            {
                continue;
            }

            settled++;
            foreach (ref readonly var arc in _arcs.AsSpan(_first[v]..(_first[v + 1])))
            {
                if (label + arc.Milliseconds < _labels[arc.Target])
                {
                    _labels[arc.Target] = label + arc.Milliseconds;
                    _heap.Push(arc.Target, label + arc.Milliseconds);
                }
            }
        }

        return settled;
    }
}
