using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// The turns onto and off new roads: at each junction that a new road meets, between it and every other road there, at the same cost as an existing turn.
/// Turns between existing roads stay as they are, so that a new road makes nothing slower.
/// </summary>
internal sealed class NewTurns
{
    private readonly RoadNetwork _baseline;
    private readonly OverlayRoads _roads;
    private readonly SpeedModel _speeds;
    private readonly SortedDictionary<int, List<int>> _edgesFrom = [];

    /// <summary>Collects the junctions and their edges.</summary>
    public NewTurns(RoadNetwork baseline, OverlayRoads roads, SpeedModel speeds)
    {
        _baseline = baseline;
        _roads = roads;
        _speeds = speeds;
        for (var s = roads.FirstNew; s < roads.Segments.Length; s++)
        {
            _edgesFrom[roads.Segments[s].From] = [];
            _edgesFrom[roads.Segments[s].To] = [];
        }

        if (_edgesFrom.Count == 0)
        {
            return;
        }

        var isMet = new bool[_edgesFrom.Keys.Max() + 1];
        foreach (var junction in _edgesFrom.Keys)
        {
            isMet[junction] = true;
        }

        for (var s = 0; s < roads.Segments.Length; s++)
        {
            ref readonly var segment = ref roads.Segments[s];
            Note(isMet, segment.From, 2 * s);
            Note(isMet, segment.To, (2 * s) + 1);
        }
    }

    /// <summary>Tells every new turn of a mode.</summary>
    /// <param name="mode">Whose.</param>
    /// <param name="isOpen">Whether the mode may use an edge.</param>
    /// <param name="turn">Told the edge that ends, the edge that begins, and milliseconds.</param>
    public void Each(TravelMode mode, Func<int, bool> isOpen, Action<int, int, uint> turn)
    {
        foreach (var (junction, edges) in _edgesFrom)
        {
            var isBarred = junction < _baseline.Junctions.Length && (_baseline.JunctionTraits[junction] & (JunctionTraits)mode.Only()) != 0;
            var arms = edges.Count(edge => isOpen(edge) || isOpen(edge ^ 1));
            foreach (var into in edges.Select(edge => edge ^ 1).Where(isOpen))
            {
                var goesOn = false;
                foreach (var next in edges.Where(edge => !isBarred && edge != (into ^ 1) && isOpen(edge)))
                {
                    goesOn = true;
                    if (IsNew(into) || IsNew(next))
                    {
                        turn(into, next, Cost(mode, junction, into, next, arms));
                    }
                }

                if (!goesOn && IsNew(into) && isOpen(into ^ 1))
                {
                    turn(into, into ^ 1, _speeds.Turns.Of(mode).Milliseconds(new Turn(180, 1, true, false, false, false, JunctionTraits.None)));
                }
            }
        }
    }

    private bool IsNew(int edge) => edge >= 2 * _roads.FirstNew;

    private void Note(bool[] isMet, int junction, int edge)
    {
        if (junction < isMet.Length && isMet[junction] && !_roads.Pieces.ContainsKey(edge >> 1))
        {
            _edgesFrom[junction].Add(edge);
        }
    }

    private uint Cost(TravelMode mode, int junction, int from, int to, int arms)
    {
        var traits = junction < _baseline.Junctions.Length ? _baseline.JunctionTraits[junction] : JunctionTraits.None;
        return _speeds.Turns.Of(mode).Milliseconds(new Turn(
            DegreesToTheRight(from, to), arms, false, GivesWay(junction, from), (_roads.TraitsOf(from) & EdgeTraits.SignalAtEnd) != 0, false, traits));
    }

    /// <summary>Whether a better road meets here, by classes and their links alike.</summary>
    private bool GivesWay(int junction, int from) =>
        _edgesFrom[junction].Exists(edge => (int)_roads.Segments[edge >> 1].Class / 2 < (int)_roads.Segments[from >> 1].Class / 2 && _roads.Segments[from >> 1].Class <= RoadClass.Residential);

    private double DegreesToTheRight(int from, int to)
    {
        var degrees = Bearing(to) - Bearing(from ^ 1) - 180;
        return degrees - (360 * Math.Round(degrees / 360));
    }

    /// <summary>In which direction an edge leaves its junction, degrees clockwise from north, looking 12 m ahead as the import does.</summary>
    private double Bearing(int edge)
    {
        var shape = _roads.Shape(edge >> 1);
        var segment = new Segment(0, 0, 0, 0, shape.Length, 0, 0, RoadClass.Residential, SegmentFlags.None);
        return EdgeBearings.AtBeginning([segment], shape)[edge & 1] * (360.0 / 65536);
    }
}
