using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>A state and the time at which a search begins there.</summary>
/// <param name="State">The state.</param>
/// <param name="Milliseconds">Its first label.</param>
internal readonly record struct Seed(int State, uint Milliseconds);

/// <summary>Turns places on edges into the first labels of a search.</summary>
/// <remarks>
/// From a place, the first labels are those of the states its edge goes on to, not of the edge itself: whoever comes round the block reaches the
/// edge's beginning like anybody else. Towards a place, they are those of all states of its edge.
/// </remarks>
internal static class Seeds
{
    /// <summary>Appends the seeds of a search.</summary>
    public static void Collect(TurnGraph graph, EdgeTimes times, IReadOnlyList<EdgePlace> places, bool isTowards, List<Seed> seeds)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (isTowards)
            {
                Towards(graph, times, places[i], seeds);
            }
            else
            {
                From(graph, times, places[i], seeds);
            }
        }
    }

    /// <summary>Whether a profile can be at this place at all.</summary>
    public static bool IsOpen(TurnGraph graph, EdgeTimes times, in EdgePlace place) =>
        graph.FirstState[place.Edge] >= 0 && times.Milliseconds[place.Edge] < EdgeTimes.Closed;

    private static void From(TurnGraph graph, EdgeTimes times, in EdgePlace place, List<Seed> seeds)
    {
        if (!IsOpen(graph, times, place))
        {
            return;
        }

        var state = graph.FirstState[place.Edge];
        var edge = times.Milliseconds[place.Edge];
        var rest = place.Milliseconds + (edge - EdgeTimes.Part(edge, place.Fraction));
        for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
        {
            var target = graph.Targets[t];
            if (times.Milliseconds[graph.Edges[target]] < EdgeTimes.Closed)
            {
                seeds.Add(new Seed(target, rest + TransitionTimes.Turn(graph.TurnMilliseconds[t], times.TurnPermille)));
            }
        }
    }

    private static void Towards(TurnGraph graph, EdgeTimes times, in EdgePlace place, List<Seed> seeds)
    {
        if (!IsOpen(graph, times, place))
        {
            return;
        }

        var part = place.Milliseconds + EdgeTimes.Part(times.Milliseconds[place.Edge], place.Fraction);
        for (var s = graph.FirstState[place.Edge]; s < graph.StateCount && graph.Edges[s] == place.Edge; s++)
        {
            seeds.Add(new Seed(s, part));
        }
    }
}
