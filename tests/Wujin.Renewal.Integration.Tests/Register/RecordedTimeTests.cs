using Npgsql;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>Recorded time follows the order of commits: an answer for an instant, once given, is given for ever.</summary>
public sealed class RecordedTimeTests : RegisterTest
{
    [Fact]
    public async Task A_late_commit_never_alters_an_earlier_answer()
    {
        await using var early = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await early.BeginTransactionAsync(Cancel);
        await ExecuteAsync(early, NewSite("EARLY"));
        await Source.ExecuteAsync(NewSite("LATE"));
        var instant = await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()");
        var before = await Source.DigestAsync(instant);

        await transaction.CommitAsync(Cancel);

        Assert.Equal(before, await Source.DigestAsync(instant));
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.compound_feature"));
        Assert.Equal(["LATE", "EARLY"], (await Source.RowsAsync(
            "SELECT v.code FROM renewal.site_version v JOIN renewal.change c ON c.change_id = recorded_change ORDER BY c.recorded_at"))
            .Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task A_reader_waits_for_a_writer_that_is_stamped_but_not_yet_visible()
    {
        await using var writer = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await writer.BeginTransactionAsync(Cancel);
        await ExecuteAsync(writer, NewSite("STAMPED"));
        await ExecuteAsync(writer, "SET CONSTRAINTS ALL IMMEDIATE"); // stamps now, as a commit does as its last act
        var instant = await Source.ScalarAsync<DateTime>("SELECT clock_timestamp()");

        var reading = Source.ScalarAsync<long>("SELECT 0::bigint FROM renewal.settle($1)", instant);
        await Task.Delay(200, Cancel);
        Assert.False(reading.IsCompleted);
        await transaction.CommitAsync(Cancel);
        await reading;

        Assert.Equal(1L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.compound_feature_as_of($1)", instant));
    }

    [Fact]
    public async Task Every_answer_given_while_many_write_is_given_again_later()
    {
        var answers = new List<(DateTime Instant, string Digest)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, 6).Select(seed => Task.Run(() => WriteAtRandomAsync(seed, stop.Token))).ToArray();
        for (var i = 0; i < 60; i++)
        {
            var instant = await Source.ScalarAsync<DateTime>("SELECT clock_timestamp()");
            answers.Add((instant, await Source.DigestAsync(instant)));
            await Task.Delay(10, Cancel);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writers);

        Assert.True(answers.Select(a => a.Digest).Distinct().Count() > 30, "The writers wrote too little for this test to mean anything.");
        foreach (var (instant, digest) in answers)
        {
            Assert.Equal(digest, await Source.DigestAsync(instant));
        }
    }

    [Fact]
    public async Task Instants_increase_even_when_the_clock_is_behind_the_last_one()
    {
        await Source.ExecuteAsync("SELECT setval('renewal.recording_clock', (extract(epoch FROM now() + interval '1 hour') * 1000000)::bigint)");
        await Source.ExecuteAsync(NewSite("A"));
        await Source.ExecuteAsync(NewSite("B"));

        var stamps = (await Source.RowsAsync("SELECT recorded_at FROM renewal.change ORDER BY change_id")).Select(r => (DateTime)r[0]!).ToList();

        Assert.Equal(stamps.Order(), stamps);
        Assert.Equal(stamps.Count, stamps.Distinct().Count());
        Assert.All(stamps, stamp => Assert.True(stamp > DateTime.UtcNow.AddMinutes(55)));
    }

    [Fact]
    public async Task An_instant_that_has_not_come_is_refused()
    {
        var refusal = await Source.RefusalAsync("SELECT renewal.settle(now() + interval '1 minute')");
        Assert.Equal("WJ001", refusal.SqlState);
    }

    [Fact]
    public async Task A_transaction_is_one_change_with_its_actor_and_reason()
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await ExecuteAsync(connection, "SELECT set_config('wujin.actor', '李工', true), set_config('wujin.reason', '现场核实', true)");
        await ExecuteAsync(connection, NewSite("A"));
        await ExecuteAsync(connection, "SAVEPOINT s; " + NewSite("LOST") + "; ROLLBACK TO s");
        await ExecuteAsync(connection, NewSite("B"));
        await transaction.CommitAsync(Cancel);

        var rows = await Source.RowsAsync("SELECT code, updated_by, updated_at FROM renewal.compound_feature ORDER BY code");
        Assert.Equal(["A", "B"], rows.Select(r => (string)r[0]!));
        Assert.All(rows, r => Assert.Equal("李工", r[1]));
        Assert.Equal(rows[0][2], rows[1][2]);
        Assert.Equal("现场核实", await Source.ScalarAsync<string>("SELECT reason FROM renewal.change"));
    }

    [Theory]
    [InlineData("DELETE FROM renewal.site_version")]
    [InlineData("UPDATE renewal.site_version SET name_zh = 'x'")]
    [InlineData("TRUNCATE renewal.site_version")]
    [InlineData("TRUNCATE renewal.site")]
    [InlineData("TRUNCATE renewal.change CASCADE")]
    [InlineData("DELETE FROM renewal.change")]
    [InlineData("UPDATE renewal.change SET actor = 'nobody'")]
    [InlineData("UPDATE renewal.change SET recorded_at = now()")]
    [InlineData("DELETE FROM renewal.stage_event")]
    [InlineData("UPDATE renewal.stage_event SET effective_date = '2001-01-01'")]
    [InlineData("INSERT INTO renewal.stage_event (site_id, stage, effective_date, change_id) VALUES (1, 'accepted', '2024-01-01', 1)")]
    public async Task History_is_append_only(string attempt)
    {
        await Source.ExecuteAsync(NewSite("A"));
        Assert.Equal("WJ005", (await Source.RefusalAsync(attempt)).SqlState);
    }

    [Theory]
    [InlineData("DELETE FROM renewal.site WHERE false")]
    [InlineData("UPDATE renewal.site SET source = 'x' WHERE false")]
    [InlineData("INSERT INTO renewal.site (code, kind, name_zh) SELECT 'X', 'compound', 'X' WHERE false")]
    public async Task A_statement_that_touches_no_row_is_no_change(string statement)
    {
        await Source.ExecuteAsync(statement);
        Assert.Equal(0L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change"));
    }

    [Fact]
    public async Task A_client_cannot_date_its_change_back()
    {
        await Source.ExecuteAsync("INSERT INTO renewal.change (actor, recorded_at) VALUES ('forger', '2001-01-01')");
        Assert.True(await Source.ScalarAsync<DateTime>("SELECT recorded_at FROM renewal.change") > DateTime.UtcNow.AddMinutes(-5));
    }

    [Fact]
    public async Task A_site_made_again_under_the_same_code_goes_on_counting_versions()
    {
        await Source.ExecuteAsync(NewSite("A"));
        await Source.ExecuteAsync("DELETE FROM renewal.site");
        var gone = await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()");
        await Source.ExecuteAsync(NewSite("A"));

        Assert.Equal(3L, await Source.ScalarAsync<long>("SELECT version FROM renewal.compound_feature"));
        Assert.Equal(0L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.compound_feature_as_of($1)", gone));
        Assert.Equal(["I1", "D2", "I3"], (await Source.RowsAsync(
            "SELECT concat(operation, recorded_version) FROM renewal.site_version ORDER BY recorded_version")).Select(r => (string)r[0]!));
    }

    private async Task WriteAtRandomAsync(int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await using var connection = await Source.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            var code = $"S{seed}-{random.Next(20)}";
            await ExecuteAsync(connection, random.Next(4) switch
            {
                0 => $"DELETE FROM renewal.site WHERE code = '{code}'",
                1 => $"UPDATE renewal.site SET stage_date = stage_date + 1 WHERE code = '{code}' AND stage_date < '2026-01-01'",
                _ => $"""
                    INSERT INTO renewal.site (code, kind, name_zh, stage_date) VALUES ('{code}', 'compound', '{i}', '2024-01-01')
                    ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh
                    """,
            });
            await Task.Delay(random.Next(15), Cancel); // the commit comes later than the write
            await transaction.CommitAsync(Cancel);
        }
    }

    private static string NewSite(string code) =>
        $"INSERT INTO renewal.site (code, kind, name_zh, stage_date) VALUES ('{code}', 'compound', '甲', '2024-01-01')";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
