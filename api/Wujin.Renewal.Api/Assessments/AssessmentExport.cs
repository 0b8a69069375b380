using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Assessments;

/// <summary>A run as a table, and as points on a map.</summary>
internal static class AssessmentExport
{
    private static readonly string[] Columns = ["tier", "limit_minutes", "place", "name_zh", "minutes", "passes", "margin_minutes", "firmness", "snap_distance_m", "area_percent", "sites", "sites_within", "lon", "lat"];

    /// <summary>CSV (RFC 4180) with a byte order mark, so that spreadsheets read the Chinese.</summary>
    internal static byte[] Csv(JsonObject result)
    {
        var csv = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var (tier, destination) in Destinations(result))
        {
            csv.AppendJoin(',', Columns.Select(c => Cell(Value(tier, destination, c)))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    /// <summary>A FeatureCollection, one point a destination of a tier.</summary>
    internal static byte[] GeoJson(JsonObject result)
    {
        var features = new JsonArray();
        foreach (var (tier, destination) in Destinations(result))
        {
            var properties = new JsonObject { ["run"] = (string?)result["run"], ["is_demo"] = (bool?)result["is_demo"] };
            foreach (var column in Columns[..^2])
            {
                properties[column] = Value(tier, destination, column)?.DeepClone();
            }

            features.Add(new JsonObject
            {
                ["type"] = "Feature",
                ["geometry"] = new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray((double)destination["lon"]!, (double)destination["lat"]!) },
                ["properties"] = properties,
            });
        }

        return Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "FeatureCollection", ["features"] = features }.ToJsonString(ApiJson.Reflected));
    }

    /// <summary>What differs between two runs, destination by destination.</summary>
    internal static JsonObject Compare(JsonObject before, JsonObject after)
    {
        var old = Destinations(before).ToDictionary(d => ((string)d.Tier["code"]!, (string)d.Destination["place"]!), d => d.Destination);
        var differences = new JsonArray();
        foreach (var (tier, destination) in Destinations(after))
        {
            if (!old.TryGetValue(((string)tier["code"]!, (string)destination["place"]!), out var earlier))
            {
                continue;
            }

            var (was, now) = ((double?)earlier["minutes"], (double?)destination["minutes"]);
            differences.Add(new JsonObject
            {
                ["tier"] = (string?)tier["code"],
                ["place"] = (string?)destination["place"],
                ["name_zh"] = (string?)destination["name_zh"],
                ["minutes_before"] = was,
                ["minutes_after"] = now,
                ["gained_minutes"] = was - now is { } gained ? Math.Round(gained, 3) : null,
                ["flips"] = (bool)earlier["passes"]! == (bool)destination["passes"]! ? null : (bool)destination["passes"]! ? "now passes" : "now fails",
            });
        }

        return new JsonObject
        {
            ["before"] = (string?)before["run"],
            ["after"] = (string?)after["run"],
            ["same_graph"] = (string?)before["graph_checksum"] == (string?)after["graph_checksum"],
            ["flipped"] = differences.Count(d => d!["flips"] is not null),
            ["destinations"] = differences,
        };
    }

    /// <summary>Every destination with its tier.</summary>
    internal static IEnumerable<(JsonNode Tier, JsonNode Destination)> Destinations(JsonObject result) =>
        result["tiers"]!.AsArray().SelectMany(t => t!["destinations"]!.AsArray(), (t, d) => (t!, d!));

    /// <summary>What stands in a column of a table of destinations.</summary>
    internal static JsonNode? Value(JsonNode tier, JsonNode destination, string column) => column switch
    {
        "tier" => tier["code"],
        "limit_minutes" => tier[column],
        "area_percent" or "sites" or "sites_within" => destination["reached"]?[column],
        "length_m" or "detour_ratio" or "mean_speed_kmh" or "passing_mean_speed_kmh" => destination["diagnosis"]?[column],
        _ => destination[column],
    };

    private static string Cell(JsonNode? value)
    {
        return CsvText.Enclose(value switch
        {
            null => "",
            JsonValue v when v.TryGetValue<string>(out var s) => s is ['=' or '+' or '-' or '@', ..] ? "'" + s : s,
            JsonValue v when v.TryGetValue<double>(out var number) => number.ToString(CultureInfo.InvariantCulture),
            _ => value.ToJsonString(),
        });
    }
}
