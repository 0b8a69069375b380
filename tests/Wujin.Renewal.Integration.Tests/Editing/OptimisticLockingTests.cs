using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class OptimisticLockingTests : EditingTest
{
    private const string A = "/collections/compounds/items/a";

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task A_change_without_If_Match_is_refused(string method)
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(new HttpMethod(method), A, method == "DELETE" ? null : "{}");

        await ProblemAsync(response, 428);
    }

    [Theory]
    [InlineData("W/\"1-geojson.crs84.identity\"", 412)]
    [InlineData("\"2-geojson.crs84.identity\"", 412)]
    [InlineData("\"nonsense\"", 412)]
    [InlineData("\"7\", \"1-whatever\"", 200)]
    [InlineData("\"1-html\"", 200)]
    [InlineData("*", 200)]
    [InlineData("1", 400)]
    [InlineData("*, \"1\"", 400)]
    public async Task If_Match_compares_versions_of_strong_tags(string ifMatch, int status)
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":1}}""", ifMatch);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_stale_change_is_answered_with_both_sides_and_their_base_field_by_field()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":1,\"buildings\":1,\"year_built\":1990"));
        var tag = created.Headers.ETag!.ToString();
        using var theirs = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":2,"year_built":1991}}""", tag, ("Wujin-Actor", "li"));
        using var yours = await SendAsync(
            HttpMethod.Patch, A, """{"properties":{"households":3,"buildings":4,"year_built":1991},"geometry":{"coordinates":[[[[119.94,31.7],[119.96,31.7],[119.96,31.71],[119.94,31.7]]]]}}""", tag);

        var problem = await ProblemAsync(yours, 412);
        Assert.Equal((2L, 1L, "li"), ((long)problem["current_version"]!, (long)problem["your_version"]!, (string?)problem["current_updated_by"]));
        var fields = problem["fields"]!.AsArray().ToDictionary(f => (string)f!["pointer"]!, f => f!);
        Assert.Equal(["/geometry", "/properties/buildings", "/properties/households", "/properties/year_built"], fields.Keys.Order());
        Assert.Equal("""{"pointer":"/properties/households","base":1,"theirs":2,"yours":3,"is_conflict":true}""", fields["/properties/households"].ToJsonString());
        Assert.Equal("""{"pointer":"/properties/buildings","base":1,"theirs":1,"yours":4,"is_conflict":false}""", fields["/properties/buildings"].ToJsonString());
        Assert.False((bool)fields["/properties/year_built"]["is_conflict"]!);
        Assert.Equal("119.96", fields["/geometry"]["yours"]!["coordinates"]![0]![0]![1]![0]!.ToJsonString());
        Assert.Equal("119.95", fields["/geometry"]["theirs"]!["coordinates"]![0]![0]![1]![0]!.ToJsonString());
    }

    [Fact]
    public async Task A_change_meant_for_a_version_that_never_was_is_answered_with_what_it_names_only()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":1"));
        using var yours = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":3}}""", "\"9999-geojson\"");

        var problem = await ProblemAsync(yours, 412);
        Assert.Equal("""[{"pointer":"/properties/households","theirs":1,"yours":3,"is_conflict":true}]""", problem["fields"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stale_delete_deletes_nothing()
    {
        using var created = await CreateAsync(Compound("a"));
        var tag = created.Headers.ETag!.ToString();
        using var theirs = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":2}}""", tag);
        using var response = await SendAsync(HttpMethod.Delete, A, null, tag);

        var problem = await ProblemAsync(response, 412);
        Assert.Equal("""[{"pointer":"/properties/households","base":null,"theirs":2,"yours":null,"is_conflict":false}]""", problem["fields"]!.ToJsonString());
        Assert.Equal(2, (long)(await GetAsync("a")).Feature["properties"]!["version"]!);
    }

    [Fact]
    public async Task An_overwrite_is_recorded_as_one_and_takes_a_feature_that_was_read_earlier()
    {
        using var created = await CreateAsync(Compound("a"));
        var (read, tag) = await GetAsync("a");
        using var theirs = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":2}}""", tag);
        read["properties"]!["buildings"] = 9;

        using var overwritten = await SendAsync(HttpMethod.Put, A, read.ToJsonString(), "*");

        Assert.Equal(HttpStatusCode.OK, overwritten.StatusCode);
        var versions = JsonNode.Parse(await Client.GetStringAsync(new Uri(A + "/versions", UriKind.Relative)))!["versions"]!.AsArray();
        Assert.Equal([true, false, false], versions.Select(v => (bool)v!["is_overwrite"]!));
        Assert.Equal(["households", "buildings"], versions[0]!["changed"]!.AsArray().Select(n => (string)n!).OrderDescending());
    }

    [Fact]
    public async Task A_hundred_times_two_writers_at_once_have_one_winner_and_the_loser_sees_both_versions()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":0"));
        var tag = created.Headers.ETag!.ToString();
        for (var round = 1; round <= 100; round++)
        {
            var bodies = new[] { round * 10, round * 10 + 1 };
            var answers = await Task.WhenAll(bodies.Select(n => SendAsync(HttpMethod.Patch, A, $"{{\"properties\":{{\"households\":{n}}}}}", tag)));

            var winner = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
            var loser = Assert.Single(answers, a => a != winner);
            var problem = await ProblemAsync(loser, 412);
            Assert.Equal((round + 1L, (long)round), ((long)problem["current_version"]!, (long)problem["your_version"]!));
            var field = Assert.Single(problem["fields"]!.AsArray(), f => (string?)f!["pointer"] == "/properties/households")!;
            Assert.Equal((bodies[Array.IndexOf(answers, winner)], bodies[Array.IndexOf(answers, loser)]), ((int)field["theirs"]!, (int)field["yours"]!));
            tag = winner.Headers.ETag!.ToString();
            Array.ForEach(answers, a => a.Dispose());
        }
    }

    [Fact]
    public async Task Many_overwrites_at_once_all_succeed_one_after_the_other()
    {
        using var created = await CreateAsync(Compound("a"));
        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(n => SendAsync(HttpMethod.Patch, A, $"{{\"properties\":{{\"households\":{n}}}}}", "*")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(7, (long)(await GetAsync("a")).Feature["properties"]!["version"]!);
        Array.ForEach(answers, a => a.Dispose());
    }
}
