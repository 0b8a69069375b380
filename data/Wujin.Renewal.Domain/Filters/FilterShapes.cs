using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Reads the GeoJSON geometries and boxes of CQL2 JSON.</summary>
public sealed class FilterShapes
{
    private static readonly GeometryFactory Factory = new();

    private int _vertices;

    /// <summary>Reads a box of 4 or 6 numbers.</summary>
    public static double[] Box(JsonElement box, string pointer)
    {
        var numbers = box.ValueKind == JsonValueKind.Array && box.GetArrayLength() is 4 or 6 && box.EnumerateArray().All(n => n.ValueKind == JsonValueKind.Number)
            ? box.EnumerateArray().Select(n => n.GetDouble()).ToArray()
            : [];
        return numbers.Length > 0 && numbers.All(double.IsFinite) ? numbers : throw Fault(pointer, "Expected 4 numbers, or 6 with heights.");
    }

    /// <summary>Reads a geometry.</summary>
    public Geometry Read(JsonElement json, string pointer, bool isInCollection = false)
    {
        var type = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("type", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (type == "GeometryCollection" && !isInCollection)
        {
            var members = Array(json, "geometries", pointer);
            return Factory.CreateGeometryCollection([.. Each(members, pointer + "/geometries", (m, p) => Read(m, p, isInCollection: true))]);
        }

        var coordinates = pointer + "/coordinates";
        JsonElement Nested() => Array(json, "coordinates", pointer);
        return type switch
        {
            "Point" => Factory.CreatePoint(Position(Nested(), coordinates)),
            "LineString" => Line(Nested(), coordinates),
            "Polygon" => Polygon(Nested(), coordinates),
            "MultiPoint" => Factory.CreateMultiPoint([.. Each(Nested(), coordinates, (m, p) => Factory.CreatePoint(Position(m, p)))]),
            "MultiLineString" => Factory.CreateMultiLineString([.. Each(Nested(), coordinates, Line)]),
            "MultiPolygon" => Factory.CreateMultiPolygon([.. Each(Nested(), coordinates, Polygon)]),
            _ => throw Fault(pointer + "/type", "Expected Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon or GeometryCollection."),
        };
    }

    private LineString Line(JsonElement json, string pointer)
    {
        var positions = Each(json, pointer, Position).ToArray();
        return positions.Length >= 2 ? Factory.CreateLineString(positions) : throw Fault(pointer, "Expected two positions or more.");
    }

    private Polygon Polygon(JsonElement json, string pointer)
    {
        var rings = Each(json, pointer, Ring).ToArray();
        return rings.Length > 0 ? Factory.CreatePolygon(rings[0], rings[1..]) : throw Fault(pointer, "Expected one ring or more.");
    }

    private LinearRing Ring(JsonElement json, string pointer) => Ring(Each(json, pointer, Position).ToArray(), FilterPlace.OfPointer(pointer));

    /// <summary>A ring of positions.</summary>
    /// <exception cref="FilterException">It has fewer than four, or is open.</exception>
    public static LinearRing Ring(Coordinate[] positions, FilterPlace at) => positions.Length >= 4 && positions[0].Equals2D(positions[^1])
        ? Factory.CreateLinearRing(positions)
        : throw new FilterException(at, $"The ring has {positions.Length} positions{(positions.Length >= 4 ? " and is not closed" : "")}. Expected four or more, the last equal to the first.");

    private Coordinate Position(JsonElement json, string pointer)
    {
        if (++_vertices > FilterLimits.Vertices)
        {
            throw Fault(pointer, FilterLimits.TooManyVertices);
        }

        var numbers = json.ValueKind == JsonValueKind.Array && json.GetArrayLength() is 2 or 3 && json.EnumerateArray().All(n => n.ValueKind == JsonValueKind.Number)
            ? json.EnumerateArray().Select(n => n.GetDouble()).ToArray()
            : [];
        return numbers.Length == 0 || !numbers.All(double.IsFinite)
            ? throw Fault(pointer, "Expected a position of 2 or 3 numbers.")
            : numbers.Length == 3 ? new CoordinateZ(numbers[0], numbers[1], numbers[2]) : new Coordinate(numbers[0], numbers[1]);
    }

    private static JsonElement Array(JsonElement json, string member, string pointer) =>
        json.TryGetProperty(member, out var array) && array.ValueKind == JsonValueKind.Array && array.GetArrayLength() > 0
            ? array
            : throw Fault(pointer + "/" + member, "Expected an array that is not empty.");

    private static IEnumerable<T> Each<T>(JsonElement array, string pointer, Func<JsonElement, string, T> read)
    {
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Fault(pointer, "Expected an array.");
        }

        var i = 0;
        foreach (var member in array.EnumerateArray())
        {
            yield return read(member, pointer + "/" + (i++).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static FilterException Fault(string pointer, string detail) => new(FilterPlace.OfPointer(pointer), detail);
}
