using System.Diagnostics;
using System.Net;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Cluster;
using Wujin.Renewal.Store.Cluster;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Hosting;

public sealed class ServiceLifeTests : IDisposable
{
    private static readonly Uri Items = new("/collections/compounds/items", UriKind.Relative);

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task On_SIGTERM_requests_under_way_are_answered_and_all_is_over_within_ten_seconds()
    {
        await using var service = await ServiceProcess.StartAsync(_home.Path);
        using var client = new HttpClient { BaseAddress = service.Url };
        await using var cluster = await PrivateCluster.OpenAsync(_home.Path, ClusterOptions.FromEnvironment());
        await using var blocker = new NpgsqlConnection(cluster.ConnectionString + ";Pooling=false");
        await blocker.OpenAsync();
        var transaction = await blocker.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("LOCK TABLE renewal.site IN ACCESS EXCLUSIVE MODE", blocker, transaction))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var underWay = Enumerable.Range(0, 8).Select(_ => client.GetAsync(Items)).ToList();
        await WaitForBlockedQueriesAsync(blocker, transaction, underWay.Count);
        var watch = Stopwatch.StartNew();
        service.Signal("TERM");
        await Task.Delay(500);
        await transaction.DisposeAsync();
        await blocker.CloseAsync();
        await cluster.DisposeAsync();

        Assert.All(await Task.WhenAll(underWay), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(0, await service.WaitForExitAsync());
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.5, 10);
        Assert.Null(new ServerProcesses(_home.Data).Postmaster());
    }

    [Fact]
    public async Task A_request_that_never_ends_does_not_keep_the_service_beyond_ten_seconds()
    {
        await using var service = await ServiceProcess.StartAsync(_home.Path);
        using var client = new HttpClient { BaseAddress = service.Url };
        await using var blocker = await BlockSitesAsync();
        var underWay = client.GetAsync(Items);
        await Task.Delay(300);

        var watch = Stopwatch.StartNew();
        service.Signal("TERM");

        Assert.Equal(0, await service.WaitForExitAsync());
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
        await Assert.ThrowsAnyAsync<Exception>(async () => (await underWay).EnsureSuccessStatusCode());
        Assert.Null(new ServerProcesses(_home.Data).Postmaster());
    }

    [Fact]
    public async Task A_service_that_was_killed_leaves_a_database_that_the_next_one_adopts()
    {
        await using var killed = await ServiceProcess.StartAsync(_home.Path);
        var postmaster = new ServerProcesses(_home.Data).Postmaster();
        killed.Kill();
        await killed.WaitForExitAsync();
        Assert.NotNull(postmaster);
        Assert.Equal(postmaster, new ServerProcesses(_home.Data).Postmaster());

        await using var next = await ServiceProcess.StartAsync(_home.Path);

        Assert.Equal(postmaster, new ServerProcesses(_home.Data).Postmaster());
        using var client = new HttpClient { BaseAddress = next.Url };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Items)).StatusCode);
    }

    [Fact]
    public async Task A_second_service_on_the_same_home_is_refused_in_one_line_that_names_the_first()
    {
        await using var first = await ServiceProcess.StartAsync(_home.Path);

        var second = await CommandLineProcess.RunAsync([], Settings("http://127.0.0.1:0"));

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"process {first.Id}", Assert.Single(second.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(second.Output);
    }

    [Fact]
    public async Task The_addresses_of_ASP_NET_settings_count_for_nothing()
    {
        await using var service = await ServiceProcess.StartAsync(_home.Path, new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:1",
            ["ASPNETCORE_HTTP_PORTS"] = "2",
            ["Kestrel__Endpoints__Other__Url"] = "http://127.0.0.1:3",
        });

        using var client = new HttpClient { BaseAddress = service.Url };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Items)).StatusCode);
    }

    /// <summary>Locks the sites until the server goes down.</summary>
    private async Task<NpgsqlConnection> BlockSitesAsync()
    {
        // Not as a user of the cluster: those keep it from stopping.
        var description = ClusterDescription.Read(Path.Combine(_home.Path, "cluster", "cluster.json"))!;
        var blocker = new NpgsqlConnection(description.ConnectionString() + ";Pooling=false");
        await blocker.OpenAsync();
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE renewal.site IN ACCESS EXCLUSIVE MODE", blocker);
        await hold.ExecuteNonQueryAsync();
        return blocker;
    }

    private static async Task WaitForBlockedQueriesAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long count)
    {
        await using var waiting = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'renewal.site'::regclass", connection, transaction);
        while (await waiting.ExecuteScalarAsync() is not long blocked || blocked < count)
        {
            await Task.Delay(20);
        }
    }

    private Dictionary<string, string> Settings(string url) => new() { ["WUJIN_HOME"] = _home.Path, ["WUJIN_URL"] = url, ["WUJIN_DEMO"] = "0" };
}
