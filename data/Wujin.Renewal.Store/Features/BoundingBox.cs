namespace Wujin.Renewal.Store.Features;

/// <summary>A box of longitudes and latitudes, degrees, in CRS84 axis order.</summary>
/// <param name="West">Western edge, -180 to 180.</param>
/// <param name="South">Southern edge, -90 to 90.</param>
/// <param name="East">Eastern edge, -180 to 180; smaller than <paramref name="West"/> where the box spans the antimeridian.</param>
/// <param name="North">Northern edge, -90 to 90, not less than <paramref name="South"/>.</param>
public readonly record struct BoundingBox(double West, double South, double East, double North)
{
    /// <summary>Whether the box runs eastward over the 180th meridian (RFC 7946, section 5.2).</summary>
    public bool SpansAntimeridian => West > East;
}
