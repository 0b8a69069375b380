using Npgsql;
using Wujin.Renewal.Store.Cluster;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Cluster;

public sealed class PrivateClusterTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task What_was_committed_is_there_after_a_restart_and_the_port_is_the_same()
    {
        int port;
        await using (var first = await OpenAsync())
        {
            port = first.Port;
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 42 AS x");
        }

        await using var second = await OpenAsync();

        Assert.Equal(42, await ScalarAsync(second, "SELECT x FROM kept"));
        Assert.Equal(port, second.Port);
        Assert.False(second.IsAdopted);
    }

    [Fact]
    public async Task The_server_stops_when_its_last_user_leaves_and_not_before()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        Assert.True(second.IsAdopted);

        await first.DisposeAsync();
        Assert.Equal(1, await ScalarAsync(second, "SELECT 1"));
        Assert.NotNull(Processes().Postmaster());

        await second.DisposeAsync();
        Assert.Null(Processes().Postmaster());
        Assert.False(File.Exists(Path.Combine(_home.Data, "postmaster.pid")));
    }

    [Fact]
    public async Task Programs_that_open_a_new_home_at_the_same_time_share_one_server()
    {
        var clusters = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync()));

        Assert.Single(clusters.Select(cluster => cluster.ConnectionString).Distinct());
        Assert.Single(clusters, cluster => !cluster.IsAdopted);
        foreach (var cluster in clusters)
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Two_homes_run_side_by_side()
    {
        using var otherHome = new TemporaryHome();
        await using var one = await OpenAsync();
        await using var other = await PrivateCluster.OpenAsync(otherHome.Path, ClusterOptions.FromEnvironment());

        await ExecuteAsync(one, "CREATE TABLE only_here (x int)");

        Assert.NotEqual(one.Port, other.Port);
        Assert.Equal(true, await ScalarAsync(other, "SELECT to_regclass('only_here') IS NULL"));
    }

    [Fact]
    public async Task The_password_is_demanded_on_the_loopback_port_and_on_the_socket()
    {
        await using var cluster = await OpenAsync();
        var socket = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Password = "guess", Pooling = false };
        var loopback = new NpgsqlConnectionStringBuilder(socket.ConnectionString) { Host = "127.0.0.1" };

        foreach (var settings in new[] { socket, loopback })
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            Assert.Equal(PostgresErrorCodes.InvalidPassword, (await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync())).SqlState);
        }
    }

    [Fact]
    public async Task Its_description_can_be_read_by_its_owner_only()
    {
        await using var cluster = await OpenAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(cluster.Directory, "cluster.json")));
    }

    [Fact]
    public async Task A_home_that_the_server_account_cannot_reach_has_its_cluster_elsewhere_when_root_asks()
    {
        using var closed = new TemporaryHome();
        File.SetUnixFileMode(closed.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var cluster = await PrivateCluster.OpenAsync(closed.Path, ClusterOptions.FromEnvironment());
        try
        {
            Assert.Equal(Environment.IsPrivilegedProcess, !cluster.Directory.StartsWith(closed.Path, StringComparison.Ordinal));
            Assert.Equal(1, await ScalarAsync(cluster, "SELECT 1"));
        }
        finally
        {
            await cluster.DisposeAsync();
            Directory.Delete(cluster.Directory, recursive: true);
        }
    }

    [Fact]
    public async Task The_cluster_holds_Chinese_and_sorts_by_code_point()
    {
        await using var cluster = await OpenAsync();

        Assert.Equal("UTF8", await ScalarAsync(cluster, "SHOW server_encoding"));
        Assert.Equal("B,a,万,武", await ScalarAsync(cluster, "SELECT string_agg(x, ',' ORDER BY x) FROM unnest(ARRAY['武', 'a', '万', 'B']) AS x"));
    }

    private ServerProcesses Processes() => new(_home.Data);

    private Task<PrivateCluster> OpenAsync() => PrivateCluster.OpenAsync(_home.Path, ClusterOptions.FromEnvironment());

    internal static async Task ExecuteAsync(PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<object?> ScalarAsync(PrivateCluster cluster, string sql)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
