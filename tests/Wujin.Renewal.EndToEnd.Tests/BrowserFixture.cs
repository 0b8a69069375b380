using Microsoft.Playwright;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests;

/// <summary>A real browser and a real service with its demonstration data, once for all tests of a class.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private string? _home;
    private IPlaywright? _playwright;

    /// <summary>The service.</summary>
    public ServiceProcess Service { get; private set; } = null!;

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _home = Directory.CreateTempSubdirectory("wujin-browser-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Where root runs the tests, another account runs the database and has to get there.
            File.SetUnixFileMode(_home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        Service = await ServiceProcess.StartAsync(_home, new Dictionary<string, string> { ["WUJIN_DEMO"] = "1" });
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.FirstOrDefault(File.Exists)
                ?? throw new InvalidOperationException("There is no Chromium here: install Debian's package chromium."),
            // The map draws with WebGL, here by the processor.
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
        });
    }

    /// <summary>A page that remembers every fault: messages on the console, failed or foreign requests, answers of 400 and above.</summary>
    public async Task<(IPage Page, List<string> Faults)> OpenAsync(string path, string locale = "zh-CN", int widthPixels = 1280)
    {
        var context = await Browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = locale,
            ViewportSize = new ViewportSize { Width = widthPixels, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            // Drawing by the processor is slow, and the browser says so of the canvas that is read for pictures of the map.
            if (!message.Text.Contains("GPU stall due to ReadPixels", StringComparison.Ordinal))
            {
                faults.Add($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Add($"script: {error}");
        page.RequestFailed += (_, request) =>
        {
            // A map that moves on takes back what it asked for.
            if (request.Failure != "net::ERR_ABORTED")
            {
                faults.Add($"failed: {request.Url} {request.Failure}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 || new Uri(response.Url).Authority != Service.Url.Authority)
            {
                faults.Add($"{response.Status} {response.Url}");
            }
        };
        await page.GotoAsync(new Uri(Service.Url, path).ToString());
        return (page, faults);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (Service is not null)
        {
            await Service.DisposeAsync();
        }

        if (_home is not null)
        {
            Directory.Delete(_home, recursive: true);
        }
    }
}
