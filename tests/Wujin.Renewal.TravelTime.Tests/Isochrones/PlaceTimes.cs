using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

/// <summary>
/// The time of a place by its definition, by brute force: over every road within the cap of a walk, over places every two metres along it, the time on the road plus
/// the straight walk, if that crosses no obstacle. Slow, and shares no code with what it checks.
/// </summary>
internal sealed class PlaceTimes(ReachField field, Position[] origins, double kmh = 4, double capMetres = 250)
{
    private const double StepMetres = 2;
    private const SegmentFlags NoGettingOff = SegmentFlags.Sealed | SegmentFlags.Tunnel | SegmentFlags.Bridge;

    private readonly RoadNetwork _network = field.Network;
    private readonly Box[] _segments = [.. Enumerable.Range(0, field.Network.Segments.Length).Select(s => Box.Around(field.Network.Shape(s)))];
    private readonly Box[] _obstacles = [.. Enumerable.Range(0, field.Network.Obstacles.Count).Select(o => Box.Around(field.Network.Obstacles.Line(o)))];

    /// <summary>Milliseconds, or infinity.</summary>
    public double At(Position place)
    {
        var ground = new Plane(place);
        var near = ground.Around(capMetres);
        var walls = Walls(ground, near);
        var best = double.PositiveInfinity;
        foreach (var origin in origins)
        {
            best = Math.Min(best, Walk(ground.Of(origin), 0, walls));
        }

        for (var s = 0; s < _network.Segments.Length; s++)
        {
            if (_segments[s].Meets(near) && (_network.Segments.Span[s].Flags & NoGettingOff) == 0)
            {
                best = Along(s, ground, walls, best);
            }
        }

        return best;
    }

    private double Along(int segment, in Plane ground, List<(double X, double Y)[]> walls, double best)
    {
        var shape = _network.Shape(segment);
        var total = 0.0;
        for (var i = 1; i < shape.Length; i++)
        {
            total += Plane.Metres(shape[i - 1], shape[i]);
        }

        var before = 0.0;
        for (var i = 1; i < shape.Length; i++)
        {
            var (a, b) = (ground.Of(shape[i - 1]), ground.Of(shape[i]));
            var length = Plane.Metres(shape[i - 1], shape[i]);
            var steps = Math.Max(1, (int)Math.Ceiling(length / StepMetres));
            for (var n = 0; n <= steps; n++)
            {
                var u = n / (double)steps;
                var (x, y) = (a.X + (u * (b.X - a.X)), a.Y + (u * (b.Y - a.Y)));
                if ((x * x) + (y * y) > capMetres * capMetres)
                {
                    continue;
                }

                var road = OnRoad(segment, total > 0 ? (before + (u * length)) / total : 0);
                if (road < best)
                {
                    best = Math.Min(best, Walk((x, y), road, walls));
                }
            }

            before += length;
        }

        return best;
    }

    private double OnRoad(int segment, double share) =>
        Math.Min(OnEdge(2 * segment, share), OnEdge((2 * segment) + 1, 1 - share));

    private double OnEdge(int edge, double fraction)
    {
        var (label, whole) = (field.Labels.Span[edge], field.EdgeMilliseconds[edge]);
        if (whole >= EdgeTimes.Closed)
        {
            return double.PositiveInfinity;
        }

        var best = double.PositiveInfinity;
        var direct = double.PositiveInfinity;
        foreach (var start in field.Starts.Where(s => s.Edge == edge))
        {
            var ahead = field.IsTowards ? start.Fraction - fraction : fraction - start.Fraction;
            best = ahead >= 0 ? Math.Min(best, start.Milliseconds + (ahead * whole)) : best;
            direct = Math.Min(direct, start.Milliseconds + (start.Fraction * whole) - 1);
        }

        return label >= ReachField.Unreached || (field.IsTowards && label >= direct)
            ? best
            : Math.Min(best, field.IsTowards ? label - (fraction * whole) : label + (fraction * whole));
    }

    private double Walk((double X, double Y) road, double before, List<(double X, double Y)[]> walls)
    {
        var metres = Math.Sqrt((road.X * road.X) + (road.Y * road.Y));
        return metres <= capMetres && !walls.Any(wall => Crosses(road, wall[0], wall[1])) ? before + (metres * 3600 / kmh) : double.PositiveInfinity;
    }

    private List<(double X, double Y)[]> Walls(in Plane ground, Box near)
    {
        var walls = new List<(double X, double Y)[]>();
        for (var line = 0; line < _network.Obstacles.Count; line++)
        {
            var points = _obstacles[line].Meets(near) ? _network.Obstacles.Line(line) : default;
            for (var i = 1; i < points.Length; i++)
            {
                var (a, b) = (ground.Of(points[i - 1]), ground.Of(points[i]));
                if (Math.Min(a.X, b.X) < capMetres && Math.Max(a.X, b.X) > -capMetres && Math.Min(a.Y, b.Y) < capMetres && Math.Max(a.Y, b.Y) > -capMetres)
                {
                    walls.Add([a, b]);
                }
            }
        }

        return walls;
    }

    // The walk is from the road to (0, 0).
    private static bool Crosses((double X, double Y) road, (double X, double Y) a, (double X, double Y) b)
    {
        static double Side((double X, double Y) p, (double X, double Y) q, (double X, double Y) r) => ((q.X - p.X) * (r.Y - p.Y)) - ((q.Y - p.Y) * (r.X - p.X));
        return Side(road, (0, 0), a) * Side(road, (0, 0), b) <= 0 && Side(a, b, road) * Side(a, b, (0, 0)) <= 0;
    }

    /// <summary>Metres east and north of a place.</summary>
    private readonly struct Plane(Position centre)
    {
        private readonly double _east = GroundDistance.LocalScale.At(centre.LatE7).MetresPerLonUnit;
        private readonly double _north = GroundDistance.LocalScale.At(centre.LatE7).MetresPerLatUnit;

        /// <summary>All places within some metres, and more.</summary>
        public Box Around(double metres) => Box.Around(centre)
            .With(new Position(centre.LonE7 + (int)(metres / _east) + 1, centre.LatE7 + (int)(metres / _north) + 1))
            .With(new Position(centre.LonE7 - (int)(metres / _east) - 1, centre.LatE7 - (int)(metres / _north) - 1));

        public (double X, double Y) Of(Position p) => ((p.LonE7 - (double)centre.LonE7) * _east, (p.LatE7 - (double)centre.LatE7) * _north);

        public static double Metres(Position a, Position b) => GroundDistance.Metres(a, b);
    }
}
