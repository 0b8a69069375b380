using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>The form of one edit of a scenario (DESIGN, section 6): <c>add</c> a road, <c>close</c> some, change the <c>speed</c> of some.</summary>
internal static class EditRules
{
    private static readonly NumberSchema Speed = new(1, 200);
    private static readonly NumberSchema Factor = new(0.05, 20);
    private static readonly NumberSchema Cost = new(0, 100_000_000);
    private static readonly NumberSchema Way = new(-9_007_199_254_740_991, 9_007_199_254_740_991) { IsInteger = true };
    private static readonly TextSchema Class = new() { Codes = [.. RoadClasses.All.Select(c => c.OsmName())] };
    private static readonly TextSchema Text = new() { MaximumLength = 500 };
    private static readonly FlagSchema Flag = new();

    private static readonly Dictionary<string, MemberSchema[]> Properties = new(StringComparer.Ordinal)
    {
        ["add"] = [new("class", Class, IsRequired: true), new("speed_kmh", Speed), new("oneway", Flag), new("name", Text), new("cost_wan", Cost), new("join_crossings", Flag), new("note", Text)],
        ["close"] = [new("way_id", Way), new("name", Text), new("note", Text)],
        ["speed"] = [new("way_id", Way), new("class", Class), new("speed_kmh", Speed), new("factor", Factor), new("name", Text), new("note", Text)],
    };

    /// <summary>Judges an edit.</summary>
    /// <param name="feature">A GeoJSON feature.</param>
    /// <param name="pointer">Its JSON pointer.</param>
    /// <param name="faults">Where to add.</param>
    /// <returns>The edit as it is kept: without what is null.</returns>
    internal static JsonObject Read(JsonElement feature, string pointer, List<Fault> faults)
    {
        var kept = new JsonObject { ["type"] = "Feature" };
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("type", out var type) || !type.ValueEquals("Feature"))
        {
            faults.Add(new Fault(pointer, $"An edit is {JsonValues.Shown(feature)}; expected a GeoJSON Feature."));
            return kept;
        }

        foreach (var member in feature.EnumerateObject().Where(m => m.Name is not ("type" or "id" or "geometry" or "properties" or "bbox")))
        {
            faults.Add(new Fault(ValueSchema.Below(pointer, member.Name), "An edit has no such member; expected type, geometry and properties."));
        }

        var hasGeometry = feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind != JsonValueKind.Null;
        var properties = feature.TryGetProperty("properties", out var given) ? given : default;
        if (properties.ValueKind != JsonValueKind.Object || !properties.TryGetProperty("edit", out var edit) || edit.ValueKind != JsonValueKind.String
            || !Properties.TryGetValue(edit.GetString()!, out var members))
        {
            faults.Add(new Fault(pointer + "/properties/edit", "What the edit does is missing or unknown; expected \"add\", \"close\" or \"speed\"."));
            return kept;
        }

        kept["geometry"] = hasGeometry ? EditGeometry.Read(geometry, pointer + "/geometry", isLine: edit.ValueEquals("add"), faults) : null;
        kept["properties"] = ReadProperties(properties, edit.GetString()!, members, pointer + "/properties", faults);
        CheckTarget(edit.GetString()!, properties, hasGeometry, pointer, faults);
        return kept;
    }

    private static JsonObject ReadProperties(JsonElement properties, string edit, MemberSchema[] members, string pointer, List<Fault> faults)
    {
        var kept = new JsonObject { ["edit"] = edit };
        foreach (var property in properties.EnumerateObject().Where(p => p.Name != "edit" && p.Value.ValueKind != JsonValueKind.Null))
        {
            var place = ValueSchema.Below(pointer, property.Name);
            if (members.FirstOrDefault(m => m.Name == property.Name) is { } member)
            {
                member.Schema.Check(property.Value, place, faults);
                kept[property.Name] = JsonNode.Parse(property.Value.GetRawText());
            }
            else
            {
                faults.Add(new Fault(place, $"\"{edit}\" has no such property; it has {string.Join(", ", members.Select(m => m.Name))}."));
            }
        }

        foreach (var missing in members.Where(m => m.IsRequired && !Has(properties, m.Name)))
        {
            faults.Add(new Fault(ValueSchema.Below(pointer, missing.Name), $"{missing.Name} is missing; expected {missing.Schema.Expected}."));
        }

        return kept;
    }

    /// <summary>An edit says of exactly one kind which roads it is about, and a change of speed exactly once by how much.</summary>
    private static void CheckTarget(string edit, JsonElement properties, bool hasGeometry, string pointer, List<Fault> faults)
    {
        if (edit == "add")
        {
            if (!hasGeometry)
            {
                faults.Add(new Fault(pointer + "/geometry", "A new road needs its course: a LineString."));
            }

            return;
        }

        var targets = (hasGeometry ? 1 : 0) + (Has(properties, "way_id") ? 1 : 0) + (Has(properties, "class") ? 1 : 0);
        if (targets != 1)
        {
            var choices = edit == "close" ? "a Polygon, or null geometry and way_id" : "a Polygon, or null geometry and way_id or class";
            faults.Add(new Fault(pointer + "/geometry", string.Create(CultureInfo.InvariantCulture, $"Which roads are meant is said {targets} times; expected one of: {choices}.")));
        }

        if (edit == "speed" && Has(properties, "speed_kmh") == Has(properties, "factor"))
        {
            faults.Add(new Fault(pointer + "/properties/speed_kmh", "Give either speed_kmh or factor."));
        }
    }

    private static bool Has(JsonElement properties, string name) => properties.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;
}
