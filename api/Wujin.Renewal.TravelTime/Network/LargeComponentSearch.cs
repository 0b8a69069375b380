using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// Finds the segments of a mode's large component: the largest set of states that all reach each other (Tarjan 1972), and the edges from which one gets
/// into it and to which one gets out of it (restricted areas, where one may not drive through, are such).
/// </summary>
internal sealed class LargeComponentSearch
{
    private readonly TurnGraph _graph;
    private readonly int[] _component;
    private readonly List<int> _popped;
    private readonly List<int> _firstPopped = [0];

    private LargeComponentSearch(TurnGraph graph)
    {
        _graph = graph;
        _component = new int[graph.StateCount];
        _popped = new(graph.StateCount);
        FindComponents();
    }

    /// <summary>By segment, 1 where it belongs to the large component.</summary>
    public static byte[] Find(TurnGraph graph, int segmentCount)
    {
        var isLarge = new byte[segmentCount];
        if (graph.StateCount == 0)
        {
            return isLarge;
        }

        var search = new LargeComponentSearch(graph);
        var (reachesCore, isReached) = search.Around(search.Largest());
        var edges = graph.Edges.Span;
        var first = graph.FirstState.Span;
        for (var state = 0; state < edges.Length; state++)
        {
            var plain = first[edges[state]];
            if (isReached[search._component[state]] && reachesCore[search._component[plain]])
            {
                isLarge[edges[state] >> 1] = 1;
            }
        }

        return isLarge;
    }

    private int Largest()
    {
        var best = 0;
        for (var c = 1; c < _firstPopped.Count - 1; c++)
        {
            best = _firstPopped[c + 1] - _firstPopped[c] > _firstPopped[best + 1] - _firstPopped[best] ? c : best;
        }

        return best;
    }

    // Components are numbered so that every way leads to the same or a lower number.
    private (bool[] ReachesCore, bool[] IsReached) Around(int core)
    {
        var reaches = new bool[_firstPopped.Count - 1];
        var isReached = new bool[reaches.Length];
        reaches[core] = isReached[core] = true;
        foreach (var state in _popped)
        {
            foreach (var target in TargetsOf(state))
            {
                reaches[_component[state]] |= reaches[_component[target]];
            }
        }

        for (var i = _popped.Count - 1; i >= 0; i--)
        {
            if (isReached[_component[_popped[i]]])
            {
                foreach (var target in TargetsOf(_popped[i]))
                {
                    isReached[_component[target]] = true;
                }
            }
        }

        return (reaches, isReached);
    }

    private ReadOnlySpan<int> TargetsOf(int state)
    {
        var first = _graph.FirstTransition.Span;
        return _graph.Targets.Span[first[state]..first[state + 1]];
    }

    private void FindComponents()
    {
        var first = _graph.FirstTransition.Span;
        var targets = _graph.Targets.Span;
        var count = _graph.StateCount;
        var index = new int[count];
        var low = new int[count];
        var next = first[..count].ToArray();
        var open = new Stack<int>();
        var path = new Stack<int>();
        var clock = 0;
        Array.Fill(_component, -1);
        for (var root = 0; root < count; root++)
        {
            if (index[root] == 0)
            {
                path.Push(root);
            }

            while (path.TryPeek(out var state))
            {
                if (index[state] == 0)
                {
                    index[state] = low[state] = ++clock;
                    open.Push(state);
                }

                if (next[state] == first[state + 1])
                {
                    path.Pop();
                    if (low[state] == index[state])
                    {
                        Close(state, open);
                    }

                    continue;
                }

                // A new target is driven first, and looked at again when it is done.
                var target = targets[next[state]];
                if (index[target] == 0)
                {
                    path.Push(target);
                    continue;
                }

                low[state] = _component[target] < 0 ? Math.Min(low[state], low[target]) : low[state];
                next[state]++;
            }
        }
    }

    // Takes a whole component off the stack of states whose component is not known yet.
    private void Close(int root, Stack<int> open)
    {
        int state;
        do
        {
            state = open.Pop();
            _component[state] = _firstPopped.Count - 1;
            _popped.Add(state);
        }
        while (state != root);

        _firstPopped.Add(_popped.Count);
    }
}
