using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Plain;

/// <summary>
/// The states of a <see cref="TurnGraph"/> with the times of a profile, in the direction of a search: what a <see cref="PlainQuery"/> walks.
/// Immutable; safe to share among threads. Costs some milliseconds to make for a city.
/// </summary>
public sealed class PlainGraph
{
    private PlainGraph(TurnGraph graph, EdgeTimes times, bool isTowards, int[] first, PlainArc[] arcs)
    {
        Graph = graph;
        Times = times;
        IsTowards = isTowards;
        First = first;
        Arcs = arcs;
    }

    /// <summary>States and transitions.</summary>
    public TurnGraph Graph { get; }

    /// <summary>Times of the edges.</summary>
    public EdgeTimes Times { get; }

    /// <summary>Whether it is turned round, for searches towards a place.</summary>
    public bool IsTowards { get; }

    internal int[] First { get; }

    internal PlainArc[] Arcs { get; }

    /// <summary>Makes the graph.</summary>
    /// <param name="graph">States and transitions.</param>
    /// <param name="times">Times of the edges.</param>
    /// <param name="isTowards">Turn it round.</param>
    public static PlainGraph Make(TurnGraph graph, EdgeTimes times, bool isTowards)
    {
        var weights = TransitionTimes.Of(graph, times);
        var targets = graph.Targets.Span;
        var arcs = new PlainArc[weights.Length];
        if (!isTowards)
        {
            for (var t = 0; t < arcs.Length; t++)
            {
                arcs[t] = new PlainArc(targets[t], weights[t]);
            }

            return new PlainGraph(graph, times, isTowards, graph.FirstTransition.Span.ToArray(), arcs);
        }

        var adjacent = new AdjacentStates(graph);
        var first = new int[graph.StateCount + 1];
        for (var s = 0; s < graph.StateCount; s++)
        {
            var sources = adjacent.In(s);
            var transitions = adjacent.TransitionsIn(s);
            first[s + 1] = first[s] + sources.Length;
            for (var i = 0; i < sources.Length; i++)
            {
                arcs[first[s] + i] = new PlainArc(sources[i], weights[transitions[i]]);
            }
        }

        return new PlainGraph(graph, times, isTowards, first, arcs);
    }
}
