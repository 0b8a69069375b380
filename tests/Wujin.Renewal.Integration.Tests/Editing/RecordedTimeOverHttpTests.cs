using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

public sealed class RecordedTimeOverHttpTests : EditingTest
{
    private const string Items = "/collections/compounds/items";

    private Task<string> AsOfAsync(DateTimeOffset instant) => Client.GetStringAsync(new Uri(
        $"{Items}?limit=1000&asOf={Uri.EscapeDataString(instant.ToString("O", CultureInfo.InvariantCulture))}", UriKind.Relative));

    private static string Features(string page) => JsonNode.Parse(page)!["features"]!.ToJsonString();

    [Fact]
    public async Task A_transaction_that_began_early_and_commits_late_changes_no_earlier_answer()
    {
        using var created = await CreateAsync(Compound("a", "\"households\":1"));
        await using var early = await Service.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await early.BeginTransactionAsync();
        await using var write = early.CreateCommand();
        write.CommandText = "UPDATE renewal.site SET households = 99";
        await write.ExecuteNonQueryAsync();

        using var other = await CreateAsync(Compound("b"));
        var instant = DateTimeOffset.UtcNow;
        var before = Features(await AsOfAsync(instant));
        await transaction.CommitAsync();
        var after = Features(await AsOfAsync(instant));

        Assert.Equal(before, after);
        Assert.DoesNotContain("\"households\":99", after, StringComparison.Ordinal);
        Assert.Contains("\"households\":99", Features(await AsOfAsync(DateTimeOffset.UtcNow)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_was_served_at_an_instant_is_served_again_for_that_instant_while_others_write()
    {
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(n => WriteAsync(n, stop.Token)).ToArray();
        var served = new List<(DateTimeOffset Instant, string Features)>();
        for (var i = 0; i < 25; i++)
        {
            await Task.Delay(20);
            var instant = DateTimeOffset.UtcNow;
            served.Add((instant, Features(await AsOfAsync(instant))));
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);
        foreach (var (instant, features) in served)
        {
            Assert.Equal(features, Features(await AsOfAsync(instant)));
        }

        Assert.True(served.Select(s => s.Features).Distinct().Count() > 5);
    }

    [Fact]
    public async Task A_connection_that_the_database_loses_in_mid_write_leaves_nothing_half_done()
    {
        using var created = await CreateAsync(Compound("a"));
        await using var holder = await Service.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await holder.BeginTransactionAsync();
        await using var hold = holder.CreateCommand();
        hold.CommandText = "SELECT 1 FROM renewal.site FOR UPDATE";
        await hold.ExecuteNonQueryAsync();

        var waiting = SendAsync(HttpMethod.Patch, Items + "/a", """{"properties":{"households":7}}""", "*");
        await using (var kill = Service.Database.DataSource.CreateCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE renewal.site%' AND datname = current_database()"))
        {
            while (await kill.ExecuteScalarAsync() is not true)
            {
                await Task.Delay(20);
            }
        }

        using var response = await waiting;
        await transaction.RollbackAsync();
        await ProblemAsync(response, 503);
        Assert.Equal(1, (long)(await GetAsync("a")).Feature["properties"]!["version"]!);
        using var again = await SendAsync(HttpMethod.Patch, Items + "/a", """{"properties":{"households":7}}""", "*");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private async Task WriteAsync(int writer, CancellationToken stop)
    {
        using var created = await CreateAsync(Compound("w" + writer));
        for (var n = 1; !stop.IsCancellationRequested; n++)
        {
            using var response = await SendAsync(HttpMethod.Patch, $"{Items}/w{writer}", $"{{\"properties\":{{\"households\":{n}}}}}", "*");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
