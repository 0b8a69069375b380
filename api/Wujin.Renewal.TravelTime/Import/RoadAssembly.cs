using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Puts roads, junctions, times, signals, restrictions and obstacles together in a <see cref="RoadDraft"/>.</summary>
internal sealed class RoadAssembly(OsmRoads roads, SpeedModel model, ObservedSpeeds observed, ImportReport report)
{
    private const int MostArms = 500;

    private readonly RoadDraft _draft = new();
    private readonly int[] _junctionOfNode = CreateFilled(roads.Nodes.Count);
    private readonly List<Position> _line = [];

    public RoadDraft Assemble()
    {
        var pieces = new RoadCutter(roads, report).Cut();
        EnsureIsMap(pieces);
        var (metres, crossings, middles) = Measure(pieces);
        var urban = FindUrbanAreas(pieces, metres, middles);
        var signals = new SignalRules(roads, pieces, metres);
        var times = new PieceTimes(model, observed);
        for (var p = 0; p < pieces.Count;)
        {
            var end = p;
            var wayMetres = 0.0;
            while (end < pieces.Count && pieces[end].Road == pieces[p].Road)
            {
                wayMetres += metres[end++];
            }

            for (var first = p; p < end; p++)
            {
                var road = roads.Roads[pieces[p].Road];
                var isUrban = road.Traits.Zone == WayZone.Unsaid ? urban.Contains(middles[p]) : road.Traits.Zone == WayZone.Urban;
                DirectionDraft Direction(int piece, bool isBackward) => new(
                    isBackward ? road.Traits.Backward : road.Traits.Forward,
                    (EdgeTraits)road.Traits.DestinationOnly | (signals.WaitsAtEnd(piece, isBackward) ? EdgeTraits.SignalAtEnd : 0),
                    road.Traits.Class == RoadClass.Ferry
                        ? times.OfFerry(road, metres[piece], wayMetres, piece == (isBackward ? end - 1 : first))
                        : times.Of(road, isBackward, isUrban, metres[piece], crossings[piece]));
                AddLink(pieces[p], road, isUrban, Direction(p, false), Direction(p, true));
            }
        }

        ApplyRestrictions();
        _draft.Obstacles = GatherObstacles(pieces);
        report.Count("junctions", _draft.JunctionCount);
        report.Count("segments", _draft.LinkCount);
        return _draft;
    }

    private void AddLink(in RoadPiece piece, in RoadWay road, bool isUrban, in DirectionDraft forward, in DirectionDraft backward)
    {
        var link = new LinkDraft(Junction(roads.RoadNodes[piece.First]), Junction(roads.RoadNodes[piece.Last]), road.Traits.Class, forward, backward)
        {
            WayId = road.Id, Name = _draft.AddName(road.Traits.Name), Flags = road.Traits.Flags | (isUrban ? SegmentFlags.Urban : 0),
        };
        Gather(piece);
        _draft.AddLink(link, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line)[1..^1]);
    }

    // Turns grow with the square of the roads that meet in a node.
    private void EnsureIsMap(List<RoadPiece> pieces)
    {
        var arms = new int[roads.Nodes.Count];
        foreach (var piece in pieces)
        {
            arms[roads.RoadNodes[piece.First]]++;
            arms[roads.RoadNodes[piece.Last]]++;
        }

        var most = Array.IndexOf(arms, arms.Max());
        if (arms[most] > MostArms)
        {
            throw new Osm.OsmFileException($"In node {roads.Nodes.Id(most)} {arms[most]} roads meet, where {MostArms} are the most that can be: that is no map. Nothing was built.");
        }
    }

    private int Junction(int node)
    {
        ref var junction = ref _junctionOfNode[node];
        if (junction < 0)
        {
            junction = _draft.AddJunction(roads.Nodes.Positions[node], (JunctionTraits)(roads.Nodes.Marks[node] & NodeMarks.Traits));
        }

        return junction;
    }

    private (double[] Metres, int[] Crossings, Position[] Middles) Measure(List<RoadPiece> pieces)
    {
        var (metres, crossings, middles) = (new double[pieces.Count], new int[pieces.Count], new Position[pieces.Count]);
        for (var p = 0; p < pieces.Count; p++)
        {
            Gather(pieces[p]);
            var line = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_line);
            metres[p] = GroundDistance.Metres(line);
            middles[p] = Box.Around(line).Middle;
            for (var i = pieces[p].First + 1; i < pieces[p].Last; i++)
            {
                crossings[p] += (roads.Nodes.Marks[roads.RoadNodes[i]] & (NodeMarks)JunctionTraits.Crossing) != 0 ? 1 : 0;
            }
        }

        return (metres, crossings, middles);
    }

    // The points of a piece, without repetitions.
    private void Gather(in RoadPiece piece)
    {
        _line.Clear();
        for (var i = piece.First; i <= piece.Last; i++)
        {
            if (i == piece.First || i == piece.Last || roads.RoadNodes[i] != roads.RoadNodes[i - 1])
            {
                _line.Add(roads.Nodes.Positions[roads.RoadNodes[i]]);
            }
        }
    }

    private UrbanAreas FindUrbanAreas(List<RoadPiece> pieces, double[] metres, Position[] middles)
    {
        var urban = new UrbanAreas(model);
        for (var p = 0; p < pieces.Count; p++)
        {
            if (UrbanAreas.IsStreet(roads.Roads[pieces[p].Road].Traits.Class))
            {
                urban.Add(middles[p], metres[p]);
            }
        }

        return urban;
    }

    private void ApplyRestrictions()
    {
        report.Count("restrictions_applied", 0);
        var resolver = new RestrictionResolver(_draft, roads.Restrictions, id => roads.Nodes.Row(id) is >= 0 and var row ? _junctionOfNode[row] : -1, report);
        foreach (var restriction in roads.Restrictions)
        {
            resolver.Apply(restriction);
        }
    }

    private Obstacles GatherObstacles(List<RoadPiece> pieces)
    {
        var points = new List<Position>();
        var first = new List<int> { 0 };
        void EndLine()
        {
            if (points.Count - first[^1] >= 2)
            {
                first.Add(points.Count);
            }
            else
            {
                points.RemoveRange(first[^1], points.Count - first[^1]);
            }
        }

        for (var o = 0; o < roads.FirstObstacleNode.Count - 1; o++)
        {
            for (var i = roads.FirstObstacleNode[o]; i < roads.FirstObstacleNode[o + 1]; i++)
            {
                if (roads.Nodes.IsKnown(roads.ObstacleNodes[i]))
                {
                    points.Add(roads.Nodes.Positions[roads.ObstacleNodes[i]]);
                }
                else
                {
                    EndLine();
                }
            }

            EndLine();
        }

        // A sealed road on a bridge can be passed below, one in a tunnel above.
        foreach (var piece in pieces)
        {
            var traits = roads.Roads[piece.Road].Traits;
            if (traits.Class != RoadClass.Ferry && (traits.Flags & (SegmentFlags.Sealed | SegmentFlags.Bridge | SegmentFlags.Tunnel)) == SegmentFlags.Sealed)
            {
                Gather(piece);
                points.AddRange(_line);
                EndLine();
            }
        }

        return InOrder(points, first);
    }

    // Along Hilbert's curve, as the tree over them wants it.
    private static Obstacles InOrder(List<Position> points, List<int> first)
    {
        var keys = new ulong[first.Count - 1];
        var order = new int[keys.Length];
        for (var line = 0; line < keys.Length; line++)
        {
            (keys[line], order[line]) = (HilbertCurve.Key(points[first[line]]), line);
        }

        Array.Sort(keys, order);
        var (ordered, ends) = (new List<Position>(points.Count), new List<int> { 0 });
        foreach (var line in order)
        {
            ordered.AddRange(points[first[line]..first[line + 1]]);
            ends.Add(ordered.Count);
        }

        return new(new([.. ordered]), new([.. ends]));
    }

    private static int[] CreateFilled(int count)
    {
        var array = new int[count];
        Array.Fill(array, -1);
        return array;
    }
}
