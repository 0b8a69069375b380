using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class VersionTests : EditingTest
{
    private const string A = "/collections/compounds/items/a";
    private const string Wider = """{"type":"Polygon","coordinates":[[[119.94,31.70],[119.96,31.70],[119.96,31.71],[119.94,31.71],[119.94,31.70]]]}""";

    private async Task<JsonObject> ReadAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }

    private async Task ThreeVersionsAndADeletionAsync()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":1"));
        using var second = await SendAsync(HttpMethod.Patch, A, "{\"geometry\":" + Wider + "}", "*", ("Wujin-Actor", "li"));
        using var third = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":2,"name_en":"Qingying"}}""", "*");
        using var deleted = await SendAsync(HttpMethod.Delete, A, null, "*");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task All_versions_of_a_deleted_feature_are_listed_with_what_changed()
    {
        await ThreeVersionsAndADeletionAsync();

        var versions = (await ReadAsync(A + "/versions"))["versions"]!.AsArray();
        Assert.Equal(["4 delete ", "3 update households,name_en", "2 update area_m2,geometry", "1 insert "],
            versions.Select(v => $"{v!["version"]} {v["operation"]} {string.Join(',', v["changed"]!.AsArray().Select(c => (string)c!).Order())}"));
    }

    [Fact]
    public async Task The_list_goes_page_by_page()
    {
        await ThreeVersionsAndADeletionAsync();

        var first = await ReadAsync(A + "/versions?limit=3");
        var next = first["links"]!.AsArray().Single(l => (string?)l!["rel"] == "next")!;
        var second = await ReadAsync(new Uri((string)next["href"]!).PathAndQuery);
        Assert.Equal([1L], second["versions"]!.AsArray().Select(v => (long)v!["version"]!));
        Assert.DoesNotContain(second["links"]!.AsArray(), l => (string?)l!["rel"] == "next");
    }

    [Fact]
    public async Task A_version_is_the_feature_as_it_was_then()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":1"));
        var (before, _) = await GetAsync("a");
        using var changed = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":2}}""", "*");
        using var deleted = await SendAsync(HttpMethod.Delete, A, null, "*");

        var version = await ReadAsync(A + "/versions/1");
        before.Remove("links");
        version.Remove("links");
        Assert.Equal(before.ToJsonString(), version.ToJsonString());
    }

    [Theory]
    [InlineData("/versions/4", "deleted")]
    [InlineData("/versions/5", "no version 5")]
    [InlineData("/versions/0", "by its number")]
    [InlineData("/versions/x", "by its number")]
    [InlineData("/versions/1..9", "no version 9")]
    [InlineData("/versions/1..2..3", "by its number")]
    [InlineData("/versions/99999999999999999999", "by its number")]
    public async Task A_version_that_does_not_exist_is_not_found(string path, string words)
    {
        await ThreeVersionsAndADeletionAsync();
        using var response = await Client.GetAsync(new Uri(A + path, UriKind.Relative));

        Assert.Contains(words, (string?)(await ProblemAsync(response, 404))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_difference_of_two_versions_names_attributes_and_the_area_gained_and_lost()
    {
        await ThreeVersionsAndADeletionAsync();

        var difference = await ReadAsync(A + "/versions/1..3");
        Assert.Equal(["name_en null Qingying", "area_m2", "households 1 2"],
            difference["attributes"]!.AsArray().Select(a => (string)a!["name"]! == "area_m2" ? "area_m2" : $"{a["name"]} {a["from"]?.ToString() ?? "null"} {a["to"]}"));
        // 0.01° × 0.01° at 31.705° N: 946.0 m × 1,109.2 m on the ellipsoid's mean radii.
        Assert.Equal(1_049_000, (double)difference["gained_m2"]!, 1_049_000 * 0.005);
        Assert.Equal(0, (double)difference["lost_m2"]!);
        var gained = Assert.Single(difference["features"]!.AsArray())!;
        Assert.Equal(("FeatureCollection", "gained", "MultiPolygon"), ((string?)difference["type"], (string?)gained["id"], (string?)gained["geometry"]!["type"]));
        Assert.Equal(("loopback", "li"), ((string?)difference["from"]!["recorded_by"], (string?)(await ReadAsync(A + "/versions/2..1"))["from"]!["recorded_by"]));
    }

    [Fact]
    public async Task Backwards_what_was_gained_is_lost_and_a_deletion_loses_everything()
    {
        await ThreeVersionsAndADeletionAsync();

        var backwards = await ReadAsync(A + "/versions?from=3&to=1");
        var deletion = await ReadAsync(A + "/versions/3..4");
        Assert.Equal("lost", (string?)Assert.Single(backwards["features"]!.AsArray())!["id"]);
        Assert.Equal(2 * (double)backwards["lost_m2"]!, (double)deletion["lost_m2"]!, 100.0);
        Assert.Contains(deletion["attributes"]!.AsArray(), a => (string?)a!["name"] == "code" && a["to"] is null);
    }

    [Fact]
    public async Task A_place_that_moved_says_how_far()
    {
        using var created = await CreateAsync(Feature("\"code\":\"p\",\"name_zh\":\"湖塘\"", """{"type":"Point","coordinates":[119.95,31.70]}"""), "places");
        using var moved = await SendAsync(HttpMethod.Patch, "/collections/places/items/p", """{"geometry":{"coordinates":[119.95,31.71]}}""", "*");

        Assert.Equal(1112, (double)(await ReadAsync("/collections/places/items/p/versions/1..2"))["moved_m"]!, 1.0);
    }

    [Theory]
    [InlineData("/versions")]
    [InlineData("/versions/2")]
    [InlineData("/versions/1..3")]
    public async Task History_comes_as_pages_too(string path)
    {
        await ThreeVersionsAndADeletionAsync();
        using var response = await Client.GetAsync(new Uri(A + path + "?f=html", UriKind.Relative));

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("/versions?from=1", "to")]
    [InlineData("/versions?before=x", "before")]
    [InlineData("/versions?limit=0", "limit")]
    [InlineData("/versions?nope=1", "nope")]
    public async Task Wrong_parameters_are_refused_by_name(string path, string parameter)
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await Client.GetAsync(new Uri(A + path, UriKind.Relative));

        Assert.Equal(parameter, (string?)(await ProblemAsync(response, 400))["errors"]![0]!["parameter"]);
    }

    [Fact]
    public async Task A_feature_that_never_was_has_no_versions()
    {
        using var response = await Client.GetAsync(new Uri("/collections/compounds/items/never/versions", UriKind.Relative));

        await ProblemAsync(response, 404);
    }
}
