namespace Wujin.Renewal.Domain.Crs;

/// <summary>
/// A map between the coordinates of one system and geographic CGCS2000 (EPSG:4490). Immutable; safe for many threads.
/// </summary>
public abstract class Projection
{
    /// <summary>No change: the system is geographic CGCS2000, or WGS 84, which the register takes as identical (DESIGN: our accuracy).</summary>
    public static readonly Projection Identity = new Unchanged();

    /// <summary>From the system's own coordinates to longitude and latitude.</summary>
    /// <param name="x">Easting in metres, or longitude in degrees.</param>
    /// <param name="y">Northing in metres, or latitude in degrees.</param>
    /// <returns>Degrees; not finite where the point has no image.</returns>
    public abstract (double Longitude, double Latitude) ToGeographic(double x, double y);

    /// <summary>From longitude and latitude, degrees, to the system's own coordinates (x easting or longitude, y northing or latitude).</summary>
    public abstract (double X, double Y) FromGeographic(double longitude, double latitude);

    private sealed class Unchanged : Projection
    {
        public override (double Longitude, double Latitude) ToGeographic(double x, double y) => (x, y);

        public override (double X, double Y) FromGeographic(double longitude, double latitude) => (longitude, latitude);
    }
}
