using System.Net;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class ReplaceTests : EditingTest
{
    private const string A = "/collections/compounds/items/a";

    [Fact]
    public async Task Sending_back_what_was_read_changes_nothing()
    {
        // Eleven decimals are stored, seven are served.
        using var created = await CreateAsync(Compound("a", "\"budget_wan\":12.30", """{"type":"Polygon","coordinates":[[[119.94012345678,31.7],[119.95,31.70000004],[119.95,31.71],[119.94012345678,31.7]]]}"""));
        var (feature, tag) = await GetAsync("a");

        using var replaced = await SendAsync(HttpMethod.Put, A, feature.ToJsonString(), tag);

        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.Equal(tag, replaced.Headers.ETag!.ToString());
        await using var command = Service.Database.DataSource.CreateCommand("SELECT ST_AsText(geom), (SELECT count(*) FROM renewal.site_version) FROM renewal.site");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal("MULTIPOLYGON(((119.94012345678 31.7,119.95 31.70000004,119.95 31.71,119.94012345678 31.7)))", reader.GetString(0));
        Assert.Equal(1, reader.GetInt64(1));
    }

    [Fact]
    public async Task A_replacement_empties_what_it_leaves_out_and_keeps_the_stage()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":320,\"is_demo\":true,\"stage\":\"approved\",\"stage_date\":\"2025-01-01\",\"declared_town_code\":\"t1\""));

        using var replaced = await SendAsync(HttpMethod.Put, A, Feature("\"name_zh\":\"新名\",\"year_built\":1996"), created.Headers.ETag!.ToString());

        var properties = (await JsonAsync(replaced))["properties"]!;
        Assert.Equal("\"新名\" 1996 null false approved 2025-01-01 null 2", string.Join(' ',
            $"\"{properties["name_zh"]}\"", properties["year_built"], properties["households"] ?? "null", properties["is_demo"]!.ToJsonString(),
            properties["stage"], properties["stage_date"], properties["declared_town_code"] ?? "null", properties["version"]));
    }

    [Fact]
    public async Task The_answer_to_a_replacement_is_what_a_later_read_gives()
    {
        using var created = await CreateAsync(Compound("a"));
        using var replaced = await SendAsync(HttpMethod.Put, A, Compound("a", "\"households\":5"), created.Headers.ETag!.ToString());
        var answer = await JsonAsync(replaced);

        var (read, tag) = await GetAsync("a");
        Assert.Equal(read.ToJsonString(), answer.ToJsonString());
        Assert.Equal(tag, replaced.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task What_the_register_keeps_may_come_back_as_read_but_not_otherwise()
    {
        using var created = await CreateAsync(Compound("a"));
        var (feature, tag) = await GetAsync("a");
        feature["properties"]!["area_m2"] = 1;
        feature["properties"]!["stage"] = "proposed";
        feature["properties"]!["code"] = "b";
        feature["id"] = "c";

        using var refused = await SendAsync(HttpMethod.Put, A, feature.ToJsonString(), tag);

        var problem = await ProblemAsync(refused, 422);
        Assert.Equal(["/id", "/properties/code", "/properties/stage", "/properties/area_m2"], Pointers(problem));
        Assert.Contains("/items/a/stage", (string?)problem["errors"]![2]!["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_town_that_is_written_is_the_declared_one()
    {
        using var t1 = await CreateAsync(Feature("\"code\":\"t1\",\"name_zh\":\"湖塘镇\""), "towns");
        using var created = await CreateAsync(Compound("a"));
        var (feature, tag) = await GetAsync("a");
        Assert.Equal("t1", (string?)feature["properties"]!["town_code"]);
        feature["properties"]!["town_code"] = "t2";

        using var replaced = await SendAsync(HttpMethod.Put, A, feature.ToJsonString(), tag);

        var properties = (await JsonAsync(replaced))["properties"]!;
        Assert.Equal(("t1", "t2"), ((string?)properties["town_code"], (string?)properties["declared_town_code"]));
    }

    [Fact]
    public async Task An_address_without_a_feature_cannot_be_replaced_and_says_when_it_was_deleted()
    {
        using var missing = await SendAsync(HttpMethod.Put, A, Compound("a"), "*");
        await ProblemAsync(missing, 404);

        using var created = await CreateAsync(Compound("a"));
        using var deleted = await SendAsync(HttpMethod.Delete, A, null, created.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await SendAsync(HttpMethod.Put, A, Compound("a"), "*");
        Assert.Contains("deleted", (string?)(await ProblemAsync(gone, 404))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_of_another_collection_is_not_found()
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(HttpMethod.Delete, "/collections/industrial-parks/items/a", null, "*");

        await ProblemAsync(response, 404);
        Assert.Equal("清英新村", (string?)(await GetAsync("a")).Feature["properties"]!["name_zh"]);
    }

    [Fact]
    public async Task Options_name_the_methods_and_the_types_they_take()
    {
        using var item = await SendAsync(HttpMethod.Options, A);
        using var items = await SendAsync(HttpMethod.Options, "/collections/compounds/items");

        Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"], item.Content.Headers.Allow.Order());
        Assert.Equal("application/merge-patch+json", Assert.Single(item.Headers.GetValues("Accept-Patch")));
        Assert.Equal(["GET", "HEAD", "OPTIONS", "POST"], items.Content.Headers.Allow.Order());
        Assert.Equal("application/geo+json, application/json", Assert.Single(items.Headers.GetValues("Accept-Post")));
    }
}
