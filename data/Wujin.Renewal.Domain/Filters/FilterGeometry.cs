using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Takes the geometries of a filter from its coordinate system to storage, and makes them fit to be compared.</summary>
internal sealed class FilterGeometry(CoordinateSystem crs)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), GeometryRules.StorageSrid);

    private int _vertices;

    /// <summary>The geometry of a literal as it is compared.</summary>
    /// <param name="literal">A <see cref="GeometryLiteral"/> or a <see cref="BoxLiteral"/>.</param>
    /// <param name="isVertexwise">Moves the vertices only; else the lines between them stay where they are on the ground, by more vertices.</param>
    /// <exception cref="FilterException">It lies where the system has no image, or has too many vertices.</exception>
    internal Expression ToStorage(Expression literal, bool isVertexwise)
    {
        var geometry = literal switch
        {
            BoxLiteral box => Box(box),
            GeometryLiteral given => Transform(given, isVertexwise),
            _ => throw new ArgumentException("Not a literal geometry.", nameof(literal)),
        };
        if ((_vertices += geometry.NumPoints) > FilterLimits.Vertices * 4)
        {
            throw new FilterException(literal.At, FilterLimits.TooManyVertices);
        }

        if (geometry.Coordinates.Any(c => !double.IsFinite(c.X) || !double.IsFinite(c.Y)))
        {
            throw new FilterException(literal.At, $"The geometry lies outside {crs}. By its definition {AxisOrder()}.");
        }

        return new StoredGeometry(geometry) { At = literal.At };
    }

    /// <summary>Mixed collections can be tested for common points and for nothing else: Simple Features defines the rest for one dimension.</summary>
    internal static Expression CheckCollection(Expression literal, SpatialOperator spatial) =>
        literal is StoredGeometry { Value.OgcGeometryType: OgcGeometryType.GeometryCollection } && spatial is not (SpatialOperator.Intersects or SpatialOperator.Disjoint)
            ? throw new FilterException(
                literal.At, $"A collection of points, lines and areas together can be used in S_INTERSECTS and S_DISJOINT only. Expected geometries of one dimension for {spatial.Name().ToUpperInvariant()}.")
            : literal;

    private Geometry Box(BoxLiteral box)
    {
        var half = box.Numbers.Count / 2;
        var (a, b) = (box.Numbers[0], box.Numbers[1]);
        var (c, d) = (box.Numbers[half], box.Numbers[half + 1]);
        if (crs.IsNorthingFirst)
        {
            (a, b, c, d) = (b, a, d, c);
        }

        if (b > d)
        {
            throw new FilterException(box.At, $"The lower edge of the box lies above its upper. {AxisOrder()}");
        }

        if (!crs.IsProjected && (Math.Abs(b) > 90 || Math.Abs(d) > 90 || Math.Abs(a) > 180 || Math.Abs(c) > 180))
        {
            throw new FilterException(box.At, $"Longitudes lie between -180 and 180 degrees, latitudes between -90 and 90. {AxisOrder()}");
        }

        if (a > c)
        {
            return crs.IsProjected
                ? throw new FilterException(box.At, $"The left edge of the box lies right of its right. {AxisOrder()}")
                : Factory.CreateMultiPolygon([(Polygon)Factory.ToGeometry(new Envelope(a, 180, b, d)), (Polygon)Factory.ToGeometry(new Envelope(-180, c, b, d))]);
        }

        return CrsBoxes.ToStorage(new Envelope(a, c, b, d), crs);
    }

    private Geometry Transform(GeometryLiteral given, bool isVertexwise)
    {
        var flat = crs.IsNorthingFirst ? CrsTransform.SwapAxes(given.Value) : given.Value;
        if (crs.IsProjected && !isVertexwise)
        {
            flat = CrsBoxes.Densify(flat);
        }

        return Fit(CrsTransform.ToStorage(flat, crs));
    }

    /// <summary>
    /// An outline that crosses itself is repaired as ST_MakeValid would, since the relations are not defined for it; a collection of one dimension becomes the multi-geometry it is.
    /// </summary>
    private static Geometry Fit(Geometry geometry)
    {
        var sound = geometry.Dimension == Dimension.Surface && geometry.Coordinates.All(c => double.IsFinite(c.X) && double.IsFinite(c.Y)) && !geometry.IsValid
            ? GeometryFixer.Fix(geometry)
            : geometry;
        if (sound.OgcGeometryType == OgcGeometryType.GeometryCollection)
        {
            sound = GeometryCombination(sound);
        }

        sound.SRID = GeometryRules.StorageSrid;
        return sound;
    }

    private static Geometry GeometryCombination(Geometry collection)
    {
        var parts = Enumerable.Range(0, collection.NumGeometries).Select(collection.GetGeometryN).SelectMany(Parts).ToList();
        return parts.Select(p => p.Dimension).Distinct().Count() switch
        {
            1 when parts[0].Dimension == Dimension.Surface => Factory.BuildGeometry(parts).Union(),
            1 => Factory.BuildGeometry(parts),
            _ => collection,
        };
    }

    private static IEnumerable<Geometry> Parts(Geometry geometry) =>
        geometry is GeometryCollection collection ? collection.Geometries.SelectMany(Parts) : [geometry];

    private string AxisOrder() => (crs.IsNorthingFirst, crs.IsProjected) switch
    {
        (true, true) => "Northing comes first in this system, then easting.",
        (true, false) => "Latitude comes first in this system, then longitude.",
        (false, true) => "Easting comes first in this system, then northing.",
        _ => "Longitude comes first in this system, then latitude.",
    };
}
