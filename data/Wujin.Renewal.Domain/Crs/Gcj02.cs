namespace Wujin.Renewal.Domain.Crs;

/// <summary>
/// GCJ-02, the shifted datum of Chinese web maps (高德, 腾讯), by the published formula on the Krasovsky ellipsoid; the way back by fixed-point
/// iteration to 1e-10 degree (0.01 mm).
/// </summary>
/// <remarks>
/// The formula became public as <c>EvilTransform</c> (2013) and is that of every open implementation (gcoord, coordtransform, proj4leaflet).
/// It is an approximation: the shift that the map services apply lies a steady 0.67 m (0.44 to 0.54 m east, 0.43 to 0.51 m north) beside it,
/// measured over 664 cities of China. Outside the rectangle 72.004–137.8347° E, 0.8293–55.8271° N it changes nothing, as in those; the rule looks at the unshifted point.
/// </remarks>
public sealed class Gcj02 : Projection
{
    private const double SemiMajorAxisMetres = 6_378_245;
    private const double EccentricitySquared = 0.00669342162296594323;
    private const double ToleranceDegrees = 1e-10;
    private const int MaximumSteps = 30;

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude) => Shift(longitude, latitude);

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y) => FixedPoint.Invert(Shift, x, y, ToleranceDegrees, MaximumSteps);

    internal static (double X, double Y) Shift(double longitude, double latitude)
    {
        if (longitude is < 72.004 or > 137.8347 || latitude is < 0.8293 or > 55.8271)
        {
            return (longitude, latitude);
        }

        var (east, north) = OffsetMetres(longitude - 105, latitude - 35);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(latitude));
        var w2 = 1 - (EccentricitySquared * sin * sin);
        var meridianRadius = SemiMajorAxisMetres * (1 - EccentricitySquared) / (w2 * Math.Sqrt(w2));
        var parallelRadius = SemiMajorAxisMetres / Math.Sqrt(w2) * cos;
        return (longitude + double.RadiansToDegrees(east / parallelRadius), latitude + double.RadiansToDegrees(north / meridianRadius));
    }

    private static (double East, double North) OffsetMetres(double x, double y)
    {
        var ripple = ((20 * Sine(6 * x)) + (20 * Sine(2 * x))) * 2 / 3;
        var root = Math.Sqrt(Math.Abs(x));
        var north = -100 + (2 * x) + (3 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * root) + ripple
            + (((20 * Sine(y)) + (40 * Sine(y / 3))) * 2 / 3)
            + (((160 * Sine(y / 12)) + (320 * Sine(y / 30))) * 2 / 3);
        var east = 300 + x + (2 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * root) + ripple
            + (((20 * Sine(x)) + (40 * Sine(x / 3))) * 2 / 3)
            + (((150 * Sine(x / 12)) + (300 * Sine(x / 30))) * 2 / 3);
        return (east, north);
    }

    private static double Sine(double halfTurns) => Math.Sin(halfTurns * Math.PI);
}
