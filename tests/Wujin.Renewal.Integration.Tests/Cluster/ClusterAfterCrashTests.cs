using Npgsql;
using Wujin.Renewal.Store.Cluster;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Cluster.PrivateClusterTests;

namespace Wujin.Renewal.Integration.Tests.Cluster;

public sealed class ClusterAfterCrashTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_stale_pid_file_does_not_stop_a_start_even_when_another_process_has_the_number()
    {
        await using (await OpenAsync())
        {
        }

        using var idler = TemporaryHome.StartIdler();
        await File.WriteAllTextAsync(Path.Combine(_home.Data, "postmaster.pid"), $"{idler.Id}\n{_home.Data}\n1700000000\n5432\n/tmp\n127.0.0.1\n  1 1\n");
        try
        {
            await using var cluster = await OpenAsync();
            Assert.False(cluster.IsAdopted);
            Assert.Equal(1, await ScalarAsync(cluster, "SELECT 1"));
            Assert.False(idler.HasExited);
        }
        finally
        {
            idler.Kill();
        }
    }

    [Fact]
    public async Task A_killed_server_whose_busy_backend_lives_on_is_followed_by_one_that_has_every_commit()
    {
        await using var crashed = await OpenAsync();
        await ExecuteAsync(crashed, "CREATE TABLE kept AS SELECT 42 AS x");
        var backend = await StartBusyQueryAsync(crashed);
        ServerProcesses.Signal(Processes().Postmaster()!.Value, ServerProcesses.Kill);
        await Task.Delay(200);
        Assert.True(IsAlive(backend), "The test needs a backend that outlives its server.");

        await using var next = await OpenAsync();

        Assert.False(next.IsAdopted);
        Assert.Equal(42, await ScalarAsync(next, "SELECT x FROM kept"));
        Assert.False(IsAlive(backend));
    }

    [Fact]
    public async Task A_server_that_outlived_its_program_is_adopted()
    {
        // A killed program frees its locks and stops nothing: the same as a cluster started by hand in its folder.
        var account = await ServerAccount.ForThisProcessAsync(ClusterOptions.FromEnvironment(), CancellationToken.None);
        var folder = await ClusterFolder.OfHomeAsync(_home.Path, account, "/nowhere", CancellationToken.None);
        await new ClusterServer(folder, account, ClusterOptions.FromEnvironment(), ServerSettings.Durable, null).EnsureRunningAsync(CancellationToken.None);
        var postmaster = Processes().Postmaster();

        var next = await OpenAsync();

        Assert.True(next.IsAdopted);
        Assert.Equal(postmaster, Processes().Postmaster());
        await next.DisposeAsync();
        Assert.Null(Processes().Postmaster());
    }

    [Fact]
    public async Task A_half_finished_initdb_is_made_anew()
    {
        var half = Directory.CreateDirectory(Path.Combine(_home.Path, "cluster", "data.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15\n");
        await File.WriteAllTextAsync(Path.Combine(_home.Path, "cluster", "password.new"), "stale");

        await using var cluster = await OpenAsync();

        Assert.Equal(1, await ScalarAsync(cluster, "SELECT 1"));
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task A_lost_description_is_named_and_nothing_is_overwritten()
    {
        await using (await OpenAsync())
        {
        }

        File.Delete(Path.Combine(_home.Path, "cluster", "cluster.json"));

        var error = await Assert.ThrowsAsync<ClusterException>(OpenAsync);
        Assert.Contains("cluster.json", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_home.Data, "PG_VERSION")));
    }

    [Fact]
    public async Task A_throw_away_cluster_whose_process_was_killed_is_removed_by_the_next()
    {
        var options = ClusterOptions.FromEnvironment();
        var account = await ServerAccount.ForThisProcessAsync(options, CancellationToken.None);
        var folder = new ClusterFolder(Path.Combine(FileNames.RealPath(Path.GetTempPath()), $"wujin-throwaway-{Guid.NewGuid():N}"));
        await account.CreatePrivateDirectoryAsync(folder.Path, CancellationToken.None);
        await new ClusterServer(folder, account, options, ServerSettings.ThrowAway, null).EnsureRunningAsync(CancellationToken.None);
        FileLock.TryAlone(folder.UsersLock)!.Dispose();

        await using (await ThrowAwayCluster.StartAsync())
        {
            Assert.False(Directory.Exists(folder.Path));
            Assert.Null(new ServerProcesses(folder.Data).Postmaster());
        }
    }

    private static async Task<int> StartBusyQueryAsync(PrivateCluster cluster)
    {
        var connection = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false;Command Timeout=0");
        await connection.OpenAsync();
        var backend = connection.ProcessID;
        // Computes without ever waiting, so that it does not notice the death of its postmaster.
        var query = new NpgsqlCommand("SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 1000000) b", connection);
        _ = query.ExecuteScalarAsync().ContinueWith(
            async ended =>
            {
                _ = ended.Exception;
                await query.DisposeAsync();
                await connection.DisposeAsync();
            },
            TaskScheduler.Default);
        return backend;
    }

    private static bool IsAlive(int pid) =>
        File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private ServerProcesses Processes() => new(_home.Data);

    private Task<PrivateCluster> OpenAsync() => PrivateCluster.OpenAsync(_home.Path, ClusterOptions.FromEnvironment());
}
