using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Snapping;

/// <summary>Measures a line from a place, in a plane that is true to the metre around it.</summary>
internal readonly struct LineMeasure(Position origin)
{
    private readonly GroundDistance.LocalScale _scale = GroundDistance.LocalScale.At(origin.LatE7);

    /// <summary>The least distance to a box, metres; 0 inside.</summary>
    public double To(Box box)
    {
        var x = Outside(origin.LonE7, box.West, box.East) * _scale.MetresPerLonUnit;
        var y = Outside(origin.LatE7, box.South, box.North) * _scale.MetresPerLatUnit;
        return Math.Sqrt(x * x + y * y);
    }

    /// <summary>The nearest point of a line.</summary>
    /// <param name="line">At least 2 points.</param>
    /// <returns>How far it is, and where: after which point, and how far from that to the next, 0 to 1.</returns>
    public (double Metres, int Piece, double Share) To(ReadOnlySpan<Position> line)
    {
        var best = (Metres: double.MaxValue, Piece: 0, Share: 0.0);
        var (x1, y1) = Plane(line[0]);
        for (var i = 1; i < line.Length; i++)
        {
            var (x2, y2) = Plane(line[i]);
            var (dx, dy) = (x2 - x1, y2 - y1);
            var square = dx * dx + dy * dy;
            var share = square > 0 ? Math.Clamp(-(x1 * dx + y1 * dy) / square, 0, 1) : 0;
            var (x, y) = (x1 + share * dx, y1 + share * dy);
            var metres = Math.Sqrt(x * x + y * y);
            best = metres < best.Metres ? (metres, i - 1, share) : best;
            (x1, y1) = (x2, y2);
        }

        return best;
    }

    /// <summary>Whether the straight line from the place to another crosses a piece; touching it is not crossing it.</summary>
    public bool Crosses(Position towards, Position a, Position b)
    {
        var (tx, ty) = Plane(towards);
        var (ax, ay) = Plane(a);
        var (bx, by) = Plane(b);
        var (sideA, sideB) = (tx * ay - ty * ax, tx * by - ty * bx);
        var (dx, dy) = (bx - ax, by - ay);
        var (sideOrigin, sideTowards) = (dy * ax - dx * ay, dx * (ty - ay) - dy * (tx - ax));
        return sideA * sideB < 0 && sideOrigin * sideTowards < 0;
    }

    private (double X, double Y) Plane(Position p) => (
        GroundDistance.LongitudeDifference(origin, p) * _scale.MetresPerLonUnit, ((long)p.LatE7 - origin.LatE7) * _scale.MetresPerLatUnit);

    private static double Outside(double value, double low, double high) => Math.Max(0, Math.Max(low - value, value - high));
}
