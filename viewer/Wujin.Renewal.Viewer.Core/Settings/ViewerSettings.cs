using System.Text.Json;

namespace Wujin.Renewal.Viewer.Core.Settings;

/// <summary>A view to return to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="X">Middle, metres of EPSG:3857.</param>
/// <param name="Y">Middle, metres of EPSG:3857.</param>
/// <param name="Resolution">Metres a pixel.</param>
internal sealed record Bookmark(string Name, double X, double Y, double Resolution);

/// <summary>What the viewer remembers from one start to the next.</summary>
internal sealed record ViewerSettings
{
    /// <summary>Address of the service.</summary>
    public string Service { get; init; } = "http://127.0.0.1:5080/";

    /// <summary>Services used before, latest first.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Allows writing to a service on another machine; empty for none.</summary>
    public string WriteToken { get; init; } = "";

    /// <summary>Who writes: goes into the history of what is written.</summary>
    public string Actor { get; init; } = Environment.UserName;

    /// <summary><c>zh</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "zh";

    /// <summary>Dark colours.</summary>
    public bool IsDark { get; init; }

    /// <summary>Address of an XYZ basemap with <c>{z}</c>, <c>{x}</c>, <c>{y}</c>, or path of an .mbtiles file; empty for none.</summary>
    public string Basemap { get; init; } = "";

    /// <summary>审图号, printed on the map when set.</summary>
    public string MapApproval { get; init; } = "";

    /// <summary>密级, printed on the map when set.</summary>
    public string Secrecy { get; init; } = "";

    /// <summary>Views to return to.</summary>
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>Layers switched off.</summary>
    public IReadOnlyList<string> HiddenLayers { get; init; } = [];
}

/// <summary>Folders of the viewer, in the place each system expects.</summary>
/// <param name="Settings">What a person sets.</param>
/// <param name="Cache">What can be fetched again.</param>
/// <param name="State">Drafts and the crash log: what must not be lost.</param>
internal sealed record ViewerFolders(string Settings, string Cache, string State)
{
    private const string Name = "Wujin.Renewal";

    /// <summary>The folders of this user: <c>%APPDATA%</c> and <c>%LOCALAPPDATA%</c>; <c>~/Library</c>; or the XDG base directories.</summary>
    /// <param name="environment">Value of an environment variable; null where it is not set.</param>
    /// <param name="home">The user's folder.</param>
    /// <param name="isWindows">On Windows.</param>
    /// <param name="isMac">On macOS.</param>
    public static ViewerFolders Of(Func<string, string?> environment, string home, bool isWindows, bool isMac)
    {
        string Or(string name, params string[] otherwise) => environment(name) is { Length: > 0 } set && Path.IsPathRooted(set) ? set : Path.Combine([home, .. otherwise]);
        if (isWindows)
        {
            var local = Path.Combine(environment("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local"), Name);
            return new(Path.Combine(environment("APPDATA") ?? Path.Combine(home, "AppData", "Roaming"), Name), Path.Combine(local, "Cache"), Path.Combine(local, "State"));
        }

        if (isMac)
        {
            var library = Path.Combine(home, "Library");
            return new(Path.Combine(library, "Application Support", Name), Path.Combine(library, "Caches", Name), Path.Combine(library, "Application Support", Name, "State"));
        }

        return new(
            Path.Combine(Or("XDG_CONFIG_HOME", ".config"), "wujin-renewal"),
            Path.Combine(Or("XDG_CACHE_HOME", ".cache"), "wujin-renewal"),
            Path.Combine(Or("XDG_STATE_HOME", ".local", "state"), "wujin-renewal"));
    }

    /// <summary>The folders of the user who runs this.</summary>
    public static ViewerFolders Current() => Of(
        Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsWindows(), OperatingSystem.IsMacOS());
}

/// <summary>Reads and writes the settings. A file that is missing or damaged gives the settings of a first start.</summary>
internal sealed class SettingsStore(ViewerFolders folders)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folders.Settings, "settings.json");

    /// <summary>Reads.</summary>
    public ViewerSettings Read()
    {
        try
        {
            return JsonSerializer.Deserialize<ViewerSettings>(File.ReadAllText(Path), Options) ?? new();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new();
        }
    }

    /// <summary>Writes: beside the old file and renamed over it. A disk that cannot be written changes nothing.</summary>
    public void Write(ViewerSettings settings)
    {
        try
        {
            Directory.CreateDirectory(folders.Settings);
            File.WriteAllText(Path + ".new", JsonSerializer.Serialize(settings, Options));
            File.Move(Path + ".new", Path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Remembered until the end of this run only.
        }
    }
}

/// <summary>Writes down what ended the viewer against its will.</summary>
internal sealed class CrashLog(ViewerFolders folders, TimeProvider clock)
{
    private const int LimitBytes = 1 << 20;

    /// <summary>The file.</summary>
    public string Path { get; } = System.IO.Path.Combine(folders.State, "crash.log");

    /// <summary>Adds an entry; an old log that has grown large starts anew.</summary>
    public void Write(Exception crash)
    {
        try
        {
            Directory.CreateDirectory(folders.State);
            if (File.Exists(Path) && new FileInfo(Path).Length > LimitBytes)
            {
                File.Move(Path, Path + ".old", overwrite: true);
            }

            File.AppendAllText(Path, $"{clock.GetUtcNow():O}\n{crash}\n\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is nothing left to do.
        }
    }
}
