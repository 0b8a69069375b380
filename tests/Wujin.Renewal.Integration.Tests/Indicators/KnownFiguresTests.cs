using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Writing;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary>Figures of a tiny register, worked out by hand.</summary>
public sealed class KnownFiguresTests : RegisterTest
{
    private static readonly DateOnly MidYear = new(2025, 6, 30);

    private IndicatorStore Indicators => new(Register.Reading);

    [Fact]
    public async Task Sums_are_those_that_come_out_by_hand()
    {
        await FillAsync();

        var table = await Indicators.TableAsync(2025, MidYear, null, Cancel);

        // Compounds completed from 1 January to 30 June 2025: S001 and S002 in A, S003 in B.
        Assert.Equal((3m, 2m, 1m), Figures(table, "compounds_renovated"));
        Assert.Equal((100m + 50 + 30, 150m, 30m), Figures(table, "households_renovated"));
        Assert.Equal((9000.5m + 4000 + 2500, 13000.5m, 2500m), Figures(table, "floor_area_renovated"));
        Assert.Equal((4m + 2 + 1, 6m, 1m), Figures(table, "lifts_added"));

        // Parks: S010 cleared in A, S011 relocated in B; S012 in B was upgraded, which frees no land but moved two enterprises.
        Assert.Equal((2m, 1m, 1m), Figures(table, "parks_cleared"));
        Assert.Equal((30.5m + 12, 30.5m, 12m), Figures(table, "land_consolidated"));
        Assert.Equal((5m + 3 + 2, 5m, 5m), Figures(table, "enterprises_moved"));

        // In use: S012 with 20 mu at 9, S013 with 60 mu at 5; (20·9 + 60·5) / 80 = 6; both lie in B.
        Assert.Equal(6m, table.Of("tax_per_mu").Actual);
        Assert.Equal((480m, 80m), (table.Of("tax_per_mu").Numerator!.Value, table.Of("tax_per_mu").Denominator!.Value));
        Assert.Equal((null, 6m), (table.Of("tax_per_mu", "A")!.Actual, table.Of("tax_per_mu", "B")!.Actual));

        // One zone in A.
        Assert.Equal((40m, 40m, 0m), Figures(table, "selfbuild_settled"));
        Assert.Equal((35m, 35m, 0m), Figures(table, "homesteads_given_up"));
        Assert.Equal((12.5m, 12.5m, 0m), Figures(table, "land_reclaimed"));
        Assert.Empty(table.UnequalSums);
        Assert.True(table.HasSites);
        Assert.False(table.HasDemo);
    }

    [Fact]
    public async Task The_forecast_is_what_is_done_what_is_planned_and_what_is_late()
    {
        await FillAsync();

        var value = (await Indicators.TableAsync(2025, MidYear, null, Cancel)).Of("households_renovated");

        // S005 (7) is under way and was to be finished in May; S006 (11) is to be finished in October though only approved; S007 (13) in 2026; S008 was given up.
        Assert.Equal((180m, 180m + 7 + 11, 7m), (value.Actual!.Value, value.Forecast!.Value, value.Figures.ForecastLate!.Value));

        // Lifts are expected as planned: S005 plans 2, S006 plans 3.
        Assert.Equal(7m + 2 + 3, (await Indicators.TableAsync(2025, MidYear, null, Cancel)).Of("lifts_added").Forecast);
    }

    [Fact]
    public async Task A_year_that_is_over_is_seen_as_it_ended()
    {
        await FillAsync();

        var table = await Indicators.TableAsync(2024, null, null, Cancel);
        var later = await Indicators.TableAsync(2025, null, null, Cancel);

        // S004 was completed on the last day of 2024.
        Assert.Equal((new DateOnly(2024, 12, 31), 1m, 1m), (table.EffectiveOn, table.Of("compounds_renovated").Actual!.Value, table.Of("compounds_renovated").Forecast!.Value));
        Assert.Equal((new DateOnly(2025, 12, 31), 3m, 3m), (later.EffectiveOn, later.Of("compounds_renovated").Actual!.Value, later.Of("compounds_renovated").Forecast!.Value));
    }

    [Fact]
    public async Task A_site_mended_after_completion_counts_in_one_year_only()
    {
        await TownsAsync(Source);
        var over = await SiteAsync(Source, "compound", 1, "A", "households = 10", CompletedOn("2024-12-20"));
        await MoveAsync(Source, over, "construction 2024-12-28");
        await MoveAsync(Source, over, "completed 2025-02-01");
        var within = await SiteAsync(Source, "compound", 2, "A", "households = 20", CompletedOn("2024-11-01"));
        await MoveAsync(Source, within, "construction 2025-01-10");
        await MoveAsync(Source, within, "completed 2025-02-01");

        Assert.Equal(20m, (await Indicators.TableAsync(2024, null, null, Cancel)).Of("households_renovated").Actual);
        Assert.Equal(10m, (await Indicators.TableAsync(2025, null, null, Cancel)).Of("households_renovated").Actual);
        Assert.Equal(0m, (await Indicators.TableAsync(2025, new DateOnly(2025, 1, 20), null, Cancel)).Of("households_renovated").Actual);
    }

    [Fact]
    public async Task What_is_not_recorded_is_told_and_not_guessed()
    {
        await TownsAsync(Source);
        await SiteAsync(Source, "compound", 1, "A", "households = 10", CompletedOn("2025-02-01"));
        await SiteAsync(Source, "compound", 2, "A", "", CompletedOn("2025-02-01"));
        await SiteAsync(Source, "industrial-park", 3, "A", "tax_wan_per_mu = 5, land_mu = 0", "proposed 2025-01-01");
        await SiteAsync(Source, "industrial-park", 4, "A", "land_mu = 10", "proposed 2025-01-01");

        var table = await Indicators.TableAsync(2025, MidYear, null, Cancel);

        var households = table.Of("households_renovated").Figures;
        Assert.Equal((10m, 2, 1), (households.Actual!.Value, households.Sites, households.Missing));
        var tax = table.Of("tax_per_mu").Figures;
        Assert.Equal((null, 2, 2), (tax.Actual, tax.Sites, tax.Missing));
    }

    [Fact]
    public async Task Sites_in_no_town_are_counted_by_themselves()
    {
        await TownsAsync(Source);
        await SiteAsync(Source, "compound", 1, "A", "households = 10", CompletedOn("2025-02-01"));
        await SiteAsync(Source, "compound", 2, null, "households = 5", CompletedOn("2025-02-01"));

        var table = await Indicators.TableAsync(2025, MidYear, null, Cancel);

        Assert.Equal(15m, table.Of("households_renovated").Actual);
        Assert.Equal(5m, table.Of("households_renovated", IndicatorValue.WithoutTown)!.Actual);
        Assert.Empty(table.UnequalSums);
    }

    [Fact]
    public async Task Every_figure_is_the_sum_of_the_sites_behind_it()
    {
        await FillAsync();
        var table = await Indicators.TableAsync(2025, MidYear, null, Cancel);

        foreach (var value in table.District.Concat(table.Towns).Where(v => v.Indicator.Aggregation == IndicatorAggregation.Sum))
        {
            var (dates, sites) = await Indicators.SitesAsync(value.Indicator, 2025, MidYear, table.AsOf, value.TownCode, Cancel);
            Assert.Equal((table.EffectiveOn, table.AsOf), (dates.EffectiveOn, dates.AsOf));
            Assert.Equal(value.Actual, sites.Where(s => s.Part == "actual").Sum(s => s.Amount ?? 0));
            Assert.Equal(value.Forecast, sites.Sum(s => s.Amount ?? 0));
            Assert.Equal(value.Figures.Sites, sites.Count(s => s.Part == "actual"));
        }
    }

    [Fact]
    public async Task Before_anything_was_recorded_nothing_is_known()
    {
        await FillAsync();

        var table = await Indicators.TableAsync(2010, null, null, Cancel);

        Assert.False(table.HasSites);
        Assert.All(table.District.Where(v => v.Indicator.Aggregation == IndicatorAggregation.Sum), v => Assert.Equal(0m, v.Actual));
        Assert.All(table.District, v => Assert.Equal((IndicatorStatus.NoTarget, null, null), (v.Status, v.Progress, v.Due)));
    }

    [Fact]
    public async Task Progress_is_judged_by_what_is_due_on_the_day()
    {
        await FillAsync();
        var targets = new IndicatorTargetStore(Source);
        await targets.WriteAsync(
            2025,
            [new(2025, "households_renovated", null, 400), new(2025, "compounds_renovated", null, 3), new(2025, "floor_area_renovated", null, 100_000, [10, 20, 60, 100]), new(2025, "lifts_added", null, 0)],
            new TargetWriting(), new WriteNote("planner", "plan of 2025"), Cancel);

        var table = await Indicators.TableAsync(2025, MidYear, null, Cancel);

        // 181 of 365 days: 400 · 181 / 365 = 198.36 are due; 180 are done, more than four fifths.
        var households = table.Of("households_renovated");
        Assert.Equal((IndicatorStatus.Behind, 0.45), (households.Status, households.Progress!.Value));
        Assert.Equal(400 * 181 / 365.0, households.Due!.Value, 9);
        Assert.Equal(IndicatorStatus.Reached, table.Of("compounds_renovated").Status);

        // A fifth is due after two quarters: 20,000 of which 15,500.5 are done, less than four fifths.
        Assert.Equal((IndicatorStatus.FarBehind, 20_000.0), (table.Of("floor_area_renovated").Status, table.Of("floor_area_renovated").Due!.Value));

        // Nothing is divided by a target of zero.
        Assert.Equal((IndicatorStatus.Reached, null, null), (table.Of("lifts_added").Status, table.Of("lifts_added").Progress, table.Of("lifts_added").ForecastProgress));
    }

    [Fact]
    public async Task Tiers_come_from_the_last_run_that_judged_them_all()
    {
        await TownsAsync(Source);
        await RunAsync("r1", """{"tiers":[{"code":"T30","name_zh":"30分钟","limit_minutes":30,"passed":2,"failed":0,"destinations":[{"place":"A","name_zh":"A","lon":120,"lat":31.6,"firmness":"firm","passes":true},{"place":"B","name_zh":"B","lon":120,"lat":31.6,"firmness":"firm","passes":true}]}]}""", "{}", null);
        var before = await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()");
        await RunAsync("r2", """{"tiers":[{"code":"T30","name_zh":"30分钟","limit_minutes":30,"passed":1,"failed":1,"destinations":[{"place":"A","name_zh":"A","lon":120,"lat":31.6,"firmness":"firm","passes":true},{"place":"B","name_zh":"B","lon":120,"lat":31.6,"firmness":"firm","passes":false}]},{"code":"T45","name_zh":"45分钟","limit_minutes":45,"passed":1,"failed":0,"destinations":[{"place":"X","name_zh":"X","lon":120,"lat":31.6,"firmness":"firm","passes":true}]}]}""", "{}", null);
        await RunAsync("r3", """{"tiers":[{"code":"T30","name_zh":"30分钟","limit_minutes":30,"passed":2,"failed":0,"destinations":[]}]}""", """{"tiers":["T30"]}""", null);
        await RunAsync("r4", """{"tiers":[]}""", "{}", "S1");

        var table = await Indicators.TableAsync(2026, null, null, Cancel);
        var earlier = await Indicators.TableAsync(2026, null, new DateTimeOffset(before), Cancel);

        Assert.Equal(("r2", 1m, 1m), (table.Assessment!.Code, table.Of("tiers_met").Actual!.Value, table.Of("towns_connected").Actual!.Value));
        Assert.Equal((1m, 0m), (table.Of("towns_connected", "A")!.Actual!.Value, table.Of("towns_connected", "B")!.Actual!.Value));
        Assert.Equal(("r1", 1m, 2m), (earlier.Assessment!.Code, earlier.Of("tiers_met").Actual!.Value, earlier.Of("towns_connected").Actual!.Value));
        Assert.Empty(table.UnequalSums);
    }

    [Fact]
    public async Task Every_indicator_has_its_function_in_the_database()
    {
        var functions = await Source.RowsAsync("SELECT proname FROM pg_proc WHERE pronamespace = 'renewal'::regnamespace AND proname LIKE 'indicator\\_%'");

        Assert.All(IndicatorCatalogue.All, i => Assert.Contains("indicator_" + i.Code, functions.Select(f => (string)f[0]!)));
    }

    private static (decimal District, decimal InA, decimal InB) Figures(IndicatorTable table, string code) =>
        (table.Of(code).Actual!.Value, table.Of(code, "A")!.Actual!.Value, table.Of(code, "B")!.Actual!.Value);

    private Task RunAsync(string code, string result, string inputs, string? scenario) => Source.ExecuteAsync($"""
        INSERT INTO renewal.assessment (code, actor, profile, scenario, graph_checksum, software_version, is_demo, destinations, passed, inputs, result)
        VALUES ('{code}', 'test', 'car', {(scenario is null ? "NULL" : $"'{scenario}'")}, 'g', '1', false, 2, 1, '{inputs}', '{result}')
        """);

    private async Task FillAsync()
    {
        await TownsAsync(Source);
        await SiteAsync(Source, "compound", 1, "A", "households = 100, floor_area_m2 = 9000.5, lifts_planned = 5, lifts_added = 4", CompletedOn("2025-01-01"));
        await SiteAsync(Source, "compound", 2, "A", "households = 50, floor_area_m2 = 4000, lifts_planned = 2, lifts_added = 2", [.. CompletedOn("2025-03-01"), "accepted 2025-05-01"]);
        await SiteAsync(Source, "compound", 3, "B", "households = 30, floor_area_m2 = 2500, lifts_planned = 1, lifts_added = 1", CompletedOn("2025-06-30"));
        await SiteAsync(Source, "compound", 4, "B", "households = 1000, floor_area_m2 = 1, lifts_planned = 0, lifts_added = 0", CompletedOn("2024-12-31"));
        await SiteAsync(Source, "compound", 5, "A", "households = 7, lifts_planned = 2, lifts_added = 1, planned_finish = '2025-05-31'", UnderWay);
        await SiteAsync(Source, "compound", 6, "B", "households = 11, lifts_planned = 3, planned_finish = '2025-10-31'", "proposed 2024-02-01", "approved 2024-03-01");
        await SiteAsync(Source, "compound", 7, "B", "households = 13, planned_finish = '2026-10-31'", UnderWay);
        await SiteAsync(Source, "compound", 8, "B", "households = 17, planned_finish = '2025-10-31'", [.. UnderWay, "cancelled 2025-02-01"]);
        await SiteAsync(Source, "industrial-park", 10, "A", "action = 'clear', land_mu = 30.5, enterprises = 6, enterprises_moved = 5, tax_wan_per_mu = 2", CompletedOn("2025-04-01"));
        await SiteAsync(Source, "industrial-park", 11, "B", "action = 'relocate', land_mu = 12, enterprises = 3, enterprises_moved = 3, tax_wan_per_mu = 1", CompletedOn("2025-04-01"));
        await SiteAsync(Source, "industrial-park", 12, "B", "action = 'upgrade', land_mu = 20, enterprises = 9, enterprises_moved = 2, tax_wan_per_mu = 9", CompletedOn("2025-04-01"));
        await SiteAsync(Source, "industrial-park", 13, "B", "action = 'retain', land_mu = 60, enterprises = 9, tax_wan_per_mu = 5");
        await SiteAsync(Source, "selfbuild-zone", 20, "A", "households_planned = 50, households_settled = 40, homesteads_given_up = 35, land_reclaimed_mu = 12.5", CompletedOn("2025-06-01"));
    }
}
