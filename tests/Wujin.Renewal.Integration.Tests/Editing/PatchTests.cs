using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class PatchTests : EditingTest
{
    private const string A = "/collections/compounds/items/a";

    /// <summary>RFC 7396, appendix A, whole.</summary>
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "null", "null")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public void A_merge_patch_does_what_the_standard_says(string original, string patch, string expected)
    {
        using var document = JsonDocument.Parse(patch);
        var result = MergePatch.Apply(JsonNode.Parse(original), document.RootElement);

        Assert.Equal(expected, result?.ToJsonString() ?? "null");
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_nothing_else()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":320,\"year_built\":1995"));
        using var patched = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":null,"name_zh":"新名"}}""", created.Headers.ETag!.ToString());

        var properties = (await JsonAsync(patched))["properties"]!;
        Assert.Equal(("新名", null, 1995), ((string?)properties["name_zh"], (int?)properties["households"], (int)properties["year_built"]!));
        var versions = JsonNode.Parse(await Client.GetStringAsync(new Uri(A + "/versions", UriKind.Relative)))!["versions"]!;
        Assert.Equal(["households", "name_zh"], versions[0]!["changed"]!.AsArray().Select(n => (string)n!).Order());
    }

    [Fact]
    public async Task A_patch_can_give_change_and_remove_the_geometry()
    {
        using var created = await CreateAsync(Compound("a", geometry: "null"));
        using var given = await SendAsync(HttpMethod.Patch, A, "{\"geometry\":" + Square + "}", "\"1\"");
        Assert.Equal(119.95, (double)(await JsonAsync(given))["geometry"]!["coordinates"]![0]![0]![1]![0]!);

        // The type is merged from the stored MultiPolygon.
        using var changed = await SendAsync(HttpMethod.Patch, A, """{"geometry":{"coordinates":[[[[119.94,31.7],[119.96,31.7],[119.96,31.71],[119.94,31.7]]]]}}""", "\"2\"");
        Assert.Equal(119.96, (double)(await JsonAsync(changed))["geometry"]!["coordinates"]![0]![0]![1]![0]!);

        using var removed = await SendAsync(HttpMethod.Patch, A, """{"geometry":null}""", "\"3\"");
        Assert.Null((await JsonAsync(removed))["geometry"]);
    }

    [Fact]
    public async Task An_outline_cannot_be_removed_once_the_site_has_left_the_first_stage()
    {
        using var created = await CreateAsync(Compound("a", "\"stage\":\"proposed\""));
        using var response = await SendAsync(HttpMethod.Patch, A, """{"geometry":null}""", "*");

        Assert.Equal(["/geometry"], Pointers(await ProblemAsync(response, 422)));
    }

    [Theory]
    [InlineData("""{"properties":{"nope":1}}""", "/properties/nope")]
    [InlineData("""{"properties":{"nope":null}}""", "/properties/nope")]
    [InlineData("""{"properties":{"name_zh":null}}""", "/properties/name_zh")]
    [InlineData("""{"properties":{"stage":null}}""", "/properties/stage")]
    [InlineData("""{"properties":{"stage":"approved"}}""", "/properties/stage")]
    [InlineData("""{"properties":{"stage_date":"2020-01-01"}}""", "/properties/stage_date")]
    [InlineData("""{"properties":{"area_m2":null}}""", "/properties/area_m2")]
    [InlineData("""{"properties":{"updated_by":"me"}}""", "/properties/updated_by")]
    [InlineData("""{"properties":null}""", "/properties")]
    [InlineData("""{"type":null}""", "/type")]
    [InlineData("""{"id":"b"}""", "/id")]
    [InlineData("""{"households":3}""", "/households")]
    [InlineData("""{"geometry":{"type":"Point","coordinates":[119.9,31.7]}}""", "/geometry/type")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    public async Task A_patch_that_makes_no_sound_feature_is_refused(string patch, string pointer)
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(HttpMethod.Patch, A, patch, "*");

        Assert.Contains(pointer, Pointers(await ProblemAsync(response, 422)));
        Assert.Equal(1, (long)(await GetAsync("a")).Feature["properties"]!["version"]!);
    }

    [Fact]
    public async Task A_patch_that_changes_nothing_records_nothing()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":3"));
        using var response = await SendAsync(HttpMethod.Patch, A, """{"properties":{"households":3.0}}""", "*");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(created.Headers.ETag, response.Headers.ETag);
    }
}
