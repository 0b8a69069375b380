using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Api.Scenarios;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Scenarios;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Scenarios;
using Scenario = Wujin.Renewal.TravelTime.Scenarios.Scenario;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Networks with scenarios applied: the last few are kept, for a planner asks about one again and again.</summary>
internal sealed class ScenarioNetworks(ScenarioStore store, RoadGraphHolder roads) : IScenarioResolver
{
    private const int MostKept = 8;

    /// <summary>The input of processes that can be asked about a scenario.</summary>
    internal static readonly InputDefinition Input = new("scenario", "方案", "Scenario", new ChoiceSchema(
        [new TextSchema { MaximumLength = 64 }, new ObjectSchema([new("type", new TextSchema { Codes = ["FeatureCollection"] }, IsRequired: true)]) { IsOpen = true }]))
    {
        DescriptionZh = "方案编号，或 GeoJSON 方案（要素集，每个要素一项修改）；默认为现状。",
        DescriptionEn = "The code of a scenario, or a scenario as GeoJSON (a FeatureCollection, one feature an edit); the present without it.",
    };

    private readonly ConcurrentDictionary<string, (long Turn, Lazy<ReadyNetwork> Network)> _kept = new(StringComparer.Ordinal);
    private long _turn;

    /// <summary>Whether the scenario of some inputs can be read and is known.</summary>
    internal async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation, string input = "scenario") =>
        inputs.Find(input) is { } given ? await CheckAsync(given, "/inputs/" + input, cancellation).ConfigureAwait(false) : [];

    /// <summary>Whether a scenario can be read and is known.</summary>
    internal async Task<IReadOnlyList<Fault>> CheckAsync(JsonElement given, string pointer, CancellationToken cancellation)
    {
        if (given.ValueKind == JsonValueKind.String)
        {
            var code = given.GetString()!;
            return await store.FindAsync(code, cancellation).ConfigureAwait(false) is null ? [new Fault(pointer, $"There is no scenario '{code}'.")] : [];
        }

        try
        {
            Read(given.GetRawText());
            return [];
        }
        catch (ScenarioException wrong)
        {
            return [.. wrong.Faults.Select(f => new Fault(pointer + f.Pointer, f.Message))];
        }
    }

    /// <summary>The network that some inputs are about: with their scenario, or as it is.</summary>
    /// <exception cref="ProcessRefusedException">The scenario does not fit the network; every fault is named.</exception>
    internal async Task<ReadyNetwork> ForAsync(ReadyNetwork network, ProcessInputs inputs, CancellationToken cancellation) => inputs.Find("scenario") is { } given
        ? Apply(network, await JsonOfAsync(given, cancellation).ConfigureAwait(false), "/inputs/scenario")
        : network;

    /// <summary>The edits of a scenario that is given by code or as it is.</summary>
    internal async Task<string> JsonOfAsync(JsonElement given, CancellationToken cancellation)
    {
        if (given.ValueKind != JsonValueKind.String)
        {
            return given.GetRawText();
        }

        var scenario = await store.FindAsync(given.GetString()!, cancellation).ConfigureAwait(false)
            ?? throw new ProcessRefusedException([new Fault("/inputs/scenario", $"There is no scenario '{given.GetString()}' any more.")]);
        return Collection(scenario.Draft.EditsJson);
    }

    /// <summary>A network with a scenario applied.</summary>
    /// <exception cref="ProcessRefusedException">The scenario does not fit the network.</exception>
    internal ReadyNetwork Apply(ReadyNetwork network, string json, string pointer)
    {
        var key = network.Checksum + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
        var entry = _kept.GetOrAdd(key, _ => (0, new Lazy<ReadyNetwork>(() => network.With(Read(json)))));
        try
        {
            var applied = entry.Network.Value;
            _kept[key] = (Interlocked.Increment(ref _turn), entry.Network);
            foreach (var old in _kept.OrderByDescending(k => k.Value.Turn).Skip(MostKept))
            {
                _kept.TryRemove(old.Key, out _);
            }

            return applied;
        }
        catch (ScenarioException wrong)
        {
            _kept.TryRemove(key, out _);
            throw new ProcessRefusedException([.. wrong.Faults.Select(f => new Fault(pointer + f.Pointer, f.Message))]);
        }
    }

    /// <inheritdoc/>
    public Task CheckAsync(string editsJson, List<Fault> faults, CancellationToken cancellation)
    {
        if (roads.Current is not { } network)
        {
            return Task.CompletedTask;
        }

        try
        {
            network.With(Read(Collection(editsJson)));
        }
        catch (ScenarioException wrong)
        {
            faults.AddRange(wrong.Faults.Select(f => new Fault(f.Pointer, f.Message)));
        }

        return Task.CompletedTask;
    }

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="ScenarioException">It has faults.</exception>
    internal static Scenario Read(string json) => ScenarioReader.Read(Encoding.UTF8.GetBytes(json));

    /// <summary>An array of edits as a scenario file.</summary>
    internal static string Collection(string editsJson) => "{\"type\":\"FeatureCollection\",\"features\":" + editsJson + "}";
}
