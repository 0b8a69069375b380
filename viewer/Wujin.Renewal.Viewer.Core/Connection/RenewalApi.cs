using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>The service's API as the viewer uses it. Every method can be cancelled and throws what <see cref="ServiceConnection"/> throws.</summary>
internal sealed class RenewalApi(ServiceConnection connection)
{
    private const string Json = "application/json";
    private const string GeoJsonType = "application/geo+json";
    private const string Readable = "application/geo+json, application/json";

    /// <summary>The connection below.</summary>
    public ServiceConnection Connection { get; } = connection;

    /// <summary>A page of a collection.</summary>
    public async Task<FeaturePage> PageAsync(string collection, ItemQuery query, CancellationToken cancellation) =>
        await ReadPageAsync(collection, $"collections/{collection}/items{query.ToQueryString()}", cancellation).ConfigureAwait(false);

    /// <summary>Every feature that matches, page by page as they are asked for.</summary>
    public async IAsyncEnumerable<SiteFeature> ItemsAsync(string collection, ItemQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var page = await PageAsync(collection, query, cancellation).ConfigureAwait(false);
        while (true)
        {
            foreach (var feature in page.Features)
            {
                yield return feature;
            }

            if (page.Next is null)
            {
                yield break;
            }

            page = await ReadPageAsync(collection, page.Next, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One feature, whole.</summary>
    public async Task<SiteFeature> ItemAsync(string collection, string code, string? asOf, CancellationToken cancellation)
    {
        var query = asOf is null ? "" : "?asOf=" + Uri.EscapeDataString(asOf);
        return SiteFeature.Of(collection, await GetAsync(Item(collection, code) + query, cancellation).ConfigureAwait(false));
    }

    /// <summary>The events and possible next stages of a site.</summary>
    public async Task<JsonObject> StagesAsync(string collection, string code, CancellationToken cancellation) =>
        (await GetAsync(Item(collection, code) + "/stage", cancellation).ConfigureAwait(false)).AsObject();

    /// <summary>The recorded versions of a site, latest first.</summary>
    public async Task<JsonArray> VersionsAsync(string collection, string code, CancellationToken cancellation) =>
        (await GetAsync(Item(collection, code) + "/versions?limit=50", cancellation).ConfigureAwait(false))["versions"] as JsonArray ?? [];

    /// <summary>Records a new feature.</summary>
    public async Task<SiteFeature> CreateAsync(string collection, JsonObject feature, string actor, CancellationToken cancellation) =>
        Read(collection, await Connection.SendAsync(HttpMethod.Post, $"collections/{collection}/items", feature.ToJsonString(), GeoJsonType, cancellation, Actor(actor)).ConfigureAwait(false));

    /// <summary>Changes members of a feature (RFC 7396), if it is still at the version that was read.</summary>
    /// <exception cref="StaleVersionException">It is not.</exception>
    public async Task<SiteFeature> PatchAsync(string collection, string code, long version, JsonObject patch, string actor, CancellationToken cancellation) =>
        Read(collection, await Connection.SendAsync(HttpMethod.Patch, Item(collection, code), patch.ToJsonString(), "application/merge-patch+json", cancellation, IfMatch(version), Actor(actor)).ConfigureAwait(false));

    /// <summary>Deletes a feature, if it is still at the version that was read; its history stays.</summary>
    public Task DeleteAsync(string collection, string code, long version, string actor, CancellationToken cancellation) =>
        Connection.SendAsync(HttpMethod.Delete, Item(collection, code), null, Json, cancellation, IfMatch(version), Actor(actor));

    /// <summary>Moves a site to a stage that it reached on a day.</summary>
    public Task MoveToStageAsync(string collection, string code, long version, string stage, DateOnly effective, string actor, CancellationToken cancellation)
    {
        var body = new JsonObject { ["stage"] = stage, ["effective_date"] = effective.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        return Connection.SendAsync(HttpMethod.Post, Item(collection, code) + "/stage", body.ToJsonString(), Json, cancellation, IfMatch(version), Actor(actor));
    }

    /// <summary>Records many new features as one change: all or none.</summary>
    /// <returns>How many were created.</returns>
    public async Task<int> CreateManyAsync(string collection, JsonArray features, string actor, CancellationToken cancellation)
    {
        var body = new JsonObject { ["type"] = "FeatureCollection", ["features"] = features };
        var answer = await Connection.SendAsync(HttpMethod.Post, $"collections/{collection}/batch", body.ToJsonString(), GeoJsonType, cancellation, Actor(actor)).ConfigureAwait(false);
        return (JsonNode.Parse(answer.Body)?["results"] as JsonArray)?.Count ?? 0;
    }

    /// <summary>Where one gets to within some minutes: a feature a limit.</summary>
    public async Task<JsonObject> IsochroneAsync(ReachQuestion question, CancellationToken cancellation) =>
        (await GetAsync(question.ToPath(), cancellation).ConfigureAwait(false)).AsObject();

    /// <summary>Judges all connectivity targets.</summary>
    /// <param name="profile">Car, or one of its peaks.</param>
    /// <param name="scenario">A feature collection of edits; null for the roads as they are.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<JsonObject> AssessAsync(string profile, JsonObject? scenario, CancellationToken cancellation)
    {
        var inputs = new JsonObject { ["profile"] = profile };
        if (scenario is not null)
        {
            inputs["scenario"] = scenario.DeepClone();
        }

        var answer = await Connection.SendAsync(HttpMethod.Post, "processes/assess-connectivity/execution", new JsonObject { ["inputs"] = inputs }.ToJsonString(), Json, cancellation).ConfigureAwait(false);
        return JsonNode.Parse(answer.Body)!.AsObject();
    }

    /// <summary>The scenarios that are kept.</summary>
    public async Task<JsonArray> ScenariosAsync(CancellationToken cancellation) =>
        (await GetAsync("scenarios?limit=1000", cancellation).ConfigureAwait(false))["scenarios"] as JsonArray ?? [];

    /// <summary>A scenario with its edits.</summary>
    public async Task<JsonObject> ScenarioAsync(string code, CancellationToken cancellation) =>
        (await GetAsync("scenarios/" + Uri.EscapeDataString(code), cancellation).ConfigureAwait(false)).AsObject();

    /// <summary>Keeps a scenario: a new one, or over the version that was read.</summary>
    public async Task<JsonObject> KeepScenarioAsync(string code, JsonObject scenario, long version, string actor, CancellationToken cancellation)
    {
        var answer = version == 0
            ? await Connection.SendAsync(HttpMethod.Post, "scenarios", scenario.ToJsonString(), GeoJsonType, cancellation, Actor(actor)).ConfigureAwait(false)
            : await Connection.SendAsync(HttpMethod.Put, "scenarios/" + Uri.EscapeDataString(code), scenario.ToJsonString(), GeoJsonType, cancellation, IfMatch(version), Actor(actor)).ConfigureAwait(false);
        return JsonNode.Parse(answer.Body)!.AsObject();
    }

    /// <summary>What is wrong with the edits of a scenario; none when it can be computed.</summary>
    public async Task<IReadOnlyList<ApiFault>> ValidateScenarioAsync(JsonObject scenario, CancellationToken cancellation)
    {
        var answer = await Connection.SendAsync(HttpMethod.Post, "scenarios/validate", scenario.ToJsonString(), GeoJsonType, cancellation).ConfigureAwait(false);
        return [.. (JsonNode.Parse(answer.Body)?["errors"] as JsonArray ?? []).Select(e => new ApiFault((string?)e?["pointer"] ?? "", (string?)e?["detail"] ?? ""))];
    }

    /// <summary>A kept scenario compared with the roads as they are.</summary>
    public async Task<JsonObject> CompareAsync(string code, string profile, CancellationToken cancellation) =>
        (await GetAsync($"scenarios/{Uri.EscapeDataString(code)}/compare?profile={Uri.EscapeDataString(profile)}", cancellation).ConfigureAwait(false)).AsObject();

    private static string Item(string collection, string code) => $"collections/{collection}/items/{Uri.EscapeDataString(code)}";

    private static (string Name, string Value) IfMatch(long version) => ("If-Match", string.Create(CultureInfo.InvariantCulture, $"\"{version}\""));

    // Header values are ASCII; the service decodes what is percent-encoded.
    private static (string Name, string Value) Actor(string actor) => ("Wujin-Actor", Uri.EscapeDataString(actor));

    private static SiteFeature Read(string collection, Served answer) => SiteFeature.Of(collection, JsonNode.Parse(answer.Body)!);

    private async Task<JsonNode> GetAsync(string path, CancellationToken cancellation) =>
        JsonNode.Parse((await Connection.GetAsync(path, Readable, cancellation).ConfigureAwait(false)).Body)!;

    private async Task<FeaturePage> ReadPageAsync(string collection, string path, CancellationToken cancellation)
    {
        var answer = await Connection.GetAsync(path, Readable, cancellation).ConfigureAwait(false);
        var json = JsonNode.Parse(answer.Body)!;
        var next = (json["links"] as JsonArray)?.FirstOrDefault(l => (string?)l?["rel"] == "next")?["href"];
        return new FeaturePage(
            [.. (json["features"] as JsonArray ?? []).Select(f => SiteFeature.Of(collection, f!))],
            (string?)next,
            (long?)json["numberMatched"],
            answer.FetchedAt,
            answer.IsKept);
    }
}
