using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Connectivity;

/// <summary>Places that cannot be reached, and a network that changes under a job.</summary>
public sealed class HardQuestionsTests(RoadServices services) : IClassFixture<RoadServices>
{
    [Fact]
    public async Task An_origin_on_an_island_without_a_way_off_it_is_refused_with_its_place_and_the_rest_goes_on()
    {
        var island = JsonNode.Parse(await services.Client.GetStringAsync(new Uri($"/collections/roads/items?name={Uri.EscapeDataString("孤屿路")}&limit=1", UriKind.Relative)))!["features"]![0]!;
        var origin = island["geometry"]!["coordinates"]![0]!;

        foreach (var (process, input) in new[] { ("isochrone", $"\"origin\":{origin.ToJsonString()}"), ("route", $"\"from\":{origin.ToJsonString()},\"to\":\"320413\""), ("travel-time-matrix", $"\"from\":[{origin.ToJsonString()}],\"to\":[\"320413\"]") })
        {
            using var response = await services.PostAsync(process, input);
            var problem = await CountingServices.ProblemAsync(response, 422, "/problems/not-computable");
            Assert.Equal((double)origin[0]!, (double)problem["errors"]![0]!["location"]![0]!, 1e-6);
        }

        Assert.Equal(HttpStatusCode.OK, (await services.GetAsync("/isochrone?place=320412-core&minutes=10")).StatusCode);
    }

    [Fact]
    public async Task A_scenario_that_closes_every_road_to_a_town_leaves_it_without_a_way_and_says_so()
    {
        var town = (await services.ExecuteAsync("assess-connectivity", "\"tiers\":[\"T30\"],\"diagnose\":false"))["tiers"]![0]!["destinations"]!.AsArray().MaxBy(d => (double)d!["minutes"]!)!;
        var (lon, lat) = ((double)town["lon"]!, (double)town["lat"]!);
        // A moat: a wide ring around the town in which every road is closed, bridges and all.
        string Ring(double degrees) => "[" + string.Join(',', Enumerable.Range(0, 33).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"[{lon + (degrees * Math.Cos(i % 32 * Math.PI / 16)):F6},{lat + (degrees * Math.Sin(i % 32 * Math.PI / 16)):F6}]"))) + "]";
        var moat = $"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{Ring(0.03)},{Ring(0.012)}]}},\"properties\":{{\"edit\":\"close\"}}}}]}}";

        var assessment = await services.ExecuteAsync("assess-connectivity", $"\"tiers\":[\"T30\"],\"scenario\":{moat}");
        using var route = await services.PostAsync("route", $"\"from\":\"320412-core\",\"to\":\"{town["place"]}\",\"scenario\":{moat}");
        var matrix = await services.ExecuteAsync("travel-time-matrix", $"\"from\":[\"320412-core\"],\"to\":[\"{town["place"]}\",\"320413\"],\"scenario\":{moat}");

        var cut = assessment["tiers"]![0]!["destinations"]!.AsArray().Single(d => (string?)d!["place"] == (string?)town["place"])!;
        Assert.Null(cut["minutes"]);
        Assert.False((bool)cut["passes"]!);
        Assert.Equal("no way by road", (string?)cut["reason"]);
        Assert.True((double)cut["reached"]!["area_percent"]! < 80);
        Assert.Contains(assessment["tiers"]![0]!["destinations"]!.AsArray(), d => (bool)d!["passes"]!);
        await CountingServices.ProblemAsync(route, 422, "/problems/not-computable");
        Assert.Null(matrix["minutes"]![0]![0]);
        Assert.NotNull(matrix["minutes"]![0]![1]);
    }

    [Fact]
    public async Task A_job_ends_on_the_network_it_began_with_though_another_is_taken_over_meanwhile()
    {
        var old = services.Holder.Current!;
        Uri job;
        await using (var blocker = await services.Database.DataSource.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await blocker.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using (var hold = new NpgsqlCommand("LOCK TABLE renewal.place IN ACCESS EXCLUSIVE MODE", blocker, transaction))
            {
                await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "/processes/assess-connectivity/execution") { Content = JsonContent.Create(new { inputs = new { diagnose = false } }) };
            request.Headers.Add("Prefer", "respond-async");
            using var queued = await services.Client.SendAsync(request, TestContext.Current.CancellationToken);
            job = queued.Headers.Location!;
            await CountingServices.UntilAsync(async () => (string?)(await JobAsync(job))["status"] == "running");
            await services.PutToUseAsync(await DemonstrationNetwork.OtherAsync());
            await CountingServices.UntilAsync(() => services.Holder.Current != old);
        }

        await CountingServices.UntilAsync(async () => (string?)(await JobAsync(job))["status"] is not "running");
        var result = JsonNode.Parse(await services.Client.GetStringAsync(new Uri(job.AbsolutePath + "/results", UriKind.Relative)))!;
        var next = await services.ExecuteAsync("assess-connectivity", "\"diagnose\":false");
        await services.PutToUseAsync(await DemonstrationNetwork.UsualAsync());
        await CountingServices.UntilAsync(() => services.Holder.Current!.Checksum == old.Checksum);

        Assert.Equal(old.Checksum, (string?)result["graph_checksum"]);
        Assert.NotEqual(old.Checksum, (string?)next["graph_checksum"]);
        Assert.Equal(4, result["tiers"]!.AsArray().Count);
    }

    private async Task<JsonNode> JobAsync(Uri job) => JsonNode.Parse(await services.Client.GetStringAsync(new Uri(job.AbsolutePath, UriKind.Relative)))!;
}
