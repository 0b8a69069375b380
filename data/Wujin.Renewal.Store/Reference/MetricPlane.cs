using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Reference;

/// <summary>
/// The plane in which the district is measured and drawn: EPSG:4549 (CGCS2000 3-degree Gauss-Kruger, central meridian 120° E), metres,
/// x east, y north.
/// </summary>
internal static class MetricPlane
{
    /// <summary>EPSG code of the plane.</summary>
    public const int Srid = 4549;

    /// <summary>Decimals kept of a degree: 1e-9° is a tenth of a millimetre, and makes files the same on every machine.</summary>
    private const int DegreeDecimals = 9;

    private static readonly Projection Projection = CoordinateSystems.Find(Srid)!.Projection;

    /// <summary>Makes geometries in the plane.</summary>
    public static GeometryFactory Metres { get; } = new(new PrecisionModel(), Srid);

    /// <summary>Makes geometries in EPSG:4490, degrees.</summary>
    public static GeometryFactory Degrees { get; } = new(new PrecisionModel(), GeometryRules.StorageSrid);

    /// <summary>A position in degrees as one in metres.</summary>
    public static Coordinate ToMetres(Coordinate degrees)
    {
        var (x, y) = Projection.FromGeographic(degrees.X, degrees.Y);
        return new Coordinate(x, y);
    }

    /// <summary>A position in metres as one in degrees, rounded to a tenth of a millimetre.</summary>
    public static Coordinate ToDegrees(Coordinate metres)
    {
        var (longitude, latitude) = Projection.ToGeographic(metres.X, metres.Y);
        return new Coordinate(Math.Round(longitude, DegreeDecimals), Math.Round(latitude, DegreeDecimals));
    }

    /// <summary>Polygons in degrees as polygons in metres, vertex by vertex.</summary>
    /// <param name="degrees">The polygons.</param>
    /// <param name="toMetres">How a vertex is projected, where it is not in WGS 84 or CGCS2000.</param>
    public static MultiPolygon ToMetres(Geometry degrees, Func<Coordinate, Coordinate>? toMetres = null) => Map(degrees, Metres, toMetres ?? ToMetres);

    /// <summary>
    /// Polygons in metres as polygons in degrees in the stored form, vertex by vertex: what was the same vertex stays the same.
    /// </summary>
    public static MultiPolygon ToDegrees(Geometry metres) =>
        (MultiPolygon)GeometryRules.Normalize(Map(metres, Degrees, ToDegrees), GeometryKind.MultiPolygon);

    private static MultiPolygon Map(Geometry polygons, GeometryFactory target, Func<Coordinate, Coordinate> map)
    {
        var parts = new Polygon[polygons.NumGeometries];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = (Polygon)polygons.GetGeometryN(i);
            parts[i] = target.CreatePolygon(
                target.CreateLinearRing(Array.ConvertAll(part.Shell.Coordinates, c => map(c))),
                Array.ConvertAll(part.Holes, hole => target.CreateLinearRing(Array.ConvertAll(hole.Coordinates, c => map(c)))));
        }

        return target.CreateMultiPolygon(parts);
    }
}
