namespace Wujin.Renewal.Store.Cluster;

/// <summary>Makes the data directory of a new cluster: UTF-8, sorted by code point, passwords required everywhere.</summary>
internal sealed class ClusterBirth(ClusterFolder folder, ServerAccount account, PostgresInstallation installation, ServerSettings settings)
{
    /// <summary>
    /// Runs <c>initdb</c> beside the data directory and renames when it has finished, so that a crash leaves nothing that looks like a cluster.
    /// </summary>
    /// <exception cref="ClusterException"><c>initdb</c> failed.</exception>
    public async Task MakeAsync(ClusterDescription description, CancellationToken cancellation)
    {
        if (Directory.Exists(folder.HalfMade))
        {
            Directory.Delete(folder.HalfMade, recursive: true);
        }

        var passwordFile = Path.Combine(folder.Path, "password.new");
        await WritePasswordAsync(passwordFile, description.Password, cancellation);
        try
        {
            await InitdbAsync(description.User, passwordFile, cancellation);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await ServerConfiguration.IncludeAsync(folder.HalfMade, cancellation);
        Directory.Move(folder.HalfMade, folder.Data);
    }

    private async Task WritePasswordAsync(string file, string password, CancellationToken cancellation)
    {
        File.Delete(file);
        await using (var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(password), cancellation);
        }

        await account.TakeOverAsync(file, cancellation);
    }

    private async Task InitdbAsync(string user, string passwordFile, CancellationToken cancellation)
    {
        IEnumerable<string> arguments =
        [
            "-D", folder.HalfMade, "-U", user, "-E", "UTF8", "-A", "scram-sha-256", $"--pwfile={passwordFile}", "--no-instructions",
            .. settings.InitdbArguments,
        ];
        var output = string.Empty;
        foreach (var locale in Locales())
        {
            (var exitCode, output) = await account.RunAsync(installation.Program("initdb"), [.. arguments, .. locale], cancellation);
            if (exitCode == 0)
            {
                return;
            }
        }

        var reason = output.Split('\n').LastOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) ?? output.ReplaceLineEndings(" ").Trim();
        throw new ClusterException($"initdb failed in {folder.Path} as user {account.Name}: {reason}");
    }

    /// <summary>Code-point order with Unicode letters: built in since PostgreSQL 17, before that of the C library, which may lack it.</summary>
    private IEnumerable<string[]> Locales() => installation.Major >= 17
        ? [["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]]
        : [["--locale=C.UTF-8"], ["--locale=C"]];
}
