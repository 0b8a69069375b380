using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Api.Scenarios;
using Wujin.Renewal.Store.Connectivity;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary><c>GET /scenarios/{code}/compare</c>: what a scenario changes: targets that flip, minutes gained by place and by site, area gained, cost per minute.</summary>
internal sealed class CompareEndpoint : IOpenApiContribution
{
    private static readonly double[] AreaMinutes = [30, 45];

    internal static async Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var profile = parameters.Single<Profile>("profile", ParseProfile) ?? Profile.Car;
        parameters.ThrowIfFaulty("profile, f and lang");
        var scenario = await ScenarioEndpoints.FindAsync(context).ConfigureAwait(false);
        var network = context.RequestServices.GetRequiredService<RoadGraphHolder>().Require();
        var store = context.RequestServices.GetRequiredService<ConnectivityStore>();
        var (targets, places) = await TargetQuestions.ReadAsync(store, null, context.RequestAborted).ConfigureAwait(false);
        var sites = await store.SitesAsync(context.RequestAborted).ConfigureAwait(false);
        using var slot = await context.RequestServices.GetRequiredService<ComputeSlots>().EnterAsync(context.RequestAborted).ConfigureAwait(false);
        JsonObject document;
        try
        {
            var changed = context.RequestServices.GetRequiredService<ScenarioNetworks>().Apply(network, ScenarioNetworks.Collection(scenario.Draft.EditsJson), "");
            document = await Task.Run(() => Compare(network, changed, targets, places, sites, profile, (double?)scenario.Draft.CostWan, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        }
        catch (ProcessRefusedException refused)
        {
            throw ExecuteRequest.Refuse(refused.Faults, ProcessProblems.NotComputable);
        }

        document["scenario"] = scenario.Draft.Code;
        document["version"] = scenario.Version;
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, document).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var operation = ProcessOperations.Read(definition, definition.T("方案", "Scenarios"), "compareScenario", definition.T("方案与现状比较", "The scenario compared with the present"), [ProcessOperations.Query("profile")]);
        operation.Parameters!.Add(new OpenApiParameter { Name = "code", In = ParameterLocation.Path, Required = true, Schema = SharedComponents.Text() });
        definition.AddProblems(operation.Responses!, ProblemTypes.NotFound, ProcessProblems.NoRoads, ProcessProblems.NotComputable);
        definition.Add("/scenarios/{code}/compare", HttpMethod.Get, operation);
    }

    private static JsonObject Compare(
        ReadyNetwork before, ReadyNetwork after, IReadOnlyList<TargetQuestion> targets, IReadOnlyList<TargetPlace> places, IReadOnlyList<TargetSite> sites, Profile profile, double? costWan,
        CancellationToken cancellation)
    {
        var (was, now) = (TargetTimes.Of(before, targets, profile), TargetTimes.Of(after, targets, profile));
        cancellation.ThrowIfCancellationRequested();
        var (gained, flipped) = (0.0, 0);
        var tiers = new JsonArray();
        for (var t = 0; t < targets.Count; t++)
        {
            var destinations = new JsonArray();
            for (var d = 0; d < targets[t].Destinations.Count; d++)
            {
                var (passed, passes) = (was[t][d] <= targets[t].LimitMinutes, now[t][d] <= targets[t].LimitMinutes);
                gained += was[t][d] - now[t][d] ?? 0;
                flipped += passed == passes ? 0 : 1;
                destinations.Add(new JsonObject
                {
                    ["place"] = targets[t].Destinations[d].Code,
                    ["name_zh"] = places.First(p => p.Code == targets[t].Destinations[d].Code).NameZh,
                    ["minutes_before"] = Round(was[t][d]),
                    ["minutes_after"] = Round(now[t][d]),
                    ["gained_minutes"] = Round(was[t][d] - now[t][d]),
                    ["flips"] = passed == passes ? null : passes ? "now passes" : "now fails",
                });
            }

            tiers.Add(new JsonObject { ["code"] = targets[t].Code, ["limit_minutes"] = targets[t].LimitMinutes, ["destinations"] = destinations });
        }

        return new JsonObject
        {
            ["profile"] = profile.Name(),
            ["graph_checksum"] = before.Checksum,
            ["is_demo"] = before.IsDemo,
            ["flipped"] = flipped,
            ["gained_minutes"] = Round(gained),
            ["cost_wan"] = costWan,
            ["cost_wan_per_minute"] = costWan is { } cost && gained > 0 ? Math.Round(cost / gained, 2) : null,
            ["tiers"] = tiers,
            ["area"] = Areas(before, after, targets, profile),
            ["sites"] = Sites(before, after, targets, sites, profile, cancellation),
        };
    }

    /// <summary>Ground within reach of the origin of the first target.</summary>
    private static JsonArray Areas(ReadyNetwork before, ReadyNetwork after, IReadOnlyList<TargetQuestion> targets, Profile profile)
    {
        if (targets.Count == 0)
        {
            return [];
        }

        var (was, now) = (AreasOf(before, targets[0].Origins, profile), AreasOf(after, targets[0].Origins, profile));
        return new JsonArray([.. AreaMinutes.Select((minutes, i) => new JsonObject
        {
            ["minutes"] = minutes, ["before_m2"] = Math.Round(was[i]), ["after_m2"] = Math.Round(now[i]), ["gained_m2"] = Math.Round(now[i] - was[i]),
        })]);
    }

    private static double[] AreasOf(ReadyNetwork network, IReadOnlyList<Position> origins, Profile profile)
    {
        List<EdgePlace> starts = [.. origins.Select(o => network.Snap(o, profile)).OfType<SnapResult.Snapped>().SelectMany(s => s.Road.Edges)];
        uint[] limits = [.. AreaMinutes.Select(m => (uint)(m * 60_000))];
        return network.WithIsochrones(profile.Mode(), query =>
        {
            var surface = query.Surface(network.Reach(starts, profile, isTowards: false, query.SearchLimit(limits)), origins);
            var (tracer, shape) = (new IsochroneTracer(), new IsochroneShape());
            return limits.Select(limit =>
            {
                tracer.Trace(surface, limit, shape);
                return shape.AreaSquareMetres;
            }).ToArray();
        });
    }

    /// <summary>Minutes of sites from the origin of the first target, of those that change by more than a second.</summary>
    private static JsonArray Sites(
        ReadyNetwork before, ReadyNetwork after, IReadOnlyList<TargetQuestion> targets, IReadOnlyList<TargetSite> sites, Profile profile, CancellationToken cancellation)
    {
        if (targets.Count == 0)
        {
            return [];
        }

        List<TargetQuestion> question = [targets[0] with { Destinations = [.. sites.Select(s => (s.Code, Position.FromDegrees(s.Longitude, s.Latitude)))] }];
        var was = TargetTimes.Of(before, question, profile)[0];
        cancellation.ThrowIfCancellationRequested();
        var now = TargetTimes.Of(after, question, profile)[0];
        return new JsonArray([.. sites.Select((site, i) => (site, Was: was[i], Now: now[i]))
            .Where(s => s.Was is null != s.Now is null || Math.Abs(s.Was - s.Now ?? 0) > 1 / 60.0)
            .OrderByDescending(s => s.Was - s.Now ?? double.MaxValue)
            .Select(s => new JsonObject { ["code"] = s.site.Code, ["kind"] = s.site.Kind, ["minutes_before"] = Round(s.Was), ["minutes_after"] = Round(s.Now), ["gained_minutes"] = Round(s.Was - s.Now) })]);
    }

    private static Profile? ParseProfile(string text, out string fault)
    {
        fault = $"profile is one of {string.Join(", ", Profiles.All.Select(p => p.Name()))}.";
        return Profiles.TryParse(text, out var profile) ? profile : null;
    }

    private static double? Round(double? minutes) => minutes is { } value ? Math.Round(value, 3) : null;
}
