using System.Text.Json;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Reads targets from JSON, and says everything that is wrong with them.</summary>
internal static class TargetBody
{
    private const int MostTargets = 5000;
    private const int LongestText = 1000;

    private static readonly string[] Written = ["year", "indicator", "town", "target", "path_percent", "note", "is_demo", "source"];
    private static readonly string[] Kept = ["version", "updated_at", "updated_by", "href", "links"];

    /// <summary>Reads an array of targets, or an object that has one as <c>targets</c>.</summary>
    /// <param name="json">The body.</param>
    /// <param name="year">The year of targets that name none; null where each must name it.</param>
    /// <param name="town">Code of a town by code or name; null where there is none.</param>
    /// <param name="faults">Where faults go.</param>
    internal static List<IndicatorTarget> ReadAll(JsonElement json, int? year, Func<string, string?> town, List<Fault> faults)
    {
        var pointer = "";
        if (json.ValueKind == JsonValueKind.Object && json.TryGetProperty("targets", out var inside))
        {
            (json, pointer) = (inside, "/targets");
        }

        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() is 0 or > MostTargets)
        {
            faults.Add(new Fault(pointer, $"Expected an array of 1 to {MostTargets} targets: [{{\"indicator\": \"compounds_renovated\", \"town\": null, \"target\": 80}}, …]; town is null for the district."));
            return [];
        }

        var targets = new List<IndicatorTarget>();
        var places = new HashSet<(int, string, string?)>();
        foreach (var (element, i) in json.EnumerateArray().Select((e, i) => (e, i)))
        {
            var at = FormattableString.Invariant($"{pointer}/{i}");
            if (Read(element, at, year, null, town, faults) is not { } target)
            {
                continue;
            }

            targets.Add(target);
            if (!places.Add((target.Year, target.Indicator, target.TownCode)))
            {
                faults.Add(new Fault(at, $"{target.Indicator} of {target.TownCode ?? "the district"} is given twice; keep one."));
            }
        }

        return targets;
    }

    /// <summary>Reads one target.</summary>
    /// <param name="json">The value.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="year">Its year where it names none.</param>
    /// <param name="fixedPlace">What the address says of indicator and town; null where the value must.</param>
    /// <param name="town">Code of a town by code or name.</param>
    /// <param name="faults">Where faults go.</param>
    internal static IndicatorTarget? Read(JsonElement json, string pointer, int? year, TargetEndpoints.TargetPlace? fixedPlace, Func<string, string?> town, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault(pointer, "A target is an object with indicator, town (null for the district) and target."));
            return null;
        }

        var before = faults.Count;
        foreach (var member in json.EnumerateObject().Where(m => !Written.Contains(m.Name) && !Kept.Contains(m.Name)))
        {
            faults.Add(new Fault(Processes.Schemas.ValueSchema.Below(pointer, member.Name), $"Unknown member; a target has {string.Join(", ", Written)}."));
        }

        var when = Year(json, pointer, year, faults);
        var indicator = fixedPlace?.Indicator ?? Indicator(json, pointer, faults);
        var (isPlaced, code) = fixedPlace is null ? Town(json, pointer, town, faults) : (true, fixedPlace.Town);
        var amount = Amount(json, pointer, faults);
        if (indicator is not null && amount is { } given && TargetRules.FaultOf(indicator, code, given) is { } wrong)
        {
            faults.Add(new Fault(pointer + "/target", wrong));
        }

        var path = Path(json, pointer, faults);
        var (note, source) = (Text(json, pointer, "note", faults), Text(json, pointer, "source", faults));
        var isDemo = json.TryGetProperty("is_demo", out var demo) && demo.ValueKind == JsonValueKind.True;
        return faults.Count > before || indicator is null || !isPlaced || when is null || amount is null
            ? null
            : new IndicatorTarget(when.Value, indicator.Code, code, amount.Value, path, note, isDemo, source);
    }

    private static int? Year(JsonElement json, string pointer, int? year, List<Fault> faults)
    {
        if (!json.TryGetProperty("year", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            if (year is null)
            {
                faults.Add(new Fault(pointer + "/year", "The year is missing; give it here, or for all as ?year=2026."));
            }

            return year;
        }

        if (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out var number) || number is < IndicatorTarget.FirstYear or > IndicatorTarget.LastYear)
        {
            faults.Add(new Fault(pointer + "/year", $"The year is a whole number from {IndicatorTarget.FirstYear} to {IndicatorTarget.LastYear}."));
            return null;
        }

        if (year is { } only && only != number)
        {
            faults.Add(new Fault(pointer + "/year", $"The target is for {number}, and the request is about {only}."));
            return null;
        }

        return number;
    }

    private static IndicatorDefinition? Indicator(JsonElement json, string pointer, List<Fault> faults)
    {
        if (json.TryGetProperty("indicator", out var given) && given.ValueKind == JsonValueKind.String && IndicatorCatalogue.FindByLabel(given.GetString()!) is { } found)
        {
            return found;
        }

        faults.Add(new Fault(pointer + "/indicator", $"Expected one of {string.Join(", ", IndicatorCatalogue.All.Select(i => i.Code))}."));
        return null;
    }

    private static (bool IsPlaced, string? Code) Town(JsonElement json, string pointer, Func<string, string?> town, List<Fault> faults)
    {
        if (!json.TryGetProperty("town", out var given) || given.ValueKind == JsonValueKind.Null || (given.ValueKind == JsonValueKind.String && given.GetString() == TargetEndpoints.District))
        {
            return (true, null);
        }

        if (given.ValueKind == JsonValueKind.String && town(given.GetString()!) is { } code)
        {
            return (true, code);
        }

        faults.Add(new Fault(pointer + "/town", $"{Editing.JsonValues.Shown(given)} is no town of the register; give its code or name, or null for the district."));
        return (false, null);
    }

    private static decimal? Amount(JsonElement json, string pointer, List<Fault> faults)
    {
        if (json.TryGetProperty("target", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetDecimal(out var amount))
        {
            return amount;
        }

        faults.Add(new Fault(pointer + "/target", given.ValueKind == JsonValueKind.Undefined ? "The target is missing." : $"{Editing.JsonValues.Shown(given)} is no number; targets are numbers without quotes."));
        return null;
    }

    private static List<decimal>? Path(JsonElement json, string pointer, List<Fault> faults)
    {
        if (!json.TryGetProperty("path_percent", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        List<decimal> path = given.ValueKind == JsonValueKind.Array
            ? [.. given.EnumerateArray().Select(p => p.ValueKind == JsonValueKind.Number && p.TryGetDecimal(out var percent) ? percent : -1)]
            : [];
        if (TargetPath.FaultOf(path) is { } fault)
        {
            faults.Add(new Fault(pointer + "/path_percent", fault));
            return null;
        }

        return path;
    }

    private static string? Text(JsonElement json, string pointer, string name, List<Fault> faults)
    {
        if (!json.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (given.ValueKind == JsonValueKind.String && given.GetString() is { Length: <= LongestText } text && !text.Contains('\0', StringComparison.Ordinal))
        {
            return text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
        }

        faults.Add(new Fault(pointer + "/" + name, $"{name} is a text of at most {LongestText} characters."));
        return null;
    }
}
