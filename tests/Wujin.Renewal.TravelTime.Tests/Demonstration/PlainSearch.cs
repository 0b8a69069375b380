using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>Dijkstra over the states of a network, as plain as can be.</summary>
internal sealed class PlainSearch
{
    private readonly RoadNetwork _network;
    private readonly EdgeTimes _times;
    private readonly double[] _label;
    private readonly int[] _edge;

    public PlainSearch(RoadNetwork network, Profile profile, RoadPlace start)
    {
        (_network, _times) = (network, network.Times[(int)profile]);
        var graph = network.TurnGraphs[(int)profile.Mode()];
        _label = new double[graph.StateCount];
        _edge = graph.Edges.Span.ToArray();
        Array.Fill(_label, double.PositiveInfinity);
        var open = new PriorityQueue<int, double>();
        foreach (var place in start.Edges)
        {
            Relax(graph.FirstState[place.Edge], place.Milliseconds - (place.Fraction * _times.Milliseconds[place.Edge]));
        }

        while (open.TryDequeue(out var state, out var label))
        {
            if (label > _label[state])
            {
                continue;
            }

            for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
            {
                Relax(graph.Targets[t], label + _times.Milliseconds[_edge[state]] + (graph.TurnMilliseconds[t] * _times.TurnPermille / 1000.0));
            }
        }

        void Relax(int state, double label)
        {
            if (state >= 0 && label < _label[state])
            {
                _label[state] = label;
                open.Enqueue(state, label);
            }
        }
    }

    public double MinutesTo(RoadPlace place) => place.Edges
        .SelectMany(e => Enumerable.Range(0, _label.Length).Where(s => _edge[s] == e.Edge).Select(s => _label[s] + (e.Fraction * _times.Milliseconds[e.Edge]) + e.Milliseconds))
        .Min() / 60_000;
}
