using System.IO.Compression;
using System.Net;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Entity tags, 304, compression, HEAD, OPTIONS and cross-origin reading.</summary>
public sealed class ConditionalTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string Item = "/collections/compounds/items/C1";

    [Theory]
    [InlineData(Item)]
    [InlineData(Item + "?f=html")]
    [InlineData("/collections/compounds/items")]
    [InlineData("/collections/compounds/items?f=html")]
    [InlineData("/collections")]
    [InlineData("/api")]
    public async Task What_the_client_knows_is_not_sent_again(string address)
    {
        using var first = await served.GetAsync(address);
        var tag = first.Headers.ETag!.ToString();

        using var second = await served.GetAsync(address, null, ("If-None-Match", "\"other\", " + tag));
        using var third = await served.GetAsync(address, null, ("If-None-Match", "\"other\""));

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(tag, second.Headers.ETag!.ToString());
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(ServedRegister.Cancel));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }

    [Fact]
    public async Task A_change_makes_new_tags()
    {
        await using var own = new SmallRegister();
        await own.InitializeAsync();
        async Task<HttpStatusCode> AskAsync(string address, string tag)
        {
            using var response = await own.GetAsync(address, null, ("If-None-Match", tag));
            return response.StatusCode;
        }

        using var item = await own.GetAsync(Item);
        using var page = await own.GetAsync("/collections/towns/items");
        await own.Source.ExecuteAsync("UPDATE renewal.site SET name_zh = '改名' WHERE code = 'C1'");

        Assert.Equal("\"1-geojson.crs84.identity\"", item.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, await AskAsync(Item, item.Headers.ETag.ToString()));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("/collections/towns/items", page.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(Item, "*"));
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br", "br")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("gzip;q=0", "")]
    [InlineData("deflate", "")]
    public async Task Bodies_are_compressed_as_asked_and_say_the_same(string accepted, string coding)
    {
        foreach (var address in new[] { "/collections/compounds/items", Item, "/collections", "/collections?f=html", "/collections/compounds/export" })
        {
            using var response = await served.GetAsync(address, null, ("Accept-Encoding", accepted));
            await using var body = await response.Content.ReadAsStreamAsync(ServedRegister.Cancel);
            using var decoded = new StreamReader(coding switch { "gzip" => new GZipStream(body, CompressionMode.Decompress), "br" => new BrotliStream(body, CompressionMode.Decompress), _ => body });

            Assert.Equal(coding, response.Content.Headers.ContentEncoding.SingleOrDefault() ?? "");
            Assert.Contains("Accept-Encoding", response.Headers.Vary);
            Assert.Contains(address.EndsWith("html", StringComparison.Ordinal) ? "</html>" : "\"links\":", await decoded.ReadToEndAsync(ServedRegister.Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_coding_and_format_has_its_own_tag_of_the_same_version()
    {
        var tags = new List<string>();
        foreach (var (address, encoding) in new[] { (Item, "identity"), (Item, "gzip"), (Item, "br"), (Item + "?f=html", "identity"), (Item + "?f=html&lang=en", "identity") })
        {
            using var response = await served.GetAsync(address, null, ("Accept-Encoding", encoding));
            tags.Add(response.Headers.ETag!.ToString());
        }

        Assert.Equal(5, tags.Distinct().Count());
        Assert.All(tags, tag =>
        {
            Assert.True(EntityTag.TryReadVersion(tag, out var version), tag);
            Assert.Equal(1, version);
        });
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/collections")]
    [InlineData("/collections/compounds/items")]
    [InlineData(Item)]
    [InlineData("/collections/compounds/export")]
    [InlineData("/api")]
    [InlineData("/health/ready")]
    public async Task HEAD_answers_like_GET_without_a_body(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await served.Client.SendAsync(request, ServedRegister.Cancel);
        using var get = await served.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(ServedRegister.Cancel));
    }

    [Fact]
    public async Task OPTIONS_lists_the_methods()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/collections/compounds/items");
        using var response = await served.Client.SendAsync(request, ServedRegister.Cancel);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Superset(new HashSet<string> { "GET", "HEAD", "OPTIONS" }, response.Content.Headers.Allow.ToHashSet());
    }

    [Fact]
    public async Task A_method_that_no_resource_has_is_a_problem_that_lists_those_it_has()
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/conformance");
        using var response = await served.Client.SendAsync(request, ServedRegister.Cancel);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("GET", response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Pages_of_other_origins_may_read_and_not_write()
    {
        using var read = await served.GetAsync(Item, null, ("Origin", "https://example.org"));
        Assert.Equal("*", read.Headers.GetValues("Access-Control-Allow-Origin").Single());

        using var preflight = new HttpRequestMessage(HttpMethod.Options, Item);
        preflight.Headers.TryAddWithoutValidation("Origin", "https://example.org");
        preflight.Headers.TryAddWithoutValidation("Access-Control-Request-Method", "DELETE");
        using var answer = await served.Client.SendAsync(preflight, ServedRegister.Cancel);
        var allowed = answer.Headers.TryGetValues("Access-Control-Allow-Methods", out var methods) ? string.Join(",", methods) : "";
        Assert.DoesNotContain("DELETE", allowed, StringComparison.Ordinal);
    }
}
