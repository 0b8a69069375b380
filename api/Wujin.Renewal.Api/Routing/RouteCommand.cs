using System.CommandLine;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Routes;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Api.Routing;

/// <summary><c>./run route</c>: the fastest way between two places. Needs no database.</summary>
internal static class RouteCommand
{
    private static readonly Option<string> Graph = RoutingOptions.Graph();

    private static readonly Option<string> From = new("--from") { Description = "Where it begins: longitude and latitude.", Required = true, HelpName = "X,Y" };

    private static readonly Option<string> To = new("--to") { Description = "Where it ends.", Required = true, HelpName = "X,Y" };

    private static readonly Option<string> Profile = RoutingOptions.Profile();

    private static readonly Option<string?> Scenario = RoutingOptions.Scenario();

    private static readonly Option<double?> SnapLimit = RoutingOptions.SnapLimit();

    private static readonly Option<string> Format = new("--format")
    {
        Description = "geojson: one feature, its legs and times by class of road among the properties; csv: one row a leg; gpkg: the line, and a line a leg.", HelpName = "geojson|csv|gpkg",
        DefaultValueFactory = _ => "geojson",
    };

    private static readonly Option<string?> Out = new("--out") { Description = "Write to a file; needed for gpkg. [default: standard output]", HelpName = "FILE" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var command = new Command("route", """
            The fastest way between two places, with time by edge and by class of road. Walking to and from the road is included and told.

            Example:
              ./run route --graph wujin.graph --from 119.942,31.701 --to 119.97,31.78 --profile car-peak-am --scenario new-bridge.geojson
            """)
        {
            Graph, From, To, Profile, Scenario, SnapLimit, Format, Out,
        };
        Format.AcceptOnlyFromAmong("geojson", "csv", "gpkg");
        command.SetAction((parsed, stop) =>
        {
            var from = RoutingOptions.ReadPlace("--from", parsed.GetRequiredValue(From));
            var to = RoutingOptions.ReadPlace("--to", parsed.GetRequiredValue(To));
            RoutingOptions.RequireFile(parsed.GetValue(Format), parsed.GetValue(Out));
            return RoadFaults.Tell(() => Run(parsed, from, to, stop));
        });
        return command;
    }

    private static void Run(ParseResult parsed, Position from, Position to, CancellationToken stop)
    {
        using var file = GraphFile.Open(parsed.GetRequiredValue(Graph));
        var profile = RoutingOptions.Read(parsed.GetRequiredValue(Profile));
        var (engine, snapper) = ScenarioGraph.Prepare(file, parsed.GetValue(Scenario));
        stop.ThrowIfCancellationRequested();
        var limit = parsed.GetValue(SnapLimit);
        var origin = SnappedPlace.Find(snapper, "--from", from, profile.Mode(), limit);
        var destination = SnappedPlace.Find(snapper, "--to", to, profile.Mode(), limit);
        var route = new RouteQuery(engine.Network, engine.Metric(profile)).Run(origin.Road.Edges, destination.Road.Edges)
            ?? throw new WorkFailedException($"There is no way from {parsed.GetValue(From)} to {parsed.GetValue(To)} for {profile.Name()}.");
        if (parsed.GetValue(Format) == "gpkg")
        {
            RoutingGeoPackage.WriteRoute(parsed.GetValue(Out)!, route, profile, origin, destination);
            return;
        }

        using var written = parsed.GetValue(Out) is { } path ? new StreamWriter(path) : null;
        var output = written ?? parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(Format) == "csv")
        {
            RouteText.WriteCsv(route, output);
        }
        else
        {
            RouteText.WriteGeoJson(route, profile, origin, destination, output);
        }
    }
}
