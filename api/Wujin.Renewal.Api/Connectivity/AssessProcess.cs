using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Are the connectivity targets met, for whom not, by how much and why. Every run is kept.</summary>
internal sealed class AssessProcess(RoadGraphHolder roads, PlaceFinder places, ConnectivityStore store, ScenarioNetworks scenarios, TownReach towns) : IProcess
{
    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("assess-connectivity", "连通目标评估", "Assessment of the connectivity targets")
    {
        DescriptionZh = "逐一评估连通圈：每个目的地的分钟数、是否达标、余量、对车速假设的稳健性；未达标的给出成因。每次评估均存档，不再改动。",
        DescriptionEn = "Judges the connectivity targets: for every destination minutes, pass or fail, margin and how firm that is against assumed speeds; for a fail the diagnosis. Every run is kept and never changes.",
        Inputs =
        [
            new("tiers", "连通圈", "Tiers", new ListSchema(new TextSchema { MaximumLength = 64 }, 1, 100) { IsUnique = true }) { DescriptionZh = "编号；默认全部。", DescriptionEn = "Codes; all by default." },
            new("origins", "起点", "Origins", new ListSchema(SharedInputs.Place, 1, 20)) { DescriptionZh = "替代连通圈的起点，取最优者。", DescriptionEn = "Gateways in the place of the origin of the tiers; the best counts." },
            SharedInputs.Profile,
            ScenarioNetworks.Input,
            new("diagnose", "成因分析", "Diagnosis", new FlagSchema { Default = JsonValue.Create(true) }) { DescriptionZh = "未达标时给出路线、各级道路耗时、绕行比与最慢路段；镇（街道）另给出时限内的面积与项目比例。", DescriptionEn = "For a fail: route, time by class, detour ratio, the slowest stretches; for towns the share of area and sites within the limit." },
        ],
        Output = new OutputDefinition("assessment", "评估结果", "Assessment", MediaTypes.Json),
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation)
    {
        List<Fault> faults =
        [
            .. await places.CheckAsync(Gateways(inputs), cancellation).ConfigureAwait(false),
            .. await scenarios.CheckAsync(inputs, cancellation).ConfigureAwait(false),
        ];
        if (inputs.Find("tiers") is { } wanted)
        {
            var known = (await store.TiersAsync(cancellation).ConfigureAwait(false)).Select(t => t.Code).ToHashSet(StringComparer.Ordinal);
            faults.AddRange(wanted.EnumerateArray().Select((t, i) => (Code: t.GetString()!, i)).Where(t => !known.Contains(t.Code))
                .Select(t => new Fault(FormattableString.Invariant($"/inputs/tiers/{t.i}"), $"There is no tier '{t.Code}'; there are {string.Join(", ", known)}.")));
        }

        return faults;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = await scenarios.ForAsync(roads.Require(), inputs, cancellation).ConfigureAwait(false);
        var profile = SharedInputs.ProfileOf(inputs);
        var all = await store.PlacesAsync(cancellation).ConfigureAwait(false);
        var gateways = await places.FindAsync(network, profile, Gateways(inputs), cancellation).ConfigureAwait(false);
        var wanted = inputs.Find("tiers")?.EnumerateArray().Select(t => t.GetString()!).ToHashSet(StringComparer.Ordinal);
        var tiers = (await store.TiersAsync(cancellation).ConfigureAwait(false)).Where(t => wanted?.Contains(t.Code) ?? true).ToList();
        var assessed = new JsonArray();
        var (judged, passed) = (0, 0);
        var fields = new Dictionary<string, Dictionary<int, ReachField>>(StringComparer.Ordinal);
        for (var t = 0; t < tiers.Count; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new ProcessProgress(100 * t / tiers.Count, tiers[t].NameZh));
            var origins = gateways.Count > 0 ? gateways : [Origin(network, profile, tiers[t], all)];
            var key = gateways.Count > 0 ? "" : tiers[t].OriginCode;
            if (!fields.TryGetValue(key, out var bySpeed))
            {
                fields[key] = bySpeed = [];
            }

            var destinations = Destinations(network, profile, tiers[t], all);
            var verdicts = Verdicts.Judge(network, [.. origins.SelectMany(o => o.Road.Edges)], destinations, tiers[t].LimitMinutes, profile, bySpeed);
            (judged, passed) = (judged + verdicts.Count, passed + verdicts.Count(v => v.Passes));
            var isDiagnosed = inputs.Flag("diagnose");
            var reached = isDiagnosed && bySpeed.TryGetValue(100, out var everywhere)
                ? await towns.WithinAsync(network, profile, origins, tiers[t].LimitMinutes, verdicts, everywhere, cancellation).ConfigureAwait(false)
                : [];
            assessed.Add(AssessmentJson.Tier(network, tiers[t], origins, verdicts, all, reached, isDiagnosed ? profile : null, cancellation));
        }

        return await KeepAsync(network, inputs, assessed, judged, passed, cancellation).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> KeepAsync(ReadyNetwork network, ProcessInputs inputs, JsonArray tiers, int judged, int passed, CancellationToken cancellation)
    {
        var run = Guid.NewGuid().ToString("D");
        var result = new JsonObject
        {
            ["run"] = run,
            ["profile"] = inputs.Text("profile"),
            ["scenario"] = ScenarioOf(inputs),
            ["graph_checksum"] = network.Checksum,
            ["software_version"] = Software.Version,
            ["speed_model"] = network.File.Metadata.SpeedModel,
            ["is_demo"] = network.IsDemo,
            ["tiers"] = tiers,
        };
        if (inputs.Find("scenario") is { } scenario)
        {
            // The scenario may be changed later; the run is not.
            result["scenario_edits"] = JsonNode.Parse(await scenarios.JsonOfAsync(scenario, cancellation).ConfigureAwait(false))!["features"]!.DeepClone();
        }

        var json = result.ToJsonString(ApiJson.Reflected);
        await store.SaveAsync(
            new AssessmentRun(run, inputs.Actor, inputs.Text("profile")!, ScenarioOf(inputs), network.Checksum, Software.Version, network.IsDemo, judged, passed, inputs.Json.GetRawText(), json),
            cancellation).ConfigureAwait(false);
        return System.Text.Encoding.UTF8.GetBytes(json);
    }

    private static (Position Place, RoadPlace Road) Origin(ReadyNetwork network, Profile profile, TargetTier tier, IReadOnlyList<TargetPlace> all)
    {
        var place = all.FirstOrDefault(p => p.Code == tier.OriginCode)
            ?? throw new ProcessRefusedException([new Fault("/inputs/tiers", $"The origin of tier {tier.Code}, '{tier.OriginCode}', is not among the places.")]);
        return network.Snap(PlaceFinder.At(place), profile) switch
        {
            SnapResult.Snapped snapped => (PlaceFinder.At(place), snapped.Road),
            SnapResult.TooFar far => throw new ProcessRefusedException([new Fault("/inputs/tiers", $"The origin of tier {tier.Code}, {place.NameZh}: {far.Message}") { Location = (place.Longitude, place.Latitude) }]),
            _ => throw new InvalidOperationException("A place is on a road or too far from one."),
        };
    }

    private static List<Destination> Destinations(ReadyNetwork network, Profile profile, TargetTier tier, IReadOnlyList<TargetPlace> all) =>
    [
        .. all.Where(p => p.Role is not null && tier.DestinationRoles.Contains(p.Role) && p.Code != tier.OriginCode)
            .Select(p => new Destination(p.Code, PlaceFinder.At(p), (network.Snap(PlaceFinder.At(p), profile) as SnapResult.Snapped)?.Road)),
    ];

    /// <summary>The code of the scenario; "given" where it came with the request, null for the present. The inputs of the run hold it whole.</summary>
    private static string? ScenarioOf(ProcessInputs inputs) => inputs.Find("scenario") is { } scenario
        ? scenario.ValueKind == JsonValueKind.String ? scenario.GetString() : "given"
        : null;

    private static List<(JsonElement, string)> Gateways(ProcessInputs inputs) => inputs.Find("origins") is { } origins
        ? [.. origins.EnumerateArray().Select((o, i) => (o, FormattableString.Invariant($"/inputs/origins/{i}")))]
        : [];
}
