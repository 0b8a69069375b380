using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>Areas on the plane of the 3-degree Gauss-Kruger zone, as Chinese land administration counts them.</summary>
public static class GeometryArea
{
    /// <summary>
    /// The area of a geometry in m², in the zone of the middle of its extent (around Changzhou EPSG:4549). 0 for points and lines.
    /// </summary>
    /// <param name="geometry">Degrees in EPSG:4490.</param>
    public static double SquareMetres(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry.IsEmpty || geometry.Dimension != Dimension.Surface)
        {
            return 0;
        }

        var zone = CoordinateSystems.Find(GaussKruger.ZoneOf(geometry.EnvelopeInternal.Centre.X))!;
        return CrsTransform.FromStorage(geometry, zone).Area;
    }
}
