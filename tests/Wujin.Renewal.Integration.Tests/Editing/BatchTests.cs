using System.Globalization;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

/// <summary>Many writes as one transaction.</summary>
public sealed class BatchTests : EditingTest
{
    private const string Batch = "/collections/compounds/batch";

    [Fact]
    public async Task Creations_replacements_patches_and_deletions_are_written_together_as_one_change()
    {
        await CreateAsync(Compound("B1"));
        await CreateAsync(Compound("B2"));
        await CreateAsync(Compound("B3"));
        var changes = await ChangesAsync();

        var answer = await SendAsync(HttpMethod.Post, Batch, Operations(
            $$"""{"op":"create","feature":{{Compound("B4")}}}""",
            $$"""{"op":"replace","id":"B1","version":1,"feature":{{Compound("B1", "\"households\":7")}}}""",
            """{"op":"patch","id":"B2","version":1,"patch":{"properties":{"budget_wan":12.5}}}""",
            """{"op":"delete","id":"B3","version":1}"""), headers: [("Wujin-Actor", "li"), ("Wujin-Reason", "batch"), Json]);

        Assert.Equal(200, (int)answer.StatusCode);
        var results = (await JsonAsync(answer))["results"]!.AsArray();
        Assert.Equal(["create B4 201 1", "replace B1 200 2", "patch B2 200 2", "delete B3 204 2"], results.Select(r => $"{r!["op"]} {r["id"]} {r["status"]} {r["version"]}"));
        Assert.Equal(changes + 1, await ChangesAsync());
        Assert.Equal("li batch", await Service.Database.DataSource.ScalarAsync<string>("SELECT actor || ' ' || reason FROM renewal.change ORDER BY change_id DESC LIMIT 1"));
        Assert.Equal(7, (int)(await GetAsync("B1")).Feature["properties"]!["households"]!);
        Assert.Equal(12.5m, (decimal)(await GetAsync("B2")).Feature["properties"]!["budget_wan"]!);
        Assert.Equal((string?)results[1]!["etag"], (await GetAsync("B1")).Tag);
        Assert.Equal(404, (int)(await Client.GetAsync(new Uri("/collections/compounds/items/B3", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_feature_collection_is_created_whole()
    {
        var features = string.Join(",", Enumerable.Range(0, 50).Select(i => Compound($"F{i:00}")));
        var answer = await SendAsync(HttpMethod.Post, Batch, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(50, (await JsonAsync(answer))["results"]!.AsArray().Count(r => (int)r!["status"]! == 201));
        Assert.Equal(50, await Service.Database.DataSource.ScalarAsync<long>("SELECT count(*) FROM renewal.site"));
    }

    [Fact]
    public async Task Where_one_operation_fails_nothing_is_written_and_every_fault_is_told()
    {
        await CreateAsync(Compound("B1"));
        await CreateAsync(Compound("B2"));
        await CreateAsync(Compound("B3"));
        await SendAsync(HttpMethod.Patch, "/collections/compounds/items/B2", """{"properties":{"households":1}}""", "*");
        var before = await ChangesAsync();

        var problem = await ProblemAsync(await SendAsync(HttpMethod.Post, Batch, Operations(
            $$"""{"op":"create","feature":{{Compound("B9")}}}""",
            $$"""{"op":"create","feature":{{Compound("B1")}}}""",
            """{"op":"patch","id":"B2","version":1,"patch":{"properties":{"households":2}}}""",
            """{"op":"patch","id":"NOPE","version":1,"patch":{}}""",
            $$"""{"op":"create","feature":{{Compound("B8", "\"plan_year\":1066,\"colour\":\"red\"")}}}""",
            """{"op":"patch","id":"B1","version":1,"patch":{"properties":{"planned_start":"2024-02-01","planned_finish":"2024-01-01"}}}""",
            """{"op":"delete","id":"B3","version":1}"""), headers: [Json]), 422);

        Assert.Equal("/problems/batch-refused", (string?)problem["type"]);
        Assert.Equal([424, 409, 412, 404, 422, 422, 424], problem["results"]!.AsArray().Select(r => (int)r!["status"]!));
        Assert.Equal(2, (int)problem["results"]![2]!["problem"]!["current_version"]!);
        Assert.Equal(
            ["/operations/1/feature/properties/code", "/operations/2", "/operations/3", "/operations/4/feature/properties/colour", "/operations/4/feature/properties/plan_year", "/operations/5/patch/properties/planned_finish"],
            Pointers(problem).Order(StringComparer.Ordinal));
        Assert.Equal(before, await ChangesAsync());
        Assert.Equal(3, await Service.Database.DataSource.ScalarAsync<long>("SELECT count(*) FROM renewal.site"));
    }

    [Fact]
    public async Task A_feature_is_written_once_and_an_overwrite_is_recorded()
    {
        await CreateAsync(Compound("B1"));
        var problem = await ProblemAsync(await SendAsync(HttpMethod.Post, Batch, Operations(
            """{"op":"patch","id":"B1","version":1,"patch":{"properties":{"households":2}}}""", """{"op":"delete","id":"B1","version":1}"""), headers: [Json]), 422);
        Assert.Equal([424, 409], problem["results"]!.AsArray().Select(r => (int)r!["status"]!));

        var answer = await SendAsync(HttpMethod.Post, Batch, Operations("""{"op":"patch","id":"B1","version":"*","patch":{"properties":{"households":2}}}"""), headers: [Json]);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.True(await Service.Database.DataSource.ScalarAsync<bool>("SELECT is_overwrite FROM renewal.change ORDER BY change_id DESC LIMIT 1"));
        var changes = await ChangesAsync();
        answer = await SendAsync(HttpMethod.Post, Batch, Operations("""{"op":"patch","id":"B1","version":2,"patch":{"properties":{"households":2}}}"""), headers: [Json]);
        Assert.Equal(2, (int)(await JsonAsync(answer))["results"]![0]!["version"]!);
        Assert.Equal(changes, await ChangesAsync());
    }

    [Fact]
    public async Task Coordinates_come_in_the_system_of_the_header()
    {
        var square = """{"type":"Polygon","coordinates":[[[31.70,119.94],[31.70,119.95],[31.71,119.95],[31.71,119.94],[31.70,119.94]]]}""";
        var answer = await SendAsync(HttpMethod.Post, Batch, Operations($$"""{"op":"create","feature":{{Compound("B1", "", square)}}}"""), headers: [Json, ("Content-Crs", "<http://www.opengis.net/def/crs/EPSG/0/4490>")]);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(119.94, (double)(await GetAsync("B1")).Feature["geometry"]!["coordinates"]![0]![0]![0]![0]!);
    }

    [Theory]
    [InlineData("[]", "/operations")]
    [InlineData("{}", "/operations")]
    [InlineData("""{"operations":[]}""", "/operations")]
    [InlineData("""{"operations":[1]}""", "/operations/0/op")]
    [InlineData("""{"operations":[{"op":"upsert","id":"x","version":1,"feature":{}}]}""", "/operations/0/op")]
    [InlineData("""{"operations":[{"op":"delete","id":"x"}]}""", "/operations/0/version")]
    [InlineData("""{"operations":[{"op":"delete","version":1}]}""", "/operations/0/id")]
    [InlineData("""{"operations":[{"op":"create"}]}""", "/operations/0/feature")]
    [InlineData("""{"operations":[{"op":"patch","id":"x","version":1}]}""", "/operations/0/patch")]
    public async Task What_is_no_batch_is_refused_at_its_place(string body, string pointer)
    {
        var problem = await ProblemAsync(await SendAsync(HttpMethod.Post, Batch, body, headers: [Json]), 400);
        Assert.Contains(pointer, Pointers(problem));
    }

    [Fact]
    public async Task A_batch_needs_the_right_to_write()
    {
        var answer = await SendAsync(HttpMethod.Post, Batch, Operations("""{"op":"delete","id":"x","version":1}"""), headers: [Json, ("X-Forwarded-For", "10.0.0.1")]);
        Assert.Equal(403, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Of_two_batches_on_the_same_features_one_is_written()
    {
        for (var i = 0; i < 20; i++)
        {
            await CreateAsync(Compound($"R{i:00}"));
        }

        string Patches(int households, bool isReversed) => Operations([.. Enumerable.Range(0, 20).Select(i => isReversed ? 19 - i : i)
            .Select(i => "{\"op\":\"patch\",\"id\":\"R" + i.ToString("00", CultureInfo.InvariantCulture) + "\",\"version\":1,\"patch\":{\"properties\":{\"households\":" + households + "}}}")]);
        var answers = await Task.WhenAll(SendAsync(HttpMethod.Post, Batch, Patches(1, false), headers: [Json]), SendAsync(HttpMethod.Post, Batch, Patches(2, true), headers: [Json]));

        Assert.Equal([200, 422], answers.Select(a => (int)a.StatusCode).Order());
        Assert.Equal(1, await Service.Database.DataSource.ScalarAsync<long>("SELECT count(DISTINCT households) FROM renewal.site"));
    }

    private static (string Name, string Value) Json => ("Content-Type", "application/json");

    private static string Operations(params string[] operations) => "{\"operations\":[" + string.Join(",", operations) + "]}";

    private Task<long> ChangesAsync() => Service.Database.DataSource.ScalarAsync<long>("SELECT count(*) FROM renewal.change");
}
