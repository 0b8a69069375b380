using System.Net;
using System.Text.Json;
using Wujin.Renewal.Api.Conformance;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>The landing page, the conformance declaration, and that all of it hangs together by links.</summary>
public sealed class LandingTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    [Fact]
    public async Task The_landing_page_links_to_definition_conformance_and_data()
    {
        var page = await served.JsonAsync("/");

        Assert.NotEmpty(page.GetProperty("title").GetString()!);
        Assert.NotNull(ServedRegister.Link(page, "service-desc", "application/vnd.oai.openapi+json;version=3.0"));
        Assert.NotNull(ServedRegister.Link(page, "service-doc", "text/html"));
        Assert.EndsWith("/conformance", ServedRegister.Link(page, "conformance"), StringComparison.Ordinal);
        Assert.EndsWith("/collections", ServedRegister.Link(page, "data"), StringComparison.Ordinal);
        Assert.NotNull(ServedRegister.Link(page, "license"));
    }

    [Fact]
    public async Task The_conformance_declaration_lists_exactly_the_classes_met()
    {
        var classes = (await served.JsonAsync("/conformance")).GetProperty("conformsTo").EnumerateArray().Select(c => c.GetString()!).ToList();

        Assert.Equal(
            ["core", "geojson", "html", "oas30"],
            classes.Where(c => c.Contains("/ogcapi-features-1/", StringComparison.Ordinal))
                .Select(c => c.Replace("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/", "", StringComparison.Ordinal)));
        Assert.Equal(ConformanceEndpoints.Classes, classes);
    }

    [Fact]
    public async Task Every_definition_linked_from_the_landing_page_answers_in_the_type_of_the_link()
    {
        var page = await served.JsonAsync("/");
        foreach (var link in page.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString()!.StartsWith("service-", StringComparison.Ordinal)))
        {
            var type = link.GetProperty("type").GetString()!;
            using var response = await served.GetAsync(link.GetProperty("href").GetString()!, type);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Every_link_of_every_document_leads_somewhere()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(["/"]);
        while (open.TryDequeue(out var address))
        {
            using var response = await served.GetAsync(address);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address}: {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType!.MediaType is not ("application/json" or "application/geo+json"))
            {
                continue;
            }

            using var document = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(ServedRegister.Cancel));
            foreach (var href in Hrefs(document.RootElement).Where(h => h.StartsWith(served.Client.BaseAddress!.ToString(), StringComparison.Ordinal)))
            {
                // What is executed by POST has nothing to read.
                if (!href.EndsWith("/execution", StringComparison.Ordinal) && seen.Add(href))
                {
                    open.Enqueue(href);
                }
            }
        }

        Assert.True(seen.Count > RegisterCatalogue.All.Count * 4, $"Only {seen.Count} links were found.");
    }

    [Fact]
    public async Task Every_document_links_to_itself_and_to_its_other_format_with_types()
    {
        foreach (var (address, type) in new[]
        {
            ("/", "application/json"), ("/conformance", "application/json"), ("/collections", "application/json"), ("/collections/compounds", "application/json"),
            ("/collections/compounds/items", "application/geo+json"), ("/collections/compounds/items/C1", "application/geo+json"),
        })
        {
            var document = await served.JsonAsync(address);

            Assert.Equal(served.Client.BaseAddress + address[1..], ServedRegister.Link(document, "self", type));
            Assert.NotNull(ServedRegister.Link(document, "alternate", "text/html"));
        }
    }

    [Fact]
    public async Task Titles_are_Chinese_unless_English_is_asked_for()
    {
        Assert.Equal("老旧小区", (await served.JsonAsync("/collections/compounds")).GetProperty("title").GetString());
        Assert.Equal("Old residential compounds", (await served.JsonAsync("/collections/compounds?lang=en")).GetProperty("title").GetString());
        using var response = await served.GetAsync("/collections/compounds", null, ("Accept-Language", "fr, en;q=0.8, zh;q=0.2"));
        Assert.Equal("en", response.Content.Headers.ContentLanguage.Single());
    }

    private static IEnumerable<string> Hrefs(JsonElement element) => element.ValueKind switch
    {
        // A template is no address yet; TileSetTests fills it in.
        JsonValueKind.Object when element.TryGetProperty("templated", out _) => [],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.NameEquals("href") ? [p.Value.GetString()!] : Hrefs(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Hrefs),
        _ => [],
    };
}
