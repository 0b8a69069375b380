using Avalonia;
using Avalonia.Controls;
using Avalonia.Headless;
using Avalonia.Input;
using Avalonia.VisualTree;
using Wujin.Renewal.Testing.Processes;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Settings;
using Xunit;

namespace Wujin.Renewal.Viewer.Tests;

/// <summary>The real service with the demonstration district, once for all tests, and a screen that is only in memory.</summary>
public sealed class Screen : IAsyncLifetime
{
    private HeadlessUnitTestSession? _session;

    internal ServiceProcess Service { get; private set; } = null!;

    private string Home { get; } = Directory.CreateTempSubdirectory("wjv-").FullName;

    public async ValueTask InitializeAsync()
    {
        Service = await ServiceProcess.StartAsync(Path.Combine(Home, "h"), new Dictionary<string, string> { ["WUJIN_DEMO"] = "1" }, TestContext.Current.CancellationToken);

        // The made-up roads are laid while the service already answers.
        using var client = new HttpClient { BaseAddress = Service.Url };
        for (var i = 0; i < 600 && !(await client.GetAsync(new Uri("isochrone?lon=119.9403&lat=31.7083&minutes=15", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode; i++)
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        _session = HeadlessUnitTestSession.StartNew(typeof(Screen));
    }

    public async ValueTask DisposeAsync()
    {
        _session?.Dispose();
        await Service.DisposeAsync();
        Directory.Delete(Home, recursive: true);
    }

    /// <summary>How the screen is made: called by the session.</summary>
    public static AppBuilder BuildAvaloniaApp() =>
        AppBuilder.Configure(() => new App(null)).UseSkia().UseHeadless(new AvaloniaHeadlessPlatformOptions { UseHeadlessDrawing = false });

    /// <summary>Opens a viewer with settings of its own and runs a test on the thread of the screen.</summary>
    internal Task ShowAsync(Func<OpenViewer, Task> test, ViewerSettings? settings = null)
    {
        var folder = Path.Combine(Home, Guid.NewGuid().ToString("N"));
        var folders = new ViewerFolders(Path.Combine(folder, "c"), Path.Combine(folder, "k"), Path.Combine(folder, "s"));
        new SettingsStore(folders).Write((settings ?? new ViewerSettings()) with { Service = Service.Url.AbsoluteUri, Actor = "测试" });
        return _session!.Dispatch(
            async () =>
            {
                var viewer = new OpenViewer(new MainWindow(() => new ViewerModel(folders)));
                viewer.Window.Show();
                try
                {
                    await viewer.WaitAsync(() => viewer.Model.Table.Rows.Count > 0 && viewer.Window.Map.IsIdle, "the map and the table");
                    await test(viewer);
                }
                finally
                {
                    viewer.Window.Close();
                }

                return true;
            },
            TestContext.Current.CancellationToken);
    }
}

/// <summary>All tests share one service.</summary>
[CollectionDefinition(nameof(Screen))]
public sealed class ScreenCollection : ICollectionFixture<Screen>;

/// <summary>A viewer on the screen, and the hands on it.</summary>
internal sealed class OpenViewer(MainWindow window)
{
    internal MainWindow Window { get; } = window;

    internal ViewerModel Model => Window.Model;

    /// <summary>Waits until something is so, while the screen goes on.</summary>
    internal async Task WaitAsync(Func<bool> isSo, string what)
    {
        for (var i = 0; i < 2400; i++)
        {
            AvaloniaHeadlessPlatform.ForceRenderTimerTick();
            if (isSo())
            {
                return;
            }

            await Task.Delay(25);
        }

        Assert.Fail($"{what} did not come. {Model.Connection.IsOnline} {Model.Table.Message} {Model.Site.Message}");
    }

    /// <summary>A control by its name.</summary>
    internal T Find<T>(string name)
        where T : Control => Window.GetVisualDescendants().OfType<T>().First(c => c.Name == name);

    /// <summary>Waits for a control to come on the screen.</summary>
    internal async Task<T> FindAsync<T>(string name)
        where T : Control
    {
        await WaitAsync(() => Window.GetVisualDescendants().OfType<T>().Any(c => c.Name == name), name);
        return Find<T>(name);
    }

    /// <summary>Clicks on the map at a place of it, pixels.</summary>
    internal void ClickMap(double x, double y)
    {
        var at = Window.Map.TranslatePoint(new Point(x, y), Window)!.Value;
        Window.MouseMove(at);
        Window.MouseDown(at, MouseButton.Left);
        Window.MouseUp(at, MouseButton.Left);
    }

    /// <summary>Presses a button.</summary>
    internal async Task PressAsync(string name)
    {
        var button = await FindAsync<Button>(name);
        button.BringIntoView();
        button.RaiseEvent(new Avalonia.Interactivity.RoutedEventArgs(Button.ClickEvent));
    }
}
