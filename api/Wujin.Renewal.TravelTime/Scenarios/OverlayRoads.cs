using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// The roads of a scenario: those of the baseline with their numbers, then the pieces of those that new roads join, then the new roads. A road that is
/// joined keeps its number but has no states; its pieces stand for it.
/// </summary>
internal sealed class OverlayRoads
{
    private readonly RoadNetwork _baseline;
    private readonly SpeedModel _speeds;
    private readonly JointFinder _joints;
    private readonly List<Segment> _segments = [];
    private readonly List<Position> _points = [];
    private readonly List<EdgeTraits> _traits = [];
    private readonly List<byte> _large = [];
    private readonly List<string> _names = [];
    private readonly uint[][] _times;
    private readonly List<ModeSet> _modes = [];

    /// <summary>Lays out the segments.</summary>
    /// <param name="baseline">The network.</param>
    /// <param name="speeds">How fast new roads are.</param>
    /// <param name="joints">Where they join.</param>
    /// <param name="edits">What they are.</param>
    /// <param name="times">By profile and edge: those of the baseline are there, those of new segments are filled in.</param>
    public OverlayRoads(RoadNetwork baseline, SpeedModel speeds, JointFinder joints, IReadOnlyList<AddRoad> edits, uint[][] times)
    {
        _baseline = baseline;
        _speeds = speeds;
        _joints = joints;
        _times = times;
        foreach (var (segment, carrier) in joints.Joined.OrderBy(pair => pair.Key))
        {
            if (carrier.Joints.Count > 0)
            {
                Cut(segment, carrier);
            }
        }

        FirstNew = baseline.Segments.Length + _segments.Count;
        for (var road = 0; road < edits.Count; road++)
        {
            Lay(edits[road], road, joints.Roads[road]);
        }

        Times = [.. times.Select((column, p) => new EdgeTimes(new(column), baseline.Times[p].TurnPermille))];
        Segments = [.. baseline.Segments.Span, .. _segments];
    }

    /// <summary>By joined segment of the baseline, its pieces in order of its drawing.</summary>
    public SortedDictionary<int, List<int>> Pieces { get; } = [];

    /// <summary>The first segment of a new road.</summary>
    public int FirstNew { get; }

    /// <summary>All segments.</summary>
    public Segment[] Segments { get; }

    /// <summary>By profile.</summary>
    public EdgeTimes[] Times { get; }

    /// <summary>Who may use an edge of a new road.</summary>
    public ModeSet ModesOf(int edge) => _modes[edge - (2 * FirstNew)];

    /// <summary>The network, given its turn graphs.</summary>
    public RoadNetwork Network(IReadOnlyList<Search.TurnGraph> graphs) => new()
    {
        Junctions = new([.. _baseline.Junctions.Span, .. _joints.Made]),
        JunctionTraits = new([.. _baseline.JunctionTraits.Span, .. new JunctionTraits[_joints.Made.Count]]),
        Segments = new(Segments),
        Points = new([.. _baseline.Points.Span, .. _points]),
        EdgeTraits = new([.. _baseline.EdgeTraits.Span, .. _traits]),
        Names = [.. _baseline.Names, .. _names],
        Obstacles = _baseline.Obstacles,
        TurnGraphs = graphs,
        Times = Times,
        LargeComponent = new(Large()),
    };

    /// <summary>The traits of an edge.</summary>
    public EdgeTraits TraitsOf(int edge) => edge < _baseline.EdgeCount ? _baseline.EdgeTraits[edge] : _traits[edge - _baseline.EdgeCount];

    /// <summary>The points of a segment.</summary>
    public ReadOnlySpan<Position> Shape(int segment)
    {
        ref readonly var s = ref Segments[segment];
        return segment < _baseline.Segments.Length
            ? _baseline.Shape(segment)
            : System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_points).Slice(s.FirstPoint - _baseline.Points.Length, s.PointCount);
    }

    private void Cut(int segment, Carrier carrier)
    {
        var whole = _baseline.Segments[segment];
        Pieces[segment] = [];
        var (total, lengthBefore) = (carrier.Metres, 0u);
        foreach (var (from, to, begin, end, line) in carrier.Pieces(_joints.PositionOf))
        {
            var isLast = Pieces[segment].Count == carrier.Joints.Count;
            var (low, high) = (begin / total, isLast ? 1 : end / total);
            var lengthUntil = isLast ? whole.LengthMm : (uint)Math.Round(whole.LengthMm * high);
            Pieces[segment].Add(_baseline.Segments.Length + _segments.Count);
            Append(whole with { From = from, To = to, LengthMm = lengthUntil - lengthBefore }, line);
            lengthBefore = lengthUntil;

            // A signal stands at the end of the last piece; entering a restricted area is the same on each.
            _traits.Add(isLast ? _baseline.EdgeTraits[2 * segment] : _baseline.EdgeTraits[2 * segment] & ~EdgeTraits.SignalAtEnd);
            _traits.Add(begin == 0 ? _baseline.EdgeTraits[(2 * segment) + 1] : _baseline.EdgeTraits[(2 * segment) + 1] & ~EdgeTraits.SignalAtEnd);
            _large.Add(_baseline.LargeComponent[segment]);
            var piece = Pieces[segment][^1];
            foreach (var times in _times)
            {
                times[2 * piece] = Part(times[2 * segment], low, high);
                times[(2 * piece) + 1] = Part(times[(2 * segment) + 1], 1 - high, 1 - low);
            }
        }
    }

    /// <summary>The time between two fractions of an edge, so that the parts of an edge add up to its time.</summary>
    private static uint Part(uint milliseconds, double low, double high) =>
        milliseconds >= EdgeTimes.Closed ? milliseconds : EdgeTimes.Part(milliseconds, high) - EdgeTimes.Part(milliseconds, low);

    private void Lay(AddRoad edit, int road, Carrier carrier)
    {
        var name = 0;
        if (edit.Name.Length > 0)
        {
            name = _baseline.Names.Count + _names.Count;
            _names.Add(edit.Name);
        }

        var flags = edit.Class <= RoadClass.MotorwayLink ? SegmentFlags.Sealed : SegmentFlags.None;
        foreach (var (from, to, _, _, line) in carrier.Pieces(_joints.PositionOf))
        {
            var metres = GroundDistance.Metres(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(line));
            Append(new Segment(-1 - road, from, to, 0, 0, (uint)Math.Round(metres * 1000), name, edit.Class, flags), line);
            _traits.AddRange([EdgeTraits.None, EdgeTraits.None]);
            var forward = NewRoadTimes.Modes(_speeds, edit.Class);
            _modes.AddRange([forward, edit.IsOneWay ? forward & ModeSet.Walk : forward]);
            _large.Add((byte)forward);
            foreach (var profile in Profiles.All)
            {
                var time = NewRoadTimes.Of(_speeds, edit, metres, profile);
                var edge = 2 * (_baseline.Segments.Length + _segments.Count - 1);
                _times[(int)profile][edge] = _modes[^2].Has(profile.Mode()) ? time : EdgeTimes.Closed;
                _times[(int)profile][edge + 1] = _modes[^1].Has(profile.Mode()) ? time : EdgeTimes.Closed;
            }
        }
    }

    private void Append(Segment segment, List<Position> line)
    {
        _segments.Add(segment with { FirstPoint = _baseline.Points.Length + _points.Count, PointCount = line.Count });
        _points.AddRange(line);
    }

    /// <summary>Nobody gets on a road that is cut into pieces, or that is closed.</summary>
    private byte[] Large()
    {
        byte[] large = [.. _baseline.LargeComponent.Span, .. _large];
        foreach (var segment in Pieces.Keys)
        {
            large[segment] = 0;
        }

        foreach (var profile in new[] { Profile.Car, Profile.Ebike, Profile.Walk })
        {
            var times = Times[(int)profile].Milliseconds.Span;
            for (var s = 0; s < large.Length; s++)
            {
                var isClosed = times[2 * s] >= EdgeTimes.Closed && times[(2 * s) + 1] >= EdgeTimes.Closed;
                large[s] &= isClosed ? (byte)~(byte)profile.Mode().Only() : byte.MaxValue;
            }
        }

        return large;
    }
}
