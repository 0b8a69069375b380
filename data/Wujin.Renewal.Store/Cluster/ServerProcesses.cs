using System.Globalization;
using System.Runtime.InteropServices;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// The operating system's view of one cluster's server. Processes are told apart by their command lines, which everybody may read (unlike
/// <c>/proc/PID/cwd</c>, closed to root in most containers): the postmaster's names the data directory, those of its children the cluster.
/// </summary>
/// <param name="dataDirectory">PostgreSQL's data directory, without links.</param>
internal sealed class ServerProcesses(string dataDirectory)
{
    /// <summary>SIGINT: PostgreSQL's fast shutdown.</summary>
    public const int FastShutdown = 2;

    /// <summary>SIGQUIT: PostgreSQL's immediate shutdown, repaired at the next start.</summary>
    public const int ImmediateShutdown = 3;

    /// <summary>SIGKILL.</summary>
    public const int Kill = 9;

    /// <summary>Value of <c>cluster_name</c>, which PostgreSQL puts into the title of every child.</summary>
    public string ClusterName { get; } = "wujin-" + FileNames.ShortHash(dataDirectory);

    /// <summary>File in which a running postmaster says its process id, socket and port.</summary>
    public string PidFile { get; } = Path.Combine(dataDirectory, "postmaster.pid");

    /// <summary>Process id of the running postmaster; null when none runs, whatever <see cref="PidFile"/> claims.</summary>
    public int? Postmaster()
    {
        try
        {
            return int.TryParse(File.ReadLines(PidFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && IsPostmaster(pid)
                ? pid
                : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Socket folder and port of the running postmaster (lines 5 and 4 of <see cref="PidFile"/>); null while it has not said so yet.</summary>
    public (string SocketDirectory, int Port)? Address()
    {
        var lines = File.ReadAllLines(PidFile);
        return lines.Length >= 5 && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && lines[4].Length > 0
            ? (lines[4], port)
            : null;
    }

    /// <summary>
    /// Ends what a postmaster that was killed has left: its children hold the shared memory until their query is over, and no new server starts before.
    /// Call only while there is no postmaster.
    /// </summary>
    public async Task EndOrphansAsync(CancellationToken cancellation)
    {
        foreach (var signal in new[] { ImmediateShutdown, Kill })
        {
            foreach (var pid in Children())
            {
                Signal(pid, signal);
            }

            if (await WaitAsync(() => !Children().Any(), TimeSpan.FromSeconds(0.5), cancellation))
            {
                return;
            }
        }
    }

    /// <summary>Shuts the server down: fast, then immediate, then by force. Returns when it has gone.</summary>
    /// <param name="patience">How long the fast shutdown may take; the other two take at most 2 s more.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        foreach (var (signal, wait) in new[]
        {
            (FastShutdown, patience), (ImmediateShutdown, TimeSpan.FromSeconds(1)), (Kill, TimeSpan.FromSeconds(0.5)),
        })
        {
            if (Postmaster() is not { } pid)
            {
                break;
            }

            Signal(pid, signal);
            await WaitAsync(() => !IsPostmaster(pid), wait, CancellationToken.None);
        }

        await EndOrphansAsync(CancellationToken.None);
    }

    /// <summary>Sends a signal; a process that has gone is no error.</summary>
    public static void Signal(int pid, int signal) => _ = NativeKill(pid, signal);

    private bool IsPostmaster(int pid)
    {
        var arguments = CommandLine(pid);
        return arguments.Length > 2 && Path.GetFileName(arguments[0]) == "postgres"
            && Array.IndexOf(arguments, "-D") is > 0 and var at && at + 1 < arguments.Length && arguments[at + 1] == dataDirectory;
    }

    private IEnumerable<int> Children() =>
        from directory in Directory.EnumerateDirectories("/proc")
        let name = Path.GetFileName(directory)
        where char.IsAsciiDigit(name[0])
        let pid = int.Parse(name, CultureInfo.InvariantCulture)
        where CommandLine(pid) is [var title, ..] && title.StartsWith($"postgres: {ClusterName}: ", StringComparison.Ordinal)
        select pid;

    private static string[] CommandLine(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked.
            return [];
        }
    }

    private static async Task<bool> WaitAsync(Func<bool> isDone, TimeSpan patience, CancellationToken cancellation)
    {
        var giveUp = DateTime.UtcNow + patience;
        while (!isDone())
        {
            if (DateTime.UtcNow > giveUp)
            {
                return false;
            }

            await Task.Delay(20, cancellation);
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NativeKill(int pid, int signal);
}
