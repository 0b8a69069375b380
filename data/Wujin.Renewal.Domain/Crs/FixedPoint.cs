namespace Wujin.Renewal.Domain.Crs;

/// <summary>Inverts a map that moves points only a little, and neighbours almost alike, by subtracting its own shift again and again.</summary>
internal static class FixedPoint
{
    /// <summary>Finds the point that <paramref name="map"/> takes to (x, y).</summary>
    /// <param name="map">The map.</param>
    /// <param name="x">Target, first coordinate.</param>
    /// <param name="y">Target, second coordinate.</param>
    /// <param name="tolerance">Largest remaining error of each coordinate, in the unit of the target.</param>
    /// <param name="maximumSteps">Steps after which the best point so far is returned; every point of China needs fewer than ten.</param>
    public static (double X, double Y) Invert(Func<double, double, (double X, double Y)> map, double x, double y, double tolerance, int maximumSteps)
    {
        var (px, py) = (x, y);
        for (var step = 0; step < maximumSteps; step++)
        {
            var (mx, my) = map(px, py);
            var (ex, ey) = (mx - x, my - y);
            if (Math.Abs(ex) < tolerance && Math.Abs(ey) < tolerance)
            {
                break;
            }

            (px, py) = (px - ex, py - ey);
        }

        return (px, py);
    }
}
