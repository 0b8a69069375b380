using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Wujin.Renewal.Api.Problems;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Every resource as a page.</summary>
public sealed partial class HtmlTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    /// <summary>Every resource of the classes that are met.</summary>
    public static readonly TheoryData<string> Resources = new(
        "/", "/conformance", "/collections", "/collections/compounds", "/collections/tiers", "/collections/compounds/items", "/collections/compounds/items?limit=1",
        "/collections/tiers/items", "/collections/places/items/P1", "/collections/compounds/items/C1", "/collections/compounds/items/C4");

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Every_link_of_the_JSON_document_is_in_the_page(string address)
    {
        var page = WebUtility.HtmlDecode(await served.HtmlAsync(address));
        var document = await served.JsonAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "f=json");

        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        foreach (var link in document.GetProperty("links").EnumerateArray())
        {
            var (rel, href) = (link.GetProperty("rel").GetString()!, link.GetProperty("href").GetString()!);
            Assert.True(rel is "self" or "alternate" or "next" || page.Contains($"href=\"{href}\"", StringComparison.Ordinal), $"{rel} {href} is missing.");
            Assert.Contains($"rel=\"{rel}\"", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_property_of_every_feature_and_its_geometry_is_in_the_page()
    {
        var page = WebUtility.HtmlDecode(await served.HtmlAsync("/collections/compounds/items?lang=en"));
        var document = await served.JsonAsync("/collections/compounds/items");
        foreach (var feature in document.GetProperty("features").EnumerateArray())
        {
            Assert.Contains("/items/" + feature.GetProperty("id").GetString(), page, StringComparison.Ordinal);
            if (feature.GetProperty("geometry").ValueKind == JsonValueKind.Object)
            {
                Assert.Contains(feature.GetProperty("geometry").GetRawText(), page, StringComparison.Ordinal);
            }
        }

        foreach (var shown in new[] { "甲小区", "1,234.5", "湖塘镇, 住建局", "construction", "2024-06-30", "C1", "First" })
        {
            Assert.Contains(shown, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_numbers_of_a_page_of_features_are_shown()
    {
        var page = await served.HtmlAsync("/collections/compounds/items?limit=3&lang=en");

        Assert.Contains("4 match, 3 on this page", page, StringComparison.Ordinal);
        Assert.Matches("<time>\\d{4}-", page);
    }

    [Fact]
    public async Task The_next_link_of_a_page_leads_to_the_next_page()
    {
        var page = await served.HtmlAsync("/collections/compounds/items?limit=3&lang=zh");
        var next = WebUtility.HtmlDecode(NextLink().Match(page).Groups[1].Value);

        var second = await served.HtmlAsync(next);

        // The map shows every match, the table those of the page.
        var table = second[second.IndexOf("<tbody>", StringComparison.Ordinal)..];
        Assert.Contains("丁小区", table, StringComparison.Ordinal);
        Assert.DoesNotContain("甲小区", table, StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_a_feature_says_is_text_and_never_markup()
    {
        foreach (var address in new[] { "/collections/compounds/items/C2", "/collections/compounds/items" })
        {
            var page = await served.HtmlAsync(address);
            Assert.DoesNotContain("<d>", page, StringComparison.Ordinal);
            Assert.Contains("c&lt;d&gt;&amp;", page, StringComparison.Ordinal);
        }

        using var attacked = await served.GetAsync("/collections/compounds/items?x=<script>alert(1)</script>", "text/html");
        Assert.DoesNotContain("<script>", await attacked.Content.ReadAsStringAsync(ServedRegister.Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_up_and_schematic_data_are_called_so_where_they_are_shown_and_nowhere_else()
    {
        const string Demo = "class=\"notice demo\"", Schematic = "class=\"notice schematic\"";
        foreach (var (address, isDemo, isSchematic) in new[]
        {
            // The town behind every map is schematic; where there is no map, nothing is.
            ("/collections/compounds/items/C1", true, true), ("/collections/compounds/items/C2", false, true), ("/collections/compounds/items/C4", false, false),
            ("/collections/compounds/items", true, true), ("/collections/compounds/items?is_demo=false", false, true), ("/collections/tiers/items", false, false),
            ("/collections/compounds", true, false), ("/collections/selfbuild-zones", false, false), ("/", true, false),
            ("/collections/towns/items/T1", false, true), ("/collections/towns", false, true), ("/collections/places/items", false, true),
            ("/collections/compounds/items/C1/versions", true, false), ("/collections/compounds/items/C1/versions/1..1", true, false),
            ("/collections/compounds/items/C1/stage", true, false), ("/collections/compounds/items/C2/stage", false, false),
            ("/collections/towns/items/T1/versions", false, true),
        })
        {
            var page = await served.HtmlAsync(address);
            Assert.True(page.Contains(Demo, StringComparison.Ordinal) == isDemo, $"{address}: demonstration notice");
            Assert.True(page.Contains(Schematic, StringComparison.Ordinal) == isSchematic, $"{address}: schematic notice");
        }
    }

    [Fact]
    public async Task Pages_load_nothing_from_elsewhere()
    {
        using var response = await served.GetAsync("/collections/compounds/items/C1", "text/html");
        var page = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.All(Loaded().Matches(page), m => Assert.StartsWith(served.Client.BaseAddress!.ToString(), m.Groups[1].Value, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var style = await served.GetAsync("/assets/site.css");
        Assert.Equal("text/css", style.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/assets/icon.svg")]
    [InlineData("/favicon.ico")]
    public async Task The_icon_is_where_pages_say_and_where_browsers_look(string path)
    {
        using var icon = await served.GetAsync(path, "image/avif,image/webp,*/*;q=0.8");

        Assert.Equal(HttpStatusCode.OK, icon.StatusCode);
        Assert.Equal("image/svg+xml", icon.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_page_is_in_the_language_asked_for_and_links_to_the_other()
    {
        var english = await served.HtmlAsync("/collections/compounds?lang=en");
        Assert.Contains("<html lang=\"en\">", english, StringComparison.Ordinal);
        Assert.Contains("<h1>Old residential compounds</h1>", english, StringComparison.Ordinal);
        Assert.Contains("lang=zh", english, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"zh-CN\">", await served.HtmlAsync("/collections/compounds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_problems_as_pages_and_their_types_resolve()
    {
        using var response = await served.GetAsync("/collections/compounds/items?limit=0&lang=zh", "text/html");
        var page = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("参数有误", page, StringComparison.Ordinal);
        foreach (var type in ProblemTypes.All)
        {
            Assert.Contains(type.TitleZh, await served.HtmlAsync(type.Page), StringComparison.Ordinal);
            Assert.Equal(type.Status, (await served.JsonAsync(type.Page)).GetProperty("status").GetInt32());
        }
    }

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("(?:<link[^>]+href|src)=\"([^\"]+)\"")]
    private static partial Regex Loaded();
}
