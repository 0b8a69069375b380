using System.Diagnostics;
using Npgsql;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Features;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>No question takes the database for longer than its answer is worth.</summary>
public sealed class BoundedReadingTests : ServedTest
{
    private const string Places = "/collections/places/items";

    [Fact]
    public async Task The_number_matched_is_exact_up_to_a_limit_and_then_left_out()
    {
        await Served.Source.ExecuteAsync($"""
            INSERT INTO renewal.place (code, name_zh, role, geom)
            SELECT 'L' || i, 'x' || i % 2, 'town', ST_SetSRID(ST_MakePoint(119.5, 31.5), 4490) FROM generate_series(1, {FeatureCounts.Most}) i
            """);
        await Served.Source.ExecuteAsync("ANALYZE renewal.place");
        Assert.Equal(FeatureCounts.Most, (await Served.JsonAsync(Places + "?limit=1")).GetProperty("numberMatched").GetInt64());

        await Served.Source.ExecuteAsync("INSERT INTO renewal.place (code, name_zh, role, geom) VALUES ('MORE', 'x', 'town', ST_SetSRID(ST_MakePoint(119.5, 31.5), 4490))");
        var page = await Served.JsonAsync(Places + "?limit=1");
        Assert.False(page.TryGetProperty("numberMatched", out _));
        Assert.Equal(1, page.GetProperty("numberReturned").GetInt32());
        Assert.NotNull(ServedRegister.Link(page, "next"));
        Assert.Equal(1, (await Served.JsonAsync(Places + "?code=L7")).GetProperty("numberMatched").GetInt64());
        Assert.Contains("50,000", await Served.HtmlAsync(Places + "?limit=1"), StringComparison.Ordinal);

        var last = await Served.JsonAsync($"{Places}?limit=10&filter=length(code) = 6 AND CASEI(name_zh) = 'x0'");
        Assert.Equal(10, last.GetProperty("numberReturned").GetInt32());
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_its_query()
    {
        await using var blocker = await Served.Source.OpenConnectionAsync(ServedRegister.Cancel);
        await using var transaction = await blocker.BeginTransactionAsync(ServedRegister.Cancel);
        await using (var command = new NpgsqlCommand("LOCK TABLE renewal.site IN ACCESS EXCLUSIVE MODE", blocker))
        {
            await command.ExecuteNonQueryAsync(ServedRegister.Cancel);
        }

        using var impatience = new CancellationTokenSource();
        var request = Served.Client.GetAsync(new Uri("/collections/compounds/items", UriKind.Relative), impatience.Token);
        await UntilAsync(waiting => waiting > 0);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await UntilAsync(waiting => waiting == 0);

        async Task UntilAsync(Func<long, bool> isSo)
        {
            for (var clock = Stopwatch.StartNew(); !isSo(await Served.Source.ScalarAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%compound_feature%'"));)
            {
                Assert.True(clock.Elapsed < TimeSpan.FromSeconds(15), "The query neither began nor ended.");
                await Task.Delay(50, ServedRegister.Cancel);
            }
        }
    }

    [Fact]
    public void Time_outs_and_numbers_out_of_range_are_told_as_what_they_are()
    {
        static Problem Of(string state) => Failures.ToProblem(new PostgresException("secret words of the database", "ERROR", "ERROR", state), "trace");
        Assert.Equal((503, 503, 400, 400, 500), (Of("57014").Status, Of("55P03").Status, Of("22003").Status, Of("22012").Status, Of("42P01").Status));
        Assert.Equal(503, Failures.ToProblem(new NpgsqlException("secret", new TimeoutException()), "trace").Status);
        Assert.All(new[] { "57014", "55P03", "22003", "42P01" }, state => Assert.DoesNotContain("secret", Of(state).Detail, StringComparison.Ordinal));
        Assert.Contains("Narrow", Of("57014").Detail, StringComparison.Ordinal);
    }
}
