using System.Diagnostics;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>
/// The account that runs the server and owns its files: this process's own, or, as PostgreSQL refuses to run as root,
/// another one when this process is root.
/// </summary>
internal sealed class ServerAccount
{
    private readonly string? _user;

    private ServerAccount(string? user) => _user = user;

    /// <summary>Whether commands are handed to another account.</summary>
    public bool IsOther => _user is not null;

    /// <summary>Its name, for messages.</summary>
    public string Name => _user ?? Environment.UserName;

    /// <summary>Finds the account for this process.</summary>
    /// <exception cref="ClusterException">This process is root and the other account does not exist.</exception>
    public static async Task<ServerAccount> ForThisProcessAsync(ClusterOptions options, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(null);
        }

        var (exitCode, output) = await ExternalProgram.RunAsync(new ProcessStartInfo("id", ["-u", options.ServerUser]), cancellation);
        return exitCode == 0 && output.Trim() != "0"
            ? new ServerAccount(options.ServerUser)
            : throw new ClusterException(
                $"PostgreSQL does not run as root, and there is no user \"{options.ServerUser}\" to run it: "
                + "create it (useradd --system --no-create-home postgres), or name another in WUJIN_PG_USER.");
    }

    /// <summary>Runs a program as this account, away from the PG* settings of whoever started us.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = _user is null
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("runuser", ["-u", _user, "--", program, .. arguments]);
        // The account may not be allowed into our own working directory.
        start.WorkingDirectory = "/";
        foreach (var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        return ExternalProgram.RunAsync(start, cancellation);
    }

    /// <summary>Makes a folder, parents too, that only this account (and root) can enter.</summary>
    /// <exception cref="UnauthorizedAccessException">This process may not create it.</exception>
    public async Task CreatePrivateDirectoryAsync(string directory, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(directory)!);
        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await TakeOverAsync(directory, cancellation);
    }

    /// <summary>Gives a file or folder to this account.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellation)
    {
        if (_user is not null)
        {
            var (exitCode, output) = await ExternalProgram.RunAsync(new ProcessStartInfo("chown", [_user + ":", path]), cancellation);
            if (exitCode != 0)
            {
                throw new ClusterException($"{path} cannot be given to user {_user}: {output.ReplaceLineEndings(" ").Trim()}");
            }
        }
    }

    /// <summary>Whether this account can create files in a folder that exists: it may lack a permission on the way there.</summary>
    public async Task<bool> CanWriteInAsync(string directory, CancellationToken cancellation) =>
        _user is null || (await RunAsync("test", ["-w", directory + "/."], cancellation)).ExitCode == 0;
}
