using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>One installed PostgreSQL server.</summary>
/// <param name="BinDirectory">Folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Major">Major version, such as 15.</param>
/// <param name="PostGis">Version of PostGIS that the server offers, such as <c>3.3.2</c>; null when it offers none.</param>
internal sealed partial record PostgresInstallation(string BinDirectory, int Major, string? PostGis)
{
    private static readonly string[] Required = ["initdb", "pg_ctl", "postgres"];

    /// <summary>Whether the register can run on it.</summary>
    public bool IsEnough => Major >= DatabaseRequirements.PostgresMajor && DatabaseRequirements.IsEnough(PostGis);

    /// <summary>Full path of one of its programs.</summary>
    public string Program(string name) => Path.Combine(BinDirectory, name);

    /// <summary>
    /// Finds the newest installation that will do: in <see cref="ClusterOptions.BinDirectory"/> when that is given, else where
    /// Debian, Ubuntu and the Red Hat family put it, where <c>pg_config</c> says, and on PATH.
    /// </summary>
    /// <param name="options">Where to look.</param>
    /// <param name="major">Only this major version will do, because data of that version exist; null for any.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="ClusterException">None will do; the message says what to install.</exception>
    public static async Task<PostgresInstallation> FindAsync(ClusterOptions options, int? major, CancellationToken cancellation)
    {
        var found = new List<PostgresInstallation>();
        await foreach (var directory in CandidatesAsync(options, cancellation))
        {
            if (await InspectAsync(directory, cancellation) is { } installation)
            {
                found.Add(installation);
            }
        }

        return found.Where(one => one.IsEnough && (major is null || one.Major == major)).MaxBy(one => one.Major)
            ?? throw new ClusterException(Missing(options, found, major));
    }

    private static async IAsyncEnumerable<string> CandidatesAsync(
        ClusterOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (options.BinDirectory is { } given)
        {
            yield return given;
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directory in PackagedDirectories().Where(seen.Add))
        {
            yield return directory;
        }

        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (File.Exists(Path.Combine(directory, "initdb")) && seen.Add(directory))
            {
                yield return directory;
            }

            var config = Path.Combine(directory, "pg_config");
            if (File.Exists(config) && await AskAsync(config, "--bindir", cancellation) is { Length: > 0 } bin && seen.Add(bin))
            {
                yield return bin;
            }
        }
    }

    private static IEnumerable<string> PackagedDirectories()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var redHat = new DirectoryInfo("/usr");
        return (debian.Exists ? debian.EnumerateDirectories() : [])
            .Concat(redHat.EnumerateDirectories("pgsql-*"))
            .Select(directory => Path.Combine(directory.FullName, "bin"));
    }

    private static async Task<PostgresInstallation?> InspectAsync(string bin, CancellationToken cancellation)
    {
        if (!Required.All(name => File.Exists(Path.Combine(bin, name))))
        {
            return null;
        }

        var version = MajorVersion().Match(await AskAsync(Path.Combine(bin, "postgres"), "--version", cancellation) ?? string.Empty);
        return version.Success
            ? new PostgresInstallation(
                bin, int.Parse(version.Groups[1].ValueSpan, CultureInfo.InvariantCulture), await ReadPostGisAsync(bin, cancellation))
            : null;
    }

    /// <summary>Reads the version from the control file of the extension, which is there exactly when the server offers it.</summary>
    private static async Task<string?> ReadPostGisAsync(string bin, CancellationToken cancellation)
    {
        var shared = await AskAsync(Path.Combine(bin, "pg_config"), "--sharedir", cancellation)
            ?? bin.Replace("/lib/postgresql/", "/share/postgresql/", StringComparison.Ordinal)[..^"/bin".Length];
        var control = Path.Combine(shared, "extension", "postgis.control");
        return File.Exists(control) ? DefaultVersion().Match(await File.ReadAllTextAsync(control, cancellation)).Groups[1].Value : null;
    }

    private static async Task<string?> AskAsync(string program, string argument, CancellationToken cancellation)
    {
        if (!File.Exists(program))
        {
            return null;
        }

        var (exitCode, output) = await ExternalProgram.RunAsync(new ProcessStartInfo(program, [argument]), cancellation);
        return exitCode == 0 ? output.Trim() : null;
    }

    private static string Missing(ClusterOptions options, List<PostgresInstallation> found, int? major)
    {
        var need = $"PostgreSQL {major?.ToString(CultureInfo.InvariantCulture) ?? $"{DatabaseRequirements.PostgresMajor} or later"} "
            + $"with PostGIS {DatabaseRequirements.PostGis} or later is needed";
        var have = found.Count == 0
            ? $"no server was found{(options.BinDirectory is { } bin ? $" in WUJIN_PG_BIN={bin}" : string.Empty)}"
            : "found " + string.Join("; ", found.Select(one =>
                $"PostgreSQL {one.Major} {(one.PostGis is null ? "without PostGIS" : $"with PostGIS {one.PostGis}")} in {one.BinDirectory}"));
        var remedy = found.Where(one => one.Major >= DatabaseRequirements.PostgresMajor && one.PostGis is null).MaxBy(one => one.Major) is { } bare
            && (major is null || major == bare.Major)
                ? $"sudo apt-get install -y postgresql-{bare.Major}-postgis-3"
                : major is null ? DatabaseRequirements.AptCommand : $"sudo apt-get install -y postgresql-{major}-postgis-3";
        return $"{need}, {have}: install it ({remedy}), or point WUJIN_DATABASE to a database elsewhere.";
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex MajorVersion();

    [GeneratedRegex(@"default_version\s*=\s*'([^']+)'")]
    private static partial Regex DefaultVersion();
}
