using Avalonia;
using Avalonia.Controls.ApplicationLifetimes;
using Avalonia.Themes.Fluent;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Settings;

namespace Wujin.Renewal.Viewer;

/// <summary>Starts the viewer. <c>--service URL</c> opens another service than the one remembered.</summary>
internal static class Program
{
    [STAThread]
    private static int Main(string[] arguments)
    {
        var folders = ViewerFolders.Current();
        var crashes = new CrashLog(folders, TimeProvider.System);
        AppDomain.CurrentDomain.UnhandledException += (_, e) => crashes.Write(e.ExceptionObject as Exception ?? new InvalidOperationException($"{e.ExceptionObject}"));
        TaskScheduler.UnobservedTaskException += (_, e) => crashes.Write(e.Exception);
        var at = Array.IndexOf(arguments, "--service");
        if (at >= 0 && at + 1 < arguments.Length)
        {
            if (!Uri.TryCreate(arguments[at + 1], UriKind.Absolute, out var service) || service.Scheme is not ("http" or "https"))
            {
                Console.Error.WriteLine($"wujin: '{arguments[at + 1]}' is no address of a service: it begins with http:// or https://.");
                return 2;
            }

            var store = new SettingsStore(folders);
            store.Write(store.Read() with { Service = service.AbsoluteUri });
        }

        return AppBuilder.Configure(() => new App(() => new ViewerModel(folders))).UsePlatformDetect().StartWithClassicDesktopLifetime(arguments);
    }
}

/// <summary>The application.</summary>
/// <param name="make">Makes what the window shows; null in tests, which make windows of their own.</param>
internal sealed class App(Func<ViewerModel>? make) : Application
{
    /// <inheritdoc/>
    public override void Initialize() => Styles.Add(new FluentTheme { DensityStyle = DensityStyle.Compact });

    /// <inheritdoc/>
    public override void OnFrameworkInitializationCompleted()
    {
        if (ApplicationLifetime is IClassicDesktopStyleApplicationLifetime desktop && make is not null)
        {
            desktop.MainWindow = new MainWindow(make);
        }

        base.OnFrameworkInitializationCompleted();
    }
}
