using System.Globalization;
using System.Text;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.ImportVerb;

/// <summary>
/// An import that is interrupted in the middle of its writing. To stop it there, another writer holds the code of a late row: the rows before it
/// are written and not committed when the import comes to wait.
/// </summary>
public sealed class InterruptedImportTests : ImportVerbTest
{
    private const int Rows = 12_000;
    private const int HeldRow = 11_000;
    private const string IsWaiting = "datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO renewal.site%import_merged%'";

    [Fact]
    public async Task A_cancelled_import_says_so_and_leaves_nothing_behind()
    {
        await using (await HoldAsync())
        {
            using var import = StartImport();
            await WaitUntilItWaitsAsync();
            import.Terminate();
            var done = await import.EndAsync(Cancel);

            Assert.Equal(1, done.ExitCode);
            Assert.Equal("wujin: cancelled.", done.ErrorLines[^1]);
            Assert.Empty(done.Output);
        }

        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_import_that_is_killed_leaves_nothing_behind_and_goes_in_whole_the_next_time()
    {
        await using (await HoldAsync())
        {
            using var import = StartImport();
            await WaitUntilItWaitsAsync();
            import.Kill();
            await import.EndAsync(Cancel);
        }

        await NothingIsLeftAsync();
        using var again = StartImport();
        var done = await again.EndAsync(Cancel);

        Assert.True(done.ExitCode == 0, done.Error);
        Assert.Equal((long)Rows, await CountSitesAsync());
        Assert.Equal((long)Rows, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site_version"));
    }

    [Fact]
    public async Task An_import_whose_connection_the_server_ends_says_so_in_one_line_and_leaves_nothing()
    {
        await using (await HoldAsync())
        {
            using var import = StartImport();
            await WaitUntilItWaitsAsync();
            await Source.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + IsWaiting);
            var done = await import.EndAsync(Cancel);

            Assert.Equal(1, done.ExitCode);
            Assert.Contains("nothing was imported", Assert.Single(done.ErrorLines, l => l.StartsWith("wujin: ", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.DoesNotContain("should not happen", done.Error, StringComparison.Ordinal);
        }

        await NothingIsLeftAsync();
    }

    private RunningCommand StartImport()
    {
        var ledger = new StringBuilder("code,name_zh,wkt\n");
        for (var i = 0; i < Rows; i++)
        {
            var (west, south) = (119.90 + (i % 100 * 0.001), 31.60 + (i / 100 * 0.001));
            ledger.AppendLine(CultureInfo.InvariantCulture, $"R-{i},小区{i},\"POLYGON(({west:F4} {south:F4},{west + 0.0008:F4} {south:F4},{west + 0.0008:F4} {south + 0.0008:F4},{west:F4} {south:F4}))\"");
        }

        return Start(["import", Write("a.csv", ledger.ToString()), "--kind", "compound", .. Stated]);
    }

    // Rolled back when disposed. The reference data goes in before: the first start would wait too.
    private async Task<NpgsqlConnection> HoldAsync()
    {
        await ImportAsync(Write("first.csv", TwoCompounds), "compound", [.. Stated, "--dry-run"]);
        var holder = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await holder.OpenAsync(Cancel);
        await using var hold = new NpgsqlCommand($"BEGIN; INSERT INTO renewal.site (code, kind, name_zh) VALUES ('R-{HeldRow}', 'compound', '占')", holder);
        await hold.ExecuteNonQueryAsync(Cancel);
        return holder;
    }

    private Task WaitUntilItWaitsAsync() => WaitForAsync($"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE {IsWaiting})");

    private async Task NothingIsLeftAsync()
    {
        await WaitForAsync("""
            SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle')
            """);
        Assert.Equal(0L, await CountSitesAsync());
        Assert.Equal(0L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site_version"));
        Assert.Equal(0L, await Source.ScalarAsync<long>("SELECT count(*) FROM pg_class WHERE relname = 'import_row'"));
    }

    private async Task WaitForAsync(string condition)
    {
        while (!await Source.ScalarAsync<bool>(condition))
        {
            await Task.Delay(20, Cancel);
        }
    }
}
