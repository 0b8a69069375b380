using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>The browser map as a planner uses it, by clicks and keys, in a real browser on a real service with its demonstration data.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MapInABrowserTests(BrowserFixture fixture)
{
    private const string Drawn = "#map[data-state=idle]";

    [Fact]
    public async Task The_map_opens_on_the_district_and_lists_its_sites()
    {
        var (page, faults) = await OpenAsync("");

        Assert.Equal("武进区城市更新", await page.InnerTextAsync("h1"));
        Assert.Contains("虚构示例数据", await page.InnerTextAsync(".bar"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".list h2").First).ToHaveTextAsync("老旧小区 400");
        await Assertions.Expect(page.Locator(".list h2")).ToHaveCountAsync(3);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_site_of_the_list_opens_its_card_and_the_way_back_leads_to_the_list()
    {
        var (page, faults) = await OpenAsync("");
        var name = await page.InnerTextAsync(".site .name >> nth=0");

        await page.ClickAsync(".site >> nth=0");

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(name);
        Assert.True(await page.Locator(".card .timeline li").CountAsync() >= 1);
        Assert.True(await page.Locator(".card dl dt").CountAsync() >= 8);
        await page.ClickAsync(".card .back");
        await Assertions.Expect(page.Locator(".list")).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_click_on_a_site_on_the_map_opens_its_card()
    {
        var (longitude, latitude) = await MiddleOfAsync("industrial-parks", "WJ-P-0002");
        var (page, faults) = await OpenAsync(FormattableString.Invariant($"#map=16/{latitude:F5}/{longitude:F5}"));

        await page.ClickAsync("#map canvas");

        await Assertions.Expect(page.Locator(".card .facts")).ToContainTextAsync("WJ-P-");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_a_reload_keeps_them()
    {
        var (page, faults) = await OpenAsync("");
        await page.ClickAsync(".chip:has-text('施工')");
        await page.SelectOptionAsync("select >> nth=0", new SelectOptionValue { Label = "湖塘镇" });
        await Assertions.Expect(page.Locator(".site .more-about").First).ToContainTextAsync("湖塘镇");
        await Assertions.Expect(page.Locator(".site .stage:not(:has-text('施工'))")).ToHaveCountAsync(0);
        var heading = await page.InnerTextAsync(".list h2 >> nth=0");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("stages=construction.*town=320412100"));

        await page.ReloadAsync();

        await Assertions.Expect(page.Locator(".list h2").First).ToHaveTextAsync(heading);
        await Assertions.Expect(page.Locator(".chip[aria-pressed=true]:has-text('施工')")).ToHaveCountAsync(1);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_map_speaks_English_when_asked()
    {
        var (page, faults) = await OpenAsync("");

        await page.ClickAsync("button:has-text('English')");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Wujin urban renewal");
        await Assertions.Expect(page.Locator(".list h2").First).ToContainTextAsync("Old compounds");
        Assert.Equal("en", await page.GetAttributeAsync("html", "lang"));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_text()
    {
        const string Name = "<img src=x onerror=alert(1)> ‮abc😀";
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        using var added = await client.PostAsJsonAsync(new Uri("/collections/compounds/items", UriKind.Relative), new
        {
            type = "Feature",
            geometry = (object?)null,
            properties = new { code = "HOSTILE-1", name_zh = Name, stage = "surveyed" },
        });
        Assert.True(added.IsSuccessStatusCode, await added.Content.ReadAsStringAsync());
        var (page, faults) = await OpenAsync("#q=onerror");

        await page.ClickAsync(".site >> nth=0");

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(Name);
        Assert.Equal(0, await page.Locator("img[src=x]").CountAsync());
        Assert.Empty(faults);
        using var removal = new HttpRequestMessage(HttpMethod.Delete, "/collections/compounds/items/HOSTILE-1");
        removal.Headers.TryAddWithoutValidation("If-Match", "*");
        (await client.SendAsync(removal)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Going_to_coordinates_moves_the_map()
    {
        var (page, faults) = await OpenAsync("#panel=layers");

        await page.FillAsync("input[name=where]", "3508000, 495000");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("map=13/31\\.6[0-9]+/119\\.9[0-9]+"), new() { Timeout = 15_000 });
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard_and_has_a_name()
    {
        var (page, _) = await OpenAsync("");
        var nameless = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, a, input, select')]
                .filter(e => e.offsetParent && !(e.textContent.trim() || e.getAttribute('aria-label') || e.title || e.labels?.length))
                .map(e => e.outerHTML)
            """);
        Assert.Empty(nameless);

        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(1, await page.Locator("[role=tab][aria-selected=true]").CountAsync());
    }

    [Fact]
    public async Task It_fits_a_telephone()
    {
        var (page, faults) = await fixture.OpenAsync("/", widthPixels: 390);
        await page.WaitForSelectorAsync(Drawn, new() { Timeout = 60_000 });

        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        await Assertions.Expect(page.Locator(".site").First).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    private async Task<(IPage Page, List<string> Faults)> OpenAsync(string fragment)
    {
        var (page, faults) = await fixture.OpenAsync("/" + fragment);
        await page.WaitForSelectorAsync(Drawn, new() { Timeout = 60_000 });
        await page.WaitForSelectorAsync(".list:not(.busy), .goto", new() { State = WaitForSelectorState.Attached });
        return (page, faults);
    }

    private async Task<(double Longitude, double Latitude)> MiddleOfAsync(string collection, string code)
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        var feature = await client.GetFromJsonAsync<JsonElement>(new Uri($"/collections/{collection}/items/{code}?f=json", UriKind.Relative));
        var outline = new NetTopologySuite.IO.WKTReader().Read("POLYGON((" + string.Join(", ", feature.GetProperty("geometry").GetProperty("coordinates")[0][0]
            .EnumerateArray().Select(p => FormattableString.Invariant($"{p[0].GetDouble()} {p[1].GetDouble()}"))) + "))");
        return (outline.InteriorPoint.X, outline.InteriorPoint.Y);
    }
}
