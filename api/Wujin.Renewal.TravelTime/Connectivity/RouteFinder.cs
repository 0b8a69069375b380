using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>
/// Finds a route by Dijkstra's search and goes back along the labels that explain each other. Its time is that of the searches over the hierarchy to the
/// millisecond, for both add the same numbers.
/// </summary>
internal static class RouteFinder
{
    /// <summary>The fastest way, or null where there is none.</summary>
    public static Route? Find(RoadNetwork network, PlainGraph plain, AdjacentStates adjacent, RoadPlace from, RoadPlace to)
    {
        var query = new PlainQuery(plain);
        query.Run(network, from.Edges);
        var (graph, times) = (plain.Graph, plain.Times);
        var labels = query.Labels;
        var (best, state, goal) = (ReachField.Unreached, -1, default(EdgePlace));
        foreach (var end in to.Edges)
        {
            var milliseconds = times.Milliseconds[end.Edge];
            if (milliseconds >= EdgeTimes.Closed || graph.FirstState[end.Edge] < 0)
            {
                continue;
            }

            for (var s = graph.FirstState[end.Edge]; s < graph.StateCount && graph.Edges[s] == end.Edge; s++)
            {
                var time = labels[s] < ReachField.Unreached ? labels[s] + EdgeTimes.Part(milliseconds, end.Fraction) + end.Milliseconds : ReachField.Unreached;
                if (time < best)
                {
                    (best, state, goal) = (time, s, end);
                }
            }
        }

        return Straight(network, times, from, to) is { } straight && straight.Milliseconds <= best
            ? straight
            : state < 0 ? null : Trace(network, plain, adjacent, labels, from, state, goal, best);
    }

    /// <summary>Along one edge, from the place to a goal further on.</summary>
    private static Route? Straight(RoadNetwork network, EdgeTimes times, RoadPlace from, RoadPlace to)
    {
        Route? best = null;
        foreach (var start in from.Edges)
        {
            foreach (var end in to.Edges)
            {
                if (start.Edge != end.Edge || end.Fraction < start.Fraction || times.Milliseconds[start.Edge] >= EdgeTimes.Closed)
                {
                    continue;
                }

                var driving = (uint)Math.Round((end.Fraction - start.Fraction) * times.Milliseconds[start.Edge]);
                var access = start.Milliseconds + end.Milliseconds;
                if (best is null || access + driving < best.Milliseconds)
                {
                    best = new Route(network, [new RoutePiece(start.Edge, start.Fraction, end.Fraction, driving, 0)], access, access + driving);
                }
            }
        }

        return best;
    }

    private static Route Trace(RoadNetwork network, PlainGraph plain, AdjacentStates adjacent, ReadOnlySpan<uint> labels, RoadPlace from, int state, EdgePlace goal, uint total)
    {
        var (graph, times) = (plain.Graph, plain.Times);
        var passed = new HashSet<int>();
        var goalTime = times.Milliseconds[goal.Edge];
        var pieces = new List<RoutePiece> { new(goal.Edge, 0, goal.Fraction, EdgeTimes.Part(goalTime, goal.Fraction), 0) };
        while (true)
        {
            if (Beginning(plain, from, state, labels[state]) is { } begin)
            {
                var edge = times.Milliseconds[begin.Start.Edge];
                pieces.Add(new RoutePiece(begin.Start.Edge, begin.Start.Fraction, 1, edge - EdgeTimes.Part(edge, begin.Start.Fraction), begin.Turn));
                pieces.Reverse();
                return new Route(network, pieces, begin.Start.Milliseconds + goal.Milliseconds, total);
            }

            passed.Add(state);
            var (previous, turn) = Previous(graph, times, adjacent, labels, state, passed);
            pieces.Add(new RoutePiece(graph.Edges[previous], 0, 1, times.Milliseconds[graph.Edges[previous]], turn));
            state = previous;
        }
    }

    /// <summary>The place the search began at, where that explains the label of a state.</summary>
    private static (EdgePlace Start, uint Turn)? Beginning(PlainGraph plain, RoadPlace from, int state, uint label)
    {
        var (graph, times) = (plain.Graph, plain.Times);
        foreach (var start in from.Edges.Where(e => Seeds.IsOpen(graph, times, e)))
        {
            var edge = times.Milliseconds[start.Edge];
            var rest = start.Milliseconds + (edge - EdgeTimes.Part(edge, start.Fraction));
            var own = graph.FirstState[start.Edge];
            for (var t = graph.FirstTransition[own]; t < graph.FirstTransition[own + 1]; t++)
            {
                var turn = TransitionTimes.Turn(graph.TurnMilliseconds[t], times.TurnPermille);
                if (graph.Targets[t] == state && rest + turn == label)
                {
                    return (start, turn);
                }
            }
        }

        return null;
    }

    /// <remarks>Edges and turns that take no time could be gone round for ever: no state is passed twice.</remarks>
    private static (int State, uint Turn) Previous(
        TurnGraph graph, EdgeTimes times, AdjacentStates adjacent, ReadOnlySpan<uint> labels, int state, HashSet<int> passed)
    {
        var sources = adjacent.In(state);
        var transitions = adjacent.TransitionsIn(state);
        for (var i = 0; i < sources.Length; i++)
        {
            var turn = TransitionTimes.Turn(graph.TurnMilliseconds[transitions[i]], times.TurnPermille);
            var edge = times.Milliseconds[graph.Edges[sources[i]]];
            if (edge < EdgeTimes.Closed && labels[sources[i]] < ReachField.Unreached && labels[sources[i]] + edge + turn == labels[state] && !passed.Contains(sources[i]))
            {
                return (sources[i], turn);
            }
        }

        throw new InvalidOperationException($"Nothing explains the label of state {state}.");
    }
}
