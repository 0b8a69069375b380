using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>Reach, targets and scenarios on the browser map, by clicks and keys, on the demonstration roads.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ConnectivityInABrowserTests(BrowserFixture fixture)
{
    private const string Panel = ".sidebar > section:not([hidden])";

    [Fact]
    public async Task A_click_shows_the_reach_and_shift_with_a_click_adds_an_origin()
    {
        var (page, faults) = await fixture.OpenMapAsync("#map=12/31.7000/119.9500&panel=reach");
        var (x, y) = await page.OnMapAsync(.5, .5);
        await page.Mouse.ClickAsync(x, y);
        await Assertions.Expect(page.Locator(".reach tr")).ToHaveCountAsync(4);
        var alone = await page.InnerTextAsync(".reach tr >> nth=0");

        var (x2, y2) = await page.OnMapAsync(.7, .4);
        await page.Keyboard.DownAsync("Shift");
        await page.Mouse.ClickAsync(x2, y2);
        await page.Keyboard.UpAsync("Shift");

        await Assertions.Expect(page.Locator(".origins li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".reach tr >> nth=0")).Not.ToHaveTextAsync(alone);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("at=[0-9.]+,[0-9.]+;[0-9.]+,[0-9.]+"));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_pinned_reach_is_compared_with_the_morning_peak()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=reach&at=119.95,31.7&minutes=30");
        await page.ClickAsync("button:has-text('设为对比基准')");

        await page.SelectOptionAsync(Panel + " select >> nth=0", "car-peak-am");

        // In the peak no place is reached sooner, and many later.
        await Assertions.Expect(page.Locator(".difference .lost")).ToContainTextAsync("km²", new() { Timeout = 20_000 });
        Assert.DoesNotContain("km²", await page.InnerTextAsync(".difference .gained"), StringComparison.Ordinal);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("pin=.*car\\|from"));
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_failing_town_opens_its_diagnosis_and_a_link_to_it_opens_it_again()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=tiers");

        await page.ClickAsync(".tier .fail .destination:has-text('雪堰镇')");

        await Assertions.Expect(page.Locator(".stretches li").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".card .verdict").First).ToContainTextAsync("未达标");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".card h2:has-text('雪堰镇')")).ToBeVisibleAsync();
        await page.ClickAsync(Panel + " .back");
        await Assertions.Expect(page.Locator(".tier .pass").First).ToBeVisibleAsync();
        Assert.Empty(faults);
    }

    [Fact]
    public async Task A_drawn_road_flips_a_target_is_ranked_and_can_be_deleted()
    {
        var (page, faults) = await fixture.OpenMapAsync("#map=10/31.6000/120.0000&panel=scenarios");
        await page.ClickAsync("button:has-text('新建方案')");
        await page.FillAsync("input[name=scenario-name]", "<i>快速路</i>");
        await page.FillAsync("input[name=scenario-cost]", "50000");
        await page.ClickAsync(".tools button:has-text('画一条路')");
        var box = (await page.Locator("#map").BoundingBoxAsync())!;
        await page.DrawAsync(At(119.944, 31.700), At(120.060, 31.500));
        await Assertions.Expect(page.Locator(".edits > li")).ToContainTextAsync("km");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".edits > li")).ToContainTextAsync("新路");
        await page.ClickAsync(".scenario .actions .primary");

        await Assertions.Expect(page.Locator(".flips .pass")).ToContainTextAsync("雪堰镇", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Locator(".difference .gained")).ToContainTextAsync("km²", new() { Timeout = 30_000 });
        await page.ClickAsync(".scenario .back");
        await page.ClickAsync(".remedies [type=submit]");
        await Assertions.Expect(page.Locator(".ranking tbody tr")).ToContainTextAsync("<i>快速路</i>", new() { Timeout = 30_000 });
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.ClickAsync(".scenarios .site");
        await page.ClickAsync("button:has-text('删除方案')");
        await Assertions.Expect(page.Locator(".scenarios .empty")).ToBeVisibleAsync();
        Assert.Empty(faults);

        (double Right, double Down) At(double longitude, double latitude)
        {
            var pixelsPerDegree = 512 * Math.Pow(2, 10) / 360;
            static double Mercator(double degrees) => Math.Log(Math.Tan((Math.PI / 4) + (degrees * Math.PI / 360))) * 180 / Math.PI;
            return (.5 + ((longitude - 120) * pixelsPerDegree / box.Width), .5 - ((Mercator(latitude) - Mercator(31.6)) * pixelsPerDegree / box.Height));
        }
    }

    [Fact]
    public async Task A_ranking_that_nobody_waits_for_is_taken_back()
    {
        using var client = new HttpClient { BaseAddress = fixture.Service.Url };
        for (var i = 0; i < 12; i++)
        {
            using var answer = await client.PostAsJsonAsync(new Uri("/scenarios", UriKind.Relative), new
            {
                type = "FeatureCollection",
                code = $"E2E-{i}",
                name_zh = $"备选 {i}",
                features = new[]
                {
                    new
                    {
                        type = "Feature",
                        geometry = new { type = "LineString", coordinates = new[] { new[] { 119.9 + (i / 100.0), 31.7 }, [120.0, 31.55] } },
                        properties = new { edit = "add", @class = "trunk" },
                    },
                },
            });
            answer.EnsureSuccessStatusCode();
        }

        var (page, _) = await fixture.OpenMapAsync("#panel=scenarios");
        await page.SelectOptionAsync("select[name=largest]", "4");
        var created = page.WaitForResponseAsync(r => r.Url.EndsWith("/processes/rank-remedies/execution", StringComparison.Ordinal));
        await page.ClickAsync(".remedies [type=submit]");
        var job = (await (await created).JsonAsync())!.Value.GetProperty("jobID").GetString();
        await page.ClickAsync(".remedies .busy button");

        await Assertions.Expect(page.Locator(".remedies .busy")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".ranking")).ToHaveCountAsync(0);
        using var told = await client.GetAsync(new Uri($"/jobs/{job}?f=json", UriKind.Relative));
        Assert.DoesNotContain("successful", await told.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (var i = 0; i < 12; i++)
        {
            using var removal = new HttpRequestMessage(HttpMethod.Delete, $"/scenarios/E2E-{i}");
            removal.Headers.TryAddWithoutValidation("If-Match", "*");
            (await client.SendAsync(removal)).EnsureSuccessStatusCode();
        }
    }
}
