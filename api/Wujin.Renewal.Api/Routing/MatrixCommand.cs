using System.CommandLine;
using System.Text;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Routing;

/// <summary><c>./run matrix</c>: travel times between two lists of places. Needs no database.</summary>
internal static class MatrixCommand
{
    private static readonly Option<string> Graph = RoutingOptions.Graph();

    private static readonly Option<string> From = new("--from") { Description = "Origins: a CSV with the columns lon, lat (degrees) and perhaps id.", Required = true, HelpName = "F.csv" };

    private static readonly Option<string> To = new("--to") { Description = "Destinations, likewise.", Required = true, HelpName = "F.csv" };

    private static readonly Option<string> Profile = RoutingOptions.Profile();

    private static readonly Option<double?> SnapLimit = RoutingOptions.SnapLimit();

    private static readonly Option<string> Format = new("--format")
    {
        Description = "csv: a row a pair; gpkg: the same with the places as points.", HelpName = "csv|gpkg", DefaultValueFactory = _ => "csv",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Write to a file; needed for gpkg. [default: standard output]", HelpName = "FILE" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("matrix", """
            Travel times from each origin to each destination, as CSV or GeoPackage: from, to, seconds (empty where there is no way), and how far each place is from its
            road. Walking to and from the road is included.

            Example:
              ./run matrix --graph wujin.graph --from villages.csv --to hospitals.csv --profile car-peak-am --out times.csv
            """)
        {
            Graph, From, To, Profile, SnapLimit, Format, Out,
        };
        Format.AcceptOnlyFromAmong("csv", "gpkg");
        command.SetAction((parsed, stop) =>
        {
            RoutingOptions.RequireFile(parsed.GetValue(Format), parsed.GetValue(Out));
            return RoadFaults.Tell(() => Run(parsed, stop));
        });
        return command;
    }

    private static void Run(ParseResult parsed, CancellationToken stop)
    {
        using var file = GraphFile.Open(parsed.GetRequiredValue(Graph));
        var profile = RoutingOptions.Read(parsed.GetRequiredValue(Profile));
        var limit = parsed.GetValue(SnapLimit);
        List<SnappedPlace> Snap(string path) => [.. PlaceTable.Read(path).Select(p => SnappedPlace.Find(file.Snapper, p.Id, p.Place, profile.Mode(), limit))];
        var (from, to) = (Snap(parsed.GetRequiredValue(From)), Snap(parsed.GetRequiredValue(To)));
        stop.ThrowIfCancellationRequested();
        var matrix = new MatrixQuery(HierarchySections.Open(file).Metric(profile)).Run([.. from.Select(p => p.Road.Edges)], [.. to.Select(p => p.Road.Edges)]);
        if (parsed.GetValue(Format) == "gpkg")
        {
            RoutingGeoPackage.WriteMatrix(parsed.GetValue(Out)!, from, to, matrix, stop);
        }
        else if (parsed.GetValue(Out) is { } path)
        {
            File.WriteAllText(path, Csv(from, to, matrix, stop), new UTF8Encoding(false));
        }
        else
        {
            parsed.InvocationConfiguration.Output.Write(Csv(from, to, matrix, stop));
        }
    }

    private static string Csv(List<SnappedPlace> from, List<SnappedPlace> to, TravelTimeMatrix matrix, CancellationToken stop)
    {
        var csv = new StringBuilder("from,to,seconds,from_metres_to_road,to_metres_to_road\n");
        for (var o = 0; o < from.Count; o++)
        {
            stop.ThrowIfCancellationRequested();
            for (var d = 0; d < to.Count; d++)
            {
                csv.Append(CsvText.Quote(from[o].Id)).Append(',').Append(CsvText.Quote(to[d].Id)).Append(',').Append(CsvText.Seconds(matrix[o, d]))
                    .Append(CsvText.Invariant, $",{from[o].Road.Metres:0.0},{to[d].Road.Metres:0.0}\n");
            }
        }

        return csv.ToString();
    }
}
