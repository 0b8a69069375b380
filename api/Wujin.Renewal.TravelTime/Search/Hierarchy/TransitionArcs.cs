namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>Finds the arc of each transition in an extended hierarchy.</summary>
internal sealed class TransitionArcs(TurnGraph graph, int[] rank, int[] firstUp, int[] heads, int[] firstDown, int[] tails)
{
    /// <summary>The arcs: those of unchanged states move with their row, those of changed ones are searched for.</summary>
    public int[] Find(ContractionHierarchy below, bool[] isChanged)
    {
        var arcs = new int[graph.TransitionCount];
        var old = below.Columns;
        var (oldArcs, oldFirst, first, targets) = (old.ArcOfTransition, below.Graph.FirstTransition, graph.FirstTransition, graph.Targets);
        var oldArc = oldArcs.Span;
        var oldRow = oldFirst.Span;
        var row = first.Span;
        var target = targets.Span;
        var (oldFirstUp, oldFirstDown) = (old.FirstUp.Span.ToArray(), old.FirstDown.Span.ToArray());
        for (var s = 0; s < graph.StateCount; s++)
        {
            for (var t = row[s]; t < row[s + 1]; t++)
            {
                var (u, v) = (rank[s], rank[target[t]]);
                if (isChanged[s])
                {
                    arcs[t] = Search(u, v);
                    continue;
                }

                var arc = oldArc[oldRow[s] + t - row[s]];
                arcs[t] = arc < 0 ? -1
                    : u < v ? arc - oldFirstUp[u] + firstUp[u]
                    : arc - below.UpCount - oldFirstDown[v] + firstDown[v] + heads.Length;
            }
        }

        return arcs;
    }

    private int Search(int u, int v) =>
        u == v ? -1
        : u < v ? firstUp[u] + heads.AsSpan(firstUp[u]..firstUp[u + 1]).BinarySearch(v)
        : heads.Length + firstDown[v] + tails.AsSpan(firstDown[v]..firstDown[v + 1]).BinarySearch(u);
}
