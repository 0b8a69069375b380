namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>True areas on the WGS 84 ellipsoid of rings whose sides are straight in longitude and latitude, as GeoJSON means them.</summary>
/// <remarks>
/// The register measures its sites on the Gauss-Kruger plane, as the land administration does; that plane exists for China only and stretches areas with the distance from
/// its meridian (by 6·10⁻⁵ at 50 km), which an isochrone easily reaches.
/// </remarks>
internal static class GroundArea
{
    private const double SemiMajorMetres = 6_378_137;
    private const double Flattening = 1 / 298.257223563;
    private const double EccentricitySquared = Flattening * (2 - Flattening);

    /// <summary>
    /// The area between the equator and a parallel, in m² for each 10⁻⁶ degrees of longitude (Snyder, Map Projections, 1987, eq. 3-12 times half the square of the
    /// semi-major axis). The area of a ring is the sum of its trapezia in this.
    /// </summary>
    /// <param name="latitude">Degrees.</param>
    public static double ToEquator(double latitude)
    {
        var e = Math.Sqrt(EccentricitySquared);
        var sin = Math.Sin(latitude * (Math.PI / 180));
        var q = (1 - EccentricitySquared) * ((sin / (1 - (EccentricitySquared * sin * sin))) + (Math.Atanh(e * sin) / e));
        return SemiMajorMetres * SemiMajorMetres / 2 * q * (Math.PI / 180 * 1e-6);
    }
}
