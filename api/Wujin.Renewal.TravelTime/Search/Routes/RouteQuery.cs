using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>
/// The fastest way from one place to another: a climb from each, the best state where they meet, and the arcs between unpacked. Reusable; one thread at a
/// time; well below a millisecond for a city.
/// </summary>
public sealed class RouteQuery
{
    private readonly RoadNetwork _network;
    private readonly HierarchyMetric _metric;
    private readonly TracedClimb _forward;
    private readonly TracedClimb _backward;
    private readonly ArcUnpacking _unpacking;
    private readonly List<Seed> _seeds = [];

    /// <summary>Makes the workspace: 20 bytes a state.</summary>
    public RouteQuery(RoadNetwork network, HierarchyMetric metric)
    {
        _network = network;
        _metric = metric;
        _forward = new TracedClimb(metric.Hierarchy);
        _backward = new TracedClimb(metric.Hierarchy);
        _unpacking = new ArcUnpacking(metric);
    }

    /// <summary>Finds the way.</summary>
    /// <param name="origin">Places where it may begin; the best counts.</param>
    /// <param name="destination">Places where it may end.</param>
    /// <returns>The route, or null where there is no way.</returns>
    public Route? Run(IReadOnlyList<EdgePlace> origin, IReadOnlyList<EdgePlace> destination)
    {
        Climb(origin, isTowards: false, _forward, _metric.UpRows);
        Climb(destination, isTowards: true, _backward, _metric.DownRows);
        var best = ReachField.Unreached;
        var meeting = -1;
        foreach (var v in _forward.Met)
        {
            var total = _forward.Label(v) + _backward.Label(v);
            if (total < best)
            {
                (best, meeting) = (total, v);
            }
        }

        return Straight(origin, destination, best) ?? (meeting < 0 ? null : Unpack(origin, destination, meeting));
    }

    private void Climb(IReadOnlyList<EdgePlace> places, bool isTowards, TracedClimb climb, SweepRows rows)
    {
        _seeds.Clear();
        Seeds.Collect(_metric.Hierarchy.Graph, _metric.Times, places, isTowards, _seeds);
        climb.Run(rows, _seeds);
    }

    /// <summary>The way along one edge, where that is no slower than <paramref name="best"/>.</summary>
    private Route? Straight(IReadOnlyList<EdgePlace> origin, IReadOnlyList<EdgePlace> destination, uint best)
    {
        Route? route = null;
        foreach (var from in origin)
        {
            foreach (var to in destination)
            {
                var time = SameEdge.Straight(_metric, from, to);
                if (time < ReachField.Unreached && time <= best)
                {
                    best = time;
                    route = new Route(_network, from, to, time, [new RouteLeg(from.Edge, from.Fraction, to.Fraction, time - from.Milliseconds - to.Milliseconds, 0)]);
                }
            }
        }

        return route;
    }

    private Route Unpack(IReadOnlyList<EdgePlace> origin, IReadOnlyList<EdgePlace> destination, int meeting)
    {
        var up = _forward.Trace(meeting);
        var down = _backward.Trace(meeting);
        down.Reverse();
        var transitions = new List<int>();
        for (var i = 1; i < up.Count; i++)
        {
            _unpacking.Unpack(up[i - 1], up[i], _forward.Label(up[i]) - _forward.Label(up[i - 1]), transitions);
        }

        for (var i = 1; i < down.Count; i++)
        {
            _unpacking.Unpack(down[i - 1], down[i], _backward.Label(down[i - 1]) - _backward.Label(down[i]), transitions);
        }

        var begin = _metric.Hierarchy.Columns.Rank.Span.IndexOf(up[0]);
        var first = RouteLegs.Begin(_metric, origin, begin, _forward.Label(up[0]));
        var last = RouteLegs.End(_metric, destination, transitions.Count > 0 ? _metric.Hierarchy.Graph.Targets[transitions[^1]] : begin, _backward.Label(down[^1]));
        var legs = RouteLegs.Make(_metric, first, begin, transitions, last);
        return new Route(_network, first.Place, last, _forward.Label(meeting) + _backward.Label(meeting), legs);
    }
}
