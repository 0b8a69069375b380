using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>What journeys over the browser map have in common.</summary>
internal static class MapPage
{
    /// <summary>The map has drawn everything and rests.</summary>
    internal const string Drawn = "#map[data-state=idle]";

    /// <summary>Opens the map at a fragment such as <c>#panel=reach</c>, and waits until it is drawn.</summary>
    internal static async Task<(IPage Page, List<string> Faults)> OpenMapAsync(this BrowserFixture fixture, string fragment, string locale = "zh-CN", int widthPixels = 1280)
    {
        var (page, faults) = await fixture.OpenAsync("/" + fragment, locale, widthPixels);
        await page.WaitForSelectorAsync(Drawn, new() { Timeout = 60_000 });
        return (page, faults);
    }

    /// <summary>Opens the editor of a site from its card.</summary>
    internal static async Task<(IPage Page, List<string> Faults)> EditAsync(this BrowserFixture fixture, string collection, string code)
    {
        var (page, faults) = await fixture.OpenMapAsync($"#site={collection}/{code}");
        await page.ClickAsync(".card .actions .primary");
        await page.WaitForSelectorAsync(".editor");
        await page.WaitForSelectorAsync(Drawn, new() { Timeout = 60_000 });
        return (page, faults);
    }

    /// <summary>Opens a closed group of the form, and fills a field of it as a person would.</summary>
    internal static async Task FillFieldAsync(this IPage page, string name, string value)
    {
        await page.WaitForSelectorAsync($".editor [name={name}]", new() { State = WaitForSelectorState.Attached });
        await page.EvaluateAsync("name => document.querySelector(`.editor [name='${name}']`).closest('details')?.setAttribute('open', '')", name);
        await page.FillAsync($".editor [name={name}]", value);
        await page.PressAsync($".editor [name={name}]", "Tab");
    }

    /// <summary>A feature as the service has it.</summary>
    internal static async Task<JsonElement> FeatureAsync(this BrowserFixture fixture, string collection, string code)
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        return await client.GetFromJsonAsync<JsonElement>(new Uri($"/collections/{collection}/items/{code}?f=json", UriKind.Relative));
    }

    /// <summary>Adds a compound with a square outline, or none.</summary>
    /// <returns>The square's lower left corner and side, degrees.</returns>
    internal static async Task AddCompoundAsync(this BrowserFixture fixture, string code, string name, (double Longitude, double Latitude, double Side)? square)
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        object? geometry = square is var (x, y, side)
            ? new { type = "Polygon", coordinates = new[] { new[] { new[] { x, y }, [x + side, y], [x + side, y + side], [x, y + side], [x, y] } } }
            : null;
        using var answer = await client.PostAsJsonAsync(
            new Uri("/collections/compounds/items", UriKind.Relative),
            new { type = "Feature", geometry, properties = new { code, name_zh = name, stage = "surveyed" } });
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Takes a site out of the register again, so that the next test finds what it expects.</summary>
    internal static async Task DeleteAsync(this BrowserFixture fixture, string collection, string code)
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        using var removal = new HttpRequestMessage(HttpMethod.Delete, $"/collections/{collection}/items/{code}");
        removal.Headers.TryAddWithoutValidation("If-Match", "*");
        (await client.SendAsync(removal)).EnsureSuccessStatusCode();
    }

    /// <summary>A place on the map in pixels of the page, by parts of the map's width and height.</summary>
    internal static async Task<(float X, float Y)> OnMapAsync(this IPage page, double right, double down)
    {
        var box = await page.Locator("#map").BoundingBoxAsync() ?? throw new InvalidOperationException("The page has no map.");
        return ((float)(box.X + (box.Width * right)), (float)(box.Y + (box.Height * down)));
    }

    /// <summary>Clicks on the map point by point, slowly enough that no two clicks are taken for a double click, and ends with one.</summary>
    internal static async Task DrawAsync(this IPage page, params (double Right, double Down)[] points)
    {
        for (var i = 0; i < points.Length; i++)
        {
            var (x, y) = await page.OnMapAsync(points[i].Right, points[i].Down);
            await (i < points.Length - 1 ? page.Mouse.ClickAsync(x, y) : page.Mouse.DblClickAsync(x, y));
            await page.WaitForTimeoutAsync(400);
        }
    }
}
