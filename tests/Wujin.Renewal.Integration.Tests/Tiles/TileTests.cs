using System.IO.Compression;
using System.Net;
using Wujin.Renewal.Integration.Tests.Features;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>One tile over HTTP: addresses, negotiation, conditions, hostile requests.</summary>
public sealed class TileTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string World = "/tiles/WebMercatorQuad/0/0/0";

    [Theory]
    [InlineData("/tiles")]
    [InlineData("/collections/compounds/tiles")]
    public async Task A_tile_is_one_vector_tile_of_its_layers(string path)
    {
        var layers = await served.TileAsync(path, 0, 0, 0);

        Assert.Equal(path == "/tiles" ? 8 : 1, layers.Count);
        Assert.All(layers, l => Assert.All(l.Features, f => Assert.InRange(f.Type, 1, 3)));
        Assert.Equal(["C1", "C2", "C3"], layers.Single(l => l.Name == "compounds").Features.Select(f => (string)f.Attributes["code"]));
    }

    [Theory]
    [InlineData("99/0/0")]
    [InlineData("17/0/0")]
    [InlineData("-1/0/0")]
    [InlineData("0/1/0")]
    [InlineData("0/0/1")]
    [InlineData("4/16/0")]
    [InlineData("4/0/16")]
    [InlineData("4/2147483647/2147483647")]
    [InlineData("4/99999999999999999999/0")]
    [InlineData("4/0/-1")]
    [InlineData("4/0/1.5")]
    [InlineData("4/0/0x1")]
    [InlineData("4/+1/0")]
    [InlineData("4/%20 1/0")]
    [InlineData("1e1/0/0")]
    [InlineData("a/b/c")]
    [InlineData("4/0/' OR 1=1--")]
    public async Task A_tile_out_of_range_is_not_found_and_the_answer_says_what_there_is(string tile)
    {
        foreach (var path in new[] { "/tiles", "/collections/compounds/tiles" })
        {
            var problem = await served.ProblemAsync($"{path}/WebMercatorQuad/{tile}", HttpStatusCode.NotFound);
            Assert.Contains("there are 0 to", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/tiles/WorldCRS84Quad/0/0/0", "WebMercatorQuad")]
    [InlineData("/tiles/WorldCRS84Quad", "WebMercatorQuad")]
    [InlineData("/tileMatrixSets/WorldCRS84Quad", "WebMercatorQuad")]
    [InlineData("/collections/nothing/tiles", "no collection")]
    [InlineData("/collections/tiers/tiles", "no place on the map")]
    [InlineData("/collections/tiers/tiles/WebMercatorQuad/0/0/0", "no place on the map")]
    public async Task What_there_is_no_tileset_of_is_not_found(string address, string word)
    {
        var problem = await served.ProblemAsync(address, HttpStatusCode.NotFound);
        Assert.Contains(word, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_tile_is_204_without_a_body()
    {
        using var response = await served.GetAsync("/tiles/WebMercatorQuad/5/0/0");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(ServedRegister.Cancel));
        Assert.Equal("no-cache", response.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task Each_coding_says_the_same_under_a_tag_of_its_own_that_spares_sending_it_again(string coding)
    {
        using var plain = await served.GetAsync(World);
        using var response = await served.GetAsync(World, null, ("Accept-Encoding", coding));
        var tag = response.Headers.ETag!.ToString();
        await using var body = await response.Content.ReadAsStreamAsync(ServedRegister.Cancel);
        await using var decoded = coding switch { "gzip" => new GZipStream(body, CompressionMode.Decompress), "br" => new BrotliStream(body, CompressionMode.Decompress), _ => body };
        using var bytes = new MemoryStream();
        await decoded.CopyToAsync(bytes, ServedRegister.Cancel);

        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(ServedRegister.Cancel), bytes.ToArray());
        Assert.Contains(coding, tag, StringComparison.Ordinal);
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        using var again = await served.GetAsync(World, null, ("Accept-Encoding", coding), ("If-None-Match", tag));
        Assert.Equal((HttpStatusCode.NotModified, tag), (again.StatusCode, again.Headers.ETag!.ToString()));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(ServedRegister.Cancel));
    }

    [Theory]
    [InlineData("application/vnd.mapbox-vector-tile", HttpStatusCode.OK)]
    [InlineData("application/x-protobuf", HttpStatusCode.OK)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", HttpStatusCode.OK)]
    [InlineData("image/png", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json", HttpStatusCode.NotAcceptable)]
    public async Task The_type_is_negotiated(string accept, HttpStatusCode status)
    {
        using var response = await served.GetAsync(World, accept);
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("?f=mvt", HttpStatusCode.OK)]
    [InlineData("?f=json", HttpStatusCode.BadRequest)]
    [InlineData("?f=", HttpStatusCode.BadRequest)]
    [InlineData("?colour=red", HttpStatusCode.BadRequest)]
    [InlineData("?f=mvt&f=mvt", HttpStatusCode.BadRequest)]
    public async Task Parameters_are_those_that_are_described(string query, HttpStatusCode status)
    {
        using var response = await served.GetAsync(World + query);
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("Accept-Encoding", "gzip;q=abc, ,;;,br;q=0.5")]
    [InlineData("Accept-Encoding", "\"")]
    [InlineData("If-None-Match", "no quotes, W/, \"\"\"")]
    [InlineData("If-None-Match", "*, \"x\"")]
    [InlineData("Accept", "????")]
    [InlineData("Accept", ";q=1,,")]
    [InlineData("Accept-Language", "zh;q=9,,x")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("Range", "bytes=0-99999999999999999999")]
    public async Task A_header_that_makes_no_sense_does_no_harm(string name, string value)
    {
        using var response = await served.GetAsync(World, name == "Accept" ? value : null, (name, value));
        Assert.True((int)response.StatusCode is 200 or 304 or 406, $"{name}: {value} gave {(int)response.StatusCode}.");
        using var document = await served.GetAsync("/tiles/WebMercatorQuad?f=tilejson", null, (name, value));
        Assert.DoesNotContain("evil", await document.Content.ReadAsStringAsync(ServedRegister.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_the_tag()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, World);
        using var head = await served.Client.SendAsync(request, ServedRegister.Cancel);
        using var get = await served.GetAsync(World);

        Assert.Equal((get.Content.Headers.ContentLength, get.Headers.ETag), (head.Content.Headers.ContentLength, head.Headers.ETag));
    }

    [Fact]
    public async Task A_page_of_any_origin_may_draw_the_map()
    {
        using var response = await served.GetAsync(World, null, ("Origin", "https://example.org"));
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }
}
