using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Jobs;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Processes;

/// <summary>Jobs: queued, read, listed, dismissed.</summary>
public sealed class JobTests(CountingServices services) : IClassFixture<CountingServices>
{
    private const string Exceptions = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";

    [Fact]
    public async Task A_job_is_answered_with_its_address_and_its_result_is_kept()
    {
        using var response = await services.ExecuteAsync("""{"inputs":{"steps":3,"label":"kept"}}""", isAsync: true);
        var accepted = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("respond-async", response.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal(("count", "process", "accepted"), ((string)accepted["processID"]!, (string)accepted["type"]!, (string)accepted["status"]!));
        Assert.EndsWith("/jobs/" + (string?)accepted["jobID"], response.Headers.Location!.ToString(), StringComparison.Ordinal);
        var done = await services.WaitAsync(response.Headers.Location, "successful");
        Assert.Equal(100, (int)done["progress"]!);
        Assert.True(string.CompareOrdinal((string?)done["started"], (string?)done["finished"]) < 0);
        var link = done["links"]!.AsArray().Single(l => (string?)l!["rel"] == "http://www.opengis.net/def/rel/ogc/1.0/results")!;
        var first = await services.Client.GetStringAsync((string)link["href"]!);
        Assert.Equal("""{"label":"kept","steps":3,"profile":"car"}""", first);
        Assert.Equal(first, await services.Client.GetStringAsync((string)link["href"]!));
    }

    [Fact]
    public async Task A_job_of_a_document_gives_a_document()
    {
        var job = await services.QueueAsync("\"label\":\"doc\"", ",\"response\":\"document\"");
        await services.WaitAsync(job, "successful");

        Assert.Equal("doc", (string?)(await services.JsonAsync(Results(job)))["counted"]!["label"]);
    }

    [Fact]
    public async Task Faulty_inputs_make_no_job()
    {
        var before = await CountAsync();

        using var response = await services.ExecuteAsync("""{"inputs":{"steps":-1}}""", isAsync: true);

        await CountingServices.ProblemAsync(response, 400);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Progress_is_told_while_a_job_runs_and_its_result_is_not_ready_yet()
    {
        var job = await services.QueueAsync("\"steps\":10000,\"label\":\"progress\"");
        JsonObject status;
        do
        {
            status = await services.WaitAsync(job, "running");
        }
        while (status["message"] is null);

        Assert.StartsWith("step ", (string?)status["message"], StringComparison.Ordinal);
        using var early = await services.Client.GetAsync(Results(job));
        await CountingServices.ProblemAsync(early, 404, Exceptions + "result-not-ready");
        using var dismissed = await services.Client.DeleteAsync(job);
        Assert.Equal(HttpStatusCode.OK, dismissed.StatusCode);
    }

    [Fact]
    public async Task A_dismissed_job_stops_and_stays_dismissed()
    {
        var job = await services.QueueAsync("\"steps\":10000,\"label\":\"cancel\"");
        await CountingServices.UntilAsync(() => services.Counting.UnderWay.ContainsKey("cancel"));

        using var response = await services.Client.DeleteAsync(job);
        var stopped = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        await CountingServices.UntilAsync(() => !services.Counting.UnderWay.ContainsKey("cancel"));

        Assert.Equal("dismissed", (string?)stopped["status"]);
        Assert.NotNull(stopped["finished"]);
        Assert.InRange(services.Counting.Steps["cancel"], 1, 9_999);
        Assert.Equal("dismissed", (string?)(await services.WaitAsync(job, "dismissed"))["status"]);
        using var results = await services.Client.GetAsync(Results(job));
        await CountingServices.ProblemAsync(results, 410, "/problems/job-dismissed");
        using var again = await services.Client.DeleteAsync(job);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_job_that_waits_can_be_dismissed_and_never_begins()
    {
        var blockers = new[] { await services.QueueAsync("\"steps\":10000,\"label\":\"b1\""), await services.QueueAsync("\"steps\":10000,\"label\":\"b2\"") };
        await CountingServices.UntilAsync(() => services.Counting.UnderWay.ContainsKey("b1") && services.Counting.UnderWay.ContainsKey("b2"));
        var waiting = await services.QueueAsync("\"label\":\"never\"");

        using var response = await services.Client.DeleteAsync(waiting);
        foreach (var blocker in blockers)
        {
            using var end = await services.Client.DeleteAsync(blocker);
        }

        await services.WaitAsync(await services.QueueAsync("\"label\":\"after\""), "successful");
        Assert.Equal("dismissed", (string?)(await services.JsonAsync(waiting))["status"]);
        Assert.False(services.Counting.Begun.ContainsKey("never"));
    }

    [Fact]
    public async Task Dismissing_a_finished_job_throws_its_result_away()
    {
        var job = await services.QueueAsync("\"label\":\"thrown\"");
        await services.WaitAsync(job, "successful");

        using var response = await services.Client.DeleteAsync(job);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var results = await services.Client.GetAsync(Results(job));
        await CountingServices.ProblemAsync(results, 410);
    }

    [Fact]
    public async Task The_results_of_a_failed_job_are_its_problem()
    {
        var refused = await services.QueueAsync("\"fail\":\"refuse\"");
        var broken = await services.QueueAsync("\"fail\":\"break\"");

        Assert.Equal("The origin lies in a lake.", (string?)(await services.WaitAsync(refused, "failed"))["message"]);
        using var why = await services.Client.GetAsync(Results(refused));
        var problem = await CountingServices.ProblemAsync(why, 422, "/problems/not-computable");
        Assert.Equal("/inputs/origin", (string?)problem["errors"]![0]!["pointer"]);
        await services.WaitAsync(broken, "failed");
        using var fault = await services.Client.GetAsync(Results(broken));
        Assert.DoesNotContain("secret", (await CountingServices.ProblemAsync(fault, 500)).ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs/nothing")]
    [InlineData("/jobs/00000000-0000-0000-0000-000000000000")]
    [InlineData("/jobs/00000000-0000-0000-0000-000000000000/results")]
    public async Task An_unknown_job_is_not_found_with_the_type_of_the_standard(string address)
    {
        using var response = await services.Client.GetAsync(new Uri(address, UriKind.Relative));

        await CountingServices.ProblemAsync(response, 404, Exceptions + "no-such-job");
    }

    [Fact]
    public async Task The_list_selects_by_process_status_time_and_duration_and_comes_in_pages()
    {
        var failed = Id(await services.QueueAsync("\"fail\":\"refuse\""));
        await services.WaitAsync(Job(failed), "failed");
        var slow = Id(await services.QueueAsync("\"steps\":120"));
        await services.WaitAsync(Job(slow), "successful");
        var created = (string)(await services.JsonAsync(Job(slow)))["created"]!;

        Assert.Contains(failed, await ListAsync("status=failed"));
        Assert.DoesNotContain(slow, await ListAsync("status=failed,running"));
        Assert.Contains(slow, await ListAsync("processID=count"));
        Assert.Empty(await ListAsync("processID=other"));
        Assert.Empty(await ListAsync("type=script"));
        Assert.Contains(slow, await ListAsync("type=process"));
        Assert.Contains(slow, await ListAsync("minDuration=2"));
        Assert.DoesNotContain(failed, await ListAsync("minDuration=2"));
        Assert.DoesNotContain(slow, await ListAsync("maxDuration=1"));
        Assert.Contains(slow, await ListAsync($"datetime={created}/.."));
        Assert.DoesNotContain(failed, await ListAsync($"datetime={created}/.."));
        var whole = await ListAsync("");
        Assert.Equal([slow, failed], whole.Where(j => j == slow || j == failed));
        Assert.Equal(whole, await ListAsync("limit=2"));
    }

    [Theory]
    [InlineData("status=done")]
    [InlineData("limit=0")]
    [InlineData("datetime=yesterday")]
    [InlineData("datetime=2026-01-02T00:00:00Z/2026-01-01T00:00:00Z")]
    [InlineData("minDuration=-1")]
    [InlineData("cursor=x")]
    [InlineData("colour=red")]
    public async Task The_list_refuses_parameters_it_cannot_read(string query)
    {
        using var response = await services.Client.GetAsync(new Uri("/jobs?" + query, UriKind.Relative));

        await CountingServices.ProblemAsync(response, 400, "/problems/invalid-parameter");
    }

    [Fact]
    public async Task Dismissing_is_for_those_who_may_write()
    {
        var job = await services.QueueAsync("\"label\":\"guarded\"");
        using var request = new HttpRequestMessage(HttpMethod.Delete, job);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");

        using var response = await services.Client.SendAsync(request);

        await CountingServices.ProblemAsync(response, 403);
    }

    [Fact]
    public async Task A_job_and_its_results_are_pages_too()
    {
        var job = await services.QueueAsync("\"label\":\"page\"");
        await services.WaitAsync(job, "successful");

        var status = await services.Client.GetStringAsync(new Uri(job + "?f=html&lang=en"));
        var results = WebUtility.HtmlDecode(await services.Client.GetStringAsync(new Uri(job + "/results?f=html")));

        Assert.Contains("successful", status, StringComparison.Ordinal);
        Assert.Contains("\"label\":\"page\"", results, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_too_many_jobs_wait_the_next_is_refused_until_later()
    {
        await services.Database.DataSource.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture, $"INSERT INTO renewal.job (process_id, inputs) SELECT 'flood', '{{}}' FROM generate_series(1, {JobStore.MostWaiting})"));
        try
        {
            using var response = await services.ExecuteAsync("{}", isAsync: true);

            await CountingServices.ProblemAsync(response, 503, "/problems/busy");
            Assert.NotNull(response.Headers.RetryAfter);
        }
        finally
        {
            await services.Database.DataSource.ExecuteAsync("DELETE FROM renewal.job WHERE process_id = 'flood'");
        }
    }

    /// <summary>The ids of all pages.</summary>
    private async Task<List<string>> ListAsync(string query)
    {
        var ids = new List<string>();
        for (var address = new Uri("/jobs?" + query, UriKind.Relative); ;)
        {
            var page = await services.JsonAsync(address);
            ids.AddRange(page["jobs"]!.AsArray().Select(j => (string)j!["jobID"]!));
            if (page["links"]!.AsArray().FirstOrDefault(l => (string?)l!["rel"] == "next") is not { } next)
            {
                return ids;
            }

            address = new Uri((string)next["href"]!);
        }
    }

    private async Task<long> CountAsync()
    {
        await using var command = services.Database.DataSource.CreateCommand("SELECT count(*) FROM renewal.job");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string Id(Uri job) => job.Segments[^1];

    private static Uri Job(string id) => new("/jobs/" + id, UriKind.Relative);

    private static Uri Results(Uri job) => new(job + "/results");
}
