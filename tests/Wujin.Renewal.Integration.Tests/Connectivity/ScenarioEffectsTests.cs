using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>Scenarios and remedies on the made-up network: a fast road from Hutang to the town that misses its target by most.</summary>
public sealed class ScenarioEffectsTests(RoadServices services) : IClassFixture<RoadServices>
{
    [Fact]
    public async Task An_empty_scenario_changes_nothing()
    {
        var now = await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false");
        var with = await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false,\"scenario\":{\"type\":\"FeatureCollection\",\"features\":[]}");

        Assert.Equal(Minutes(now), Minutes(with));
    }

    [Fact]
    public async Task A_new_road_flips_a_target_and_makes_nothing_slower()
    {
        var (road, town) = await FastRoadAsync();
        var now = await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false");
        var with = await services.ExecuteAsync("assess-connectivity", $"\"diagnose\":false,\"scenario\":{road}");

        Assert.All(Minutes(now).Zip(Minutes(with)), pair => Assert.True(pair.Second <= pair.First + 0.001, $"{pair}"));
        Assert.True((bool)Find(with, town)["passes"]!);
        Assert.Equal("given", (string?)with["scenario"]);
        Assert.Single(with["scenario_edits"]!.AsArray());
    }

    [Fact]
    public async Task A_new_road_that_joins_at_its_far_end_only_makes_no_place_beside_it_slower()
    {
        var (_, town) = await FastRoadAsync();
        var assessment = await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false");
        foreach (var destination in assessment["tiers"]![0]!["destinations"]!.AsArray().Where(d => (double)d!["snap_distance_m"]! > 60))
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"[{(double)destination!["lon"]!},{(double)destination["lat"]!}]");
            var road = Collection($"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{at},{await OnRoadAsync(town)}]}},\"properties\":{{\"edit\":\"add\",\"class\":\"primary\"}}}}");
            var with = await services.ExecuteAsync("assess-connectivity", $"\"tiers\":[\"T30\"],\"diagnose\":false,\"scenario\":{road}");
            Assert.All(Minutes(assessment).Zip(Minutes(with)), pair => Assert.True(pair.Second <= pair.First + 0.001, $"{destination["place"]}: {pair}"));
        }
    }

    [Fact]
    public async Task Comparing_tells_what_flips_what_is_gained_and_what_a_minute_costs()
    {
        var (road, town) = await FastRoadAsync();
        var scenario = JsonNode.Parse(road)!.AsObject();
        (scenario["code"], scenario["name_zh"], scenario["cost_wan"]) = ("FAST", "快速路", 50000);
        using var created = await services.Client.PostAsync(new Uri("/scenarios", UriKind.Relative), new StringContent(scenario.ToJsonString(), Encoding.UTF8, "application/geo+json"));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        var comparison = JsonNode.Parse(await services.Client.GetStringAsync(new Uri("/scenarios/FAST/compare", UriKind.Relative)))!;
        using var isochrone = await services.GetAsync("/isochrone?place=320412-core&minutes=30&scenario=FAST");

        var destination = comparison["tiers"]!.AsArray().SelectMany(t => t!["destinations"]!.AsArray()).First(d => (string?)d!["place"] == town)!;
        Assert.Equal("now passes", (string?)destination["flips"]);
        Assert.True((int)comparison["flipped"]! >= 1);
        Assert.Equal(50000 / (double)comparison["gained_minutes"]!, (double)comparison["cost_wan_per_minute"]!, 1.0);
        Assert.All(comparison["area"]!.AsArray(), a => Assert.True((double)a!["gained_m2"]! > 0));
        Assert.Equal(HttpStatusCode.OK, isochrone.StatusCode);
        var area = (double)JsonNode.Parse(await isochrone.Content.ReadAsStringAsync())!["features"]![0]!["properties"]!["area_m2"]!;
        Assert.Equal((double)comparison["area"]![0]!["after_m2"]!, area, 1.0);
    }

    [Fact]
    public async Task Faults_of_a_scenario_are_told_by_form_first_and_by_the_network_after()
    {
        const string Loose = """{"type":"Feature","geometry":{"type":"LineString","coordinates":[[123.0,30.0],[123.1,30.1]]},"properties":{"edit":"add","class":"primary"}}""";
        const string Unknown = """{"type":"Feature","geometry":null,"properties":{"edit":"close","way_id":4711471147}}""";
        using var misspelt = await services.PostAsync("route", "\"from\":\"320412-core\",\"to\":\"320413\",\"scenario\":" + Collection("""{"type":"Feature","geometry":null,"properties":{"edit":"cloze"}}"""));
        using var unknown = await services.PostAsync("route", "\"from\":\"320412-core\",\"to\":\"320413\",\"scenario\":\"NONE\"");
        using var unfit = await services.PostAsync("route", "\"from\":\"320412-core\",\"to\":\"320413\",\"scenario\":" + Collection(Loose + "," + Unknown));
        using var validated = await services.Client.PostAsync(new Uri("/scenarios/validate", UriKind.Relative), new StringContent(Collection(Loose + "," + Unknown), Encoding.UTF8, "application/geo+json"));

        Assert.Equal("/inputs/scenario/features/0/properties/edit", (string?)(await CountingServices.ProblemAsync(misspelt, 400))["errors"]![0]!["pointer"]);
        Assert.Equal("/inputs/scenario", (string?)(await CountingServices.ProblemAsync(unknown, 400))["errors"]![0]!["pointer"]);
        var faults = (await CountingServices.ProblemAsync(unfit, 422, "/problems/not-computable"))["errors"]!.AsArray().Select(e => (string)e!["pointer"]!).ToList();
        Assert.Contains(faults, f => f.StartsWith("/inputs/scenario/features/0", StringComparison.Ordinal));
        Assert.Contains("/inputs/scenario/features/1/properties/way_id", faults);
        var answer = JsonNode.Parse(await validated.Content.ReadAsStringAsync())!;
        Assert.False((bool)answer["valid"]!);
        Assert.Equal(faults.Count, answer["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task Remedies_are_ranked_by_targets_met_and_sets_are_computed_together()
    {
        var (road, town) = await FastRoadAsync();
        var useless = Collection("""{"type":"Feature","geometry":null,"properties":{"edit":"speed","class":"service","factor":1.001}}""");
        var harmful = Collection("""{"type":"Feature","geometry":null,"properties":{"edit":"speed","class":"motorway","factor":0.5}}""");
        var ranking = await services.ExecuteAsync("rank-remedies",
            $"\"candidates\":[{{\"name\":\"harmful\",\"cost_wan\":1,\"scenario\":{harmful}}},{{\"name\":\"fast\",\"cost_wan\":50000,\"scenario\":{road}}},{{\"name\":\"useless\",\"cost_wan\":10,\"scenario\":{useless}}}],\"largest_set\":2");

        var best = ranking["ranking"]![0]!;
        Assert.Equal(["fast"], best["names"]!.AsArray().Select(n => (string)n!));
        Assert.Contains(best["flips"]!.AsArray(), f => (string?)f!["place"] == town && (bool)f["passes"]!);
        Assert.Equal((6, true), ((int)ranking["sets_computed"]!, (bool)ranking["is_complete"]!));
        var harm = ranking["ranking"]!.AsArray().Single(r => r!["names"]!.AsArray().Count == 1 && (string?)r["names"]![0] == "harmful")!;
        Assert.True((double)harm["gained_minutes"]! < 0);
    }

    private static string Collection(string edits) => "{\"type\":\"FeatureCollection\",\"features\":[" + edits + "]}";

    /// <summary>A road of 100 km/h from Hutang to the town that misses T30 by most, and that town.</summary>
    private async Task<(string Scenario, string Town)> FastRoadAsync()
    {
        var assessment = await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false");
        var worst = assessment["tiers"]![0]!["destinations"]!.AsArray().MinBy(d => (double)d!["margin_minutes"]!)!;
        var (hutang, town) = (await OnRoadAsync("320412100"), await OnRoadAsync((string)worst["place"]!));
        Assert.False((bool)worst["passes"]!);
        return (Collection($"{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{hutang},{town}]}},\"properties\":{{\"edit\":\"add\",\"class\":\"primary\",\"speed_kmh\":100,\"name\":\"快速路\"}}}}"), (string)worst["place"]!);
    }

    /// <summary>Where a place gets on the roads.</summary>
    private async Task<string> OnRoadAsync(string place) =>
        (await services.ExecuteAsync("route", $"\"from\":\"320412-core\",\"to\":\"{place}\""))["geometry"]!["coordinates"]!.AsArray()[^1]!.ToJsonString();

    private static JsonNode Find(JsonObject assessment, string place) =>
        assessment["tiers"]!.AsArray().SelectMany(t => t!["destinations"]!.AsArray()).First(d => (string?)d!["place"] == place)!;

    private static List<double> Minutes(JsonObject assessment) =>
        [.. assessment["tiers"]!.AsArray().SelectMany(t => t!["destinations"]!.AsArray()).Select(d => (double)d!["minutes"]!)];
}
