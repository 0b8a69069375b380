using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>Takes geometries from a coordinate system to storage (EPSG:4490, x longitude, y latitude) and back, vertex by vertex.</summary>
public static class CrsTransform
{
    private const int StorageSrid = 4490;

    /// <summary>To storage. The given geometry is left as it is; a copy is returned with SRID 4490.</summary>
    /// <param name="geometry">Coordinates in <paramref name="from"/>, x easting or longitude, y northing or latitude.</param>
    /// <param name="from">Their system.</param>
    /// <returns>Degrees. A vertex without image (a pole of Web Mercator, say) becomes NaN and is refused by the rules for geometries.</returns>
    public static Geometry ToStorage(Geometry geometry, CoordinateSystem from)
    {
        ArgumentNullException.ThrowIfNull(from);
        return Map(geometry, from.Projection.ToGeographic, ReferenceEquals(from.Projection, Projection.Identity), StorageSrid);
    }

    /// <summary>From storage. The given geometry is left as it is; a copy is returned with the SRID of the system, 0 where it has none.</summary>
    /// <param name="geometry">Degrees in EPSG:4490.</param>
    /// <param name="to">The system wanted.</param>
    public static Geometry FromStorage(Geometry geometry, CoordinateSystem to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return Map(geometry, to.Projection.FromGeographic, ReferenceEquals(to.Projection, Projection.Identity), to.Srid ?? 0);
    }

    /// <summary>A copy with x and y exchanged: for exchange by a URI whose definition puts northing or latitude first.</summary>
    public static Geometry SwapAxes(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return Map(geometry, static (x, y) => (y, x), isIdentity: false, geometry.SRID);
    }

    private static Geometry Map(Geometry geometry, Func<double, double, (double, double)> map, bool isIdentity, int srid)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var copy = geometry.Copy();
        if (!isIdentity)
        {
            copy.Apply(new Mapper(map));
        }

        copy.SRID = srid;
        return copy;
    }

    private sealed class Mapper(Func<double, double, (double X, double Y)> map) : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count; i++)
            {
                var (x, y) = map(sequence.GetX(i), sequence.GetY(i));
                sequence.SetX(i, x);
                sequence.SetY(i, y);
            }
        }
    }
}
