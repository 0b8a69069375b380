using Npgsql;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Import;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>Imports and other writers at once: one after the other per site, never half of each.</summary>
public sealed class LoadingBesideOthersTests : LoaderTest
{
    private static readonly CollectionDefinition Compounds = RegisterCatalogue.Compounds;

    [Fact]
    public async Task An_import_waits_for_an_edit_under_way_and_builds_upon_it()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2024L)));
        await using var editor = await Source.OpenConnectionAsync(Cancel);
        await using var edit = await editor.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand("UPDATE renewal.site SET budget_wan = 77 WHERE code = 'A'", editor))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var import = LoadAsync(Compounds, LedgerRow(1, "A", ("plan_year", 2026L)));
        await WaitForLockAsync();
        Assert.False(import.IsCompleted);
        await edit.CommitAsync(Cancel);
        await import;

        Assert.Equal([2026, 77m, 3L], (await Source.RowsAsync("SELECT plan_year, budget_wan, version FROM renewal.site"))[0]);
    }

    [Fact]
    public async Task A_stale_edit_after_an_import_meets_the_imported_version()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2024L)));
        var during = Task.CompletedTask;
        var isAsked = false;
        var edited = 0;
        var progress = new Once(ImportStep.Ending, () =>
        {
            isAsked = true;
            during = Task.Run(async () =>
            {
                await using var command = Source.CreateCommand("UPDATE renewal.site SET budget_wan = 77 WHERE code = 'A' AND version = 1");
                edited = await command.ExecuteNonQueryAsync(Cancel);
            });
            WaitForLockAsync().GetAwaiter().GetResult();
        });
        var row = LedgerRow(1, "A", ("plan_year", 2026L));
        await new BulkLoader(Register).RunAsync(Request(Compounds, row), [row], progress, Cancel);
        await during;

        Assert.True(isAsked);
        Assert.Equal(0, edited);
        Assert.Equal([2026, null, 2L], (await Source.RowsAsync("SELECT plan_year, budget_wan, version FROM renewal.site"))[0]);
    }

    [Fact]
    public async Task A_code_that_another_writer_makes_meanwhile_becomes_an_update()
    {
        await using var editor = await Source.OpenConnectionAsync(Cancel);
        await using var edit = await editor.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand($"INSERT INTO renewal.site (code, kind, name_zh, plan_year, geom) VALUES ('B', 'compound', '乙', 2020, {RegisterSql.Box(119.95, 31.7, 119.96, 31.71)})", editor))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var import = LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2026L)), Row(2, "B", 5, ("plan_year", 2026L)), Row(3, "C", 7, ("plan_year", 2026L)));
        await WaitForLockAsync();
        await edit.CommitAsync(Cancel);
        var outcome = await import;

        Assert.Equal((2, 1, true), (outcome.Inserted, outcome.Updated, outcome.IsCommitted));
        Assert.Equal(["A 1", "B 2", "C 1"], (await Source.RowsAsync("SELECT code || ' ' || version FROM renewal.site ORDER BY code")).Select(r => r[0]));
    }

    [Fact]
    public async Task Readers_see_the_register_before_or_after_an_import_never_half_of_it()
    {
        long? seen = null;
        var progress = new Once(ImportStep.Ending, () => seen = Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site").GetAwaiter().GetResult());
        ImportRow[] rows = [.. Enumerable.Range(0, 6_000).Select(i => Row(i + 1, $"C{i}", i % 40))];
        await new BulkLoader(Register).RunAsync(Request(Compounds, rows), rows, progress, Cancel);

        Assert.Equal(0, seen);
        Assert.Equal(6_000L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site"));
    }

    [Fact]
    public async Task A_site_recorded_while_towns_are_replaced_gets_its_town_by_the_new_ones()
    {
        await MakeTownsAsync();
        var during = Task.CompletedTask;
        var progress = new Once(ImportStep.Ending, () =>
        {
            during = Task.Run(() => LoadAsync(Compounds, Row(1, "A")));
            WaitForLockAsync().GetAwaiter().GetResult();
        });
        var town = new ImportRow(1, new(new Dictionary<string, object?> { ["code"] = "ONE", ["name_zh"] = "一镇" }, Shape("POLYGON((119.9 31.6, 120.1 31.6, 120.1 31.8, 119.9 31.8, 119.9 31.6))")), []);
        await new BulkLoader(Register).RunAsync(Request(RegisterCatalogue.Towns, town) with { ReplacesCollection = true }, [town], progress, Cancel);
        await during;

        Assert.Equal("ONE", await Source.ScalarAsync<string>("SELECT town_code FROM renewal.site"));
    }

    /// <summary>Returns when a session of this database waits for another.</summary>
    private async Task WaitForLockAsync()
    {
        while (await Source.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 0)
        {
            await Task.Delay(20, Cancel);
        }
    }

    private sealed class Once(ImportStep step, Action act) : IProgress<ImportProgress>
    {
        private bool _isDone;

        public void Report(ImportProgress value)
        {
            if (value.Step == step && !_isDone)
            {
                _isDone = true;
                act();
            }
        }
    }
}
