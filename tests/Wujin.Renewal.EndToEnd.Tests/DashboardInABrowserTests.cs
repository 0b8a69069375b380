using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>The dashboard of the browser map on the demonstration's figures.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DashboardInABrowserTests(BrowserFixture fixture)
{
    [Fact]
    public async Task It_shows_the_figures_that_the_service_computes()
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        var table = await client.GetFromJsonAsync<JsonElement>(new Uri("/indicators?f=json", UriKind.Relative));
        var district = table.GetProperty("indicators").EnumerateArray().First(i => i.GetProperty("code").GetString() == "compounds_renovated").GetProperty("district");
        var (page, faults) = await fixture.OpenMapAsync("#panel=dashboard");

        var tile = page.Locator(".indicator:has-text('改造老旧小区')");
        await Assertions.Expect(tile.Locator("b")).ToHaveTextAsync(district.GetProperty("actual").GetDouble().ToString(CultureInfo.InvariantCulture));
        await Assertions.Expect(page.Locator(".renewal")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".towns li")).ToHaveCountAsync(16);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task An_indicator_is_chosen_by_a_click_and_a_town_leads_to_its_sites()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=dashboard");

        await page.ClickAsync(".indicator:has-text('自建区安置户数')");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("indicator=selfbuild_settled"));
        await page.ClickAsync(".towns button:has-text('湖塘镇')");
        await Assertions.Expect(page.Locator(".list .site .more-about").First).ToContainTextAsync("湖塘镇");
        Assert.Empty(faults);
    }

    [Fact]
    public async Task What_needs_attention_can_be_narrowed_and_opens_its_site()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=dashboard");
        await page.ClickAsync(".attention .chip:has-text('进度滞后')");
        await Assertions.Expect(page.Locator(".attended .severity:not(:has-text('进度滞后'))")).ToHaveCountAsync(0);
        var name = await page.InnerTextAsync(".attended .name >> nth=0");

        await page.ClickAsync(".attended >> nth=0");

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(name);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_slider_shows_the_figures_of_an_earlier_date()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=dashboard");
        await page.WaitForSelectorAsync(".towns li");

        await page.FocusAsync(".dashboard input[type=range]");
        for (var i = 0; i < 12; i++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"date=20\d\d-\d\d-\d\d"));
        var date = Regex.Match(page.Url, @"date=(\d{4}-\d\d-\d\d)").Groups[1].Value;
        await Assertions.Expect(page.Locator(".dashboard .hint").First).ToContainTextAsync(date);
        Assert.Empty(faults);
    }
}
