using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.TravelTime.Network;
using Route = Wujin.Renewal.TravelTime.Search.Routes.Route;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>The fastest way between two places.</summary>
internal sealed class RouteProcess(RoadGraphHolder roads, PlaceFinder places, ScenarioNetworks scenarios) : IProcess
{
    /// <inheritdoc/>
    public ProcessDefinition Definition { get; } = new("route", "最快路线", "Route")
    {
        DescriptionZh = "两点之间的最快路线：走向、时间、长度与各级道路所占时间。",
        DescriptionEn = "The fastest way between two places: its course, time and length, and the time by road class.",
        Inputs =
        [
            new("from", "起点", "From", SharedInputs.Place, IsRequired: true),
            new("to", "终点", "To", SharedInputs.Place, IsRequired: true),
            SharedInputs.Profile,
            ScenarioNetworks.Input,
        ],
        Output = new OutputDefinition("route", "路线", "Route", MediaTypes.GeoJson) { DescriptionZh = "GeoJSON 要素（LineString）。", DescriptionEn = "A GeoJSON feature (LineString)." },
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Fault>> CheckAsync(ProcessInputs inputs, CancellationToken cancellation) =>
    [
        .. await places.CheckAsync(Ends(inputs), cancellation).ConfigureAwait(false),
        .. await scenarios.CheckAsync(inputs, cancellation).ConfigureAwait(false),
    ];

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> RunAsync(ProcessInputs inputs, IProgress<ProcessProgress> progress, CancellationToken cancellation)
    {
        var network = await scenarios.ForAsync(roads.Require(), inputs, cancellation).ConfigureAwait(false);
        var profile = SharedInputs.ProfileOf(inputs);
        var ends = await places.FindAsync(network, profile, Ends(inputs), cancellation).ConfigureAwait(false);
        var route = network.Route(ends[0].Road, ends[1].Road, profile)
            ?? throw new ProcessRefusedException([new Fault("/inputs/to", $"There is no way from the one place to the other for {profile.Name()}.")]);
        return JsonSerializer.SerializeToUtf8Bytes(Feature(route, profile, ends[0].Road.Metres, ends[1].Road.Metres, network.IsDemo), ApiJson.Reflected);
    }

    /// <summary>The geometry of a route.</summary>
    internal static JsonObject Geometry(Route route) => new()
    {
        ["type"] = "LineString",
        ["coordinates"] = new JsonArray([.. route.Line().Select(p => new JsonArray(Math.Round(p.Longitude, 7), Math.Round(p.Latitude, 7)))]),
    };

    /// <summary>Minutes and metres by road class, longest first.</summary>
    internal static JsonArray ByClass(Route route)
    {
        var metres = route.Legs.GroupBy(l => route.Network.Segments[l.Edge >> 1].Class)
            .ToDictionary(g => g.Key, g => g.Sum(l => route.Network.Segments[l.Edge >> 1].LengthMm / 1000.0 * (l.To - l.From)));
        return new([.. route.ByClass().OrderByDescending(c => c.Value).Select(c => new JsonObject
        {
            ["class"] = c.Key.OsmName(), ["minutes"] = Math.Round(c.Value / 60_000.0, 2), ["length_m"] = Math.Round(metres[c.Key], 1),
        })]);
    }

    private static JsonObject Feature(Route route, Profile profile, double fromMetres, double toMetres, bool isDemo) => new()
    {
        ["type"] = "Feature",
        ["geometry"] = Geometry(route),
        ["properties"] = new JsonObject
        {
            ["minutes"] = Math.Round(route.Milliseconds / 60_000.0, 3),
            ["seconds"] = route.Milliseconds / 1000.0,
            ["length_m"] = Math.Round(route.Metres, 1),
            ["profile"] = profile.Name(),
            ["by_class"] = ByClass(route),
            ["snap_distance_from_m"] = Math.Round(fromMetres, 1),
            ["snap_distance_to_m"] = Math.Round(toMetres, 1),
            ["is_demo"] = isDemo,
        },
    };

    private static List<(JsonElement, string)> Ends(ProcessInputs inputs) => [(inputs.Find("from")!.Value, "/inputs/from"), (inputs.Find("to")!.Value, "/inputs/to")];
}
