using System.CommandLine;
using System.Diagnostics;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.TravelTime.Demonstration;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Api.Roads;

/// <summary><c>./run roads demo --out FILE</c>: a made-up road network on the reference data, as an OpenStreetMap file.</summary>
internal static class RoadsDemo
{
    private static readonly Option<string> Out = new("--out")
    {
        Description = "OpenStreetMap file to write, .osm.pbf or .osm; it appears whole or not at all.", Required = true, HelpName = "FILE",
    };

    private static readonly Option<int> Nodes = new("--nodes")
    {
        Description = $"Size in nodes, to some per cent: {DemonstrationRoads.LeastNodes} to {DemonstrationRoads.MostNodes}.",
        DefaultValueFactory = _ => DemonstrationRoads.UsualNodes,
        HelpName = "N",
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Another seed, other roads; the same seed, the same file.", DefaultValueFactory = _ => DemonstrationRoads.UsualSeed, HelpName = "N",
    };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("demo", """
            Write a made-up road network around the places of the connectivity targets. Nothing in it is real; every way is tagged wujin:demo=yes, and
            graphs built from it say that they are made up.

            Example:
              ./run roads demo --out demo.osm.pbf
              ./run roads build demo.osm.pbf --out demo.graph
            """)
        {
            Out, Nodes, Seed,
        };
        command.SetAction((parsed, stop) =>
        {
            var (path, nodes, seed) = (parsed.GetRequiredValue(Out), parsed.GetValue(Nodes), parsed.GetValue(Seed));
            if (nodes is < DemonstrationRoads.LeastNodes or > DemonstrationRoads.MostNodes)
            {
                throw new UsageException($"--nodes {nodes} is out of range; expected {DemonstrationRoads.LeastNodes} to {DemonstrationRoads.MostNodes}.");
            }

            if (!path.EndsWith(".osm.pbf", StringComparison.OrdinalIgnoreCase) && !path.EndsWith(".osm", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--out {path}: expected a name that ends with .osm.pbf or .osm.");
            }

            return RoadFaults.Tell(() => Write(path, nodes, seed, parsed.InvocationConfiguration.Output, stop));
        });
        return command;
    }

    /// <summary>Places, main roads and waters of the reference data.</summary>
    public static DemonstrationGround Ground(ReferenceData reference) => new(
        [.. reference.Places.Select(p => new DemonstrationPlace(p.Code, p.NameZh, p.NameEn, p.Role, p.Location.X, p.Location.Y))],
        [.. reference.Corridors.Select(c => new DemonstrationCorridor(c.Reference, c.NameZh, ClassOf(c), c.SpeedKmh, [.. c.Waypoints.Select(w => (w.X, w.Y))]))],
        [.. reference.Waters.Select(w => new DemonstrationWater(w.NameZh, w.NameEn, w.WidthM, [.. w.Waypoints.Select(c => (c.X, c.Y))]))]);

    private static RoadClass ClassOf(CorridorRow corridor) => RoadClasses.TryParse(corridor.RoadClass, out var roadClass)
        ? roadClass
        : throw new InvalidDataException($"corridors.csv: {corridor.Reference} has the unknown class {corridor.RoadClass}.");

    private static void Write(string path, int nodes, ulong seed, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var unfinished = $"{path}.{Environment.ProcessId}.unfinished";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            using (OsmFile file = path.EndsWith(".osm", StringComparison.OrdinalIgnoreCase) ? new OsmXmlFile(stream) : new OsmPbfFile(stream))
            {
                DemonstrationRoads.Write(Ground(ReferenceData.Load()), nodes, seed, file, cancellation);
                output.WriteLine(FormattableString.Invariant(
                    $"{path}: {file.NodeCount:N0} nodes, {file.WayCount:N0} ways, {file.RelationCount:N0} turn restrictions, all made up, in {watch.Elapsed.TotalSeconds:0.0} s."));
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
