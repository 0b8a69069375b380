using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>The pages of the register as a person meets them, in a real browser on a real service.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PagesInABrowserTests(BrowserFixture fixture)
{
    private static readonly string[] Paths =
    [
        "/?f=html", "/conformance", "/collections", "/collections/compounds", "/collections/compounds/items", "/collections/towns/items",
        "/collections/tiers/items", "/collections/industrial-parks/items/WJ-P-0001", "/collections/compounds/items/WJ-C-0001/versions",
        "/collections/compounds/items/WJ-C-0001/versions/1..2", "/collections/compounds/items/WJ-C-0001/stage", "/api?f=html",
        "/collections/compounds/items/WJ-C-0001", "/collections/places/items", "/collections/constraint-areas/items?type=ecological&f=html", "/tiles?f=html",
        "/collections/towns/tiles/WebMercatorQuad?f=html", "/tileMatrixSets/WebMercatorQuad?f=html",
    ];

    /// <summary>Every page of <see cref="Paths"/>.</summary>
    public static TheoryData<string> AllPaths => [.. Paths];

    [Fact]
    public async Task A_newcomer_clicks_from_the_landing_page_to_the_history_of_a_site()
    {
        var (page, faults) = await fixture.OpenAsync("/?f=html&lang=zh");
        await page.ClickAsync("a.card:has-text('老旧小区')");
        await page.ClickAsync("a[href*='/collections/compounds/items']");
        Assert.Contains("400", await page.InnerTextAsync(".subtitle"), StringComparison.Ordinal);

        var name = await page.InnerTextAsync("tbody tr:first-child th a");
        await page.ClickAsync("tbody tr:first-child th a");
        Assert.Equal(name, await page.InnerTextAsync("h1"));
        await page.WaitForSelectorAsync("figure svg.outline");
        await page.WaitForSelectorAsync("figure svg.map");

        await page.ClickAsync("a:has-text('全部版本')");
        await page.WaitForSelectorAsync("tbody tr");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_planner_narrows_a_table_by_its_form_and_clears_it_again()
    {
        var (page, faults) = await fixture.OpenAsync("/collections/industrial-parks/items");
        await page.SelectOptionAsync("select[name=action]", "relocate");
        await page.FillAsync("input[name=q]", "工业");
        await page.ClickAsync("form button");
        var narrowed = await page.Locator("tbody tr").CountAsync();
        Assert.InRange(narrowed, 1, 59);
        Assert.Equal(narrowed, await page.Locator("svg.map a.mark").CountAsync());
        Assert.Equal("relocate", await page.InputValueAsync("select[name=action]"));

        await page.ClickAsync("a:text-is('清除条件')");
        Assert.Equal(60, await page.Locator("tbody tr").CountAsync());
        await page.Locator("svg.map a.mark").First.ClickAsync(new() { Force = true });
        await page.WaitForSelectorAsync("ol.timeline");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_API_can_be_browsed_and_tried_without_any_other_server()
    {
        var (page, faults) = await fixture.OpenAsync("/api?f=html&lang=en", "en-GB");
        await page.ClickAsync("a.button");
        await page.WaitForSelectorAsync("text=Wujin urban renewal register");
        await page.WaitForSelectorAsync("text=Old residential compounds");
        Assert.DoesNotContain(faults, fault => !fault.Contains("@scalar/api-reference", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Paging_through_a_collection_shows_every_site_once()
    {
        var (page, faults) = await fixture.OpenAsync("/collections/selfbuild-zones/items?limit=30");
        var seen = new List<string>();
        while (true)
        {
            seen.AddRange(await page.Locator("tbody th a").EvaluateAllAsync<string[]>("links => links.map(a => new URL(a.href).pathname)"));
            var next = page.Locator("a[rel=next]").First;
            if (await next.CountAsync() == 0)
            {
                break;
            }

            await next.ClickAsync();
        }

        Assert.Equal(80, seen.Count);
        Assert.Equal(80, seen.Distinct().Count());
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("zh-CN", "老旧小区")]
    [InlineData("en-GB", "Old residential compounds")]
    public async Task A_page_speaks_the_language_of_the_browser(string locale, string title)
    {
        var (page, _) = await fixture.OpenAsync("/collections/compounds", locale);
        Assert.Equal(title, await page.InnerTextAsync("h1"));
        Assert.StartsWith(locale[..2], await page.GetAttributeAsync("html", "lang") ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/collections/compounds/items", "虚构")]
    [InlineData("/collections/industrial-parks/items/WJ-P-0001", "虚构")]
    [InlineData("/collections/towns/items", "示意")]
    public async Task What_is_made_up_or_schematic_says_so_on_the_page(string path, string word)
    {
        var (page, _) = await fixture.OpenAsync(path);
        Assert.Contains(word, await page.InnerTextAsync(".notice"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllPaths))]
    public async Task A_page_fits_a_desk_and_a_telephone_and_asks_nobody_else_for_anything(string path)
    {
        foreach (var widthPixels in (int[])[1280, 390])
        {
            var (page, faults) = await fixture.OpenAsync(path, widthPixels: widthPixels);
            Assert.False(string.IsNullOrWhiteSpace(await page.InnerTextAsync("h1")));
            var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(overflow <= 0, $"{path} is {overflow} pixels too wide for {widthPixels}.");
            Assert.Empty(faults);
        }
    }
}
