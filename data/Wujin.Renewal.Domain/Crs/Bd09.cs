namespace Wujin.Renewal.Domain.Crs;

/// <summary>
/// BD-09, the datum of Baidu maps: a second shift upon <see cref="Gcj02"/>, by the published polar formula; the way back by fixed-point
/// iteration to 1e-10 degree (the usual closed inverse is off by up to 0.2 m).
/// </summary>
public sealed class Bd09 : Projection
{
    private const double Frequency = Math.PI * 3000 / 180;
    private const double ToleranceDegrees = 1e-10;
    private const int MaximumSteps = 30;

    /// <inheritdoc/>
    public override (double X, double Y) FromGeographic(double longitude, double latitude)
    {
        var (x, y) = Gcj02.Shift(longitude, latitude);
        return Shift(x, y);
    }

    /// <inheritdoc/>
    public override (double Longitude, double Latitude) ToGeographic(double x, double y)
    {
        var (gx, gy) = FixedPoint.Invert(Shift, x, y, ToleranceDegrees, MaximumSteps);
        return FixedPoint.Invert(Gcj02.Shift, gx, gy, ToleranceDegrees, MaximumSteps);
    }

    /// <summary>From GCJ-02 to BD-09, degrees.</summary>
    internal static (double X, double Y) Shift(double x, double y)
    {
        var radius = Math.Sqrt((x * x) + (y * y)) + (0.00002 * Math.Sin(y * Frequency));
        var (sin, cos) = Math.SinCos(Math.Atan2(y, x) + (0.000003 * Math.Cos(x * Frequency)));
        return ((radius * cos) + 0.0065, (radius * sin) + 0.006);
    }
}
