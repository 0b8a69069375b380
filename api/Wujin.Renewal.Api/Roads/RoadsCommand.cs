using System.CommandLine;

namespace Wujin.Renewal.Api.Roads;

/// <summary><c>./run roads …</c>: road graphs. None of these verbs needs the database.</summary>
internal static class RoadsCommand
{
    private static readonly Argument<string> Source = new("FILE")
    {
        Description = "OpenStreetMap data: .osm.pbf or .osm, either also with .gz.",
    };

    private static readonly Option<string> Out = new("--out") { Description = "File to write; it appears whole or not at all.", Required = true, HelpName = "FILE" };

    private static readonly Option<string?> Speeds = new("--speeds")
    {
        Description = "Speed model in the place of the built-in one for China (a changed copy of speeds.cn.json).", HelpName = "F.json",
    };

    private static readonly Option<string?> Observed = new("--observed")
    {
        Description = "Observed speeds of cars: a CSV with the columns way_id,speed_kmh[,direction].", HelpName = "F.csv",
    };

    private static readonly Argument<string> Graph = new("FILE") { Description = "A graph file." };

    private static readonly Option<string> GraphOption = new("--graph") { Description = "A graph file.", Required = true, HelpName = "FILE" };

    private static readonly Option<bool> Verify = new("--verify") { Description = "Read the whole file and compare every checksum." };

    private static readonly Option<bool> Json = new("--json") { Description = "Write one JSON object." };

    private static readonly Option<string> Format = new("--format") { Description = "csv or gpkg.", Required = true, HelpName = "csv|gpkg" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        Format.AcceptOnlyFromAmong("csv", "gpkg");
        return new("roads", "Road graphs: build, look into, export; made-up roads.") { BuildVerb(), InfoVerb(), ExportVerb(), RoadsDemo.Build() };
    }

    private static Command BuildVerb()
    {
        var command = new Command("build", """
            Build a road graph from OpenStreetMap data. What was not sound in the data is reported on standard error and kept in the file.

            Example:
              ./run roads build jiangsu-latest.osm.pbf --out jiangsu.graph
            """)
        {
            Source, Out, Speeds, Observed,
        };
        command.SetAction((parsed, stop) => RoadFaults.Tell(() => GraphBuilding.Run(
            new(parsed.GetRequiredValue(Source), parsed.GetRequiredValue(Out), parsed.GetValue(Speeds), parsed.GetValue(Observed)),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, stop)));
        return command;
    }

    private static Command InfoVerb()
    {
        var command = new Command("info", "Say what a graph file holds, where it comes from and what was found when it was built.") { Graph, Verify, Json };
        command.SetAction((parsed, stop) => RoadFaults.Tell(() =>
            GraphInfo.Write(parsed.GetRequiredValue(Graph), parsed.GetValue(Verify), parsed.GetValue(Json), parsed.InvocationConfiguration.Output, stop)));
        return command;
    }

    private static Command ExportVerb()
    {
        var command = new Command("export", """
            Export arcs (class, length, milliseconds by profile) and turns (from state to state, milliseconds in free flow), so that anyone can check times
            with their own Dijkstra: from state u to state v it takes the milliseconds of u's arc, then those of the turn. Turns of the car profiles at peak
            hours are multiplied by the factor that roads info tells. With csv, the turns go to a second file, named FILE.turns.csv.

            Example:
              ./run roads export --graph wujin.graph --format gpkg --out wujin.gpkg
            """)
        {
            GraphOption, Format, Out,
        };
        command.SetAction((parsed, stop) => RoadFaults.Tell(() => GraphExport.Run(
            parsed.GetRequiredValue(GraphOption), parsed.GetRequiredValue(Format), parsed.GetRequiredValue(Out), parsed.InvocationConfiguration.Error, stop)));
        return command;
    }
}
