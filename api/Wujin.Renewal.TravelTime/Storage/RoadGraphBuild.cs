using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>Writes an index over a network into its graph file, as sections with names of its own.</summary>
/// <param name="network">The roads, in memory.</param>
/// <param name="writer">Takes the sections.</param>
/// <param name="cancellation">Stops the work.</param>
public delegate void GraphIndexWriter(RoadNetwork network, GraphFileWriter writer, CancellationToken cancellation);

/// <summary>From an OpenStreetMap file to a graph file.</summary>
public static class RoadGraphBuild
{
    /// <summary>Reads, builds, writes. The graph file appears whole or not at all.</summary>
    /// <param name="source">The OpenStreetMap file.</param>
    /// <param name="output">The graph file.</param>
    /// <param name="options">Speeds.</param>
    /// <param name="indexes">Indexes to write along.</param>
    /// <param name="clock">Tells when it was built.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What is written, and what was found.</returns>
    /// <exception cref="Osm.OsmFileException">The source is damaged or holds no roads.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static GraphMetadata Run(
        string source, string output, ImportOptions options, IReadOnlyList<GraphIndexWriter> indexes, TimeProvider clock,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        var roads = OsmImport.Read(source, options, progress, cancellation);
        var metadata = GraphMetadata.For(roads.Network, Path.GetFileName(source), roads.Report, options, clock.GetUtcNow());
        Write(output, roads.Network, metadata, options, indexes, progress, cancellation);
        return metadata;
    }

    /// <summary>Writes a network that is there already.</summary>
    /// <param name="output">The graph file.</param>
    /// <param name="network">The roads.</param>
    /// <param name="metadata">Where they come from.</param>
    /// <param name="options">The speeds that its times rest on.</param>
    /// <param name="indexes">Indexes to write along.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static void Write(
        string output, RoadNetwork network, GraphMetadata metadata, ImportOptions options, IReadOnlyList<GraphIndexWriter> indexes,
        IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var writer = new GraphFileWriter(output);
        NetworkSections.Write(writer, network, metadata, options.Speeds);
        for (var i = 0; i < indexes.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new(ImportStep.Indexes, (double)i / indexes.Count));
            indexes[i](network, writer, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new(ImportStep.Writing, 0));
        writer.Commit();
        progress?.Report(new(ImportStep.Writing, 1));
    }
}
