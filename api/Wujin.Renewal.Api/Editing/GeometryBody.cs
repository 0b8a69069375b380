using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Builds a geometry from GeoJSON (RFC 7946, section 3.1), reporting what is wrong with a pointer to the very ring or position.</summary>
/// <remarks>
/// Heights are read and dropped: the register keeps outlines and places on the map, in two dimensions. What is built is still as it was given:
/// axes, units and validity are judged afterwards.
/// </remarks>
internal sealed class GeometryBody(List<Fault> faults)
{
    private const int MostFaults = 20;

    private readonly int _limit = faults.Count + MostFaults;

    /// <summary>Something is no array of positions at all: as a rule one level of brackets is missing everywhere, and one report will do.</summary>
    private bool _isMisshapen;

    /// <summary>Builds the geometry of an object with <c>type</c> and <c>coordinates</c>.</summary>
    /// <returns>Null where it cannot be built; the faults say why.</returns>
    internal Geometry? Read(JsonElement json, GeometryKind kind)
    {
        if (kind == GeometryKind.None)
        {
            return Wrong("/geometry", "This collection has no geometry; send null.");
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return Wrong("/geometry", $"The geometry is {JsonValues.Shown(json)}; expected an object with \"type\" and \"coordinates\", or null.");
        }

        if (!json.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return Wrong("/geometry/type", $"The geometry has no type; expected {Wanted(kind)}.");
        }

        return (kind, type.GetString()) switch
        {
            (GeometryKind.Point, "Point") => Coordinates(json) is { } c ? Point(c) : null,
            (GeometryKind.MultiPolygon, "Polygon") => Coordinates(json) is { } c ? Polygon(c, "/geometry/coordinates") : null,
            (GeometryKind.MultiPolygon, "MultiPolygon") => Coordinates(json) is { } c ? MultiPolygon(c) : null,
            _ => Wrong("/geometry/type", $"The geometry's type is {JsonValues.Shown(type)}; expected {Wanted(kind)}."),
        };
    }

    private static string Wanted(GeometryKind kind) => kind == GeometryKind.Point ? "\"Point\"" : "\"Polygon\" or \"MultiPolygon\"";

    private JsonElement? Coordinates(JsonElement json)
    {
        if (json.TryGetProperty("coordinates", out var coordinates) && coordinates.ValueKind == JsonValueKind.Array)
        {
            return coordinates;
        }

        Wrong("/geometry/coordinates", "The geometry has no array of coordinates.");
        return null;
    }

    private Point? Point(JsonElement json)
    {
        if (json.GetArrayLength() == 0)
        {
            return GeometryFactory.Default.CreatePoint();
        }

        return Position(json, "/geometry/coordinates") is { } position ? GeometryFactory.Default.CreatePoint(position) : null;
    }

    private MultiPolygon? MultiPolygon(JsonElement json)
    {
        var parts = new List<Polygon>();
        var before = faults.Count;
        var index = 0;
        foreach (var part in json.EnumerateArray())
        {
            var pointer = "/geometry/coordinates/" + index++.ToString(CultureInfo.InvariantCulture);
            if (part.ValueKind != JsonValueKind.Array)
            {
                Wrong(pointer, $"A part of a MultiPolygon is {JsonValues.Shown(part)}; expected an array of rings.");
            }
            else if (Polygon(part, pointer) is { } polygon)
            {
                parts.Add(polygon);
            }

            if (_isMisshapen || faults.Count >= _limit)
            {
                break;
            }
        }

        return faults.Count == before ? GeometryFactory.Default.CreateMultiPolygon([.. parts]) : null;
    }

    private Polygon? Polygon(JsonElement json, string pointer)
    {
        var rings = new List<LinearRing>();
        var before = faults.Count;
        var index = 0;
        foreach (var ring in json.EnumerateArray())
        {
            if (Ring(ring, pointer + "/" + index++.ToString(CultureInfo.InvariantCulture)) is { } built)
            {
                rings.Add(built);
            }

            if (_isMisshapen || faults.Count >= _limit)
            {
                break;
            }
        }

        if (faults.Count > before)
        {
            return null;
        }

        return rings.Count == 0 ? GeometryFactory.Default.CreatePolygon() : GeometryFactory.Default.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private LinearRing? Ring(JsonElement json, string pointer)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            _isMisshapen = true;
            Wrong(pointer, $"A ring is {JsonValues.Shown(json)}; expected an array of positions. A Polygon holds rings, a MultiPolygon holds arrays of rings.");
            return null;
        }

        var positions = new List<Coordinate>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
        {
            if (Position(item, pointer, positions.Count) is { } position)
            {
                positions.Add(position);
            }
            else
            {
                return null;
            }
        }

        var ring = positions.ToArray();
        if (GeometryRules.CheckRing(ring, pointer) is { } fault)
        {
            faults.Add(fault);
            return null;
        }

        return GeometryFactory.Default.CreateLinearRing(ring);
    }

    private Coordinate? Position(JsonElement json, string ring, int? index = null)
    {
        if (json.ValueKind == JsonValueKind.Array && json.GetArrayLength() is 2 or 3
            && json[0].ValueKind == JsonValueKind.Number && json[1].ValueKind == JsonValueKind.Number
            && json[0].TryGetDouble(out var x) && json[1].TryGetDouble(out var y))
        {
            return new Coordinate(x, y);
        }

        _isMisshapen = true;
        var pointer = index is { } i ? ring + "/" + i.ToString(CultureInfo.InvariantCulture) : ring;
        var what = json.ValueKind == JsonValueKind.Array ? $"an array of {json.GetArrayLength()}, or not of numbers" : JsonValues.Shown(json);
        Wrong(pointer, $"A position is {what}; expected two numbers (a third, the height, is read and not kept).");
        return null;
    }

    private Geometry? Wrong(string pointer, string detail)
    {
        faults.Add(new Fault(pointer, detail));
        return null;
    }
}
