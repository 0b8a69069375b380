using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// A metric for a hierarchy that differs from another's in few transitions: only rows that a change can reach are customised again, from below, and a
/// row that comes out as it was passes nothing on.
/// </summary>
internal sealed class PartialCustomisation
{
    private readonly HierarchyMetric _before;
    private readonly ContractionHierarchy _hierarchy;
    private readonly uint[] _up;
    private readonly uint[] _down;
    private readonly bool[] _isDirty;

    private PartialCustomisation(HierarchyMetric before, ContractionHierarchy hierarchy)
    {
        _before = before;
        _hierarchy = hierarchy;
        _isDirty = new bool[hierarchy.StateCount];
        var (columns, old) = (hierarchy.Columns, before.Hierarchy.Columns);
        _up = Widen(old.FirstUp.Span, before.Up, columns.FirstUp.Span);
        _down = Widen(old.FirstDown.Span, before.Down, columns.FirstDown.Span);
    }

    /// <summary>Customises.</summary>
    /// <param name="before">The metric of the graph without the changes.</param>
    /// <param name="hierarchy">The same hierarchy, or a <see cref="HierarchyExtension"/> of it.</param>
    /// <param name="times">The changed times of edges.</param>
    /// <param name="changed">States whose transitions changed, new ones included.</param>
    public static HierarchyMetric Run(HierarchyMetric before, ContractionHierarchy hierarchy, EdgeTimes times, IReadOnlyCollection<int> changed)
    {
        var run = new PartialCustomisation(before, hierarchy);
        var transitionTimes = TransitionTimes.Of(hierarchy.Graph, times);
        run.MarkChangedTimes(transitionTimes, changed);
        run.MarkChangedStates(changed);
        run.Customise(Customisation.Respect(hierarchy, transitionTimes));
        return new HierarchyMetric(hierarchy, times, run._up, run._down, isLasting: false);
    }

    private static uint[] Widen(ReadOnlySpan<int> oldFirst, uint[] times, ReadOnlySpan<int> first)
    {
        if (times.Length == first[^1])
        {
            return [.. times];
        }

        // New arcs stand last in their row, because new states have the highest ranks.
        var wide = new uint[first[^1]];
        Array.Fill(wide, EdgeTimes.Closed);
        for (var v = 0; v + 1 < oldFirst.Length;)
        {
            var (begin, shift) = (v, first[v] - oldFirst[v]);
            while (v + 1 < oldFirst.Length && first[v] - oldFirst[v] == shift)
            {
                v++;
            }

            times.AsSpan(oldFirst[begin]..oldFirst[v]).CopyTo(wide.AsSpan(first[begin]));
        }

        return wide;
    }

    private void MarkChangedTimes(uint[] transitionTimes, IReadOnlyCollection<int> changed)
    {
        var (old, graph) = (_before.Hierarchy.Graph, _hierarchy.Graph);
        var oldTimes = TransitionTimes.Of(old, _before.Times);
        var isChanged = new bool[graph.StateCount];
        foreach (var state in changed)
        {
            isChanged[state] = true;
        }

        var oldFirst = old.FirstTransition.Span;
        var first = graph.FirstTransition.Span;
        for (var s = 0; s < old.StateCount; s++)
        {
            for (var t = oldFirst[s]; !isChanged[s] && t < oldFirst[s + 1]; t++)
            {
                if (oldTimes[t] != transitionTimes[first[s] + t - oldFirst[s]])
                {
                    Mark(s, old.Targets[t]);
                }
            }
        }
    }

    private void MarkChangedStates(IReadOnlyCollection<int> changed)
    {
        foreach (var graph in new[] { _before.Hierarchy.Graph, _hierarchy.Graph })
        {
            foreach (var s in changed)
            {
                for (var t = s < graph.StateCount ? graph.FirstTransition[s] : 0; s < graph.StateCount && t < graph.FirstTransition[s + 1]; t++)
                {
                    Mark(s, graph.Targets[t]);
                }
            }
        }
    }

    private void Mark(int from, int to)
    {
        var rank = _hierarchy.Columns.Rank;
        _isDirty[Math.Min(rank[from], rank[to])] = true;
    }

    private void Customise(uint[] own)
    {
        var columns = _hierarchy.Columns;
        var scratch = new uint[_hierarchy.StateCount];
        for (var x = 0; x < _isDirty.Length; x++)
        {
            if (!_isDirty[x])
            {
                continue;
            }

            var up = columns.FirstUp[x]..columns.FirstUp[x + 1];
            var down = columns.FirstDown[x]..columns.FirstDown[x + 1];
            var (upBefore, downBefore) = (_up[up], _down[down]);
            own.AsSpan(up).CopyTo(_up.AsSpan(up));
            own.AsSpan(_up.Length).Slice(columns.FirstDown[x], downBefore.Length).CopyTo(_down.AsSpan(down));
            Customisation.Row(_hierarchy, x, _up, _down, scratch);
            if (!_up.AsSpan(up).SequenceEqual(upBefore) || !_down.AsSpan(down).SequenceEqual(downBefore))
            {
                MarkAll(columns.UpHeads.Span[up]);
                MarkAll(columns.DownTails.Span[down]);
            }
        }
    }

    private void MarkAll(ReadOnlySpan<int> states)
    {
        foreach (var state in states)
        {
            _isDirty[state] = true;
        }
    }
}
