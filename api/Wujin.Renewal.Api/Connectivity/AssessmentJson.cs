using System.Globalization;
using System.Text.Json.Nodes;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>Verdicts as JSON, in the spelling that clients rely on (DESIGN, section 7).</summary>
internal static class AssessmentJson
{
    /// <summary>A tier.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="tier">The tier.</param>
    /// <param name="origins">Where it starts.</param>
    /// <param name="verdicts">What came of its destinations.</param>
    /// <param name="places">Names.</param>
    /// <param name="reached">How much of a town is within the limit, by its code.</param>
    /// <param name="diagnosed">Diagnose what fails, in this profile; null for no diagnosis.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal static JsonObject Tier(
        ReadyNetwork network, TargetTier tier, IReadOnlyList<(Position Place, RoadPlace Road)> origins, IReadOnlyList<Verdict> verdicts, IReadOnlyList<TargetPlace> places,
        IReadOnlyDictionary<string, ReachedTown> reached, Profile? diagnosed, CancellationToken cancellation)
    {
        var destinations = new JsonArray();
        foreach (var verdict in verdicts)
        {
            cancellation.ThrowIfCancellationRequested();
            var place = places.First(p => p.Code == verdict.Destination.Code);
            var json = Destination(verdict, place, tier.LimitMinutes);
            if (!verdict.Passes && verdict.Minutes is not null && diagnosed is { } profile)
            {
                json["diagnosis"] = Diagnose(network, origins, verdict, tier.LimitMinutes, profile);
            }

            if (reached.TryGetValue(place.Code, out var town))
            {
                json["reached"] = new JsonObject
                {
                    ["area_percent"] = Percent(town.AreaShare),
                    ["sites"] = town.Sites,
                    ["sites_within"] = town.SitesWithin,
                    ["sites_percent"] = town.Sites > 0 ? Percent((double)town.SitesWithin / town.Sites) : null,
                };
            }

            destinations.Add(json);
        }

        return new JsonObject
        {
            ["code"] = tier.Code,
            ["name_zh"] = tier.NameZh,
            ["limit_minutes"] = tier.LimitMinutes,
            ["origin"] = tier.OriginCode,
            ["origin_snap_distance_m"] = Math.Round(origins.Min(o => o.Road.Metres), 1),
            ["passed"] = verdicts.Count(v => v.Passes),
            ["failed"] = verdicts.Count(v => !v.Passes),
            ["destinations"] = destinations,
        };
    }

    private static JsonObject Destination(Verdict verdict, TargetPlace place, double limit) => new()
    {
        ["place"] = place.Code,
        ["name_zh"] = place.NameZh,
        ["lon"] = place.Longitude,
        ["lat"] = place.Latitude,
        ["minutes"] = Round(verdict.Minutes),
        ["passes"] = verdict.Passes,
        ["margin_minutes"] = Round(limit - verdict.Minutes),
        ["firmness"] = verdict.IsFirm ? "firm" : "on the edge",
        ["minutes_at_speed_percent"] = new JsonObject([.. verdict.MinutesAtSpeed.Select(m => KeyValuePair.Create(m.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)Round(m.Value)))]),
        ["snap_distance_m"] = verdict.Destination.Road is { } road ? Math.Round(road.Metres, 1) : null,
        ["reason"] = verdict.Destination.Road is null ? "too far from any road" : verdict.Minutes is null ? "no way by road" : null,
    };

    private static JsonObject? Diagnose(ReadyNetwork network, IReadOnlyList<(Position Place, RoadPlace Road)> origins, Verdict verdict, double limit, Profile profile)
    {
        var best = origins
            .Select(o => (o.Place, Route: network.Route(o.Road, verdict.Destination.Road!, profile)))
            .Where(o => o.Route is not null)
            .MinBy(o => o.Route!.Milliseconds);
        if (best.Route is not { } route)
        {
            return null;
        }

        var diagnosis = Diagnosis.Of(route, best.Place, verdict.Destination.Place, limit);
        return new JsonObject
        {
            ["length_m"] = Math.Round(route.Metres, 1),
            ["detour_ratio"] = Math.Round(diagnosis.DetourRatio, 3),
            ["mean_speed_kmh"] = Math.Round(diagnosis.MeanKmh, 1),
            ["passing_mean_speed_kmh"] = Math.Round(diagnosis.PassingKmh, 1),
            ["by_class"] = RouteProcess.ByClass(route),
            ["slowest_stretches"] = new JsonArray([.. diagnosis.Slowest.Select(s => new JsonObject
            {
                ["name"] = s.Name,
                ["class"] = s.Class.OsmName(),
                ["length_m"] = Math.Round(s.Metres, 1),
                ["minutes"] = Math.Round(s.Minutes, 2),
                ["lost_minutes"] = Math.Round(s.LostMinutes, 2),
                ["speed_kmh"] = Math.Round(s.Kmh, 1),
                ["lon"] = Math.Round(s.Place.Longitude, 7),
                ["lat"] = Math.Round(s.Place.Latitude, 7),
            })]),
            ["route"] = RouteProcess.Geometry(route),
        };
    }

    private static double? Percent(double? share) => share is { } value ? Math.Round(100 * value, 1) : null;

    private static double? Round(double? minutes) => minutes is { } value ? Math.Round(value, 3) : null;
}
