namespace Wujin.Renewal.Domain.Crs;

/// <summary>Web Mercator, EPSG:3857: spherical formulas on the semi-major axis of WGS 84 (EPSG method 1024).</summary>
public sealed class WebMercator : Projection
{
    private const double RadiusMetres = 6_378_137;

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y) =>
        (double.RadiansToDegrees(x / RadiusMetres), double.RadiansToDegrees(Math.Atan(Math.Sinh(y / RadiusMetres))));

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude) =>
        (double.DegreesToRadians(longitude) * RadiusMetres, Math.Asinh(Math.Tan(double.DegreesToRadians(latitude))) * RadiusMetres);
}
