using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class CreateTests : EditingTest
{
    [Fact]
    public async Task A_new_feature_is_answered_with_its_address_its_tag_and_itself()
    {
        using var created = await CreateAsync(Compound("WJ-湖塘-001", "\"households\":320,\"budget_wan\":1200.50"));
        var body = await JsonAsync(created);
        var (read, tag) = await GetAsync("WJ-湖塘-001");

        Assert.Equal("/collections/compounds/items/WJ-%E6%B9%96%E5%A1%98-001", created.Headers.Location!.AbsolutePath);
        Assert.Equal(tag, created.Headers.ETag!.ToString());
        Assert.Equal(read.ToJsonString(), body.ToJsonString());
        Assert.Equal(("surveyed", 1L, 320L), ((string)read["properties"]!["stage"]!, (long)read["properties"]!["version"]!, (long)read["properties"]!["households"]!));
        Assert.Equal("MultiPolygon", (string?)read["geometry"]!["type"]);
    }

    [Theory]
    [InlineData("industrial-parks", "\"floor_area_ratio\":1.2", Square)]
    [InlineData("selfbuild-zones", "\"village\":\"南宅村\"", "null")]
    [InlineData("towns", "\"is_schematic\":true", Square)]
    [InlineData("places", "\"role\":\"town\"", """{"type":"Point","coordinates":[119.95,31.7,12.5]}""")]
    [InlineData("platforms", "\"accuracy_m\":500", """{"type":"Point","coordinates":[119.95,31.7]}""")]
    [InlineData("constraint-areas", "\"type\":\"farmland\"", Square)]
    [InlineData("tiers", "\"limit_minutes\":30,\"origin_code\":\"x\",\"destination_roles\":[\"town\"]", "null")]
    public async Task Every_collection_takes_new_features(string collection, string more, string geometry)
    {
        using var created = await CreateAsync(Feature($"\"code\":\"x\",\"name_zh\":\"名\",{more}", geometry), collection);

        var (read, _) = await GetAsync("x", collection);
        foreach (var (name, value) in JsonNode.Parse("{" + more + "}")!.AsObject())
        {
            Assert.True(JsonNode.DeepEquals(value, read["properties"]![name]), name);
        }
    }

    [Fact]
    public async Task The_id_can_stand_for_the_code_and_a_height_is_dropped()
    {
        using var created = await CreateAsync("""{"type":"Feature","id":"p1","geometry":{"type":"Point","coordinates":[119.95,31.7,99]},"properties":{"name_zh":"x"}}""", "places");

        var (read, _) = await GetAsync("p1", "places");
        Assert.Equal("[119.95,31.7]", read["geometry"]!["coordinates"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stage_and_its_date_can_be_given_at_the_start()
    {
        using var created = await CreateAsync(Compound("a", "\"stage\":\"construction\",\"stage_date\":\"2025-04-01\""));

        var stage = JsonNode.Parse(await Client.GetStringAsync(new Uri("/collections/compounds/items/a/stage", UriKind.Relative)))!;
        Assert.Equal(("construction", "2025-04-01"), ((string?)stage["stage"], (string?)stage["stage_date"]));
    }

    [Fact]
    public async Task A_code_that_is_taken_leads_to_the_feature_that_has_it()
    {
        using var first = await CreateAsync(Feature("\"code\":\"a\",\"name_zh\":\"园区\""), "industrial-parks");
        using var second = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a"));

        var problem = await ProblemAsync(second, 409);
        Assert.EndsWith("/collections/industrial-parks/items/a", (string?)problem["existing"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_minimal_leaves_the_feature_out_of_the_answer()
    {
        using var created = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a"), null, ("Prefer", "return=minimal"));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Empty(await created.Content.ReadAsByteArrayAsync());
        Assert.Equal((await GetAsync("a")).Tag, created.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task What_the_register_keeps_cannot_be_given_at_the_start()
    {
        using var response = await SendAsync(HttpMethod.Post, "/collections/compounds/items", Compound("a", "\"kind\":\"industrial-park\",\"area_m2\":5,\"version\":1,\"town_name\":null"));

        Assert.Equal(["/properties/kind", "/properties/area_m2", "/properties/version"], Pointers(await ProblemAsync(response, 422)));
    }

    [Fact]
    public async Task Actor_and_reason_come_into_the_history()
    {
        using var created = await SendAsync(
            HttpMethod.Post, "/collections/compounds/items", Compound("a"), null,
            ("Wujin-Actor", Uri.EscapeDataString("湖塘镇 张三")), ("Wujin-Reason", Uri.EscapeDataString("摸底排查")));
        using var plain = await CreateAsync(Compound("b"));

        var versions = JsonNode.Parse(await Client.GetStringAsync(new Uri("/collections/compounds/items/a/versions", UriKind.Relative)))!["versions"]![0]!;
        Assert.Equal(("湖塘镇 张三", "摸底排查"), ((string?)versions["recorded_by"], (string?)versions["reason"]));
        Assert.Equal("loopback", (string?)(await GetAsync("b")).Feature["properties"]!["updated_by"]);
    }
}
