using System.Text;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Jobs;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>Several services on one queue; services that stop, die or stall in mid-job.</summary>
public sealed class SharedQueueTests : IAsyncLifetime
{
    private readonly CountingServices _services = new();

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task Two_services_share_a_queue_and_every_job_is_done_once()
    {
        await _services.StartAsync(jobSlots: 2);
        var jobs = new List<Uri>();
        for (var i = 0; i < 40; i++)
        {
            jobs.Add(await _services.QueueAsync($"\"steps\":5,\"label\":\"j{i}\""));
        }

        foreach (var job in jobs)
        {
            await _services.WaitAsync(job, "successful");
        }

        Assert.Equal(40, _services.Counting.Begun.Count);
        Assert.All(_services.Counting.Begun.Values, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task A_service_computes_no_more_jobs_at_once_than_it_has_slots()
    {
        var jobs = new List<Uri>();
        for (var i = 0; i < 8; i++)
        {
            jobs.Add(await _services.QueueAsync($"\"steps\":10,\"label\":\"s{i}\""));
        }

        foreach (var job in jobs)
        {
            await _services.WaitAsync(job, "successful");
        }

        Assert.InRange(_services.Counting.MostAtOnce, 1, 2);
    }

    [Fact]
    public async Task A_service_that_is_stopped_gives_its_job_back_and_another_finishes_it()
    {
        var second = new CountingProcess();
        var (app, _) = await _services.StartAsync(jobSlots: 50, second);
        var blockers = new List<Uri>();
        while (second.UnderWay.IsEmpty)
        {
            blockers.Add(await _services.QueueAsync($"\"steps\":100,\"label\":\"g{blockers.Count}\""));
        }

        var moved = second.UnderWay.Keys.ToList();
        await app.StopAsync();

        foreach (var job in blockers)
        {
            await _services.WaitAsync(job, "successful");
        }

        Assert.All(moved, label => Assert.Equal(1, _services.Counting.Begun[label]));
    }

    [Fact]
    public async Task The_job_of_a_service_that_died_is_taken_up_again()
    {
        var (dead, job) = await ClaimAndDieAsync(attempts: 1);

        var status = await _services.WaitAsync(new Uri($"/jobs/{job.Id}", UriKind.Relative), "successful");

        Assert.NotNull(status["started"]);
        Assert.Equal(1, _services.Counting.Begun["dead"]);
        Assert.False(await dead.SucceedAsync(job, Encoding.UTF8.GetBytes("\"late\""), "application/json", default));
        Assert.Equal("""{"label":"dead","steps":1,"profile":"car"}""", await _services.Client.GetStringAsync(new Uri($"/jobs/{job.Id}/results", UriKind.Relative)));
    }

    [Fact]
    public async Task A_job_that_brought_three_services_down_is_reported_failed()
    {
        var (_, job) = await ClaimAndDieAsync(JobQueue.MostAttempts);

        var status = await _services.WaitAsync(new Uri($"/jobs/{job.Id}", UriKind.Relative), "failed");

        Assert.Contains("stopped 3 times", (string?)status["message"], StringComparison.Ordinal);
        Assert.False(_services.Counting.Begun.ContainsKey("dead"));
    }

    [Fact]
    public async Task A_worker_that_stalled_beyond_its_lease_cannot_touch_the_job_any_more()
    {
        var (stalled, job) = await ClaimAndDieAsync(attempts: 1);
        await _services.WaitAsync(new Uri($"/jobs/{job.Id}", UriKind.Relative), "successful");

        Assert.False(await stalled.RenewAsync(job, 99, "late", default));
        Assert.False(await stalled.FailAsync(job, "{}", "late", default));
        Assert.False(await stalled.ReturnAsync(job, default));
    }

    [Fact]
    public async Task A_queue_whose_connections_are_cut_goes_on()
    {
        await _services.Database.DataSource.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
        Uri? job = null;
        while (job is null)
        {
            using var response = await _services.ExecuteAsync("{}", isAsync: true);
            job = response.Headers.Location;
        }

        await _services.WaitAsync(job, "successful");
    }

    /// <summary>Another worker claims a job so many times and is never heard of again; its lease is over.</summary>
    private async Task<(JobQueue Dead, ClaimedJob Job)> ClaimAndDieAsync(int attempts)
    {
        var source = _services.Database.DataSource;
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new Npgsql.NpgsqlCommand(
            """
            INSERT INTO renewal.job (process_id, inputs, status, attempts, worker, lease_until, started_at)
            VALUES ('count', '{"label":"dead","steps":1,"profile":"car","fail":""}', 'running', $1, $2, clock_timestamp(), clock_timestamp())
            RETURNING job_id
            """,
            connection,
            transaction);
        var worker = Guid.NewGuid();
        insert.Parameters.Add(new Npgsql.NpgsqlParameter { Value = attempts });
        insert.Parameters.Add(new Npgsql.NpgsqlParameter { Value = worker });
        var id = (Guid)(await insert.ExecuteScalarAsync())!;
        await transaction.CommitAsync();
        return (new JobQueue(source, worker), new ClaimedJob(id, "count", "{}", false, "", attempts));
    }
}
