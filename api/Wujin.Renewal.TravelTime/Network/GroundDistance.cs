namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Short distances on the WGS 84 ellipsoid.</summary>
/// <remarks>
/// The mid-latitude formula with the radii of curvature of the meridian and of the prime vertical (Torge, Geodesy, 4.1.3): for points 10 km apart it
/// differs from the geodesic by less than 1 mm at our latitudes, for 100 km by less than a metre.
/// </remarks>
public static class GroundDistance
{
    private const double SemiMajorAxisMetres = 6_378_137;
    private const double Flattening = 1 / 298.257223563;
    private const double EccentricitySquared = Flattening * (2 - Flattening);
    private const double RadiansPerUnit = 1e-7 * Math.PI / 180;
    private const long FullCircle = 3_600_000_000;

    /// <summary>Metres between two positions.</summary>
    public static double Metres(Position a, Position b)
    {
        var scale = LocalScale.At((a.LatE7 + (double)b.LatE7) / 2);
        var x = LongitudeDifference(a, b) * scale.MetresPerLonUnit;
        var y = ((long)b.LatE7 - a.LatE7) * scale.MetresPerLatUnit;
        return Math.Sqrt(x * x + y * y);
    }

    /// <summary>Metres along a line.</summary>
    public static double Metres(ReadOnlySpan<Position> line)
    {
        var metres = 0.0;
        for (var i = 1; i < line.Length; i++)
        {
            metres += Metres(line[i - 1], line[i]);
        }

        return metres;
    }

    /// <summary>From a to b eastwards in units of 10⁻⁷ degrees, the shorter way round the earth.</summary>
    internal static long LongitudeDifference(Position a, Position b)
    {
        var difference = (long)b.LonE7 - a.LonE7;
        return difference > FullCircle / 2 ? difference - FullCircle : difference < -FullCircle / 2 ? difference + FullCircle : difference;
    }

    /// <summary>How long a unit of <see cref="Position"/> is near a latitude.</summary>
    /// <param name="MetresPerLonUnit">Of longitude.</param>
    /// <param name="MetresPerLatUnit">Of latitude.</param>
    public readonly record struct LocalScale(double MetresPerLonUnit, double MetresPerLatUnit)
    {
        /// <summary>The scale at a latitude.</summary>
        /// <param name="latE7">Latitude × 10⁷.</param>
        public static LocalScale At(double latE7)
        {
            var (sine, cosine) = Math.SinCos(latE7 * RadiansPerUnit);
            var w = 1 - EccentricitySquared * sine * sine;
            var primeVertical = SemiMajorAxisMetres / Math.Sqrt(w);
            var meridian = primeVertical * (1 - EccentricitySquared) / w;
            return new(primeVertical * cosine * RadiansPerUnit, meridian * RadiansPerUnit);
        }
    }
}
