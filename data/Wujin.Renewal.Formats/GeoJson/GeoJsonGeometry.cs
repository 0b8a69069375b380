using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>Reads GeoJSON geometries (RFC 7946 section 3.1), and says of a broken one what is wrong and where.</summary>
/// <remarks>Written for speed: one pass over the text, no intermediate tree. The API reads request bodies with it, too.</remarks>
public static class GeoJsonGeometry
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    /// <summary>Reads the geometry that the reader stands on, and leaves the reader on its last token.</summary>
    /// <param name="reader">On the first token of the value: an object, or null.</param>
    /// <param name="faults">Receives what is wrong, with JSON pointers below <c>/geometry</c>: unknown type, numbers that are none or not finite, open rings.</param>
    /// <returns>The geometry, coordinates as given, z dropped, SRID 0; null for a JSON null and where a fault was added.</returns>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static Geometry? Read(ref Utf8JsonReader reader, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add(Fault.OfGeometry("The geometry must be an object or null."));
            reader.Skip();
            return null;
        }

        var whole = reader;
        var geometry = ReadObject(ref reader, faults);
        if (geometry is null)
        {
            reader = whole;
            reader.Skip();
            return null;
        }

        while (reader.CurrentDepth > whole.CurrentDepth || reader.TokenType != JsonTokenType.EndObject)
        {
            reader.Read();
        }

        return geometry;
    }

    // The reader is anywhere inside the object, or on its end, afterwards.
    private static Geometry? ReadObject(ref Utf8JsonReader reader, ICollection<Fault> faults)
    {
        string? type = null;
        Utf8JsonReader coordinates = default;
        var (hasCoordinates, isInOrder) = (false, false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                type = reader.TokenType == JsonTokenType.String ? reader.GetString() : "";
            }
            else if (reader.ValueTextEquals("coordinates"u8))
            {
                reader.Read();
                coordinates = reader;
                hasCoordinates = true;
                if (type is not null)
                {
                    isInOrder = true;
                    break;
                }
            }
            else
            {
                reader.Read();
            }

            reader.Skip();
        }

        if (type is null or "" || !IsKnown(type))
        {
            faults.Add(Fault.OfGeometry($"The geometry type \"{type}\" is unknown; expected Polygon, MultiPolygon or Point."));
            return null;
        }

        if (!hasCoordinates)
        {
            faults.Add(Fault.OfGeometry($"The {type} has no coordinates."));
            return null;
        }

        var geometry = new Builder(faults).Build(type, ref coordinates);
        if (isInOrder)
        {
            reader = coordinates;
        }

        return geometry;
    }

    private static bool IsKnown(string type) =>
        type is "Point" or "MultiPoint" or "LineString" or "MultiLineString" or "Polygon" or "MultiPolygon";

    /// <summary>Builds one geometry; after the first fault it stops.</summary>
    private readonly struct Builder(ICollection<Fault> faults)
    {
        private const string Root = "/geometry/coordinates";

        public Geometry? Build(string type, ref Utf8JsonReader reader)
        {
            switch (type)
            {
                case "Point":
                    // An empty array is an empty point, which the rules refuse in their own words.
                    return ReadPositions(ref reader, Root, isSingle: true) is { } one ? Factory.CreatePoint(one.FirstOrDefault()) : null;
                case "MultiPoint":
                    return ReadPositions(ref reader, Root) is { } points ? Factory.CreateMultiPointFromCoords(points) : null;
                case "LineString":
                    return ReadLine(ref reader, Root);
                case "MultiLineString":
                    return ReadList(ref reader, Root, ReadLine) is { } lines ? Factory.CreateMultiLineString([.. lines]) : null;
                case "Polygon":
                    return ReadPolygon(ref reader, Root);
                default:
                    return ReadList(ref reader, Root, ReadPolygon) is { } polygons ? Factory.CreateMultiPolygon([.. polygons]) : null;
            }
        }

        private delegate T? Reading<T>(ref Utf8JsonReader reader, string pointer);

        private List<T>? ReadList<T>(ref Utf8JsonReader reader, string pointer, Reading<T> read)
            where T : class
        {
            if (!Expect(ref reader, JsonTokenType.StartArray, pointer, "an array"))
            {
                return null;
            }

            List<T> items = [];
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (read(ref reader, $"{pointer}/{items.Count}") is not { } item)
                {
                    return null;
                }

                items.Add(item);
            }

            return items;
        }

        private Polygon? ReadPolygon(ref Utf8JsonReader reader, string pointer)
        {
            var rings = ReadList(ref reader, pointer, ReadRing);
            return rings is null ? null
                : rings.Count == 0 ? Factory.CreatePolygon()
                : Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
        }

        private LinearRing? ReadRing(ref Utf8JsonReader reader, string pointer)
        {
            if (ReadPositions(ref reader, pointer) is not { } positions)
            {
                return null;
            }

            if (GeometryRules.CheckRing(positions, pointer) is { } fault)
            {
                faults.Add(fault);
                return null;
            }

            return Factory.CreateLinearRing(positions);
        }

        private LineString? ReadLine(ref Utf8JsonReader reader, string pointer)
        {
            if (ReadPositions(ref reader, pointer) is not { } positions)
            {
                return null;
            }

            if (positions.Length == 1)
            {
                faults.Add(new Fault(pointer, "A line needs at least two positions."));
                return null;
            }

            return Factory.CreateLineString(positions);
        }

        // With isSingle, the reader stands on one position instead of an array of them.
        private Coordinate[]? ReadPositions(ref Utf8JsonReader reader, string pointer, bool isSingle = false)
        {
            if (!Expect(ref reader, JsonTokenType.StartArray, pointer, "an array"))
            {
                return null;
            }

            if (isSingle)
            {
                return ReadPosition(ref reader, mayBeEmpty: true, out var point)
                    ? point is null ? [] : [point]
                    : Fail<Coordinate[]>(pointer, "A point must be two finite numbers, longitude then latitude.");
            }

            var positions = new List<Coordinate>(16);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartArray || !ReadPosition(ref reader, mayBeEmpty: false, out var position))
                {
                    return Fail<Coordinate[]>(pointer, $"Position {positions.Count + 1} must be an array of two finite numbers, longitude then latitude.");
                }

                positions.Add(position!);
            }

            return [.. positions];
        }

        // On failure the caller reports, knowing which position it is.
        private static bool ReadPosition(ref Utf8JsonReader reader, bool mayBeEmpty, out Coordinate? position)
        {
            position = null;
            reader.Read();
            if (mayBeEmpty && reader.TokenType == JsonTokenType.EndArray)
            {
                return true;
            }

            if (!TryNumber(ref reader, out var x) || !reader.Read() || !TryNumber(ref reader, out var y))
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.Number)
                {
                    return false;
                }
            }

            position = new Coordinate(x, y);
            return true;
        }

        private static bool TryNumber(ref Utf8JsonReader reader, out double number)
        {
            number = 0;
            return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out number) && double.IsFinite(number);
        }

        private bool Expect(ref Utf8JsonReader reader, JsonTokenType token, string pointer, string what)
        {
            if (reader.TokenType == token)
            {
                return true;
            }

            faults.Add(new Fault(pointer, $"Expected {what} here; the nesting does not fit the geometry type."));
            return false;
        }

        private T? Fail<T>(string pointer, string detail)
            where T : class
        {
            faults.Add(new Fault(pointer, detail));
            return null;
        }
    }
}
