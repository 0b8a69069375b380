using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>The register as it was, what changed, and what is in view, on the browser map.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ThenAndNowInABrowserTests(BrowserFixture fixture)
{
    [Fact]
    public async Task The_history_of_a_site_shows_what_a_version_changed()
    {
        await fixture.AddCompoundAsync("E2E-THEN", "改名之前", (119.80, 31.52, .002));
        await RenameAsync("E2E-THEN", "改名之后");
        var (page, faults) = await fixture.OpenMapAsync("#site=compounds/E2E-THEN");

        await page.ClickAsync("[aria-label='改动 v2']");

        await Assertions.Expect(page.Locator(".version-changes tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".version-changes tbody tr")).ToContainTextAsync("改名之前");
        await page.ClickAsync(".history li:has-text('v1') button >> nth=0");
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync("改名之前");
        await Assertions.Expect(page.Locator(".card .actions .primary")).ToHaveCountAsync(0);
        await page.ClickAsync(".as-of button");
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync("改名之后");
        Assert.Empty(faults);
        await fixture.DeleteAsync("compounds", "E2E-THEN");
    }

    [Fact]
    public async Task The_slider_goes_back_to_when_nothing_was_recorded_yet()
    {
        var (page, faults) = await fixture.OpenMapAsync("");
        await page.WaitForSelectorAsync(".list .site");

        await page.FocusAsync(".as-of input");
        await page.Keyboard.PressAsync("Home");

        await Assertions.Expect(page.Locator(".list .empty")).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("asof=2021-01-31"));
        await page.FocusAsync(".as-of input");
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.Locator(".list .site").First).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task Statistics_count_what_is_in_view_and_follow_the_map()
    {
        var (page, faults) = await fixture.OpenMapAsync("#map=9/31.66/119.955");
        await page.ClickAsync(".in-view summary");

        await Assertions.Expect(page.Locator(".in-view tbody tr >> nth=0")).ToContainTextAsync("394");
        await page.EvaluateAsync("document.querySelector('#map canvas').focus()");
        for (var i = 0; i < 4; i++)
        {
            await page.Keyboard.PressAsync("=");
            await page.WaitForTimeoutAsync(400);
        }

        await Assertions.Expect(page.Locator(".in-view tbody tr >> nth=0")).Not.ToContainTextAsync("394");
        Assert.Empty(faults);
    }

    private async Task RenameAsync(string code, string name)
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        using var change = new HttpRequestMessage(HttpMethod.Patch, $"/collections/compounds/items/{code}")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { properties = new { name_zh = name } }), Encoding.UTF8, new MediaTypeHeaderValue("application/merge-patch+json")),
        };
        change.Headers.TryAddWithoutValidation("If-Match", "*");
        (await client.SendAsync(change)).EnsureSuccessStatusCode();
    }
}
