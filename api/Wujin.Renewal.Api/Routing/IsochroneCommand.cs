using System.CommandLine;
using System.Globalization;
using System.Text;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Routing;

/// <summary><c>./run isochrone</c>: how far one gets within some minutes. Needs no database.</summary>
internal static class IsochroneCommand
{
    private const int MostLimits = 24;
    private const double LongestMinutes = 600;

    private static readonly Option<string> Graph = RoutingOptions.Graph();
    private static readonly Option<double> Lon = new("--lon") { Description = "Longitude of the place, degrees.", Required = true, HelpName = "X" };
    private static readonly Option<double> Lat = new("--lat") { Description = "Latitude of the place, degrees.", Required = true, HelpName = "Y" };

    private static readonly Option<string> Minutes = new("--minutes")
    {
        Description = $"Limits, at most {MostLimits} of up to {LongestMinutes} minutes.", HelpName = "10,20,30", DefaultValueFactory = _ => "30,45",
    };

    private static readonly Option<string> Profile = RoutingOptions.Profile();

    private static readonly Option<string> Direction = new("--direction")
    {
        Description = "From the place or to it.", HelpName = "from|to", DefaultValueFactory = _ => "from",
    };

    private static readonly Option<string?> Scenario = RoutingOptions.Scenario();

    private static readonly Option<double?> Cell = new("--cell")
    {
        Description = "Side of a cell of the time surface, metres. [default: 50 by car, 25 else; more where the roads extend very far]", HelpName = "METRES",
    };

    private static readonly Option<double?> SnapLimit = RoutingOptions.SnapLimit();

    private static readonly Option<string> Format = new("--format")
    {
        Description = "geojson: nested polygons; lines: the reached roads, cut at the limits; csv and tif: the time surface; gpkg: polygons and roads.", HelpName = "geojson|lines|csv|tif|gpkg",
        DefaultValueFactory = _ => "geojson",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Write to a file; needed for tif and gpkg. [default: standard output]", HelpName = "FILE" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("isochrone", """
            The ground within reach of a place within some minutes by road, as nested polygons. Off the road one walks, across no water or motorway.

            Examples:
              ./run isochrone --graph wujin.graph --lon 119.943 --lat 31.708 --minutes 15,30,45 > reach.geojson
              ./run isochrone --graph wujin.graph --lon 119.943 --lat 31.708 --minutes 60 --format tif --out minutes.tif
            """)
        {
            Graph, Lon, Lat, Minutes, Profile, Direction, Scenario, Cell, SnapLimit, Format, Out,
        };
        Direction.AcceptOnlyFromAmong("from", "to");
        Format.AcceptOnlyFromAmong("geojson", "lines", "csv", "tif", "gpkg");
        command.SetAction((parsed, stop) =>
        {
            var place = RoutingOptions.ReadPlace(
                "--lon and --lat", string.Create(CultureInfo.InvariantCulture, $"{parsed.GetRequiredValue(Lon)},{parsed.GetRequiredValue(Lat)}"));
            var limits = ReadLimits(parsed.GetRequiredValue(Minutes));
            RoutingOptions.RequireFile(parsed.GetValue(Format), parsed.GetValue(Out));
            return RoadFaults.Tell(() => Run(parsed, place, limits, stop));
        });
        return command;
    }

    private static uint[] ReadLimits(string text)
    {
        var minutes = text.Split(',').Select(part =>
            double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= LongestMinutes
                ? value
                : throw new UsageException($"--minutes {text}: '{part}' is no limit; expected numbers above 0 and up to {LongestMinutes}, such as 15,30,45.")).ToList();
        return minutes.Count <= MostLimits && minutes.Distinct().Count() == minutes.Count
            ? [.. minutes.Select(m => (uint)Math.Round(m * 60_000))]
            : throw new UsageException($"--minutes takes at most {MostLimits} limits, none of them twice.");
    }

    private static void Run(ParseResult parsed, Position place, uint[] limits, CancellationToken stop)
    {
        using var file = GraphFile.Open(parsed.GetRequiredValue(Graph));
        var profile = RoutingOptions.Read(parsed.GetRequiredValue(Profile));
        var (engine, snapper) = ScenarioGraph.Prepare(file, parsed.GetValue(Scenario));
        stop.ThrowIfCancellationRequested();
        var origin = SnappedPlace.Find(snapper, "The place", place, profile.Mode(), parsed.GetValue(SnapLimit));
        var query = new IsochroneQuery(BuildIndex(parsed, engine.Network, OffRoadWalk.Of(file.Speeds), profile.Mode()));
        stop.ThrowIfCancellationRequested();
        var isTowards = parsed.GetValue(Direction) == "to";
        var field = new OneToAllQuery(engine.Network, engine.Metric(profile)).Run(origin.Road.Edges, isTowards, query.SearchLimit(limits));
        var description = new IsochroneDescription(profile, isTowards, query.Index.Lattice.CellMetres, origin.Road.Metres, query.Index.Walk);
        if (parsed.GetValue(Format) == "gpkg")
        {
            RoutingGeoPackage.WriteIsochrones(parsed.GetValue(Out)!, query, query.Surface(field, [place]), field, limits, description);
            return;
        }

        using var output = parsed.GetValue(Out) is { } path ? File.Create(path) : (Stream)new MemoryStream();
        switch (parsed.GetValue(Format))
        {
            case "lines":
                output.Write(ReachedLinesJson.Write(engine.Network, new ReachedLines(field, limits).Parts(), description));
                break;
            case "csv":
                using (var text = new StreamWriter(output, leaveOpen: true))
                {
                    TimeGridCsv.Write(query.Surface(field, [place]).ToGrid(), text);
                }

                break;
            case "tif":
                GeoTiff.Write(query.Surface(field, [place]).ToGrid(), description.Note, output);
                break;
            default:
                output.Write(query.WriteGeoJson(query.Surface(field, [place]), limits, description).Span);
                break;
        }

        if (output is MemoryStream written)
        {
            parsed.InvocationConfiguration.Output.Write(Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length)));
        }
    }

    private static SurfaceIndex BuildIndex(ParseResult parsed, RoadNetwork network, OffRoadWalk walk, TravelMode mode)
    {
        var area = Box.Around(network.Points.Span);
        try
        {
            return SurfaceIndex.Build(network, walk, parsed.GetValue(Cell) ?? Lattice.DefaultCellMetres(area, walk, mode));
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new UsageException($"--cell: {wrong.Message.Split('(')[0].Trim()}");
        }
    }
}
