using System.Text.Json;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Processes.Schemas;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Minutes from every place of one list to every place of another.</summary>
internal sealed class MatrixProcess(RoadGraphHolder roads, PlaceFinder places, ScenarioNetworks scenarios) : IProcess
{
    private const int MostPlaces = 10_000;
    private const int RowsAtOnce = 256;
    private const long MostPairs = 2_000_000;

    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("travel-time-matrix", "时间矩阵", "Travel-time matrix")
    {
        DescriptionZh = $"由一组地点到另一组地点的分钟数；无路可达为 null。每组不超过 {MostPlaces} 个，两组之积不超过 {MostPairs}。",
        DescriptionEn = $"Minutes from every place of one list to every place of another; null where there is no way. At most {MostPlaces} places a list, and {MostPairs} pairs.",
        Inputs =
        [
            new("from", "起点", "From", new ListSchema(SharedInputs.Place, 1, MostPlaces), IsRequired: true),
            new("to", "终点", "To", new ListSchema(SharedInputs.Place, 1, MostPlaces), IsRequired: true),
            SharedInputs.Profile,
            ScenarioNetworks.Input,
        ],
        Output = new OutputDefinition("matrix", "矩阵", "Matrix", MediaTypes.Json)
        {
            DescriptionZh = "minutes：每个起点一行，每个终点一列。", DescriptionEn = "minutes: one row for each from, one column for each to.",
        },
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation)
    {
        var pairs = (long)inputs.Find("from")!.Value.GetArrayLength() * inputs.Find("to")!.Value.GetArrayLength();
        if (pairs > MostPairs)
        {
            return [new Fault("/inputs/to", FormattableString.Invariant($"These are {pairs:N0} pairs; at most {MostPairs:N0} are computed at once. Split the lists."))];
        }

        return
        [
            .. await places.CheckAsync([.. Places(inputs, "from"), .. Places(inputs, "to")], cancellation).ConfigureAwait(false),
            .. await scenarios.CheckAsync(inputs, cancellation).ConfigureAwait(false),
        ];
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = await scenarios.ForAsync(roads.Require(), inputs, cancellation).ConfigureAwait(false);
        var profile = SharedInputs.ProfileOf(inputs);
        var (from, to) = (Places(inputs, "from"), Places(inputs, "to"));
        var found = await places.FindAsync(network, profile, [.. from, .. to], cancellation).ConfigureAwait(false);
        IReadOnlyList<RoadPlace> rows = [.. found.Take(from.Count).Select(f => f.Road)], columns = [.. found.Skip(from.Count).Select(f => f.Road)];
        using var json = new MemoryStream();
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("profile", inputs.Text("profile"));
        writer.WriteString("graph_checksum", network.Checksum);
        writer.WriteBoolean("is_demo", network.IsDemo);
        WriteMinutes(writer, Minutes(network, rows, columns, profile, progress, cancellation), cancellation);
        writer.WriteEndObject();
        await writer.FlushAsync(cancellation).ConfigureAwait(false);
        return json.ToArray();
    }

    /// <summary>Some rows at a time, so that progress is told and a cancellation noticed.</summary>
    private static double?[,] Minutes(
        ReadyNetwork network, IReadOnlyList<RoadPlace> rows, IReadOnlyList<RoadPlace> columns, TravelTime.Network.Profile profile, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var minutes = new double?[rows.Count, columns.Count];
        IReadOnlyList<EdgePlace>[] destinations = [.. columns.Select(c => c.Edges)];
        for (var first = 0; first < rows.Count; first += RowsAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new ProcessProgress(100 * first / rows.Count, FormattableString.Invariant($"{first} of {rows.Count} rows")));
            var part = network.Matrix([.. rows.Skip(first).Take(RowsAtOnce).Select(r => r.Edges)], destinations, profile);
            for (var r = 0; r < part.OriginCount; r++)
            {
                for (var c = 0; c < columns.Count; c++)
                {
                    minutes[first + r, c] = part[r, c] < ReachField.Unreached ? part[r, c] / 60_000.0 : null;
                }
            }
        }

        return minutes;
    }

    private static void WriteMinutes(Utf8JsonWriter writer, double?[,] minutes, CancellationToken cancellation)
    {
        writer.WriteStartArray("minutes");
        for (var r = 0; r < minutes.GetLength(0); r++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteStartArray();
            for (var c = 0; c < minutes.GetLength(1); c++)
            {
                if (minutes[r, c] is { } value)
                {
                    writer.WriteNumberValue(Math.Round(value, 3));
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static List<(JsonElement Place, string Pointer)> Places(ProcessInputs inputs, string input) =>
        [.. inputs.Find(input)!.Value.EnumerateArray().Select((p, i) => (p, FormattableString.Invariant($"/inputs/{input}/{i}")))];
}
