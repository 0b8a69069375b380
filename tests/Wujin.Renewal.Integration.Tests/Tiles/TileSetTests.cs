using System.Globalization;
using System.Net;
using System.Text.Json;
using Wujin.Renewal.Api.Conformance;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Store.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>What OGC API – Tiles wants said of tiles: lists, tilesets, tile matrix sets, the API definition. And TileJSON.</summary>
public sealed class TileSetTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string Relation = "http://www.opengis.net/def/rel/ogc/1.0/";
    private const string Registered = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";

    /// <summary>Paths under which tilesets are listed.</summary>
    public static TheoryData<string> Paths => ["/tiles", .. TileLayers.All.Select(l => $"/collections/{l.Id}/tiles")];

    [Fact]
    public async Task The_classes_of_tiles_are_declared()
    {
        var classes = (await served.JsonAsync("/conformance")).GetProperty("conformsTo").EnumerateArray().Select(c => c.GetString()!).ToList();

        Assert.Equal(ConformanceEndpoints.Classes, classes);
        Assert.Superset(
            new[] { "core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "oas30", "mvt" }
                .Select(c => "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/" + c).ToHashSet(),
            classes.ToHashSet());
    }

    [Fact]
    public async Task The_landing_page_leads_to_the_tilesets_of_the_whole_map_and_to_the_tile_matrix_sets()
    {
        var page = await served.JsonAsync("/");

        Assert.EndsWith("/tiles", ServedRegister.Link(page, Relation + "tilesets-vector"), StringComparison.Ordinal);
        Assert.EndsWith("/tileMatrixSets", ServedRegister.Link(page, Relation + "tiling-schemes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_collection_that_is_drawn_leads_to_its_tilesets_and_no_other_does()
    {
        foreach (var collection in (await served.JsonAsync("/collections")).GetProperty("collections").EnumerateArray())
        {
            var (id, link) = (collection.GetProperty("id").GetString()!, ServedRegister.Link(collection, Relation + "tilesets-vector"));
            Assert.Equal(TileLayers.Find(id) is not null, link is not null);
            if (link is not null)
            {
                Assert.EndsWith($"/collections/{id}/tiles", link, StringComparison.Ordinal);
                Assert.NotEmpty((await served.JsonAsync(link)).GetProperty("tilesets").EnumerateArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_list_of_tilesets_says_of_each_what_it_is_and_leads_to_it(string path)
    {
        var list = await served.JsonAsync(path);
        var tileset = Assert.Single(list.GetProperty("tilesets").EnumerateArray());

        Assert.NotNull(ServedRegister.Link(list, "self"));
        Assert.Equal(("vector", Registered), (tileset.GetProperty("dataType").GetString(), tileset.GetProperty("tileMatrixSetURI").GetString()));
        Assert.NotEmpty(tileset.GetProperty("title").GetString()!);
        Assert.Equal("http://www.opengis.net/def/crs/EPSG/0/3857", tileset.GetProperty("crs").GetString());
        Assert.EndsWith(path + "/WebMercatorQuad", ServedRegister.Link(tileset, "self"), StringComparison.Ordinal);
        await served.JsonAsync(ServedRegister.Link(tileset, Relation + "tiling-scheme")!);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_tileset_is_described_and_its_template_leads_to_tiles(string path)
    {
        var tileset = await served.JsonAsync(path + "/WebMercatorQuad");
        var template = tileset.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("rel").GetString() == "item");

        Assert.True(template.GetProperty("templated").GetBoolean());
        Assert.Equal("application/vnd.mapbox-vector-tile", template.GetProperty("type").GetString());
        Assert.Equal(Registered, tileset.GetProperty("tileMatrixSetURI").GetString());
        Assert.NotNull(ServedRegister.Link(tileset, Relation + "tiling-scheme", "application/json"));
        foreach (var limits in tileset.GetProperty("tileMatrixSetLimits").EnumerateArray())
        {
            // A tile within the limits is there or empty, one beyond them is not found.
            var last = limits.GetProperty("maxTileRow").GetInt32();
            Assert.Equal((0, 0, last), (limits.GetProperty("minTileRow").GetInt32(), limits.GetProperty("minTileCol").GetInt32(), limits.GetProperty("maxTileCol").GetInt32()));
            async Task<HttpStatusCode> AskAsync(int row)
            {
                var href = template.GetProperty("href").GetString()!
                    .Replace("{tileMatrix}", limits.GetProperty("tileMatrix").GetString(), StringComparison.Ordinal)
                    .Replace("{tileRow}", row.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
                    .Replace("{tileCol}", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                using var response = await served.GetAsync(href);
                return response.StatusCode;
            }

            Assert.Contains(await AskAsync(last), new[] { HttpStatusCode.OK, HttpStatusCode.NoContent });
            Assert.Equal(HttpStatusCode.NotFound, await AskAsync(last + 1));
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_layers_and_attributes_described_are_those_in_the_tiles(string path)
    {
        var described = (await served.JsonAsync(path + "/WebMercatorQuad")).GetProperty("layers").EnumerateArray().ToDictionary(
            l => l.GetProperty("id").GetString()!, l => l.GetProperty("propertiesSchema").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet());
        var json = (await served.JsonAsync(path + "/WebMercatorQuad?f=tilejson")).GetProperty("vector_layers").EnumerateArray().ToDictionary(
            l => l.GetProperty("id").GetString()!, l => l.GetProperty("fields").EnumerateObject().Select(p => p.Name).ToHashSet());

        Assert.Equal(described.Keys, json.Keys);
        foreach (var layer in await served.TileAsync(path, 0, 0, 0))
        {
            Assert.Equal(described[layer.Name], json[layer.Name]);
            Assert.All(layer.Features, f => Assert.Subset(described[layer.Name], f.Attributes.Keys.ToHashSet()));
        }
    }

    [Fact]
    public async Task TileJSON_says_what_a_map_needs_and_its_address_leads_to_tiles()
    {
        using var response = await served.GetAsync("/tiles/WebMercatorQuad?f=tilejson&lang=en");
        var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;

        Assert.Equal("application/vnd.mapbox.tile+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("3.0.0", 0, 16), (json.GetProperty("tilejson").GetString(), json.GetProperty("minzoom").GetInt32(), json.GetProperty("maxzoom").GetInt32()));
        Assert.Equal([119.0, 31, 120, 32], json.GetProperty("bounds").EnumerateArray().Select(b => b.GetDouble()));
        var template = Assert.Single(json.GetProperty("tiles").EnumerateArray()).GetString()!;
        var (row, column) = TileRequests.At(12, 119.5, 31.5);
        using var tile = await served.GetAsync(template.Replace("{z}", "12", StringComparison.Ordinal)
            .Replace("{y}", $"{row}", StringComparison.Ordinal).Replace("{x}", $"{column}", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, tile.StatusCode);
    }

    [Fact]
    public async Task The_tile_matrix_set_is_WebMercatorQuad_as_registered()
    {
        var entry = Assert.Single((await served.JsonAsync("/tileMatrixSets")).GetProperty("tileMatrixSets").EnumerateArray());
        var set = await served.JsonAsync(ServedRegister.Link(entry, "self")!);
        var matrices = set.GetProperty("tileMatrices").EnumerateArray().ToList();

        Assert.Equal(("WebMercatorQuad", Registered), (set.GetProperty("id").GetString(), set.GetProperty("uri").GetString()));
        Assert.Equal(25, matrices.Count);
        // The published figures of OGC 17-083r4, annex D.1.
        Assert.Equal(559082264.028717, matrices[0].GetProperty("scaleDenominator").GetDouble(), 1e-5);
        Assert.Equal(156543.033928041, matrices[0].GetProperty("cellSize").GetDouble(), 1e-9);
        Assert.Equal(33.3238997476528, matrices[24].GetProperty("scaleDenominator").GetDouble(), 1e-10);
        Assert.Equal(16777216, matrices[24].GetProperty("matrixHeight").GetInt32());
        Assert.Equal([-20037508.3427892, 20037508.3427892], matrices[7].GetProperty("pointOfOrigin").EnumerateArray().Select(o => Math.Round(o.GetDouble(), 7)));
    }

    [Fact]
    public async Task The_definition_describes_every_tileset_list_and_tile_under_the_registered_names()
    {
        using var response = await served.GetAsync("/api?lang=en");
        var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;
        var paths = document.GetProperty("paths");
        foreach (var path in Paths.Select(p => p.Data))
        {
            var owner = path == "/tiles" ? ".dataset" : ".collection";
            foreach (var (below, name) in new[] { ("", "getTileSetsList"), ("/WebMercatorQuad", "getTileSet"), ("/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}", "getTile") })
            {
                Assert.EndsWith($"{owner}.vector.{name}", paths.GetProperty(path + below).GetProperty("get").GetProperty("operationId").GetString(), StringComparison.Ordinal);
            }
        }

        foreach (var (name, type) in new[] { ("tileMatrix", "string"), ("tileRow", "integer"), ("tileCol", "integer") })
        {
            var parameter = document.GetProperty("components").GetProperty("parameters").GetProperty(name);
            Assert.Equal(("path", true, type), (parameter.GetProperty("in").GetString(), parameter.GetProperty("required").GetBoolean(), parameter.GetProperty("schema").GetProperty("type").GetString()));
        }
    }

    [Theory]
    [InlineData("/tiles")]
    [InlineData("/tiles/WebMercatorQuad")]
    [InlineData("/collections/compounds/tiles/WebMercatorQuad")]
    [InlineData("/tileMatrixSets")]
    [InlineData("/tileMatrixSets/WebMercatorQuad")]
    public async Task Descriptions_are_pages_too_in_both_languages(string path)
    {
        Assert.Contains("lang=\"en\"", await served.HtmlAsync(path + "?f=html&lang=en"), StringComparison.Ordinal);
        Assert.Contains("lang=\"zh-CN\"", await served.HtmlAsync(path + "?f=html"), StringComparison.Ordinal);
        Assert.NotNull(ServedRegister.Link(await served.JsonAsync(path), "alternate", "text/html"));
    }
}
