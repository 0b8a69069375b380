namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>Which ranks hold the states of an edge: how labels by rank become labels by edge.</summary>
internal sealed class EdgeRanks
{
    /// <summary>Reads the states.</summary>
    public EdgeRanks(TurnGraph graph, ReadOnlySpan<int> rank)
    {
        var states = graph.FirstState.Span;
        var edges = graph.Edges.Span;
        Plain = new int[states.Length];
        for (var e = 0; e < states.Length; e++)
        {
            // An edge without a state reads the place after the last rank, where every search keeps "unreached".
            Plain[e] = states[e] < 0 ? rank.Length : rank[states[e]];
        }

        var others = new List<(int, int)>();
        for (var s = 0; s < edges.Length; s++)
        {
            if (states[edges[s]] != s)
            {
                others.Add((edges[s], rank[s]));
            }
        }

        Others = [.. others];
    }

    /// <summary>By edge, the rank of its plain state, or the number of states where it has none.</summary>
    public int[] Plain { get; }

    /// <summary>States with a restriction under way: edge and rank.</summary>
    public (int Edge, int Rank)[] Others { get; }
}
