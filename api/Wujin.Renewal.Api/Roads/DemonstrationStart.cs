using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.Store.Roads;
using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary>First start: a register that never had roads gets made-up ones, by the same way as real ones, so that there is something to look at.</summary>
internal static class DemonstrationStart
{
    /// <summary>Makes and loads them, where demonstration data are wanted and there never was a network, in the database or as a file.</summary>
    internal static async Task LoadAsync(ServiceOptions options, RegisterDatabase register, TextWriter progress, CancellationToken cancellation)
    {
        var path = RoadGraphHolder.PathOf(options);
        if (!options.IsDemonstrationWanted || File.Exists(path) || await new RoadNetworkStore(register.DataSource).CurrentAsync(cancellation) is not null)
        {
            return;
        }

        await progress.WriteLineAsync("roads: making up a demonstration network (WUJIN_DEMO=0 leaves it out)");
        var (drawing, graph) = ($"{path}.{Environment.ProcessId}.osm.pbf", $"{path}.{Environment.ProcessId}.new");
        try
        {
            await Task.Run(() => Build(drawing, graph, cancellation), cancellation);
            var count = await RoadsImport.PutToUseAsync(graph, path, register, FirstStart.Actor, cancellation);
            await progress.WriteLineAsync($"roads: {count:N0} made-up roads in use");
        }
        finally
        {
            File.Delete(drawing);
            File.Delete(graph);
        }
    }

    private static void Build(string drawing, string graph, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(drawing)!);
        using (var stream = new FileStream(drawing, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        using (var file = new OsmPbfFile(stream))
        {
            DemonstrationRoads.Write(RoadsDemo.Ground(ReferenceData.Load()), DemonstrationRoads.UsualNodes, DemonstrationRoads.UsualSeed, file, cancellation);
        }

        RoadGraphBuild.Run(drawing, graph, ImportOptions.China, GraphBuilding.Indexes, TimeProvider.System, null, cancellation);
    }
}
