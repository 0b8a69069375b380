using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Routes;
using Route = Wujin.Renewal.TravelTime.Search.Routes.Route;

namespace Wujin.Renewal.Api.Routing;

/// <summary>A route as text.</summary>
internal static class RouteText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One GeoJSON feature.</summary>
    public static void WriteGeoJson(Route route, Profile profile, SnappedPlace from, SnappedPlace to, TextWriter output)
    {
        var line = route.Line();
        var coordinates = line.Count > 1 ? line : [.. Enumerable.Repeat(line.Count > 0 ? line[0] : from.Road.Place, 2)];
        var feature = new JsonObject
        {
            ["type"] = "Feature",
            ["geometry"] = new JsonObject
            {
                ["type"] = "LineString",
                ["coordinates"] = new JsonArray([.. coordinates.Select(p => new JsonArray(Math.Round(p.Longitude, 7), Math.Round(p.Latitude, 7)))]),
            },
            ["properties"] = new JsonObject
            {
                ["profile"] = profile.Name(),
                ["seconds"] = Seconds(route.Milliseconds),
                ["metres"] = Math.Round(route.Metres, 1),
                ["from_metres_to_road"] = Math.Round(from.Road.Metres, 1),
                ["from_seconds_to_road"] = Seconds(route.Origin.Milliseconds),
                ["to_metres_to_road"] = Math.Round(to.Road.Metres, 1),
                ["to_seconds_to_road"] = Seconds(route.Destination.Milliseconds),
                ["seconds_by_class"] = new JsonObject([.. route.ByClass().OrderBy(c => c.Key).Select(c => KeyValuePair.Create(c.Key.OsmName(), (JsonNode?)Seconds(c.Value)))]),
                ["legs"] = new JsonArray([.. route.Legs.Select(leg => Leg(route, leg))]),
            },
        };
        output.WriteLine(feature.ToJsonString(Options));
    }

    /// <summary>A row a leg.</summary>
    public static void WriteCsv(Route route, TextWriter output)
    {
        output.WriteLine("leg,way_id,class,name,metres,drive_seconds,turn_seconds");
        for (var i = 0; i < route.Legs.Count; i++)
        {
            var leg = route.Legs[i];
            var segment = route.Network.Segments[leg.Edge >> 1];
            output.WriteLine(FormattableString.Invariant(
                $"{i + 1},{segment.WayId},{segment.Class.OsmName()},{CsvText.Quote(route.Network.Names[segment.Name])},{Metres(route, leg):0.0},{CsvText.Seconds(leg.DriveMilliseconds)},{CsvText.Seconds(leg.TurnMilliseconds)}"));
        }
    }

    private static JsonObject Leg(Route route, RouteLeg leg)
    {
        var segment = route.Network.Segments[leg.Edge >> 1];
        return new JsonObject
        {
            ["way_id"] = segment.WayId,
            ["class"] = segment.Class.OsmName(),
            ["name"] = route.Network.Names[segment.Name],
            ["metres"] = Math.Round(Metres(route, leg), 1),
            ["drive_seconds"] = Seconds(leg.DriveMilliseconds),
            ["turn_seconds"] = Seconds(leg.TurnMilliseconds),
        };
    }

    private static double Metres(Route route, RouteLeg leg) => route.Network.Segments[leg.Edge >> 1].LengthMm / 1000.0 * (leg.To - leg.From);

    private static decimal Seconds(uint milliseconds) => milliseconds / 1000m;
}
