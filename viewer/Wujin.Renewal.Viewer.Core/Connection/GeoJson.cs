using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Formats.GeoJson;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>Geometries between GeoJSON and NetTopologySuite; coordinates are degrees, longitude first.</summary>
internal static class GeoJson
{
    private const int Decimals = 7;

    /// <summary>Reads a geometry; null for null and for what is none.</summary>
    public static Geometry? Read(JsonNode? json)
    {
        if (json is null)
        {
            return null;
        }

        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.ToJsonString()));
        reader.Read();
        return GeoJsonGeometry.Read(ref reader, new List<Fault>());
    }

    /// <summary>Writes a geometry, 7 decimals (about 1 cm).</summary>
    public static JsonNode? Write(Geometry? geometry) => geometry switch
    {
        null => null,
        Point p => Object("Point", Position(p.Coordinate)),
        LineString l => Object("LineString", Line(l)),
        Polygon p => Object("Polygon", Rings(p)),
        MultiPoint m => Object("MultiPoint", [.. m.Geometries.Select(g => Position(g.Coordinate))]),
        MultiLineString m => Object("MultiLineString", [.. m.Geometries.Cast<LineString>().Select(Line)]),
        MultiPolygon m => Object("MultiPolygon", [.. m.Geometries.Cast<Polygon>().Select(Rings)]),
        _ => throw new ArgumentException($"A {geometry.GeometryType} is not written as GeoJSON.", nameof(geometry)),
    };

    private static JsonObject Object(string type, JsonArray coordinates) => new() { ["type"] = type, ["coordinates"] = coordinates };

    private static JsonArray Position(Coordinate c) => [Math.Round(c.X, Decimals), Math.Round(c.Y, Decimals)];

    private static JsonArray Line(LineString line) => [.. line.Coordinates.Select(Position)];

    private static JsonArray Rings(Polygon polygon) => [Line(polygon.ExteriorRing), .. polygon.InteriorRings.Select(Line)];
}
