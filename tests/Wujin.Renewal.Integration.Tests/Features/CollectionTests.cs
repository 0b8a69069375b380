using System.Net;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>The list of collections and each collection.</summary>
public sealed class CollectionTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    [Fact]
    public async Task Every_collection_of_the_catalogue_is_listed()
    {
        var collections = (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray().ToList();

        Assert.Equal(RegisterCatalogue.All.Select(c => c.Id), collections.Select(c => c.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Every_collection_links_to_its_items_in_every_format()
    {
        foreach (var collection in (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray())
        {
            Assert.NotNull(ServedRegister.Link(collection, "items", "application/geo+json"));
            Assert.NotNull(ServedRegister.Link(collection, "items", "text/html"));
        }
    }

    [Fact]
    public async Task A_collection_alone_says_what_the_list_says_of_it()
    {
        foreach (var listed in (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray())
        {
            var alone = await served.JsonAsync("/collections/" + listed.GetProperty("id").GetString());
            foreach (var member in new[] { "id", "title", "description", "itemType", "extent" })
            {
                Assert.Equal(Raw(listed, member), Raw(alone, member));
            }

            var links = alone.GetProperty("links").EnumerateArray().Select(l => l.GetRawText()).ToHashSet();
            Assert.All(listed.GetProperty("links").EnumerateArray(), link => Assert.Contains(link.GetRawText(), links));
        }
    }

    [Fact]
    public async Task The_extent_holds_every_geometry_and_every_time()
    {
        var extent = (await served.JsonAsync("/collections/compounds")).GetProperty("extent");

        var box = extent.GetProperty("spatial").GetProperty("bbox")[0].EnumerateArray().Select(n => n.GetDouble()).ToArray();
        Assert.Equal([119.50, 31.50, 119.521, 31.501], box);
        // C1 began on 2024-03-01 in China, C3 has no end.
        var interval = extent.GetProperty("temporal").GetProperty("interval")[0];
        Assert.Equal("2024-02-29T16:00:00Z", interval[0].GetString());
        Assert.Equal(JsonValueKind.Null, interval[1].ValueKind);
    }

    [Fact]
    public async Task The_extent_follows_a_write()
    {
        await using var own = new SmallRegister();
        await own.InitializeAsync();
        Assert.Equal(119.61, Edge(await own.JsonAsync("/collections/industrial-parks")), 9);

        await Register.RegisterSql.ExecuteAsync(own.Source, $"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom)
                VALUES ('I2', 'industrial-park', '乙园区', 'approved', '2024-03-01', {Register.RegisterSql.Box(119.80, 31.50, 119.81, 31.51)})
            """);

        Assert.Equal(119.81, Edge(await own.JsonAsync("/collections/industrial-parks")), 9);
        static double Edge(JsonElement collection) => collection.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0][2].GetDouble();
    }

    [Fact]
    public async Task A_collection_without_geometry_has_neither_spatial_extent_nor_coordinate_systems()
    {
        var tiers = await served.JsonAsync("/collections/tiers");

        Assert.False(tiers.TryGetProperty("extent", out _));
        Assert.False(tiers.TryGetProperty("crs", out _));
        Assert.Equal("http://www.opengis.net/def/crs/OGC/1.3/CRS84", (await served.JsonAsync("/collections/towns")).GetProperty("crs")[0].GetString());
    }

    [Fact]
    public async Task An_unknown_collection_is_not_found_anywhere()
    {
        foreach (var address in new[] { "/collections/x", "/collections/x/items", "/collections/x/items/1", "/collections/x/export", "/collections/COMPOUNDS" })
        {
            Assert.Equal(404, (await served.ProblemAsync(address, HttpStatusCode.NotFound)).GetProperty("status").GetInt32());
        }
    }

    private static string? Raw(JsonElement element, string member) => element.TryGetProperty(member, out var value) ? value.GetRawText() : null;
}
