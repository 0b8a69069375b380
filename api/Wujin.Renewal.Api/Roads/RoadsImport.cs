using System.CommandLine;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Roads;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Roads;

/// <summary><c>./run roads import FILE.osm.pbf</c>: builds the graph, loads the roads into the register, and every running service takes both over.</summary>
internal static class RoadsImport
{
    private static readonly Argument<string> Source = new("FILE") { Description = "OpenStreetMap data: .osm.pbf or .osm, either also with .gz; or a graph file made by ./run roads build." };

    private static readonly Option<string?> Speeds = new("--speeds") { Description = "Speed model in the place of the built-in one for China.", HelpName = "F.json" };

    private static readonly Option<string?> Observed = new("--observed") { Description = "Observed speeds of cars: a CSV with the columns way_id,speed_kmh[,direction].", HelpName = "F.csv" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("import", """
            Build a road graph and put it to use: travel times from then on rest on it, and the collection roads shows it. A running service takes it over
            without dropping a request.

            Example:
              ./run roads import jiangsu-latest.osm.pbf
            """)
        {
            Source, Speeds, Observed,
        };
        command.SetAction(async (parsed, stop) =>
        {
            var io = parsed.InvocationConfiguration;
            var options = ServiceOptions.FromEnvironment();
            var order = new GraphOrder(parsed.GetRequiredValue(Source), RoadGraphHolder.PathOf(options) + ".import", parsed.GetValue(Speeds), parsed.GetValue(Observed));
            try
            {
                var built = await BuildAsync(order, io.Output, io.Error, stop);
                if (built != ExitCodes.Done)
                {
                    return built;
                }

                await using var database = await OpenDatabase.OpenAsync(options, io.Error, stop);
                var count = await PutToUseAsync(order.Output, RoadGraphHolder.PathOf(options), database.Register, Environment.UserName, stop);
                await io.Output.WriteLineAsync($"roads: {count:N0} roads in use");
                return ExitCodes.Done;
            }
            finally
            {
                File.Delete(order.Output);
            }
        });
        return command;
    }

    /// <summary>Moves a finished graph file to where services look, and loads its roads.</summary>
    /// <returns>How many roads.</returns>
    internal static async Task<long> PutToUseAsync(string finished, string path, RegisterDatabase register, string actor, CancellationToken cancellation)
    {
        using (var check = GraphFile.Open(finished))
        {
            await Task.Run(() => check.Verify(cancellation), cancellation);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.Move(finished, path, overwrite: true);
        using var file = GraphFile.Open(path);
        var network = new LoadedNetwork(file.Checksum, file.Metadata.Source, file.Metadata.IsDemo, file.Metadata.BuiltAt);
        return await new RoadNetworkStore(register.DataSource).LoadAsync(network, RoadRows.Of(file.Network), actor, cancellation);
    }

    private static Task<int> BuildAsync(GraphOrder order, TextWriter output, TextWriter error, CancellationToken stop) => RoadFaults.Tell(() =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(order.Output))!);
        if (order.Source.EndsWith(".graph", StringComparison.OrdinalIgnoreCase))
        {
            File.Copy(order.Source, order.Output, overwrite: true);
        }
        else
        {
            GraphBuilding.Run(order, output, error, stop);
        }
    });
}
