using System.Text.Json;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>Where a graph file comes from.</summary>
public sealed record GraphMetadata
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = false };

    /// <summary>Name of the file or generator it was made from.</summary>
    public required string Source { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset BuiltAt { get; init; }

    /// <summary>Version of the software that made it.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>West, south, east, north of all junctions, degrees.</summary>
    public required double[] Bounds { get; init; }

    /// <summary>Name of the speed model.</summary>
    public required string SpeedModel { get; init; }

    /// <summary>XxHash128 of the speed model's document, hexadecimal: two files with the same one rest on the same assumptions.</summary>
    public required string SpeedModelHash { get; init; }

    /// <summary>How many ways and directions have an observed speed.</summary>
    public required int ObservedSpeeds { get; init; }

    /// <summary>Whether any road is made up for demonstration.</summary>
    public required bool IsDemo { get; init; }

    /// <summary>Figures of the import.</summary>
    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>What was not sound in the source.</summary>
    public required IReadOnlyList<ImportFinding> Findings { get; init; }

    /// <summary>For a network with the report of its import.</summary>
    public static GraphMetadata For(RoadNetwork network, string source, ImportReport report, ImportOptions options, DateTimeOffset builtAt)
    {
        var bounds = Box.Around(network.Junctions.Span);
        var isDemo = false;
        foreach (ref readonly var segment in network.Segments.Span)
        {
            isDemo |= (segment.Flags & SegmentFlags.Demo) != 0;
        }

        return new()
        {
            Source = source,
            BuiltAt = builtAt.ToUniversalTime(),
            SoftwareVersion = typeof(GraphMetadata).Assembly.GetName().Version?.ToString(3) ?? "0",
            Bounds = network.Junctions.Length == 0 ? [] : [bounds.West * 1e-7, bounds.South * 1e-7, bounds.East * 1e-7, bounds.North * 1e-7],
            SpeedModel = options.Speeds.Name,
            SpeedModelHash = Convert.ToHexStringLower(System.IO.Hashing.XxHash128.Hash(System.Text.Encoding.UTF8.GetBytes(options.Speeds.Json))),
            ObservedSpeeds = options.Observed.Count,
            IsDemo = isDemo,
            Counts = report.Counts,
            Findings = report.Findings,
        };
    }

    internal static GraphMetadata Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<GraphMetadata>(json, Json) ?? throw new GraphFileException("The metadata of the graph file are empty. Build it again with ./run roads build.");
        }
        catch (JsonException broken)
        {
            throw new GraphFileException("The metadata of the graph file cannot be read. Build it again with ./run roads build.", broken);
        }
    }

    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
