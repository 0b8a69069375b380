using System.Diagnostics;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>What the database does by itself per row must not grow with the number of rows of a statement.</summary>
public sealed class BulkChangeTests : RegisterTest
{
    [Fact]
    public async Task Changing_ten_times_as_many_sites_takes_about_ten_times_as_long()
    {
        await Source.ExecuteAsync("""
            INSERT INTO renewal.site (code, kind, name_zh, stage_date) SELECT 'S' || i, 'compound', '甲', '2024-01-01' FROM generate_series(1, 20000) i
            """);
        await using var session = await Source.OpenConnectionAsync(Cancel);
        async Task<double> SecondsToChange(int count, string set)
        {
            var watch = Stopwatch.StartNew();
            await using var command = new Npgsql.NpgsqlCommand($"UPDATE renewal.site SET {set} WHERE site_id <= {count}", session);
            Assert.Equal(count, await command.ExecuteNonQueryAsync(Cancel));
            return watch.Elapsed.TotalSeconds;
        }

        // A first change of one site lets the session plan its triggers for one row, as an editor does before an import.
        await SecondsToChange(1, "plan_year = 2024");
        var few = await SecondsToChange(2_000, "plan_year = 2025");
        var many = await SecondsToChange(20_000, "plan_year = 2026");
        Assert.True(many < 40 * few, $"2,000 sites took {few:0.00} s, 20,000 took {many:0.00} s.");

        few = await SecondsToChange(2_000, "stage = 'proposed', geom = ST_Multi(ST_MakeEnvelope(119.9, 31.7, 119.91, 31.71, 4490)), stage_date = '2024-02-01'");
        many = await SecondsToChange(20_000, "stage = CASE WHEN site_id <= 2000 THEN 'approved' ELSE 'proposed' END, geom = ST_Multi(ST_MakeEnvelope(119.9, 31.7, 119.91, 31.71, 4490)), stage_date = '2024-02-02'");
        Assert.True(many < 40 * few, $"The stage of 2,000 sites took {few:0.00} s, of 20,000 {many:0.00} s.");
        Assert.Equal(42_000L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.stage_event"));
    }
}
