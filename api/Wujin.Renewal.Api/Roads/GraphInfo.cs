using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary><c>./run roads info</c>.</summary>
internal static class GraphInfo
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static void Write(string path, bool verifies, bool isJson, TextWriter output, CancellationToken cancellation)
    {
        using var file = GraphFile.Open(path);
        if (verifies)
        {
            file.Verify(cancellation);
        }

        if (isJson)
        {
            output.WriteLine(ToJson(file, verifies).ToJsonString(Options));
            return;
        }

        foreach (var (name, value) in Rows(file, verifies))
        {
            output.WriteLine($"{name,-20} {value}");
        }
    }

    private static IEnumerable<(string Name, string Value)> Rows(GraphFile file, bool isVerified)
    {
        var (network, metadata) = (file.Network, file.Metadata);
        yield return ("source", metadata.Source);
        yield return ("built", FormattableString.Invariant($"{metadata.BuiltAt:yyyy-MM-dd'T'HH:mm:ss'Z'} by version {metadata.SoftwareVersion}"));
        yield return ("checksums", isVerified ? "whole file compared: as written" : "header compared; --verify compares the whole file");
        yield return ("size", FormattableString.Invariant($"{file.Length / 1048576.0:0.0} MiB"));
        yield return ("bounds", string.Join(' ', metadata.Bounds.Select(b => FormattableString.Invariant($"{b:0.#####}"))));
        yield return ("demonstration", metadata.IsDemo ? "yes: roads are made up" : "no");
        yield return ("speed model", $"{metadata.SpeedModel} ({metadata.SpeedModelHash[..8]}), {metadata.ObservedSpeeds:N0} observed speeds");
        yield return ("junctions", $"{network.Junctions.Length:N0}");
        yield return ("segments", $"{network.Segments.Length:N0}");
        yield return ("obstacles", $"{network.Obstacles.Count:N0} lines");
        foreach (var mode in Enum.GetValues<TravelMode>())
        {
            var graph = network.TurnGraphs[(int)mode];
            yield return ($"turns, {mode.ToString().ToLowerInvariant()}", $"{graph.StateCount:N0} states, {graph.TransitionCount:N0} transitions");
        }

        foreach (var profile in Profiles.All)
        {
            yield return ($"turn factor, {profile.Name()}", FormattableString.Invariant($"{network.Times[(int)profile].TurnPermille / 1000.0:0.###}"));
        }

        yield return ("sections", string.Join(' ', file.SectionNames));
        foreach (var (name, count) in metadata.Counts)
        {
            yield return (name.Replace('_', ' '), $"{count:N0}");
        }

        foreach (var finding in metadata.Findings)
        {
            yield return ("note", $"{finding.Count:N0} × {finding.What} ({string.Join(", ", finding.Examples)})");
        }
    }

    private static JsonObject ToJson(GraphFile file, bool isVerified) => new()
    {
        ["source"] = file.Metadata.Source,
        ["built_at"] = file.Metadata.BuiltAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["software_version"] = file.Metadata.SoftwareVersion,
        ["is_verified"] = isVerified,
        ["bytes"] = file.Length,
        ["bounds"] = new JsonArray([.. file.Metadata.Bounds.Select(b => JsonValue.Create(b))]),
        ["is_demo"] = file.Metadata.IsDemo,
        ["speed_model"] = file.Metadata.SpeedModel,
        ["speed_model_hash"] = file.Metadata.SpeedModelHash,
        ["junctions"] = file.Network.Junctions.Length,
        ["segments"] = file.Network.Segments.Length,
        ["states"] = new JsonObject([.. Enum.GetValues<TravelMode>().Select(m => KeyValuePair.Create(m.ToString().ToLowerInvariant(), (JsonNode?)file.Network.TurnGraphs[(int)m].StateCount))]),
        ["counts"] = new JsonObject([.. file.Metadata.Counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value))]),
        ["findings"] = new JsonArray([.. file.Metadata.Findings.Select(f => new JsonObject
        {
            ["what"] = f.What, ["count"] = f.Count, ["examples"] = new JsonArray([.. f.Examples.Select(e => JsonValue.Create(e))]),
        })]),
    };
}
