using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Scenarios;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>
/// A scenario as it is sent: a GeoJSON FeatureCollection of edits, the same as a scenario file, with what describes it beside <c>features</c>.
/// </summary>
internal static class ScenarioBody
{
    /// <summary>At most so many edits.</summary>
    internal const int MostEdits = 1000;

    private static readonly TextSchema Name = new() { MaximumLength = 200 };
    private static readonly TextSchema Description = new() { MaximumLength = 2000 };
    private static readonly NumberSchema Cost = new(0, 100_000_000);

    private static readonly string[] Written = ["type", "code", "name_zh", "name_en", "description", "cost_wan", "is_demo", "features"];

    /// <summary>Kept by the register: may be sent back as they were read, and have no effect.</summary>
    private static readonly string[] Kept = ["version", "edit_count", "updated_at", "updated_by", "links", "bbox", "name", "crs"];

    /// <summary>Reads and judges a scenario.</summary>
    /// <param name="json">The body.</param>
    /// <param name="code">The code of the address, or null where the body has to give it.</param>
    /// <param name="faults">Where to add.</param>
    /// <param name="isNamed">Code and name must be there; a scenario file that is only judged needs neither.</param>
    internal static ScenarioDraft Read(JsonElement json, string? code, List<Fault> faults, bool isNamed = true)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("", $"The body is {JsonValues.Shown(json)}; expected a GeoJSON FeatureCollection with one feature an edit."));
            return new ScenarioDraft("", "", null, null, null, false, "[]");
        }

        foreach (var unknown in json.EnumerateObject().Where(m => !Written.Contains(m.Name) && !Kept.Contains(m.Name)))
        {
            faults.Add(new Fault(ValueSchema.Below("", unknown.Name), $"A scenario has no such member; it has {string.Join(", ", Written)}."));
        }

        if (!json.TryGetProperty("type", out var type) || !IsText(type) || !type.ValueEquals("FeatureCollection"))
        {
            faults.Add(new Fault("/type", "The type is missing or another; expected \"FeatureCollection\"."));
        }

        return new ScenarioDraft(
            isNamed || Has(json, "code") ? ReadCode(json, code, faults) : "",
            Text(json, "name_zh", Name, faults, isRequired: isNamed) ?? "",
            Text(json, "name_en", Name, faults),
            Text(json, "description", Description, faults),
            Given(json, "cost_wan", Cost, faults) is { ValueKind: JsonValueKind.Number } cost && cost.TryGetDecimal(out var wan) ? wan : null,
            Given(json, "is_demo", new FlagSchema(), faults) is { ValueKind: JsonValueKind.True },
            ReadEdits(json, faults).ToJsonString());
    }

    /// <summary>Reads the edits of a FeatureCollection.</summary>
    internal static JsonArray ReadEdits(JsonElement json, List<Fault> faults, string pointer = "/features")
    {
        var edits = new JsonArray();
        if (!json.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
        {
            faults.Add(new Fault(pointer, "The array of edits is missing; send [] for a scenario that changes nothing."));
            return edits;
        }

        if (features.GetArrayLength() > MostEdits)
        {
            faults.Add(new Fault(pointer, $"There are {features.GetArrayLength():N0} edits; at most {MostEdits:N0} are taken."));
            return edits;
        }

        foreach (var feature in features.EnumerateArray())
        {
            edits.Add(EditRules.Read(feature, pointer + "/" + edits.Count.ToString(CultureInfo.InvariantCulture), faults));
        }

        return edits;
    }

    /// <summary>Reads a code.</summary>
    internal static string ReadCode(JsonElement json, string? address, List<Fault> faults)
    {
        if (!json.TryGetProperty("code", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            if (address is null)
            {
                faults.Add(new Fault("/code", "The code is missing; expected a text such as \"S-2026-01\"."));
            }

            return address ?? "";
        }

        var code = IsText(given) ? given.GetString()! : "";
        if (code.Length is 0 or > 64 || code.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "/?#%\\".Contains(c, StringComparison.Ordinal)))
        {
            faults.Add(new Fault("/code", $"The code is {JsonValues.Shown(given)}; expected 1 to 64 characters without white space, control characters and / ? # % \\."));
        }
        else if (address is not null && code != address)
        {
            faults.Add(new Fault("/code", $"The code is \"{code}\", but the address names \"{address}\"; the code of a scenario does not change. Copy it to another code."));
        }

        return code;
    }

    private static string? Text(JsonElement json, string name, TextSchema schema, List<Fault> faults, bool isRequired = false)
    {
        if (Given(json, name, schema, faults) is { } value)
        {
            var text = IsText(value) ? value.GetString() : null;
            if (isRequired && string.IsNullOrWhiteSpace(text) && IsText(value))
            {
                faults.Add(new Fault("/" + name, $"{name} must not be blank."));
            }

            return text;
        }

        if (isRequired)
        {
            faults.Add(new Fault("/" + name, $"{name} is missing; expected {schema.Expected}."));
        }

        return null;
    }

    private static JsonElement? Given(JsonElement json, string name, ValueSchema schema, List<Fault> faults)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        schema.Check(value, "/" + name, faults);
        return value;
    }

    private static bool Has(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;
}
