using System.Net;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Editing;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Scenarios;

/// <summary>Scenarios over HTTP: created, read, replaced, copied, judged, deleted.</summary>
public sealed class ScenarioTests : EditingTest
{
    private const string Road =
        """{"type":"Feature","geometry":{"type":"LineString","coordinates":[[119.94,31.70],[119.98,31.72]]},"properties":{"edit":"add","class":"primary","speed_kmh":60,"oneway":false,"name":"新路","cost_wan":12000.5}}""";

    private const string Close = """{"type":"Feature","geometry":null,"properties":{"edit":"close","way_id":42}}""";

    private const string Slow =
        """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[119.9,31.7],[120,31.7],[120,31.8],[119.9,31.7]]]},"properties":{"edit":"speed","factor":0.8,"note":null}}""";

    [Fact]
    public async Task A_scenario_is_answered_with_its_address_its_tag_and_itself()
    {
        using var response = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1", Road, Close, Slow));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.EndsWith("/scenarios/S1", response.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("\"1-", response.Headers.ETag!.ToString(), StringComparison.Ordinal);
        Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
        var scenario = await JsonAsync(response);
        Assert.Equal(("FeatureCollection", "一号方案", 1, 3), ((string)scenario["type"]!, (string)scenario["name_zh"]!, (int)scenario["version"]!, scenario["features"]!.AsArray().Count));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Road)!["geometry"], scenario["features"]![0]!["geometry"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Road)!["properties"], scenario["features"]![0]!["properties"]));
        Assert.Equal(12000.5m, (decimal)scenario["features"]![0]!["properties"]!["cost_wan"]!);
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_changes_nothing_but_the_version()
    {
        using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1", Road));
        var read = await JsonAsync(created);

        using var replaced = await SendAsync(HttpMethod.Put, "/scenarios/S1", read.ToJsonString(), created.Headers.ETag!.ToString());

        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        var again = await JsonAsync(replaced);
        Assert.Equal(2, (int)again["version"]!);
        Assert.True(JsonNode.DeepEquals(read["features"], again["features"]));
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1"));
        using var first = await SendAsync(HttpMethod.Put, "/scenarios/S1", Scenario("S1", Road), created.Headers.ETag!.ToString());

        using var without = await SendAsync(HttpMethod.Put, "/scenarios/S1", Scenario("S1"));
        using var stale = await SendAsync(HttpMethod.Put, "/scenarios/S1", Scenario("S1"), created.Headers.ETag.ToString());
        using var staleDelete = await SendAsync(HttpMethod.Delete, "/scenarios/S1", null, created.Headers.ETag.ToString());

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await ProblemAsync(without, 428);
        Assert.Equal(2, (int)(await ProblemAsync(stale, 412))["current_version"]!);
        await ProblemAsync(staleDelete, 412);
        using var now = await Client.GetAsync(new Uri("/scenarios/S1", UriKind.Relative));
        Assert.Single((await JsonAsync(now))["features"]!.AsArray());
    }

    [Fact]
    public async Task A_deleted_scenario_is_gone_and_its_versions_stay()
    {
        using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1", Road));
        using var deleted = await SendAsync(HttpMethod.Delete, "/scenarios/S1", null, "*", ("Wujin-Actor", "planner"));

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await ProblemAsync(await Client.GetAsync(new Uri("/scenarios/S1", UriKind.Relative)), 404);
        var versions = (await JsonAsync(await Client.GetAsync(new Uri("/scenarios/S1/versions", UriKind.Relative))))["scenarios"]!.AsArray();
        Assert.Equal(["delete", "insert"], versions.Select(v => (string)v!["operation"]!));
        Assert.Equal("planner", (string?)versions[0]!["updated_by"]);
        var first = await JsonAsync(await Client.GetAsync(new Uri("/scenarios/S1/versions/1", UriKind.Relative)));
        Assert.Single(first["features"]!.AsArray());
        await ProblemAsync(await Client.GetAsync(new Uri("/scenarios/S1/versions/2", UriKind.Relative)), 404);
    }

    [Fact]
    public async Task A_copy_has_another_code_and_the_same_edits()
    {
        using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1", Road, Close));

        using var copied = await SendAsync(HttpMethod.Post, "/scenarios/S1/copy", """{"code":"S2","name_zh":"二号方案"}""", null, ("Content-Type", "application/json"));
        using var taken = await SendAsync(HttpMethod.Post, "/scenarios/S1/copy", """{"code":"S1"}""", null, ("Content-Type", "application/json"));

        Assert.Equal(HttpStatusCode.Created, copied.StatusCode);
        var copy = await JsonAsync(copied);
        Assert.Equal(("S2", "二号方案", 2), ((string)copy["code"]!, (string)copy["name_zh"]!, copy["features"]!.AsArray().Count));
        Assert.EndsWith("/scenarios/S1", (string?)(await ProblemAsync(taken, 409))["existing"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_of_a_scenario_is_reported_at_once()
    {
        const string Body = """
            {"type":"Feature","code":"a/b","cost_wan":-1,"colour":"red","features":[
              {"type":"Feature","geometry":{"type":"LineString","coordinates":[[1,2],[1,2]]},"properties":{"edit":"add","class":"lane","speed_kmh":0}},
              {"type":"Feature","geometry":null,"properties":{"edit":"close"}},
              {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]},"properties":{"edit":"speed","way_id":1,"factor":2,"speed_kmh":30}},
              {"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]},"properties":{"edit":"close","height":3}},
              {"type":"Feature","geometry":null,"properties":{"edit":"burn"}},
              7]}
            """;

        using var response = await SendAsync(HttpMethod.Post, "/scenarios", Body);

        Assert.Equal(
            [
                "/code", "/colour", "/cost_wan", "/features/0/geometry/coordinates", "/features/0/properties/class", "/features/0/properties/speed_kmh",
                "/features/1/geometry", "/features/2/geometry", "/features/2/geometry/coordinates/0", "/features/2/properties/speed_kmh",
                "/features/3/geometry/type", "/features/3/properties/height", "/features/4/properties/edit", "/features/5", "/name_zh", "/type",
            ],
            Pointers(await ProblemAsync(response, 422)).Select(p => p == "/features/2/geometry/coordinates" ? p + "/0" : p).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Validating_answers_with_the_faults_and_records_nothing()
    {
        using var bad = await SendAsync(HttpMethod.Post, "/scenarios/validate", Scenario("S1", Road, """{"type":"Feature","geometry":null,"properties":{"edit":"add"}}"""));
        using var good = await SendAsync(HttpMethod.Post, "/scenarios/validate", """{"type":"FeatureCollection","features":[]}""");

        var answer = await JsonAsync(bad);
        Assert.False((bool)answer["valid"]!);
        Assert.Equal(["/features/1/geometry", "/features/1/properties/class"], Pointers(answer).Order(StringComparer.Ordinal));
        Assert.True((bool)(await JsonAsync(good))["valid"]!);
        Assert.Empty((await JsonAsync(await Client.GetAsync(new Uri("/scenarios", UriKind.Relative))))["scenarios"]!.AsArray());
    }

    [Fact]
    public async Task Every_writing_method_is_guarded()
    {
        using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario("S1"));
        foreach (var (method, path, body) in new[]
        {
            (HttpMethod.Post, "/scenarios", Scenario("S2")), (HttpMethod.Put, "/scenarios/S1", Scenario("S1")), (HttpMethod.Delete, "/scenarios/S1", null),
            (HttpMethod.Post, "/scenarios/S1/copy", "{\"code\":\"S3\"}"),
        })
        {
            using var response = await SendAsync(method, path, body, "*", ("X-Forwarded-For", "203.0.113.7"));
            await ProblemAsync(response, 403);
        }
    }

    [Fact]
    public async Task Scenarios_are_listed_in_pages_and_shown_as_pages()
    {
        foreach (var code in new[] { "A", "B", "C" })
        {
            using var created = await SendAsync(HttpMethod.Post, "/scenarios", Scenario(code, Road));
        }

        var first = await JsonAsync(await Client.GetAsync(new Uri("/scenarios?limit=2", UriKind.Relative)));
        var next = first["links"]!.AsArray().Single(l => (string?)l!["rel"] == "next")!;
        var second = await JsonAsync(await Client.GetAsync(new Uri((string)next["href"]!)));

        Assert.Equal(["A", "B"], first["scenarios"]!.AsArray().Select(s => (string)s!["code"]!));
        Assert.Equal(["C"], second["scenarios"]!.AsArray().Select(s => (string)s!["code"]!));
        foreach (var page in new[] { "/scenarios", "/scenarios/A", "/scenarios/A/versions" })
        {
            Assert.Contains("一号方案", WebUtility.HtmlDecode(await Client.GetStringAsync(new Uri(page + "?f=html", UriKind.Relative))), StringComparison.Ordinal);
        }
    }

    private static string Scenario(string code, params string[] edits) =>
        $"{{\"type\":\"FeatureCollection\",\"code\":\"{code}\",\"name_zh\":\"一号方案\",\"cost_wan\":12000.5,\"features\":[{string.Join(",", edits)}]}}";
}
