using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// Reads a scenario from a GeoJSON FeatureCollection (RFC 7946), one feature an edit. Strict: an unknown or misspelt property is a fault, because an edit
/// that silently does less than its author meant gives a wrong answer. All faults are reported together.
/// </summary>
public sealed class ScenarioReader
{
    private const double MostKmh = 200;
    private const double MostFactor = 20;

    private static readonly string[] AddNames = ["edit", "class", "speed_kmh", "oneway", "name", "cost_wan", "join_crossings", "note"];
    private static readonly string[] CloseNames = ["edit", "way_id", "name", "note"];
    private static readonly string[] SpeedNames = ["edit", "way_id", "class", "speed_kmh", "factor", "name", "note"];

    private readonly List<ScenarioFault> _faults = [];

    private ScenarioReader()
    {
    }

    /// <summary>Reads one.</summary>
    /// <param name="json">UTF-8.</param>
    /// <exception cref="ScenarioException">It has faults; all of them are in it.</exception>
    public static Scenario Read(ReadOnlyMemory<byte> json)
    {
        var reader = new ScenarioReader();
        Scenario? scenario = null;
        try
        {
            using var document = JsonDocument.Parse(json.Span.StartsWith("\uFEFF"u8) ? json[3..] : json);
            scenario = reader.Collection(document.RootElement);
        }
        catch (JsonException wrong)
        {
            reader._faults.Add(new ScenarioFault(string.Empty, $"This is no JSON: {wrong.Message}"));
        }

        return reader._faults.Count == 0 ? scenario! : throw new ScenarioException(reader._faults);
    }

    private Scenario? Collection(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !IsText(root, "type", "FeatureCollection"))
        {
            return Fault<Scenario>("/type", "A scenario is a GeoJSON FeatureCollection.");
        }

        if (!root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            return Fault<Scenario>("/features", "This must be an array of features, one an edit.");
        }

        var edits = new List<ScenarioEdit>();
        var index = 0;
        foreach (var feature in features.EnumerateArray())
        {
            if (Feature(feature, $"/features/{index++}") is { } edit)
            {
                edits.Add(edit);
            }
        }

        return new Scenario(root.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : string.Empty, edits);
    }

    private ScenarioEdit? Feature(JsonElement feature, string pointer)
    {
        if (feature.ValueKind != JsonValueKind.Object || !IsText(feature, "type", "Feature"))
        {
            return Fault<ScenarioEdit>($"{pointer}/type", "This must be a GeoJSON Feature.");
        }

        if (!feature.TryGetProperty("properties", out var element) || element.ValueKind != JsonValueKind.Object)
        {
            return Fault<ScenarioEdit>($"{pointer}/properties", "An edit needs properties, with \"edit\" one of add, close, speed.");
        }

        var properties = new EditProperties(element, $"{pointer}/properties", _faults);
        var geometry = new ScenarioGeometry(feature, $"{pointer}/geometry", _faults);
        switch (properties.Text("edit"))
        {
            case "add":
                return Add(pointer, properties, geometry);
            case "close":
                properties.Allow(CloseNames);
                var (closed, way, _) = Where(pointer, properties, geometry, hasClass: false);
                return new CloseRoads(pointer, closed, way);
            case "speed":
                return Speed(pointer, properties, geometry);
            default:
                return Fault<ScenarioEdit>($"{pointer}/properties/edit", "This must be add, close or speed.");
        }
    }

    private AddRoad? Add(string pointer, EditProperties properties, ScenarioGeometry geometry)
    {
        properties.Allow(AddNames);
        var line = geometry.Line();
        var roadClass = properties.Class(isRequired: true);
        var speed = properties.Number("speed_kmh", 1, MostKmh);
        var edit = new AddRoad(
            pointer, line, roadClass ?? RoadClass.Residential, speed, properties.Flag("oneway"), properties.Text("name") ?? string.Empty,
            properties.Number("cost_wan", 0, double.MaxValue), properties.Flag("join_crossings"));
        if (roadClass == RoadClass.Ferry && speed is null)
        {
            Fault<AddRoad>($"{pointer}/properties/speed_kmh", "A ferry has no usual speed: give one.");
        }

        return edit;
    }

    private ChangeSpeeds Speed(string pointer, EditProperties properties, ScenarioGeometry geometry)
    {
        properties.Allow(SpeedNames);
        var (area, way, roadClass) = Where(pointer, properties, geometry, hasClass: true);
        var speed = properties.Number("speed_kmh", 1, MostKmh);
        var factor = properties.Number("factor", 1 / MostFactor, MostFactor);
        if (properties.Has("speed_kmh") == properties.Has("factor"))
        {
            Fault<ScenarioEdit>($"{pointer}/properties", "A change of speed needs either speed_kmh or factor.");
        }

        return new ChangeSpeeds(pointer, area, way, roadClass, speed, factor);
    }

    private (Geometry? Area, long? WayId, RoadClass? Class) Where(string pointer, EditProperties properties, ScenarioGeometry geometry, bool hasClass)
    {
        var area = geometry.Area();
        var way = properties.WayId();
        var roadClass = hasClass ? properties.Class(isRequired: false) : null;
        var given = (geometry.IsGiven ? 1 : 0) + (properties.Has("way_id") ? 1 : 0) + (hasClass && properties.Has("class") ? 1 : 0);
        if (given != 1)
        {
            Fault<ScenarioEdit>(pointer, $"Say where in one way: a Polygon, or a null geometry with way_id{(hasClass ? " or class" : string.Empty)}.");
        }

        return (area, way, roadClass);
    }

    private T? Fault<T>(string pointer, string message) where T : class
    {
        _faults.Add(new ScenarioFault(pointer, message));
        return null;
    }

    private static bool IsText(JsonElement element, string name, string value) =>
        element.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String && found.ValueEquals(value);
}
