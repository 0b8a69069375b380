using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>From the states of a way to the legs of a route.</summary>
internal static class RouteLegs
{
    /// <summary>Which place a way began at, and with which turn, given its first state and label.</summary>
    public static (EdgePlace Place, uint Turn) Begin(HierarchyMetric metric, IReadOnlyList<EdgePlace> origin, int state, uint label)
    {
        var (graph, times) = (metric.Hierarchy.Graph, metric.Times);
        foreach (var place in origin)
        {
            if (!Seeds.IsOpen(graph, times, place))
            {
                continue;
            }

            var rest = place.Milliseconds + Rest(times, place);
            var plain = graph.FirstState[place.Edge];
            for (var t = graph.FirstTransition[plain]; t < graph.FirstTransition[plain + 1]; t++)
            {
                var turn = TransitionTimes.Turn(graph.TurnMilliseconds[t], times.TurnPermille);
                if (graph.Targets[t] == state && rest + turn == label)
                {
                    return (place, turn);
                }
            }
        }

        throw new InvalidOperationException("No origin explains the first label of the route.");
    }

    /// <summary>Which place a way ended at, given its last state and label.</summary>
    public static EdgePlace End(HierarchyMetric metric, IReadOnlyList<EdgePlace> destination, int state, uint label)
    {
        var edge = metric.Hierarchy.Graph.Edges[state];
        foreach (var place in destination)
        {
            if (place.Edge == edge && place.Milliseconds + EdgeTimes.Part(metric.Times.Milliseconds[edge], place.Fraction) == label)
            {
                return place;
            }
        }

        throw new InvalidOperationException("No destination explains the last label of the route.");
    }

    /// <summary>The legs, first and last in part.</summary>
    public static List<RouteLeg> Make(HierarchyMetric metric, (EdgePlace Place, uint Turn) first, int state, List<int> transitions, EdgePlace last)
    {
        var (graph, times) = (metric.Hierarchy.Graph, metric.Times);
        var legs = new List<RouteLeg> { new(first.Place.Edge, first.Place.Fraction, 1, Rest(times, first.Place), first.Turn) };
        foreach (var transition in transitions)
        {
            var edge = graph.Edges[state];
            legs.Add(new RouteLeg(edge, 0, 1, times.Milliseconds[edge], TransitionTimes.Turn(graph.TurnMilliseconds[transition], times.TurnPermille)));
            state = graph.Targets[transition];
        }

        legs.Add(new RouteLeg(last.Edge, 0, last.Fraction, EdgeTimes.Part(times.Milliseconds[last.Edge], last.Fraction), 0));
        return legs;
    }

    private static uint Rest(EdgeTimes times, in EdgePlace place)
    {
        var edge = times.Milliseconds[place.Edge];
        return edge - EdgeTimes.Part(edge, place.Fraction);
    }
}
