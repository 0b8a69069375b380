using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Tests.Search;

/// <summary>
/// The slow search that the fast ones are compared with: Bellman-Ford in 64-bit numbers, written from the definition of labels alone and sharing no code with
/// the product.
/// </summary>
internal static class TextbookSearch
{
    private const long Never = int.MaxValue;

    /// <summary>Labels by state.</summary>
    public static long[] States(TurnGraph graph, EdgeTimes times, IEnumerable<EdgePlace> places, bool isTowards, long limit = Never - 1)
    {
        var labels = new long[graph.StateCount];
        Array.Fill(labels, Never);
        foreach (var place in places)
        {
            if (graph.FirstState[place.Edge] >= 0 && times.Milliseconds[place.Edge] < Never)
            {
                Begin(graph, times, place, isTowards, labels);
            }
        }

        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (u, v, w) in Transitions(graph, times))
            {
                var (near, far) = isTowards ? (v, u) : (u, v);
                if (w < Never && labels[near] + w < labels[far])
                {
                    labels[far] = labels[near] + w;
                    changed = true;
                }
            }
        }

        return [.. labels.Select(l => l <= limit ? l : Never)];
    }

    /// <summary>Labels by edge: the least of its states.</summary>
    public static uint[] Edges(TurnGraph graph, EdgeTimes times, IEnumerable<EdgePlace> places, bool isTowards, long limit = Never - 1)
    {
        var labels = Enumerable.Repeat((uint)Never, graph.FirstState.Length).ToArray();
        var states = States(graph, times, places, isTowards, limit);
        for (var s = 0; s < states.Length; s++)
        {
            labels[graph.Edges[s]] = Math.Min(labels[graph.Edges[s]], (uint)states[s]);
        }

        return labels;
    }

    /// <summary>Every transition with its time.</summary>
    public static IEnumerable<(int From, int To, long Milliseconds)> Transitions(TurnGraph graph, EdgeTimes times)
    {
        for (var u = 0; u < graph.StateCount; u++)
        {
            for (var t = graph.FirstTransition[u]; t < graph.FirstTransition[u + 1]; t++)
            {
                yield return (u, graph.Targets[t], Time(graph, times, u, t));
            }
        }
    }

    private static long Time(TurnGraph graph, EdgeTimes times, int u, int transition)
    {
        var edge = times.Milliseconds[graph.Edges[u]];
        var next = times.Milliseconds[graph.Edges[graph.Targets[transition]]];
        var turn = Math.Round(graph.TurnMilliseconds[transition] * (decimal)times.TurnPermille / 1000, MidpointRounding.AwayFromZero);
        return edge >= Never || next >= Never ? Never : Math.Min(Never, edge + (long)turn);
    }

    private static void Begin(TurnGraph graph, EdgeTimes times, EdgePlace place, bool isTowards, long[] labels)
    {
        var edge = times.Milliseconds[place.Edge];
        var part = (long)Math.Round(edge * place.Fraction);
        if (isTowards)
        {
            for (var s = 0; s < labels.Length; s++)
            {
                labels[s] = graph.Edges[s] == place.Edge ? Math.Min(labels[s], place.Milliseconds + part) : labels[s];
            }

            return;
        }

        var state = graph.FirstState[place.Edge];
        for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
        {
            var v = graph.Targets[t];
            var time = Time(graph, times, state, t);
            labels[v] = time < Never ? Math.Min(labels[v], place.Milliseconds - part + time) : labels[v];
        }
    }
}
