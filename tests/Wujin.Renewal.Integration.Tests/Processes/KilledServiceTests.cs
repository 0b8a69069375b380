using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Cluster;
using Wujin.Renewal.Integration.Tests.Connectivity;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing.Database;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>Real service processes that are killed in mid-job.</summary>
public sealed class KilledServiceTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task The_job_of_a_service_that_was_killed_is_finished_by_the_next()
    {
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string>
        {
            ["WUJIN_DATABASE"] = database.ConnectionString, ["WUJIN_GRAPH"] = await DemonstrationNetwork.UsualAsync(),
        };
        await using var killed = await ServiceProcess.StartAsync(_home.Path, settings);
        Uri job;
        await using (var blocker = await database.DataSource.OpenConnectionAsync())
        await using (var transaction = await blocker.BeginTransactionAsync())
        {
            await using (var hold = new NpgsqlCommand("LOCK TABLE renewal.place IN ACCESS EXCLUSIVE MODE", blocker, transaction))
            {
                await hold.ExecuteNonQueryAsync();
            }

            job = await QueueAsync(killed.Url);
            await UntilAsync(database, job, "running");
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        await using var next = await ServiceProcess.StartAsync(_home.Path, settings);
        await UntilAsync(database, job, "successful");

        using var client = new HttpClient { BaseAddress = next.Url };
        var result = (await client.GetFromJsonAsync<JsonObject>(new Uri(job.AbsolutePath + "/results", UriKind.Relative)))!;
        Assert.Equal(4, result["tiers"]!.AsArray().Count);
        var row = Assert.Single(await database.DataSource.RowsAsync($"SELECT attempts, worker FROM renewal.job WHERE job_id = '{job.Segments[^1]}'"));
        Assert.Equal((2, null), ((int)row[0]!, row[1]));
    }

    private static async Task<Uri> QueueAsync(Uri service)
    {
        using var client = new HttpClient { BaseAddress = service };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/processes/assess-connectivity/execution") { Content = JsonContent.Create(new { inputs = new { diagnose = false } }) };
        request.Headers.Add("Prefer", "respond-async");
        using var response = await client.SendAsync(request);
        return response.Headers.Location!;
    }

    private static async Task UntilAsync(TestDatabase database, Uri job, string status)
    {
        while ((string?)(await database.DataSource.RowsAsync($"SELECT status FROM renewal.job WHERE job_id = '{job.Segments[^1]}'")).Single()[0] is var now && now != status)
        {
            Assert.NotEqual("failed", now);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
