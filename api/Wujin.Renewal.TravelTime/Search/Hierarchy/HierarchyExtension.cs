namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// A hierarchy for a turn graph that has a few states more than another's: they get the highest ranks, so that nothing below moves and only rows of their
/// ancestors grow. Every query works on it as on any other; the few states cost each climb a little.
/// </summary>
internal sealed class HierarchyExtension
{
    private readonly ContractionHierarchy _below;
    private readonly TurnGraph _graph;
    private readonly int _old;
    private readonly int _added;
    private readonly StateSets _up;
    private readonly StateSets _down;

    private HierarchyExtension(ContractionHierarchy below, TurnGraph graph)
    {
        _below = below;
        _graph = graph;
        _old = below.StateCount;
        _added = graph.StateCount - _old;
        _up = new StateSets(graph.StateCount, _added);
        _down = new StateSets(graph.StateCount, _added);
    }

    /// <summary>Extends.</summary>
    /// <param name="below">The hierarchy of the smaller graph.</param>
    /// <param name="graph">The larger graph: the same states with the same numbers, then new ones; among the old states no new transitions.</param>
    /// <param name="changed">States whose transitions changed, the new ones included.</param>
    public static ContractionHierarchy Extend(ContractionHierarchy below, TurnGraph graph, IEnumerable<int> changed)
    {
        var extension = new HierarchyExtension(below, graph);
        var isChanged = new bool[graph.StateCount];
        foreach (var state in changed)
        {
            isChanged[state] = true;
            extension.AddOwn(state);
        }

        extension.Inherit();
        extension.Connect();
        return extension.Assemble(isChanged);
    }

    private int RankOf(int state) => state < _old ? _below.Columns.Rank[state] : state;

    private void AddOwn(int state)
    {
        var u = RankOf(state);
        for (var t = _graph.FirstTransition[state]; t < _graph.FirstTransition[state + 1]; t++)
        {
            var v = RankOf(_graph.Targets[t]);
            if (v >= _old && u != v)
            {
                _up.Add(u, v - _old);
            }

            if (u >= _old && u != v)
            {
                _down.Add(v, u - _old);
            }
        }
    }

    /// <summary>From below: whoever has an arc to v reaches the new states that v reaches, and the other way round.</summary>
    private void Inherit()
    {
        var columns = _below.Columns;
        for (var v = 0; v < _old; v++)
        {
            if (_up.Has(v))
            {
                foreach (var x in columns.DownTails.Span[columns.FirstDown[v]..columns.FirstDown[v + 1]])
                {
                    _up.AddAll(x, v);
                }
            }

            if (_down.Has(v))
            {
                foreach (var y in columns.UpHeads.Span[columns.FirstUp[v]..columns.FirstUp[v + 1]])
                {
                    _down.AddAll(y, v);
                }
            }
        }
    }

    /// <summary>Arcs among the new states: by way of an old one, then by way of a lower new one.</summary>
    private void Connect()
    {
        for (var v = 0; v < _old; v++)
        {
            if (_up.Has(v) && _down.Has(v))
            {
                Join(v, above: -1);
            }
        }

        for (var t = 0; t < _added; t++)
        {
            Join(_old + t, above: t);
        }
    }

    private void Join(int v, int above)
    {
        foreach (var from in _down.Of(v))
        {
            foreach (var to in _up.Of(v))
            {
                if (from > above && to > above && from != to)
                {
                    _up.Add(_old + from, to);
                    _down.Add(_old + to, from);
                }
            }
        }
    }

    private ContractionHierarchy Assemble(bool[] isChanged)
    {
        var columns = _below.Columns;
        var (firstUp, heads) = Rows(columns.FirstUp.Span, columns.UpHeads.Span, _up);
        var (firstDown, tails) = Rows(columns.FirstDown.Span, columns.DownTails.Span, _down);
        int[] rank = [.. columns.Rank.Span, .. Enumerable.Range(_old, _added)];
        var arcs = new TransitionArcs(_graph, rank, firstUp, heads, firstDown, tails).Find(_below, isChanged);
        return new ContractionHierarchy(_graph, new HierarchyColumns(
            new(rank), new(Parents()), new(firstUp), new(heads), new(firstDown), new(tails), new(arcs)), _below);
    }

    /// <summary>Rows with the new states at their ends; stretches of rows without any are copied whole.</summary>
    private (int[] First, int[] Ends) Rows(ReadOnlySpan<int> oldFirst, ReadOnlySpan<int> oldEnds, StateSets sets)
    {
        var first = new int[_graph.StateCount + 1];
        var ends = new int[oldEnds.Length + sets.Count];
        var (count, copied) = (0, 0);
        for (var v = 0; v < _graph.StateCount; v++)
        {
            if (sets.Has(v))
            {
                Copy(oldEnds, v < _old ? oldFirst[v + 1] : oldEnds.Length);
                foreach (var t in sets.Of(v))
                {
                    if (_old + t > v)
                    {
                        ends[count++] = _old + t;
                    }
                }
            }

            first[v + 1] = count + (v < _old ? oldFirst[v + 1] : oldEnds.Length) - copied;
        }

        Copy(oldEnds, oldEnds.Length);
        return (first, ends[..count]);

        void Copy(ReadOnlySpan<int> source, int until)
        {
            source[copied..until].CopyTo(ends.AsSpan(count));
            count += until - copied;
            copied = until;
        }
    }

    private int[] Parents()
    {
        int[] parent = [.. _below.Columns.Parent.Span, .. Enumerable.Range(_old + 1, _added)];
        parent[^1] = -1;
        for (var v = 0; v < _old; v++)
        {
            if (_up.Has(v) || _down.Has(v))
            {
                var root = v;
                while (parent[root] >= 0 && parent[root] < _old)
                {
                    root = parent[root];
                }

                parent[root] = _old;
            }
        }

        return parent;
    }
}
