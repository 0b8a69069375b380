using Wujin.Renewal.Domain.Chance;

namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>Smooth lines, drawn as points that are dense only where they bend.</summary>
internal static class Curve
{
    /// <summary>A line through all points whose direction never jumps (Catmull-Rom with chord-length tangents, as cubic Hermite pieces).</summary>
    /// <param name="through">At least 2 points; a closed line repeats the first at the end.</param>
    /// <param name="stepMetres">How fine it is sampled.</param>
    /// <param name="toleranceMetres">Points are left out where the line strays by less.</param>
    public static List<Vec> Through(IReadOnlyList<Vec> through, double stepMetres, double toleranceMetres)
    {
        var isClosed = through.Count > 3 && Vec.Distance(through[0], through[^1]) < 0.01;
        var points = new List<Vec> { through[0] };
        for (var i = 0; i + 1 < through.Count; i++)
        {
            var (from, to) = (through[i], through[i + 1]);
            var length = Vec.Distance(from, to);
            var (leaving, arriving) = (Tangent(through, i, isClosed) * length, Tangent(through, i + 1, isClosed) * length);
            var steps = Math.Max(1, (int)Math.Ceiling(length / stepMetres));
            for (var step = 1; step <= steps; step++)
            {
                points.Add(step == steps ? to : Hermite(from, leaving, to, arriving, (double)step / steps));
            }
        }

        return Thinned(points, toleranceMetres);
    }

    /// <summary>A line along a rough one that swings to both sides, as roads and rivers do.</summary>
    /// <param name="rough">Points it passes.</param>
    /// <param name="swingEveryMetres">Between points in which it may leave the straight.</param>
    /// <param name="swingMetres">How far at most.</param>
    /// <param name="random">Decides.</param>
    public static List<Vec> Swung(IReadOnlyList<Vec> rough, double swingEveryMetres, double swingMetres, SeededRandom random)
    {
        var points = new List<Vec> { rough[0] };
        for (var i = 0; i + 1 < rough.Count; i++)
        {
            var side = (rough[i + 1] - rough[i]).Unit.Left;
            var pieces = Math.Max(1, (int)(Vec.Distance(rough[i], rough[i + 1]) / swingEveryMetres));
            for (var piece = 1; piece < pieces; piece++)
            {
                points.Add(Vec.Between(rough[i], rough[i + 1], (double)piece / pieces) + (side * (swingMetres * random.Bell() / 2)));
            }

            points.Add(rough[i + 1]);
        }

        return points;
    }

    /// <summary>A cubic Bézier curve in equal steps.</summary>
    public static List<Vec> Bezier(Vec from, Vec control, Vec secondControl, Vec to, int steps)
    {
        var points = new List<Vec>(steps + 1);
        for (var i = 0; i <= steps; i++)
        {
            var t = (double)i / steps;
            var s = 1 - t;
            points.Add((from * (s * s * s)) + (control * (3 * s * s * t)) + (secondControl * (3 * s * t * t)) + (to * (t * t * t)));
        }

        return points;
    }

    /// <summary>The line without points that stray less than a tolerance from it (Douglas and Peucker).</summary>
    public static List<Vec> Thinned(IReadOnlyList<Vec> points, double toleranceMetres)
    {
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int From, int To)>();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var span))
        {
            var (farthest, distance) = (-1, toleranceMetres);
            for (var i = span.From + 1; i < span.To; i++)
            {
                var strays = DistanceToPiece(points[i], points[span.From], points[span.To]);
                (farthest, distance) = strays > distance ? (i, strays) : (farthest, distance);
            }

            if (farthest > 0)
            {
                keep[farthest] = true;
                open.Push((span.From, farthest));
                open.Push((farthest, span.To));
            }
        }

        return [.. points.Where((_, i) => keep[i])];
    }

    private static double DistanceToPiece(Vec place, Vec from, Vec to)
    {
        var piece = to - from;
        var t = Math.Clamp((place - from).Dot(piece) / Math.Max(piece.Dot(piece), 1e-9), 0, 1);
        return Vec.Distance(place, from + (piece * t));
    }

    private static Vec Tangent(IReadOnlyList<Vec> points, int i, bool isClosed)
    {
        var before = i > 0 ? points[i - 1] : isClosed ? points[^2] : points[0];
        var after = i + 1 < points.Count ? points[i + 1] : isClosed ? points[1] : points[^1];
        return (after - before) * (1 / Math.Max(Vec.Distance(before, points[i]) + Vec.Distance(points[i], after), 1e-9));
    }

    private static Vec Hermite(Vec from, Vec leaving, Vec to, Vec arriving, double t)
    {
        var (t2, t3) = (t * t, t * t * t);
        return (from * ((2 * t3) - (3 * t2) + 1)) + (leaving * (t3 - (2 * t2) + t)) + (to * ((3 * t2) - (2 * t3))) + (arriving * (t3 - t2));
    }
}
