using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// Finds where new roads meet the network: each end joins the nearest road within <see cref="LimitMetres"/>, an existing one or another new one; and, if
/// asked, every road that is crossed at grade.
/// </summary>
internal sealed class JointFinder
{
    /// <summary>How far an end of a new road may be from the road it joins: planners draw by hand.</summary>
    public const double LimitMetres = 50;

    private readonly RoadNetwork _network;
    private readonly BoxTree _segments;
    private readonly List<Position> _made = [];
    private readonly HashSet<int> _onBaseline = [];
    private readonly HashSet<(int Road, int End)> _underWay = [];

    /// <summary>For a network.</summary>
    public JointFinder(RoadNetwork network, BoxTree segments)
    {
        _network = network;
        _segments = segments;
    }

    /// <summary>Segments of the baseline that are joined somewhere.</summary>
    public Dictionary<int, Carrier> Joined { get; } = [];

    /// <summary>The new roads, in order of the edits.</summary>
    public List<Carrier> Roads { get; } = [];

    /// <summary>Junctions that were made; the first has the number after the last of the network.</summary>
    public IReadOnlyList<Position> Made => _made;

    /// <summary>How many segments there will be, those of the baseline included.</summary>
    public int SegmentCount => _network.Segments.Length
        + Joined.Values.Where(carrier => carrier.Joints.Count > 0).Concat(Roads).Sum(carrier => carrier.Joints.Count + 1);

    /// <summary>Finds all joints, and reports roads that join nothing.</summary>
    public void Run(IReadOnlyList<AddRoad> edits, List<ScenarioFault> faults)
    {
        Roads.AddRange(edits.Select(edit => new Carrier([.. edit.Line], -1, -1)));
        for (var road = 0; road < Roads.Count; road++)
        {
            EndOf(road, 0);
            EndOf(road, 1);
        }

        for (var road = 0; road < Roads.Count; road++)
        {
            Cross(road, edits);
        }

        ReportLoose(edits, faults);
    }

    /// <summary>The position of a junction, of the network or made.</summary>
    public Position PositionOf(int junction) =>
        junction < _network.Junctions.Length ? _network.Junctions[junction] : _made[junction - _network.Junctions.Length];

    private int EndOf(int road, int end)
    {
        ref var junction = ref Roads[road].Ends[end];
        if (junction >= 0)
        {
            return junction;
        }

        var place = Roads[road].Line[end == 0 ? 0 : ^1];
        if (!_underWay.Add((road, end)))
        {
            // Two ends that look for each other: they meet here.
            return junction = Make(place);
        }

        var (segment, alongSegment, metres) = NearestSegment(place);
        var (other, alongOther, otherMetres) = NearestRoad(place, road);
        var found = Math.Min(metres, otherMetres) > LimitMetres ? -1
            : metres <= otherMetres ? JunctionOn(segment, alongSegment)
            : Roads[other].EndAt(alongOther) is var otherEnd and >= 0 ? EndOf(other, otherEnd)
            : Roads[other].JunctionAt(alongOther, Make);
        _underWay.Remove((road, end));
        return junction >= 0 ? junction : junction = found >= 0 ? found : Make(place);
    }

    private int JunctionOn(int segment, double along)
    {
        var carrier = CarrierOf(segment);
        var end = carrier.EndAt(along);
        var junction = end >= 0 ? carrier.Ends[end] : carrier.JunctionAt(along, Make);
        _onBaseline.Add(junction);
        return junction;
    }

    private Carrier CarrierOf(int segment)
    {
        if (!Joined.TryGetValue(segment, out var carrier))
        {
            ref readonly var s = ref _network.Segments.Span[segment];
            Joined[segment] = carrier = new Carrier(_network.Shape(segment).ToArray(), s.From, s.To);
        }

        return carrier;
    }

    private (int Segment, double Along, double Metres) NearestSegment(Position place)
    {
        var measure = new LineMeasure(place);
        var best = (Segment: -1, Along: 0.0, Metres: double.PositiveInfinity);
        foreach (var segment in SegmentsNear(Around(place)))
        {
            var (metres, piece, share) = measure.To(_network.Shape(segment));
            if (metres < best.Metres || (metres == best.Metres && segment < best.Segment))
            {
                best = (segment, AlongOf(segment, piece, share), metres);
            }
        }

        return best;
    }

    private double AlongOf(int segment, int piece, double share)
    {
        var shape = _network.Shape(segment);
        return GroundDistance.Metres(shape[..(piece + 1)]) + (share * GroundDistance.Metres(shape[piece], shape[piece + 1]));
    }

    private (int Road, double Along, double Metres) NearestRoad(Position place, int except)
    {
        var measure = new LineMeasure(place);
        var best = (Road: -1, Along: 0.0, Metres: double.PositiveInfinity);
        for (var road = 0; road < Roads.Count; road++)
        {
            var (metres, piece, share) = measure.To(Roads[road].Line);
            if (road != except && metres < best.Metres)
            {
                best = (road, Roads[road].Along(piece, share), metres);
            }
        }

        return best;
    }

    private void Cross(int road, IReadOnlyList<AddRoad> edits)
    {
        var line = Roads[road].Line;
        for (var piece = 0; piece + 1 < line.Length; piece++)
        {
            var box = Box.Around(line[piece]).With(line[piece + 1]);
            foreach (var segment in edits[road].JoinsCrossings ? SegmentsNear(box) : [])
            {
                if ((_network.Segments[segment].Flags & (SegmentFlags.Bridge | SegmentFlags.Tunnel | SegmentFlags.Sealed)) == 0)
                {
                    foreach (var (along, there) in PlaneCrossings.Of(Roads[road], piece, _network.Shape(segment)))
                    {
                        Join(road, along, () => JunctionOn(segment, AlongOf(segment, there.Piece, there.Share)));
                    }
                }
            }

            for (var other = road + 1; other < Roads.Count; other++)
            {
                if (edits[road].JoinsCrossings || edits[other].JoinsCrossings)
                {
                    foreach (var (along, there) in PlaneCrossings.Of(Roads[road], piece, Roads[other].Line))
                    {
                        var alongOther = Roads[other].Along(there.Piece, there.Share);
                        Join(road, along, () => Roads[other].EndAt(alongOther) is var end and >= 0 ? Roads[other].Ends[end] : Roads[other].JunctionAt(alongOther, Make));
                    }
                }
            }
        }
    }

    private void Join(int road, double along, Func<int> junction)
    {
        if (Roads[road].EndAt(along) < 0 && junction() is var there && !Roads[road].Ends.Contains(there))
        {
            Roads[road].Join(along, there);
        }
    }

    private List<int> SegmentsNear(Box box)
    {
        var found = new List<int>();
        _segments.Find(box, found);
        found.Sort();
        return found.FindAll(IsUsed);
    }

    private bool IsUsed(int segment) =>
        _network.TurnGraphs.Any(graph => graph.FirstState[2 * segment] >= 0 || graph.FirstState[(2 * segment) + 1] >= 0);

    private static Box Around(Position place)
    {
        var scale = GroundDistance.LocalScale.At(place.LatE7);
        var (x, y) = ((int)(LimitMetres / scale.MetresPerLonUnit) + 1, (int)(LimitMetres / scale.MetresPerLatUnit) + 1);
        return new Box(place.LonE7 - x, place.LatE7 - y, place.LonE7 + x, place.LatE7 + y);
    }

    private int Make(Position place)
    {
        _made.Add(place);
        return _network.Junctions.Length + _made.Count - 1;
    }

    private void ReportLoose(IReadOnlyList<AddRoad> edits, List<ScenarioFault> faults)
    {
        var reached = new HashSet<int>(_onBaseline);
        var loose = Enumerable.Range(0, Roads.Count).ToList();
        while (loose.RemoveAll(road => Touches(road, reached)) > 0)
        {
        }

        faults.AddRange(loose.Select(road => new ScenarioFault(
            $"{edits[road].Pointer}/geometry", FormattableString.Invariant($"This road joins nothing: no end is within {LimitMetres:0} m of a road. Draw it up to one, or set join_crossings."))));
    }

    private bool Touches(int road, HashSet<int> reached)
    {
        var junctions = Roads[road].Ends.Concat(Roads[road].Joints.Select(j => j.Junction)).ToList();
        if (!junctions.Exists(reached.Contains))
        {
            return false;
        }

        reached.UnionWith(junctions);
        return true;
    }
}
