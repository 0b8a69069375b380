using Npgsql;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>The server of one cluster folder: made when missing, started when it does not run, adopted when it does. Callers hold the transition lock.</summary>
internal sealed class ClusterServer(
    ClusterFolder folder, ServerAccount account, ClusterOptions options, ServerSettings settings, Action<string>? progress)
{
    /// <summary>Recovery after a crash replays at most <c>max_wal_size</c>, well within this.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private const long LogKeptBytes = 10_000_000;

    private readonly ServerProcesses _processes = new(folder.Data);

    /// <summary>Whether the server ran already when <see cref="EnsureRunningAsync"/> came.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>Makes the server run and its database exist.</summary>
    /// <exception cref="ClusterException">It cannot; the message says why and what to do.</exception>
    public async Task<ClusterDescription> EnsureRunningAsync(CancellationToken cancellation)
    {
        var description = ClusterDescription.Read(folder.Description);
        if (description is null && folder.HasData)
        {
            throw new ClusterException($"{folder.Description} is gone, and with it the password of the cluster in {folder.Path}: restore it from a backup.");
        }

        description ??= ClusterDescription.New();
        IsAdopted = _processes.Postmaster() is not null;
        description = IsAdopted ? await AddressOfRunningAsync(description, cancellation) : await StartAsync(description, cancellation);
        description.Write(folder.Description);
        await EnsureDatabaseAsync(description, cancellation);
        return description;
    }

    /// <summary>Stops the server and removes its socket folder.</summary>
    /// <param name="patience">How long a fast shutdown may take before a harder one.</param>
    public async Task StopAsync(TimeSpan patience)
    {
        await _processes.StopAsync(patience);
        SocketFolder.Delete(ClusterDescription.Read(folder.Description)?.SocketDirectory);
    }

    private async Task<ClusterDescription> AddressOfRunningAsync(ClusterDescription description, CancellationToken cancellation)
    {
        for (var giveUp = DateTime.UtcNow + StartPatience; DateTime.UtcNow < giveUp; await Task.Delay(50, cancellation))
        {
            if (_processes.Address() is var (socketDirectory, port))
            {
                return description with { SocketDirectory = socketDirectory, Port = port };
            }
        }

        throw new ClusterException($"The server in {folder.Data} runs but does not say where it listens: stop it (kill -INT {_processes.Postmaster()}), then start again.");
    }

    private async Task<ClusterDescription> StartAsync(ClusterDescription description, CancellationToken cancellation)
    {
        var installation = await PostgresInstallation.FindAsync(options, DataMajor(), cancellation);
        await _processes.EndOrphansAsync(cancellation);
        SocketFolder.Delete(description.SocketDirectory);
        if (folder.HasData)
        {
            // Stale, even when another process has the number by now: then PostgreSQL itself would refuse to start.
            File.Delete(_processes.PidFile);
        }
        else
        {
            progress?.Invoke($"making a PostgreSQL {installation.Major} cluster in {folder.Path}");
            description.Write(folder.Description);
            await new ClusterBirth(folder, account, installation, settings).MakeAsync(description, cancellation);
        }

        RotateLog();
        return await LaunchAsync(installation, description, cancellation);
    }

    private async Task<ClusterDescription> LaunchAsync(
        PostgresInstallation installation, ClusterDescription description, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            description = description with
            {
                SocketDirectory = await SocketFolder.MakeAsync(account, cancellation),
                Port = attempt == 1 && LoopbackPort.IsFree(description.Port) ? description.Port : LoopbackPort.Any(),
            };
            await ServerConfiguration.WriteAsync(folder, settings, description, _processes.ClusterName, cancellation);
            var logged = File.Exists(folder.Log) ? new FileInfo(folder.Log).Length : 0;
            var (exitCode, output) = await account.RunAsync(
                installation.Program("pg_ctl"),
                ["start", "-w", "-s", "-t", $"{StartPatience.TotalSeconds:0}", "-D", folder.Data, "-l", folder.Log],
                cancellation);
            if (exitCode == 0)
            {
                return description;
            }

            SocketFolder.Delete(description.SocketDirectory);
            var reason = ReasonIn(await ReadLogAsync(logged, cancellation), output);
            // Somebody took the port between our look and the server's.
            if (attempt == 5 || !reason.Contains("TCP/IP", StringComparison.Ordinal))
            {
                throw new ClusterException($"PostgreSQL did not start: {reason} (more in {folder.Log})");
            }
        }
    }

    private int? DataMajor() =>
        folder.HasData && int.TryParse(File.ReadAllText(Path.Combine(folder.Data, "PG_VERSION")), out var major) ? major : null;

    private void RotateLog()
    {
        if (File.Exists(folder.Log) && new FileInfo(folder.Log).Length > LogKeptBytes)
        {
            File.Move(folder.Log, folder.Log + ".1", overwrite: true);
        }
    }

    private async Task<string> ReadLogAsync(long from, CancellationToken cancellation)
    {
        if (!File.Exists(folder.Log))
        {
            return string.Empty;
        }

        await using var log = File.OpenRead(folder.Log);
        log.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static string ReasonIn(string log, string output)
    {
        var lines = (log + "\n" + output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "it said nothing";
        var at = line.IndexOf("FATAL:", StringComparison.Ordinal);
        return at < 0 ? line : line[(at + "FATAL:".Length)..].Trim();
    }

    private async Task EnsureDatabaseAsync(ClusterDescription description, CancellationToken cancellation)
    {
        await using var dataSource = NpgsqlDataSource.Create(description.ConnectionString("postgres") + ";Pooling=false");
        await using var connection = await ConnectAsync(dataSource, cancellation);
        await using var exists = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", connection);
        exists.Parameters.Add(new() { Value = description.Database });
        if (await exists.ExecuteScalarAsync(cancellation) is not true)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{description.Database}\"", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>An adopted server may still be repairing itself after a crash: it refuses until it has.</summary>
    private async Task<NpgsqlConnection> ConnectAsync(NpgsqlDataSource dataSource, CancellationToken cancellation)
    {
        for (var giveUp = DateTime.UtcNow + StartPatience; ; await Task.Delay(100, cancellation))
        {
            try
            {
                return await dataSource.OpenConnectionAsync(cancellation);
            }
            catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.CannotConnectNow && DateTime.UtcNow < giveUp)
            {
                continue;
            }
            catch (NpgsqlException error)
            {
                throw new ClusterException(
                    $"The server in {folder.Path} runs but refuses us: {error.Message.ReplaceLineEndings(" ")} (more in {folder.Log})", error);
            }
        }
    }
}
