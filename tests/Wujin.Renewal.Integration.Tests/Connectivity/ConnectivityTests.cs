using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Integration.Tests.Processes;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>What is computed over the made-up network, over HTTP.</summary>
public sealed class ConnectivityTests(RoadServices services) : IClassFixture<RoadServices>
{
    [Fact]
    public async Task An_isochrone_has_minutes_and_area_and_grows_with_the_limit()
    {
        using var response = await services.GetAsync("/isochrone?lon=119.943&lat=31.708&minutes=10,20,30");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var features = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["features"]!.AsArray();
        Assert.Equal([10, 20, 30], features.Select(f => (double)f!["properties"]!["minutes"]!));
        var areas = features.Select(f => (double)f!["properties"]!["area_m2"]!).ToList();
        Assert.True(areas[0] > 1e6 && areas[0] < areas[1] && areas[1] < areas[2], string.Join(' ', areas));
    }

    [Fact]
    public async Task Forty_five_minutes_are_drawn_in_cells_of_50_m()
    {
        using var response = await services.GetAsync("/isochrone?place=320412-core&minutes=45");

        var feature = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["features"]![0]!;
        Assert.InRange((double)feature["properties"]!["cell_m"]!, 20, 50);
    }

    [Fact]
    public async Task The_short_cut_and_the_process_give_the_same_isochrone()
    {
        var shortCut = await services.Client.GetStringAsync(new Uri("/isochrone?place=320412-core&minutes=15&profile=ebike&direction=to", UriKind.Relative));
        using var process = await services.PostAsync("isochrone", "\"origin\":\"320412-core\",\"minutes\":[15],\"profile\":\"ebike\",\"direction\":\"to\"");

        Assert.Equal(shortCut, await process.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/isochrone", "lon")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&minutes=0", "minutes")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&minutes=-5", "minutes")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&minutes=NaN", "minutes")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&minutes=10000", "minutes")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&minutes=30,30", "minutes")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&profile=rocket", "profile")]
    [InlineData("/isochrone?lon=NaN&lat=31.7", "lon")]
    [InlineData("/isochrone?lon=500&lat=31.7", "lon")]
    [InlineData("/isochrone?place=nowhere", "place")]
    [InlineData("/isochrone?lon=119.9&lat=31.7&colour=red", "colour")]
    public async Task A_wrong_parameter_is_refused_by_its_name(string address, string parameter)
    {
        using var response = await services.GetAsync(address);

        var problem = await CountingServices.ProblemAsync(response, 400, "/problems/invalid-parameter");
        Assert.Contains(parameter, problem["errors"]!.AsArray().Select(e => (string?)e!["parameter"]));
    }

    [Fact]
    public async Task A_hundred_limits_are_refused_with_their_number()
    {
        using var response = await services.PostAsync("isochrone", $"\"origin\":[119.9,31.7],\"minutes\":[{string.Join(",", Enumerable.Range(1, 100))}]");

        var problem = await CountingServices.ProblemAsync(response, 400, "/problems/invalid-inputs");
        Assert.Contains("100", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[122.5,31.2]")]
    [InlineData("[120.15,31.2]")]
    public async Task A_place_in_the_sea_or_in_a_lake_says_that_no_road_is_near_and_where(string origin)
    {
        using var response = await services.PostAsync("isochrone", "\"origin\":" + origin);

        var problem = await CountingServices.ProblemAsync(response, 422, "/problems/not-computable");
        Assert.Equal("/inputs/origin", (string?)problem["errors"]![0]!["pointer"]);
        Assert.Equal(origin, problem["errors"]![0]!["location"]!.ToJsonString());
    }

    [Fact]
    public async Task The_matrix_and_the_route_agree_to_the_millisecond()
    {
        const string From = "\"from\":[\"320412-core\",\"320412110\",[119.60,31.75]]", To = "\"to\":[\"320413\",\"320412103\"]";
        foreach (var profile in new[] { "car", "car-peak-am", "ebike", "walk" })
        {
            var minutes = (await services.ExecuteAsync("travel-time-matrix", $"{From},{To},\"profile\":\"{profile}\""))["minutes"]!.AsArray();
            var (rows, columns) = (new[] { "\"320412-core\"", "\"320412110\"", "[119.60,31.75]" }, new[] { "\"320413\"", "\"320412103\"" });
            for (var r = 0; r < rows.Length; r++)
            {
                for (var c = 0; c < columns.Length; c++)
                {
                    var route = await services.ExecuteAsync("route", $"\"from\":{rows[r]},\"to\":{columns[c]},\"profile\":\"{profile}\"");
                    Assert.Equal((double)minutes[r]![c]!, (double)route["properties"]!["minutes"]!, 0.0011);
                    Assert.Equal(
                        (double)route["properties"]!["length_m"]!, route["properties"]!["by_class"]!.AsArray().Sum(b => (double)b!["length_m"]!), 1.0);
                }
            }
        }
    }

    [Fact]
    public async Task A_matrix_of_too_many_places_or_pairs_is_refused()
    {
        var many = string.Join(",", Enumerable.Repeat("[119.9,31.7]", 10_000));
        var more = string.Join(",", Enumerable.Repeat("[119.9,31.7]", 100_000));
        using var pairs = await services.PostAsync("travel-time-matrix", $"\"from\":[{many}],\"to\":[{many}]");
        using var places = await services.PostAsync("travel-time-matrix", $"\"from\":[{more}],\"to\":[{more}]");

        Assert.Contains("100,000,000 pairs", (string?)(await CountingServices.ProblemAsync(pairs, 400))["detail"], StringComparison.Ordinal);
        Assert.Equal(2, (await CountingServices.ProblemAsync(places, 400))["errors"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_assessment_of_all_tiers_is_spelled_as_clients_rely_on_and_adds_up()
    {
        var assessment = await services.ExecuteAsync("assess-connectivity");

        Assert.Equal(["T30", "T45", "T60", "T120"], assessment["tiers"]!.AsArray().Select(t => (string)t!["code"]!));
        Assert.NotNull(assessment["run"]);
        Assert.True((bool)assessment["is_demo"]!);
        foreach (var tier in assessment["tiers"]!.AsArray())
        {
            var limit = (double)tier!["limit_minutes"]!;
            foreach (var destination in tier["destinations"]!.AsArray())
            {
                var minutes = (double)destination!["minutes"]!;
                Assert.Equal(minutes <= limit, (bool)destination["passes"]!);
                Assert.Equal(limit - minutes, (double)destination["margin_minutes"]!, 0.002);
                var others = destination["minutes_at_speed_percent"]!.AsObject().ToDictionary(o => int.Parse(o.Key, CultureInfo.InvariantCulture), o => (double)o.Value!);
                Assert.True(others[80] >= others[90] && others[90] >= minutes && minutes >= others[110] && others[110] >= others[120]);
                Assert.Equal(others.Values.All(o => o <= limit == minutes <= limit) ? "firm" : "on the edge", (string?)destination["firmness"]);
                Assert.Equal(minutes > limit, destination["diagnosis"] is not null);
            }
        }
    }

    [Fact]
    public async Task The_diagnosis_of_a_fail_explains_it()
    {
        var assessment = await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T120\"]");
        var failed = assessment["tiers"]![0]!["destinations"]!.AsArray().First(d => !(bool)d!["passes"]!)!;
        var diagnosis = failed["diagnosis"]!;

        Assert.InRange((double)diagnosis["detour_ratio"]!, 1, 5);
        Assert.True((double)diagnosis["passing_mean_speed_kmh"]! > (double)diagnosis["mean_speed_kmh"]!);
        Assert.InRange(diagnosis["slowest_stretches"]!.AsArray().Count, 1, 10);
        var lost = diagnosis["slowest_stretches"]!.AsArray().Select(s => (double)s!["lost_minutes"]!).ToList();
        Assert.Equal(lost.OrderDescending(), lost);
        Assert.Equal((double)failed["minutes"]!, diagnosis["by_class"]!.AsArray().Sum(c => (double)c!["minutes"]!), 8.0);
        Assert.Equal("LineString", (string?)diagnosis["route"]!["type"]);
    }

    [Fact]
    public async Task A_run_is_kept_with_what_it_rests_on_and_cannot_be_changed()
    {
        var run = (string)(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false"))["run"]!;

        var row = Assert.Single(await services.Database.DataSource.RowsAsync(
            $"SELECT graph_checksum, software_version, inputs::jsonb ->> 'tiers', destinations FROM renewal.assessment WHERE code = '{run}'"));
        Assert.Equal((services.Holder.Current!.Checksum, "[\"T30\"]", 16), ((string)row[0]!, (string)row[2]!, (int)row[3]!));
        Assert.StartsWith("Wujin.Renewal ", (string?)row[1], StringComparison.Ordinal);
        foreach (var change in new[] { "UPDATE renewal.assessment SET passed = 16", "DELETE FROM renewal.assessment", "TRUNCATE renewal.assessment" })
        {
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => services.Database.DataSource.ExecuteAsync(change));
        }
    }

    [Fact]
    public async Task A_run_is_read_as_a_document_a_table_points_and_a_page()
    {
        var run = (string)(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T60\"]"))["run"]!;

        var document = JsonNode.Parse(await services.Client.GetStringAsync(new Uri("/assessments/" + run, UriKind.Relative)))!;
        var csv = await services.Client.GetStringAsync(new Uri($"/assessments/{run}/csv", UriKind.Relative));
        var points = JsonNode.Parse(await services.Client.GetStringAsync(new Uri($"/assessments/{run}/geojson", UriKind.Relative)))!;
        var page = WebUtility.HtmlDecode(await services.Client.GetStringAsync(new Uri($"/assessments/{run}?f=html", UriKind.Relative)));

        Assert.Equal("T60", (string?)document["inputs"]!["tiers"]![0]);
        Assert.Equal(4, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("苏州市", csv, StringComparison.Ordinal);
        Assert.Equal(3, points["features"]!.AsArray().Count);
        Assert.Contains("苏州市", page, StringComparison.Ordinal);
        Assert.Contains("class=\"notice demo\"", page, StringComparison.Ordinal);
        Assert.Contains(run, await services.Client.GetStringAsync(new Uri("/assessments", UriKind.Relative)), StringComparison.Ordinal);
        await CountingServices.ProblemAsync(await services.GetAsync("/assessments/nothing"), 404);
    }

    [Fact]
    public async Task Two_runs_are_compared_destination_by_destination()
    {
        var before = (string)(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false"))["run"]!;
        var after = (string)(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"profile\":\"car-peak-pm\",\"diagnose\":false"))["run"]!;

        var comparison = JsonNode.Parse(await services.Client.GetStringAsync(new Uri($"/assessments/{before}/compare/{after}", UriKind.Relative)))!;

        Assert.True((bool)comparison["same_graph"]!);
        Assert.Equal(16, comparison["destinations"]!.AsArray().Count);
        Assert.All(comparison["destinations"]!.AsArray(), d => Assert.True((double)d!["gained_minutes"]! <= 0));
        Assert.Equal(comparison["destinations"]!.AsArray().Count(d => d!["flips"] is not null), (int)comparison["flipped"]!);
    }

    [Fact]
    public async Task Unknown_tiers_and_gateways_are_refused_together()
    {
        using var response = await services.PostAsync("assess-connectivity", "\"tiers\":[\"T30\",\"T31\"],\"origins\":[\"nowhere\"]");

        var problem = await CountingServices.ProblemAsync(response, 400);
        Assert.Equal(["/inputs/origins/0", "/inputs/tiers/1"], problem["errors"]!.AsArray().Select(e => (string)e!["pointer"]!));
    }

    [Fact]
    public async Task More_gateways_never_make_a_destination_farther()
    {
        double[] Minutes(JsonObject a) => [.. a["tiers"]![0]!["destinations"]!.AsArray().Select(d => (double)d!["minutes"]!)];
        var one = Minutes(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"origins\":[\"320412-core\"]"));
        var two = Minutes(await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"origins\":[\"320412-core\",\"320413\"]"));

        Assert.All(one.Zip(two), pair => Assert.True(pair.Second <= pair.First + 0.001));
        Assert.Contains(one.Zip(two), pair => pair.Second < pair.First);
    }

    [Fact]
    public async Task The_accessibility_of_sites_is_kept_and_agrees_with_the_matrix()
    {
        await services.Database.DataSource.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom) VALUES
                ('ACC1', 'industrial-park', '园', 'approved', '2024-03-01', {RegisterSql.Box(119.90, 31.70, 119.901, 31.701)}),
                ('ACC2', 'compound', '村', 'surveyed', '2024-03-01', NULL)
            """);

        var result = await services.ExecuteAsync("site-accessibility", """
            "points":{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[119.95,31.71]}}]}
            """);

        var site = result["sites"]!.AsArray().Single(s => (string?)s!["code"] == "ACC1")!;
        Assert.DoesNotContain(result["sites"]!.AsArray(), s => (string?)s!["code"] == "ACC2");
        var matrix = await services.ExecuteAsync("travel-time-matrix", "\"from\":[[119.9005,31.7005]],\"to\":[\"320412-core\"]");
        Assert.Equal((double)matrix["minutes"]![0]![0]!, (double)site["main_area_minutes"]!, 0.2);
        Assert.NotNull(site["platform"]);
        Assert.InRange((double)site["points_minutes"]!, 0.1, 60);
        var kept = await services.Database.DataSource.RowsAsync("SELECT a.main_area_minutes FROM renewal.site_accessibility a JOIN renewal.site s USING (site_id) WHERE s.code = 'ACC1'");
        Assert.Equal((double)site["main_area_minutes"]!, (double)Assert.Single(kept)[0]!, 0.01);
    }

    [Fact]
    public async Task Isochrones_are_valid_and_nested()
    {
        using var response = await services.GetAsync("/isochrone?place=320412-core&minutes=5,15,25");
        var features = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["features"]!.AsArray();
        var polygons = features.Select(f => Polygons(f!["geometry"]!)).ToList();

        Assert.All(polygons, p => Assert.True(p.IsValid));
        Assert.True(polygons[1].Covers(polygons[0]) && polygons[2].Covers(polygons[1]));
    }

    private static MultiPolygon Polygons(JsonNode geometry)
    {
        var factory = GeometryFactory.Default;
        LinearRing Ring(JsonNode? ring) => factory.CreateLinearRing([.. ring!.AsArray().Select(p => new Coordinate((double)p![0]!, (double)p[1]!))]);
        return factory.CreateMultiPolygon([.. geometry["coordinates"]!.AsArray().Select(p => factory.CreatePolygon(Ring(p![0]), [.. p.AsArray().Skip(1).Select(Ring)]))]);
    }
}
