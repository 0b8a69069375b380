using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>From labels by rank to labels by edge: the least over the states of each edge.</summary>
internal static class EdgeLabels
{
    /// <summary>Reads them.</summary>
    /// <param name="ranks">Where the states of each edge are.</param>
    /// <param name="byRank">By rank, and one more that is unreached.</param>
    /// <param name="limit">Beyond it an edge is unreached.</param>
    /// <param name="byEdge">Receives the labels.</param>
    public static void Read(EdgeRanks ranks, ReadOnlySpan<uint> byRank, uint limit, Span<uint> byEdge)
    {
        var plain = ranks.Plain;
        for (var e = 0; e < plain.Length; e++)
        {
            var label = byRank[plain[e]];
            byEdge[e] = label <= limit ? label : ReachField.Unreached;
        }

        foreach (var (edge, rank) in ranks.Others)
        {
            if (byRank[rank] <= limit)
            {
                byEdge[edge] = Math.Min(byEdge[edge], byRank[rank]);
            }
        }
    }
}
