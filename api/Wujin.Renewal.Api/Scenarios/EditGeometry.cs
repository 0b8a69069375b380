using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>Reads the geometry of an edit: the LineString of a new road, the Polygon or MultiPolygon that selects roads. Degrees, WGS 84.</summary>
internal static class EditGeometry
{
    /// <summary>Judges a geometry.</summary>
    /// <returns>The geometry as it is kept, without heights; null where it is at fault.</returns>
    internal static JsonObject? Read(JsonElement geometry, string pointer, bool isLine, List<Fault> faults)
    {
        var wanted = isLine ? "\"LineString\"" : "\"Polygon\" or \"MultiPolygon\"";
        if (geometry.ValueKind != JsonValueKind.Object || !geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || !(isLine ? type.ValueEquals("LineString") : type.ValueEquals("Polygon") || type.ValueEquals("MultiPolygon")))
        {
            faults.Add(new Fault(pointer + "/type", $"The geometry is of another type; expected {wanted}."));
            return null;
        }

        var name = type.GetString()!;
        var depth = name switch { "LineString" => 1, "Polygon" => 2, _ => 3 };
        var before = faults.Count;
        var coordinates = geometry.TryGetProperty("coordinates", out var given) ? Positions(given, pointer + "/coordinates", depth, faults) : null;
        if (coordinates is null && faults.Count == before)
        {
            faults.Add(new Fault(pointer + "/coordinates", "The geometry has no coordinates."));
        }

        if (faults.Count > before)
        {
            return null;
        }

        var kept = new JsonObject { ["type"] = name, ["coordinates"] = coordinates };
        CheckWhole(kept, name, pointer, faults);
        return faults.Count == before ? kept : null;
    }

    private static JsonArray? Positions(JsonElement json, string pointer, int depth, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault(pointer, $"This is {JsonValues.Shown(json)}; expected an array."));
            return null;
        }

        var kept = new JsonArray();
        if (depth > 0)
        {
            var index = 0;
            foreach (var item in json.EnumerateArray())
            {
                kept.Add(Positions(item, pointer + "/" + index++.ToString(CultureInfo.InvariantCulture), depth - 1, faults));
            }

            return kept;
        }

        if (json.GetArrayLength() is not (2 or 3) || json[0].ValueKind != JsonValueKind.Number || json[1].ValueKind != JsonValueKind.Number
            || json[0].GetDouble() is not (>= -180 and <= 180) || json[1].GetDouble() is not (>= -90 and <= 90))
        {
            faults.Add(new Fault(pointer, "This is no position; expected longitude and latitude in degrees."));
            return null;
        }

        kept.Add(json[0].GetDouble());
        kept.Add(json[1].GetDouble());
        return kept;
    }

    private static void CheckWhole(JsonObject geometry, string type, string pointer, List<Fault> faults)
    {
        if (type == "LineString")
        {
            var positions = geometry["coordinates"]!.AsArray();
            if (positions.Select(p => p!.ToJsonString()).Distinct(StringComparer.Ordinal).Count() < 2)
            {
                faults.Add(new Fault(pointer + "/coordinates", "A road needs at least two different positions."));
            }

            return;
        }

        var polygons = type == "Polygon" ? [geometry["coordinates"]!.AsArray()] : geometry["coordinates"]!.AsArray().Select(p => p!.AsArray()).ToList();
        for (var p = 0; p < polygons.Count; p++)
        {
            CheckPolygon(polygons[p], pointer + "/coordinates" + (type == "Polygon" ? "" : "/" + p.ToString(CultureInfo.InvariantCulture)), faults);
        }

        if (polygons.Count == 0)
        {
            faults.Add(new Fault(pointer + "/coordinates", "The area is empty."));
        }
    }

    private static void CheckPolygon(JsonArray rings, string pointer, List<Fault> faults)
    {
        var before = faults.Count;
        var built = new List<LinearRing>();
        for (var r = 0; r < rings.Count; r++)
        {
            Coordinate[] ring = [.. rings[r]!.AsArray().Select(p => new Coordinate((double)p![0]!, (double)p[1]!))];
            if (GeometryRules.CheckRing(ring, pointer + "/" + r.ToString(CultureInfo.InvariantCulture)) is { } fault)
            {
                faults.Add(fault);
            }
            else
            {
                built.Add(GeometryFactory.Default.CreateLinearRing(ring));
            }
        }

        if (rings.Count == 0)
        {
            faults.Add(new Fault(pointer, "The area is empty."));
        }
        else if (faults.Count == before && new IsValidOp(GeometryFactory.Default.CreatePolygon(built[0], [.. built.Skip(1)])).ValidationError is { Coordinate: { } at } error)
        {
            faults.Add(new Fault(pointer, $"The area is not valid: {error.Message}.") { Location = (at.X, at.Y) });
        }
    }
}
