using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Makes a <see cref="RoadNetwork"/> from an OpenStreetMap file.</summary>
public static class OsmImport
{
    /// <summary>Reads a file: PBF or XML, either also with gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">Speeds.</param>
    /// <param name="progress">Told how far it is, on the calling thread.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The roads, and what was found.</returns>
    /// <exception cref="OsmFileException">The file is damaged or holds no roads.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ImportedRoads Read(string path, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        progress ??= new Silence();
        var report = new ImportReport();
        var source = OsmSource.Open(path);
        var roads = new OsmRoadReader(source, options.Speeds, report, progress, cancellation).Read();
        progress.Report(new(ImportStep.Junctions, 0));
        var draft = new RoadAssembly(roads, options.Speeds, options.Observed, report).Assemble();
        if (draft.LinkCount == 0)
        {
            throw new OsmFileException($"{source.Name} holds roads, but the nodes they consist of are missing. Nothing was built. Take a complete extract, such as: osmium extract --strategy complete_ways");
        }

        cancellation.ThrowIfCancellationRequested();
        progress.Report(new(ImportStep.Turns, 0));
        var network = draft.Build(options.Speeds.Turns, cancellation);
        report.NoteRows("row of observed speeds that makes no sense: left out", options.Observed.BadRows);

        return new(network, report);
    }

    private sealed class Silence : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}

/// <summary>What speeds an import assumes.</summary>
/// <param name="Speeds">By class and area.</param>
/// <param name="Observed">Seen on single ways.</param>
public sealed record ImportOptions(SpeedModel Speeds, ObservedSpeeds Observed)
{
    /// <summary>The built-in model for China, nothing observed.</summary>
    public static ImportOptions China => new(SpeedModel.China, ObservedSpeeds.None);
}

/// <summary>What came of an import.</summary>
/// <param name="Network">The roads.</param>
/// <param name="Report">What was found and left out.</param>
public sealed record ImportedRoads(RoadNetwork Network, ImportReport Report);
