using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Reports.Connectivity;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Reads kept assessments for reports.</summary>
internal static class RunReader
{
    internal static ConnectivityRun Of(AssessmentRun run)
    {
        var result = JsonNode.Parse(run.ResultJson)!.AsObject();
        return new ConnectivityRun(
            run.Code, run.RecordedAt, run.Profile, run.Scenario, run.IsDemo, (string?)result["speed_model"],
            [.. (result["tiers"]?.AsArray() ?? []).Select(t => Tier(t!.AsObject()))]);
    }

    private static RunTier Tier(JsonObject tier) => new(
        (string)tier["code"]!, (string)tier["name_zh"]!, (double)tier["limit_minutes"]!, (string?)tier["origin"] ?? "", [.. tier["destinations"]!.AsArray().Select(d => Destination(d!.AsObject()))]);

    private static RunDestination Destination(JsonObject destination) => new(
        (string)destination["place"]!, (string)destination["name_zh"]!, (double)destination["lon"]!, (double)destination["lat"]!, (double?)destination["minutes"], (bool)destination["passes"]!,
        (string?)destination["firmness"] == "firm")
    {
        Reason = (string?)destination["reason"],
        Diagnosis = destination["diagnosis"] is JsonObject diagnosis ? Diagnosis(diagnosis) : null,
    };

    private static RunDiagnosis Diagnosis(JsonObject diagnosis) => new(
        (double)diagnosis["length_m"]!, (double)diagnosis["detour_ratio"]!, (double)diagnosis["mean_speed_kmh"]!, (double)diagnosis["passing_mean_speed_kmh"]!,
        [.. (diagnosis["slowest_stretches"]?.AsArray() ?? []).Select(s => new SlowStretch((string?)s!["name"], (string)s["class"]!, (double)s["length_m"]!, (double)s["minutes"]!, (double)s["lost_minutes"]!))],
        Route(diagnosis["route"]));

    private static byte[]? Route(JsonNode? geometry)
    {
        if (geometry?["coordinates"] is not JsonArray { Count: >= 2 } coordinates || (string?)geometry["type"] != "LineString")
        {
            return null;
        }

        var line = new LineString([.. coordinates.Select(c => new Coordinate((double)c![0]!, (double)c[1]!))]);
        return new WKBWriter().Write(line);
    }
}
