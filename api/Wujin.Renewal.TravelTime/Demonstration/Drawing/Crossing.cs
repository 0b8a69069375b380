namespace Wujin.Renewal.TravelTime.Demonstration.Drawing;

/// <summary>Where two lines cross.</summary>
/// <param name="Along">Along the one that asked, metres.</param>
/// <param name="Other">Line that is crossed.</param>
/// <param name="OtherAlong">Along the other, metres.</param>
/// <param name="Sine">Sine of the angle between them, not negative.</param>
internal readonly record struct Crossing(double Along, int Other, double OtherAlong, double Sine)
{
    /// <summary>All crossings of a line with the lines of an index, in order along it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="index">The others.</param>
    /// <param name="toleranceMetres">A line that ends so close to another counts as crossing it.</param>
    /// <param name="leastSine">Lines that cross at a smaller angle run side by side.</param>
    public static List<Crossing> Of(Polyline line, PieceIndex index, double toleranceMetres = 0, double leastSine = 0.02)
    {
        var crossings = new List<Crossing>();
        var near = new List<int>();
        for (var i = 0; i + 1 < line.Points.Count; i++)
        {
            index.Near(line.Points[i], line.Points[i + 1], toleranceMetres, near);
            foreach (var number in near)
            {
                var other = index[number];
                if (Meet(line.Points[i], line.Points[i + 1], other.From, other.To, toleranceMetres, leastSine) is var (t, u, sine))
                {
                    var otherAlong = other.Along + (u * Vec.Distance(other.From, other.To));
                    crossings.Add(new Crossing(line.AlongOf(i) + (t * Vec.Distance(line.Points[i], line.Points[i + 1])), other.Line, otherAlong, sine));
                }
            }
        }

        crossings.Sort((a, b) => a.Along.CompareTo(b.Along));
        return crossings;
    }

    /// <summary>Where two pieces meet, as fractions of both, or null where they do not or run side by side.</summary>
    public static (double First, double Second, double Sine)? Meet(Vec a, Vec b, Vec c, Vec d, double toleranceMetres, double leastSine)
    {
        var (ab, cd) = (b - a, d - c);
        var (first, second) = (ab.Length, cd.Length);
        var cross = ab.Cross(cd);
        if (Math.Abs(cross) < leastSine * first * second || first < 1e-6 || second < 1e-6)
        {
            return null;
        }

        var (t, u) = ((c - a).Cross(cd) / cross, (c - a).Cross(ab) / cross);
        var (et, eu) = (toleranceMetres / first, toleranceMetres / second);
        return t < -et || t > 1 + et || u < -eu || u > 1 + eu
            ? null
            : (Math.Clamp(t, 0, 1), Math.Clamp(u, 0, 1), Math.Abs(cross) / (first * second));
    }
}
