using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>Turns arcs of a hierarchy into the transitions they stand for: an arc is a transition, or two arcs by way of a lower state, of the same time.</summary>
internal sealed class ArcUnpacking
{
    private readonly HierarchyMetric _metric;
    private readonly int[] _states;

    /// <summary>Makes it.</summary>
    public ArcUnpacking(HierarchyMetric metric)
    {
        _metric = metric;
        _states = EliminationTree.Invert(metric.Hierarchy.Columns.Rank.Span.ToArray());
    }

    /// <summary>Appends what comes after the beginning of an arc: the transitions it is made of.</summary>
    /// <param name="from">Rank where it begins.</param>
    /// <param name="to">Rank where it ends.</param>
    /// <param name="milliseconds">Its time.</param>
    /// <param name="transitions">Receives them.</param>
    public void Unpack(int from, int to, uint milliseconds, List<int> transitions)
    {
        if (TryTransition(from, to, milliseconds, out var transition))
        {
            transitions.Add(transition);
            return;
        }

        var (via, first) = Via(from, to, milliseconds);
        Unpack(from, via, first, transitions);
        Unpack(via, to, milliseconds - first, transitions);
    }

    private bool TryTransition(int from, int to, uint milliseconds, out int transition)
    {
        var graph = _metric.Hierarchy.Graph;
        var (u, v) = (_states[from], _states[to]);
        for (transition = graph.FirstTransition[u]; transition < graph.FirstTransition[u + 1]; transition++)
        {
            if (graph.Targets[transition] == v && Time(u, transition) == milliseconds)
            {
                return true;
            }
        }

        return false;
    }

    private uint Time(int state, int transition)
    {
        var (graph, times) = (_metric.Hierarchy.Graph, _metric.Times);
        return times.Milliseconds[graph.Edges[state]] + TransitionTimes.Turn(graph.TurnMilliseconds[transition], times.TurnPermille);
    }

    private (int Via, uint First) Via(int from, int to, uint milliseconds)
    {
        var hierarchy = _metric.Hierarchy;
        var (firstUp, heads) = (hierarchy.Columns.FirstUp, hierarchy.Columns.UpHeads);
        var lower = hierarchy.LowerOut;
        for (var link = lower.First[from]; link < lower.First[from + 1]; link++)
        {
            var via = lower.Lower[link];
            var first = _metric.Down[hierarchy.Columns.FirstDown[via] + lower.Places[link]];
            if (via < to && first <= milliseconds)
            {
                var up = heads.Span[firstUp[via]..firstUp[via + 1]].BinarySearch(to);
                if (up >= 0 && first + _metric.Up[firstUp[via] + up] == milliseconds)
                {
                    return (via, first);
                }
            }
        }

        throw new InvalidOperationException($"No way explains the arc from {from} to {to}: the metric is damaged.");
    }
}
