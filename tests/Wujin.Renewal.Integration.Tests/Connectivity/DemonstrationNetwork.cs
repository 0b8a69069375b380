using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>Graph files of made-up roads, built once a test run each.</summary>
internal static class DemonstrationNetwork
{
    private static readonly Lazy<Task<string>> First = new(() => Task.Run(() => Build(DemonstrationRoads.UsualSeed)));
    private static readonly Lazy<Task<string>> Second = new(() => Task.Run(() => Build(7)));

    /// <summary>The usual one.</summary>
    internal static Task<string> UsualAsync() => First.Value;

    /// <summary>Another: other towns, other streets.</summary>
    internal static Task<string> OtherAsync() => Second.Value;

    private static string Build(ulong seed)
    {
        var folder = Directory.CreateTempSubdirectory("wujin-roads-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var (drawing, graph) = (Path.Combine(folder, "demo.osm.pbf"), Path.Combine(folder, "demo.graph"));
        using (var stream = new FileStream(drawing, FileMode.Create))
        using (var file = new OsmPbfFile(stream))
        {
            DemonstrationRoads.Write(RoadsDemo.Ground(ReferenceData.Load()), DemonstrationRoads.UsualNodes, seed, file);
        }

        RoadGraphBuild.Run(drawing, graph, ImportOptions.China, GraphBuilding.Indexes, TimeProvider.System);
        return graph;
    }
}
