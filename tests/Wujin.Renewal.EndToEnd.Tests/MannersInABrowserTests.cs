using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Playwright;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>How the browser map behaves: for everybody, on every screen, with and without its service.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MannersInABrowserTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("", "")]
    [InlineData("#theme=dark", "")]
    [InlineData("#site=compounds/WJ-C-0003", ".history li")]
    [InlineData("#site=compounds/WJ-C-0003&theme=dark&lang=en", ".history li")]
    [InlineData("#panel=reach&at=119.95,31.7", ".reach")]
    [InlineData("#panel=tiers", ".tier")]
    [InlineData("#panel=tiers&theme=dark", ".tier")]
    [InlineData("#panel=tiers&target=T30/320412110", ".stretches")]
    [InlineData("#panel=scenarios", ".scenarios .actions")]
    [InlineData("#panel=layers", ".legend")]
    [InlineData("#panel=dashboard", ".towns li")]
    [InlineData("#panel=dashboard&theme=dark", ".towns li")]
    public async Task Axe_finds_nothing_serious(string fragment, string awaited)
    {
        var (page, _) = await fixture.OpenMapAsync(fragment);
        await page.WaitForSelectorAsync(awaited.Length > 0 ? awaited : ".list .site");
        await KeepPictureAsync(page, fragment);

        Assert.Empty(await SeriousAsync(page));
    }

    [Fact]
    public async Task Axe_finds_nothing_serious_in_the_editor()
    {
        var (page, _) = await fixture.EditAsync("compounds", "WJ-C-0003");
        await KeepPictureAsync(page, "editor");

        Assert.Empty(await SeriousAsync(page));
    }

    [Theory]
    [InlineData("#lang=en")]
    [InlineData("#lang=en&panel=reach")]
    [InlineData("#lang=en&panel=tiers")]
    [InlineData("#lang=en&panel=scenarios")]
    [InlineData("#lang=en&panel=layers")]
    [InlineData("#lang=en&panel=dashboard")]
    public async Task Labels_and_buttons_are_English_when_English_was_chosen(string fragment)
    {
        var (page, _) = await fixture.OpenMapAsync(fragment);
        await page.WaitForTimeoutAsync(500);

        // Names of sites and places are what they are; what the map says itself is English.
        var chinese = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.panel:not([hidden]) :is(h2, h3, label, .hint, .chip, .stage), .bar [role=tab]')]
                .filter(e => e.offsetParent && !e.querySelector('select')).map(e => e.textContent.trim()).filter(text => /[\u4e00-\u9fff]/.test(text))
            """);
        Assert.DoesNotContain(chinese, text => !text.Contains("主城区", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_basemap_and_the_lines_that_maps_must_carry_come_from_the_settings()
    {
        using var tiles = new HttpListener();
        var port = FreePort();
        tiles.Prefixes.Add($"http://127.0.0.1:{port}/");
        tiles.Start();
        var asked = new ConcurrentBag<string>();
        _ = Task.Run(async () =>
        {
            while (tiles.IsListening)
            {
                var call = await tiles.GetContextAsync();
                asked.Add(call.Request.Url!.AbsolutePath);
                call.Response.Headers["Access-Control-Allow-Origin"] = "*";
                call.Response.ContentType = "image/png";
                call.Response.Close(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), willBlock: false);
            }
        }, TestContext.Current.CancellationToken);
        var home = NewHome();
        var service = await ServiceProcess.StartAsync(home, new Dictionary<string, string>
        {
            ["WUJIN_MAP_BASEMAP"] = $"http://127.0.0.1:{port}/{{TileMatrix}}/{{TileRow}}/{{TileCol}}.png",
            ["WUJIN_MAP_ATTRIBUTION"] = "某某地图",
            ["WUJIN_MAP_APPROVAL"] = "苏S（2026）001号",
            ["WUJIN_MAP_CLASSIFICATION"] = "内部",
        });
        try
        {
            var page = await (await fixture.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "zh-CN" })).NewPageAsync();
            var refused = new List<string>();
            page.Console += (_, message) => refused.AddRange(message.Text.Contains("Content Security Policy", StringComparison.Ordinal) ? [message.Text] : []);
            await page.GotoAsync(new Uri(service.Url, "#panel=layers").ToString());
            await page.WaitForSelectorAsync(MapPage.Drawn, new() { Timeout = 60_000 });
            Assert.Empty(asked);

            await page.SelectOptionAsync(".panel:not([hidden]) select", "basemap");

            for (var i = 0; i < 100 && asked.IsEmpty; i++)
            {
                await page.WaitForTimeoutAsync(100);
            }

            Assert.Contains(asked, path => System.Text.RegularExpressions.Regex.IsMatch(path, "^/1[0-9]/[0-9]+/[0-9]+.png$"));
            Assert.Equal("审图号：苏S（2026）001号密级：内部", await page.InnerTextAsync(".imprint") is var text ? text.Replace("\n", "", StringComparison.Ordinal) : "");
            Assert.Empty(refused);
        }
        finally
        {
            await service.DisposeAsync();
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task A_service_that_is_gone_is_said_and_the_map_goes_on_when_it_is_back()
    {
        var home = NewHome();
        var service = await ServiceProcess.StartAsync(home);
        try
        {
            var url = service.Url;
            var page = await (await fixture.Browser.NewContextAsync(new BrowserNewContextOptions { Locale = "zh-CN" })).NewPageAsync();
            await page.GotoAsync(url.ToString());
            await page.WaitForSelectorAsync(MapPage.Drawn, new() { Timeout = 60_000 });
            await service.DisposeAsync();

            await page.ClickAsync(".chip:has-text('施工')");
            await Assertions.Expect(page.Locator(".gone")).ToBeVisibleAsync();

            service = await ServiceProcess.StartAsync(home, new Dictionary<string, string> { ["WUJIN_URL"] = url.ToString() });
            await Assertions.Expect(page.Locator(".gone")).ToBeHiddenAsync(new() { Timeout = 20_000 });
            await Assertions.Expect(page.Locator(".list .empty")).ToContainTextAsync("没有符合条件的项目");
            Assert.Equal("true", await page.GetAttributeAsync(".chip:has-text('施工')", "aria-pressed"));
        }
        finally
        {
            await service.DisposeAsync();
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task A_picture_of_the_map_is_a_png_larger_than_the_map()
    {
        var (page, faults) = await fixture.OpenMapAsync("#panel=layers");
        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('导出图片')"));

        var bytes = await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes.Take(4));
        var height = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20));
        Assert.True(height > await page.EvaluateAsync<int>("document.querySelector('#map canvas').height"));
        Assert.EndsWith(".png", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("reach")]
    [InlineData("tiers")]
    [InlineData("scenarios")]
    [InlineData("layers")]
    [InlineData("dashboard")]
    public async Task Every_panel_fits_a_telephone(string panel)
    {
        var (page, faults) = await fixture.OpenMapAsync($"#panel={panel}", widthPixels: 390);
        await KeepPictureAsync(page, "telephone " + panel);

        Assert.True(await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0);
        Assert.True(await page.EvaluateAsync<int>("document.querySelector('.sidebar').scrollWidth - document.querySelector('.sidebar').clientWidth") <= 0);
        Assert.Empty(faults);
    }

    /// <summary>Keeps what the page looks like beside the tests, in TestResults/map, for people to look at.</summary>
    private static async Task KeepPictureAsync(IPage page, string state)
    {
        var name = string.Concat((state.Length == 0 ? "register" : state).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        await page.ScreenshotAsync(new() { Path = Path.Combine(AppContext.BaseDirectory, "TestResults", "map", name + ".png") });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string NewHome()
    {
        var home = Directory.CreateTempSubdirectory("wujin-map-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Where root runs the tests, another account runs the database and has to get there.
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        return home;
    }

    private static async Task<string[]> SeriousAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "axe.min.js"), TestContext.Current.CancellationToken));
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run(document)");
        return [.. found.GetProperty("violations").EnumerateArray()
            .Where(v => v.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(v => $"{v.GetProperty("id").GetString()}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(5).Select(n => n.GetProperty("html").GetString() + " " + n.GetProperty("failureSummary").GetString()))}")];
    }
}
