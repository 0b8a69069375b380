using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>What transitions take: <c>w(u, v) = edge(u) + turn(u, v)</c>, see <see cref="TurnGraph"/>.</summary>
internal static class TransitionTimes
{
    /// <summary>The time of a turn in a profile, milliseconds.</summary>
    public static uint Turn(uint freeFlow, int permille) =>
        permille == 1000 ? freeFlow : (uint)((((ulong)freeFlow * (uint)permille) + 500) / 1000);

    /// <summary>The time of every transition, <see cref="EdgeTimes.Closed"/> where either edge is closed: nobody turns into a closed road either.</summary>
    public static uint[] Of(TurnGraph graph, EdgeTimes times)
    {
        var result = new uint[graph.TransitionCount];
        for (var s = 0; s < graph.StateCount; s++)
        {
            OfState(graph, times, s, result);
        }

        return result;
    }

    /// <summary>The times of the transitions that leave one state, into their places.</summary>
    public static void OfState(TurnGraph graph, EdgeTimes times, int state, Span<uint> result)
    {
        var first = graph.FirstTransition.Span;
        var targets = graph.Targets.Span;
        var turns = graph.TurnMilliseconds.Span;
        var edges = graph.Edges.Span;
        var milliseconds = times.Milliseconds.Span;
        var own = milliseconds[edges[state]];
        for (var t = first[state]; t < first[state + 1]; t++)
        {
            var isClosed = own >= EdgeTimes.Closed || milliseconds[edges[targets[t]]] >= EdgeTimes.Closed;
            result[t] = isClosed ? EdgeTimes.Closed : Math.Min(own + Turn(turns[t], times.TurnPermille), EdgeTimes.Closed);
        }
    }
}
