using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Import;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Import;

/// <summary>What an import records: new features, new versions, history.</summary>
public sealed class LoadingSitesTests : LoaderTest
{
    private static readonly CollectionDefinition Compounds = RegisterCatalogue.Compounds;

    [Fact]
    public async Task New_codes_are_recorded_with_every_value_and_who_and_why()
    {
        await MakeTownsAsync();
        var outcome = await LoadAsync(Compounds, Row(2, "A", 0,
            ("stage", "approved"), ("stage_date", new DateOnly(2024, 5, 6)), ("plan_year", 2025L), ("budget_wan", 123.45m), ("is_demo", null), ("renovation_class", "basic")));

        Assert.Equal((1, 0, 0, true), (outcome.Inserted, outcome.Updated, outcome.Unchanged, outcome.IsCommitted));
        var row = Assert.Single(await Source.RowsAsync("""
            SELECT f.code, f.name_zh, f.stage, f.stage_date, f.plan_year, f.budget_wan, f.is_demo, f.renovation_class, f.town_code, f.version, c.actor, c.reason, c.is_overwrite,
                ST_HausdorffDistance(f.geom, ST_MakeEnvelope(119.95, 31.7, 119.951, 31.701, 4490)) < 1e-12, (SELECT count(*) FROM renewal.site_version), (SELECT count(*) FROM renewal.stage_event WHERE stage = 'approved')
            FROM renewal.compound_feature f JOIN renewal.site s USING (code) JOIN renewal.change c USING (change_id)
            """));
        Assert.Equal(
            ["A", "清英新村", "approved", new DateOnly(2024, 5, 6), 2025, 123.45m, false, "basic", "WEST", 1L, "tester", "a test", false, true, 1L, 1L], row);
    }

    [Fact]
    public async Task The_same_rows_twice_change_nothing()
    {
        ImportRow[] rows = [.. Enumerable.Range(0, 40).Select(i => Row(i + 1, $"C{i}", i, ("budget_wan", (decimal)i), ("stage", "proposed")))];
        await LoadAsync(Compounds, rows);
        var again = await LoadAsync(Compounds, rows);

        Assert.Equal((0, 0, 40, true), (again.Inserted, again.Updated, again.Unchanged, again.IsCommitted));
        Assert.Equal(1L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change"));
        Assert.Equal(40L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site_version"));
    }

    [Fact]
    public async Task Only_what_differs_gets_a_new_version_and_the_old_one_stays_in_the_history()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2024L)), Row(2, "B", 5, ("plan_year", 2024L)));
        var outcome = await LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2026L)), Row(2, "B", 5, ("plan_year", 2024L)), Row(3, "C", 9, ("plan_year", 2025L)));

        Assert.Equal((1, 1, 1), (outcome.Inserted, outcome.Updated, outcome.Unchanged));
        Assert.Equal(
            ["A 1 2024", "A 2 2026", "B 1 2024", "C 1 2025"],
            (await Source.RowsAsync("SELECT code || ' ' || recorded_version || ' ' || plan_year FROM renewal.site_version ORDER BY 1")).Select(r => r[0]));
        Assert.True(await Source.ScalarAsync<bool>("SELECT c.is_overwrite FROM renewal.site JOIN renewal.change c USING (change_id) WHERE code = 'A'"));
    }

    [Fact]
    public async Task A_column_the_file_lacks_keeps_its_value_and_an_empty_cell_takes_it_away()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("plan_year", 2024L), ("budget_wan", 10m), ("is_demo", true)));
        await LoadAsync(Compounds, LedgerRow(1, "A", ("budget_wan", null), ("is_demo", null)));

        var row = Assert.Single(await Source.RowsAsync("SELECT plan_year, budget_wan, is_demo, geom IS NOT NULL, version FROM renewal.site"));
        Assert.Equal([2024, null, false, true, 2L], row);
    }

    [Fact]
    public async Task A_row_without_an_outline_keeps_the_stored_one()
    {
        await LoadAsync(Compounds, Row(1, "A"), Row(2, "B", 5));
        var outcome = await LoadAsync(Compounds, LedgerRow(1, "A"), Row(2, "B", 6));

        Assert.Equal((1, 1), (outcome.Updated, outcome.Unchanged));
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(geom) FROM renewal.site"));
    }

    [Fact]
    public async Task Coordinates_that_were_rounded_to_a_billionth_of_a_degree_have_not_changed()
    {
        await LoadAsync(Compounds, Triangle("119.95123456789123 31.7, 119.96 31.71234567891, 119.96 31.7, 119.95123456789123 31.7"));
        var rounded = await LoadAsync(Compounds, Triangle("119.951234568 31.7, 119.96 31.712345679, 119.96 31.7, 119.951234568 31.7"));
        var moved = await LoadAsync(Compounds, Triangle("119.951234578 31.7, 119.96 31.712345679, 119.96 31.7, 119.951234578 31.7"));

        Assert.Equal((0, 1), (rounded.Updated, rounded.Unchanged));
        Assert.Equal((1, 0), (moved.Updated, moved.Unchanged));
    }

    [Fact]
    public async Task An_outline_that_comes_back_with_the_seven_decimals_it_was_served_with_has_not_changed()
    {
        await LoadAsync(Compounds, Triangle("119.95123456789123 31.7, 119.96 31.71234567891, 119.96 31.7, 119.95123456789123 31.7"));
        var served = await LoadAsync(Compounds, Triangle("119.9512346 31.7, 119.96 31.7123457, 119.96 31.7, 119.9512346 31.7"));
        var moved = await LoadAsync(Compounds, Triangle("119.9512347 31.7, 119.96 31.7123457, 119.96 31.7, 119.9512347 31.7"));

        Assert.Equal((0, 1), (served.Updated, served.Unchanged));
        Assert.Equal((1, 0), (moved.Updated, moved.Unchanged));
    }

    [Fact]
    public async Task A_possible_change_of_stage_is_recorded_with_its_date()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("stage", "proposed"), ("stage_date", new DateOnly(2024, 1, 1))));
        await LoadAsync(Compounds, LedgerRow(1, "A", ("stage", "approved"), ("stage_date", new DateOnly(2024, 1, 1))));

        Assert.Equal(
            ["proposed 2024-01-01", "approved 2024-01-01"],
            (await Source.RowsAsync("SELECT stage || ' ' || effective_date FROM renewal.stage_event ORDER BY stage_event_id")).Select(r => r[0]));
    }

    [Fact]
    public async Task A_new_stage_without_a_date_is_reached_today()
    {
        await LoadAsync(Compounds, Row(1, "A", 0, ("stage", "proposed"), ("stage_date", new DateOnly(2024, 1, 1))));
        await LoadAsync(Compounds, LedgerRow(1, "A", ("stage", "approved"), ("stage_date", null)));
        Assert.True(await Source.ScalarAsync<bool>("SELECT stage_date = renewal.today() FROM renewal.site"));
    }

    [Fact]
    public async Task What_the_register_exports_comes_back_unchanged()
    {
        await MakeTownsAsync();
        await LoadAsync(Compounds, Row(1, "A", 0, ("town_code", "EAST"), ("plan_year", 2024L)));
        var stored = Assert.Single(await Source.RowsAsync("SELECT town_code, declared_town_code FROM renewal.compound_feature"));
        Assert.Equal(["WEST", "EAST"], stored);

        var again = await LoadAsync(Compounds, Row(1, "A", 0, ("town_code", "WEST"), ("town_name", "西镇"), ("declared_town_code", "EAST"), ("version", 1L), ("area_m2", 1.0)));
        Assert.Equal(1, again.Unchanged);
    }

    [Fact]
    public async Task A_declared_town_that_is_not_where_the_outline_lies_is_recorded_and_told()
    {
        await MakeTownsAsync();
        var outcome = await LoadAsync(Compounds, Row(2, "A", 0, ("town_code", "EAST")), Row(3, "B", 5, ("town_code", "WEST")), Row(4, "C", 9, ("town_code", "NOWHERE")));

        Assert.True(outcome.IsCommitted);
        Assert.Equal(
            [(2L, "A", "Declared in 东镇 (EAST), but the outline lies in 西镇 (WEST)."), (4L, "C", "Town NOWHERE is not in the register; the outline lies in 西镇 (WEST).")],
            outcome.Remarks.Select(r => (r.Row, r.Code, r.Fault.Detail)));
    }

    [Fact]
    public async Task Thousands_of_rows_go_in_at_once_and_follow_the_order_of_the_file()
    {
        ImportRow[] rows = [.. Enumerable.Range(0, 12_345).Select(i => Row(i + 1, $"C{i}", i % 40))];
        var outcome = await LoadAsync(Compounds, rows);

        Assert.Equal(12_345, outcome.Inserted);
        Assert.Equal(12_345L, await Source.ScalarAsync<long>("SELECT count(*) FROM (SELECT code, 'C' || row_number() OVER (ORDER BY site_id) - 1 AS expected FROM renewal.site) s WHERE code = expected"));
        Assert.Equal(1L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change"));
    }

    private static ImportRow Triangle(string ring) => new(1, new(Row(1, "A").Draft.Values, Shape($"POLYGON(({ring}))")), []);
}
