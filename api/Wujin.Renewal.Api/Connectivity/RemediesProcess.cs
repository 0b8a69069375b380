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
using Wujin.Renewal.TravelTime.Scenarios;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Which of some road projects meet the most targets, alone and together.</summary>
internal sealed class RemediesProcess(RoadGraphHolder roads, ConnectivityStore store, ScenarioNetworks scenarios, Store.Scenarios.ScenarioStore kept) : IProcess
{
    private const int MostCandidates = 40;
    private const int LargestSet = 4;
    private const int LongestSeconds = 600;
    private const int MostListed = 200;

    private static readonly ObjectSchema Candidate = new(
    [
        new("name", new TextSchema()),
        new("cost_wan", new NumberSchema(0, 100_000_000)),
        new("scenario", ScenarioNetworks.Input.Schema, IsRequired: true),
    ]);

    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("rank-remedies", "补救方案排序", "Ranking of remedies")
    {
        DescriptionZh = $"给定若干备选道路项目，逐个及组合（每组至多 {LargestSet} 个）用路网引擎计算，按新达标目的地数、再按单位投资节省的分钟数排序。备选项目至多 {MostCandidates} 个；限时至多 {LongestSeconds} 秒，超时给出已算部分并注明。",
        DescriptionEn = $"Computes candidate road projects alone and in sets of up to {LargestSet}, and ranks them by targets met, then by minutes gained per cost. At most {MostCandidates} candidates; a time limit of up to {LongestSeconds} s, after which what has been computed is given and said to be incomplete.",
        Inputs =
        [
            new("candidates", "备选项目", "Candidates", new ListSchema(new ChoiceSchema([new TextSchema { MaximumLength = 64 }, Candidate]), 1, MostCandidates), IsRequired: true)
            {
                DescriptionZh = "方案编号，或含 scenario（编号或 GeoJSON）、name、cost_wan 的对象。",
                DescriptionEn = "Codes of scenarios, or objects with scenario (a code or GeoJSON), name and cost_wan.",
            },
            new("largest_set", "组合大小", "Largest set", new NumberSchema(1, LargestSet) { IsInteger = true, Default = JsonValue.Create(3) }),
            new("time_limit_seconds", "限时（秒）", "Time limit in seconds", new NumberSchema(1, LongestSeconds) { Default = JsonValue.Create(60) }),
            new("tiers", "连通圈", "Tiers", new ListSchema(new TextSchema { MaximumLength = 64 }, 1, 100) { IsUnique = true }),
            SharedInputs.Profile,
        ],
        Output = new OutputDefinition("ranking", "排序", "Ranking", MediaTypes.Json),
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation)
    {
        var faults = new List<Fault>();
        foreach (var (scenario, pointer, _, _) in Candidates(inputs))
        {
            faults.AddRange(await scenarios.CheckAsync(scenario, pointer, cancellation).ConfigureAwait(false));
        }

        return faults;
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = roads.Require();
        var profile = SharedInputs.ProfileOf(inputs);
        var wanted = inputs.Find("tiers")?.EnumerateArray().Select(t => t.GetString()!).ToHashSet(StringComparer.Ordinal);
        var (targets, _) = await TargetQuestions.ReadAsync(store, wanted, cancellation).ConfigureAwait(false);
        var remedies = await ReadAsync(network, inputs, cancellation).ConfigureAwait(false);
        var report = new RemedyRanking(network, targets, profile, remedies).Run(
            (int)inputs.Number("largest_set")!.Value, TimeSpan.FromSeconds(inputs.Number("time_limit_seconds")!.Value), new Told(progress), cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(Document(network, profile, remedies, report), ApiJson.Reflected);
    }

    /// <summary>Reads every candidate and tries it alone, so that all that do not fit are named together.</summary>
    private async Task<IReadOnlyList<Remedy>> ReadAsync(ReadyNetwork network, ProcessInputs inputs, CancellationToken cancellation)
    {
        var (remedies, faults) = (new List<Remedy>(), new List<Fault>());
        foreach (var (given, pointer, name, cost) in Candidates(inputs))
        {
            try
            {
                var scenario = ScenarioNetworks.Read(await scenarios.JsonOfAsync(given, cancellation).ConfigureAwait(false));
                network.With(scenario);
                var recorded = given.ValueKind == JsonValueKind.String ? await kept.FindAsync(given.GetString()!, cancellation).ConfigureAwait(false) : null;
                var summed = scenario.Edits.OfType<AddRoad>().Any(e => e.CostWan is not null) ? scenario.Edits.OfType<AddRoad>().Sum(e => e.CostWan) : null;
                remedies.Add(new Remedy(
                    name ?? recorded?.Draft.NameZh ?? FormattableString.Invariant($"#{remedies.Count + 1}"), cost ?? (double?)recorded?.Draft.CostWan ?? summed, scenario.Edits));
            }
            catch (ScenarioException wrong)
            {
                faults.AddRange(wrong.Faults.Select(f => new Fault(pointer + f.Pointer, f.Message)));
            }
        }

        return faults.Count == 0 ? remedies : throw new ProcessRefusedException(faults);
    }

    private static JsonObject Document(ReadyNetwork network, Profile profile, IReadOnlyList<Remedy> remedies, RemedyReport report) => new()
    {
        ["profile"] = profile.Name(),
        ["graph_checksum"] = network.Checksum,
        ["software_version"] = Software.Version,
        ["is_demo"] = network.IsDemo,
        ["candidates"] = new JsonArray([.. remedies.Select(r => new JsonObject { ["name"] = r.Name, ["cost_wan"] = r.CostWan })]),
        ["sets_computed"] = report.Tried,
        ["sets_unfit"] = report.Unfit,
        ["is_complete"] = report.IsComplete,
        ["ranking"] = new JsonArray([.. report.Results.Take(MostListed).Select(r => new JsonObject
        {
            ["members"] = new JsonArray([.. r.Members.Select(m => (JsonNode?)m)]),
            ["names"] = new JsonArray([.. r.Members.Select(m => (JsonNode?)remedies[m].Name)]),
            ["targets_met"] = r.Met,
            ["targets_lost"] = r.Lost,
            ["gained_minutes"] = Math.Round(r.GainedMinutes, 3),
            ["cost_wan"] = r.CostWan,
            ["gained_minutes_per_wan"] = r.GainedPerWan,
            ["flips"] = new JsonArray([.. r.Flips.Select(f => new JsonObject { ["tier"] = f.Target, ["place"] = f.Destination, ["passes"] = f.Passes })]),
        })]),
    };

    private static IEnumerable<(JsonElement Scenario, string Pointer, string? Name, double? Cost)> Candidates(ProcessInputs inputs)
    {
        var index = 0;
        foreach (var candidate in inputs.Find("candidates")!.Value.EnumerateArray())
        {
            var pointer = FormattableString.Invariant($"/inputs/candidates/{index++}");
            yield return candidate.ValueKind == JsonValueKind.String
                ? (candidate, pointer, null, null)
                : (candidate.GetProperty("scenario"), pointer + "/scenario", candidate.TryGetProperty("name", out var name) ? name.GetString() : null,
                    candidate.TryGetProperty("cost_wan", out var cost) ? cost.GetDouble() : null);
        }
    }

    private sealed class Told(IProgress<ProcessProgress> progress) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value) => progress.Report(new ProcessProgress(Math.Min(99, 100 * value.Done / value.Of), $"{value.Done} sets computed"));
    }
}
