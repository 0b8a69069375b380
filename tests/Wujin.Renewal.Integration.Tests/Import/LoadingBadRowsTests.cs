using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Import;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>What an import refuses, and that it then leaves nothing behind.</summary>
public sealed class LoadingBadRowsTests : LoaderTest
{
    private static readonly CollectionDefinition Compounds = RegisterCatalogue.Compounds;

    private static readonly ImportRow Broken = new(9, new(new Dictionary<string, object?> { ["code"] = "BROKEN" }, null), [new(9, "BROKEN", Fault.OfProperty("plan_year", "not a number"))]);

    [Fact]
    public async Task One_bad_row_keeps_all_out()
    {
        var outcome = await LoadAsync(Compounds, Row(1, "A"), Broken, Row(3, "B", 5));

        Assert.False(outcome.IsCommitted);
        Assert.Equal([(9L, "BROKEN", "not a number")], outcome.Faults.Select(f => (f.Row, f.Code!, f.Fault.Detail)));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Good_rows_go_in_where_bad_ones_are_skipped()
    {
        ImportRow[] rows = [Row(1, "A"), Broken, Row(3, "B", 5)];
        var outcome = await LoadAsync(Request(Compounds, rows) with { SkipsBadRows = true }, rows);

        Assert.Equal((true, 2, 1), (outcome.IsCommitted, outcome.Inserted, outcome.BadRows));
        Assert.Equal(["A", "B"], (await Source.RowsAsync("SELECT code FROM renewal.site ORDER BY 1")).Select(r => r[0]));
    }

    [Fact]
    public async Task A_dry_run_finds_what_the_database_refuses_and_leaves_no_row_and_no_change()
    {
        ImportRow[] rows = [Row(1, "A"), Row(2, "B", 5, ("stage_date", new DateOnly(2199, 1, 1)))];
        var outcome = await LoadAsync(Request(Compounds, rows[1]) with { IsDryRun = true }, rows);

        Assert.Equal((1, 1, false), (outcome.Inserted, outcome.Faults.Count, outcome.IsCommitted));
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task A_code_that_occurs_twice_is_told_with_both_rows_even_where_one_of_them_is_bad()
    {
        var outcome = await LoadAsync(Compounds, Row(2, "A"), Row(3, "B", 5), Row(7, "A", 8), Row(8, "BROKEN", 9), Broken);

        var twice = outcome.Faults.Where(f => f.Fault.Pointer == "/properties/code").ToList();
        Assert.Equal([2L, 7L, 8L], twice.Select(f => f.Row));
        Assert.Contains("rows 2, 7", twice[0].Fault.Detail, StringComparison.Ordinal);
        Assert.Contains("rows 8, 9", twice[2].Fault.Detail, StringComparison.Ordinal);
        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Every_fault_of_every_row_is_told_at_once()
    {
        await LoadAsync(Compounds, Row(1, "DONE", 0, ("stage", "completed"), ("stage_date", new DateOnly(2024, 6, 1)), ("planned_start", new DateOnly(2024, 1, 1))));
        await LoadAsync(RegisterCatalogue.IndustrialParks, Row(1, "PARK", 5));

        var outcome = await LoadAsync(
            Compounds,
            LedgerRow(2, "DONE", ("stage", "proposed"), ("stage_date", new DateOnly(2024, 3, 1)), ("planned_finish", new DateOnly(2023, 1, 1))),
            LedgerRow(3, "PARK", ("stage", null), ("stage_date", null), ("planned_finish", null)),
            LedgerRow(4, "BARE", ("stage", "approved"), ("stage_date", new DateOnly(2199, 1, 1)), ("planned_finish", null)));

        Assert.Equal(
            [
                (2, "/properties/stage", "DONE is completed (竣工) and cannot become proposed (申报); possible: accepted (验收), construction (施工)."),
                (2, "/properties/stage_date", "DONE reached its previous stage on 2024-06-01; 2024-03-01 is earlier."),
                (2, "/properties/planned_finish", "planned_finish 2023-01-01 is before planned_start 2024-01-01."),
                (3, "/properties/code", "PARK is in the register as industrial park (industrial-park); a site keeps its kind."),
                (4, "/geometry", "BARE is approved (批复) and needs its outline; only a surveyed site (摸底) may be without."),
            ],
            outcome.Faults.Where(f => !f.Fault.Detail.Contains("2199", StringComparison.Ordinal)).Select(f => ((int)f.Row, f.Fault.Pointer, f.Fault.Detail)));
        Assert.Contains(outcome.Faults, f => f.Row == 4 && f.Fault.Detail.StartsWith("Stage date 2199-01-01 of BARE has not come yet", StringComparison.Ordinal));
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change"));
    }

    [Fact]
    public async Task A_file_without_names_updates_sites_but_makes_none()
    {
        await LoadAsync(Compounds, Row(1, "A"));
        static ImportRow Bare(long number, string code) => new(number, new(new Dictionary<string, object?> { ["code"] = code, ["plan_year"] = 2025L }, null), []);

        Assert.Equal(1, (await LoadAsync(Compounds, Bare(1, "A"))).Updated);
        var fault = Assert.Single((await LoadAsync(Compounds, Bare(1, "A"), Bare(2, "NEW"))).Faults);
        Assert.Contains("no column for name_zh (名称)", fault.Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_only_the_database_refuses_are_found_one_by_one_with_their_place()
    {
        // A bow tie: the rules of the reader would have found it; here it comes straight to the database.
        static ImportRow BowTie(long number, string code) =>
            new(number, new(Row(1, code).Draft.Values, Shape("POLYGON((119.95 31.7, 119.96 31.71, 119.96 31.7, 119.95 31.71, 119.95 31.7))")), []);
        ImportRow[] rows = [.. Enumerable.Range(1, 60).Select(i => i is 17 or 43 ? BowTie(i, $"C{i}") : Row(i, $"C{i}", i % 40))];
        var outcome = await LoadAsync(Request(Compounds, rows) with { SkipsBadRows = true }, rows);

        Assert.Equal((58, 2), (outcome.Inserted, outcome.Faults.Count));
        Assert.Equal([17L, 43L], outcome.Faults.Select(f => f.Row));
        Assert.All(outcome.Faults, f => Assert.Equal((119.955, 31.705), (Math.Round(f.Fault.Location!.Value.Longitude, 9), Math.Round(f.Fault.Location.Value.Latitude, 9))));
        Assert.Contains("Self-intersection", outcome.Faults[0].Fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_fails_in_the_middle_leaves_nothing()
    {
        static IEnumerable<ImportRow> Rows()
        {
            for (var i = 0; i < 5_000; i++)
            {
                yield return Row(i, $"C{i}", i % 40);
            }

            throw new IOException("the disk is gone");
        }

        await Assert.ThrowsAsync<IOException>(() => new BulkLoader(Register).RunAsync(Request(Compounds, Row(1, "A")), Rows(), null, Cancel));
        await AssertEmptyAsync();
    }

    [Theory]
    [InlineData(ImportStep.Reading)]
    [InlineData(ImportStep.Checking)]
    [InlineData(ImportStep.Recording)]
    public async Task A_cancelled_import_leaves_nothing(ImportStep step)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var progress = new Reaction(p =>
        {
            if (p.Step == step)
            {
                cancel.Cancel();
            }
        });
        var isDisposed = false;
        IEnumerable<ImportRow> Rows()
        {
            try
            {
                for (var i = 0; i < 12_000; i++)
                {
                    yield return Row(i, $"C{i}", i % 40);
                }
            }
            finally
            {
                isDisposed = true;
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BulkLoader(Register).RunAsync(Request(Compounds, Row(1, "A")), Rows(), progress, cancel.Token));
        Assert.True(isDisposed);
        await AssertEmptyAsync();
    }

    private async Task AssertEmptyAsync() => Assert.Equal(
        [0L, 0L, 0L, 0L],
        (await Source.RowsAsync("""
            SELECT (SELECT count(*) FROM renewal.site), (SELECT count(*) FROM renewal.site_version), (SELECT count(*) FROM renewal.change), (SELECT count(*) FROM renewal.stage_event)
            """))[0]);

    private sealed class Reaction(Action<ImportProgress> react) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => react(value);
    }
}
