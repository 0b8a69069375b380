using Npgsql;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Demonstration;
using Wujin.Renewal.Store.Reference;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Demonstration;

public sealed class FirstStartTests : RegisterTest
{
    [Fact]
    public async Task An_empty_register_is_filled_once()
    {
        Assert.Equal(60, await FirstStart.LoadReferenceAsync(Source, Cancel));
        Assert.Equal(540, await FirstStart.LoadDemonstrationAsync(Source, Cancel));
        Assert.Equal(0, await FirstStart.LoadReferenceAsync(Source, Cancel));
        Assert.Equal(0, await FirstStart.LoadDemonstrationAsync(Source, Cancel));

        await CountsAsync(
            ("compound_feature", 400), ("industrial_park_feature", 60), ("selfbuild_zone_feature", 80), ("town_feature", 16),
            ("place_feature", 36), ("platform_feature", 4), ("tier_feature", 4));
        Assert.Equal(2L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change WHERE actor = 'system:first-start' AND reason <> ''"));
    }

    [Fact]
    public async Task The_register_holds_what_the_generator_made()
    {
        await FillAsync();
        var district = DemonstrationDistrict.Generate(ReferenceData.Load());

        var rows = await Source.RowsAsync(
            "SELECT code, town_code, stage, version, area_m2, declared_town_code FROM renewal.site ORDER BY kind, code");

        Assert.Equal(
            district.Sites.Select(s => (s.Code, s.TownCode, StageText(s), (long)s.Steps.Count + 1)),
            rows.Select(r => ((string)r[0]!, r[4] is null ? district.Sites.Single(s => s.Code == (string)r[0]!).TownCode : (string)r[1]!, (string)r[2]!, (long)r[3]!)));
        Assert.Equal(6, rows.Count(r => r[4] is null));
        Assert.InRange(rows.Count(r => !Equals(r[1], r[5])), 4, 25);
    }

    [Fact]
    public async Task Sites_went_through_their_stages_with_dates_in_every_year()
    {
        await FillAsync();
        var district = DemonstrationDistrict.Generate(ReferenceData.Load());

        Assert.Equal(
            district.Sites.Sum(s => 1L + s.Steps.Count),
            await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.stage_event WHERE retracting_change IS NULL"));
        var years = await Source.RowsAsync(
            "SELECT extract(year FROM effective_date)::int, count(*) FROM renewal.stage_event GROUP BY 1 ORDER BY 1");
        Assert.Equal(Enumerable.Range(2020, 7).Cast<object>(), years.Select(y => y[0]!));
        Assert.All(years, y => Assert.True((long)y[1]! > 100));
        Assert.Equal(540L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.stage_at('2026-10-31', renewal.settled_now())"));
    }

    [Fact]
    public async Task Works_that_ended_have_their_dates_and_their_money()
    {
        await FillAsync();

        Assert.Equal(0L, await Source.ScalarAsync<long>("""
            SELECT count(*) FROM renewal.site
            WHERE stage IN ('completed', 'accepted') AND (actual_start IS NULL OR actual_finish IS NULL OR spent_wan = 0 OR approval_no IS NULL)
               OR stage IN ('surveyed', 'proposed') AND (actual_start IS NOT NULL OR spent_wan <> 0)
            """));
        Assert.Equal(0L, await Source.ScalarAsync<long>(
            "SELECT count(*) FROM renewal.site WHERE budget_wan IS DISTINCT FROM funding_state_wan + funding_province_wan + funding_local_wan + funding_private_wan"));
    }

    [Fact]
    public async Task Deleted_rows_do_not_come_back()
    {
        await FillAsync();
        await Source.ExecuteAsync("DELETE FROM renewal.site; DELETE FROM renewal.tier;");

        Assert.Equal(0, await FirstStart.LoadReferenceAsync(Source, Cancel));
        Assert.Equal(0, await FirstStart.LoadDemonstrationAsync(Source, Cancel));

        await CountsAsync(("compound_feature", 0), ("tier_feature", 0));
    }

    [Fact]
    public async Task An_office_that_recorded_its_own_site_first_gets_no_made_up_ones()
    {
        await FirstStart.LoadReferenceAsync(Source, Cancel);
        await Source.ExecuteAsync("INSERT INTO renewal.site (code, kind, name_zh) VALUES ('OWN', 'compound', '自有小区')");

        Assert.Equal(0, await FirstStart.LoadDemonstrationAsync(Source, Cancel));

        await CountsAsync(("compound_feature", 1), ("constraint_area_feature", 0));
    }

    [Fact]
    public async Task A_load_that_breaks_off_leaves_nothing()
    {
        await FirstStart.LoadReferenceAsync(Source, Cancel);
        await Source.ExecuteAsync("ALTER TABLE renewal.constraint_area ADD CONSTRAINT broken CHECK (type <> 'farmland')");

        await Assert.ThrowsAsync<PostgresException>(() => FirstStart.LoadDemonstrationAsync(Source, Cancel));

        await CountsAsync(("compound_feature", 0), ("constraint_area_feature", 0));
        Assert.Equal(1L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.change"));
        await Source.ExecuteAsync("ALTER TABLE renewal.constraint_area DROP CONSTRAINT broken");
        Assert.Equal(540, await FirstStart.LoadDemonstrationAsync(Source, Cancel));
    }

    [Fact]
    public async Task Two_services_that_start_at_once_fill_it_once()
    {
        var loaded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => FirstStart.LoadReferenceAsync(Source, Cancel))));

        Assert.Equal([0, 0, 60], loaded.Order());
        await CountsAsync(("town_feature", 16));
    }

    private static string StageText(DemonstrationSite site) => Domain.Sites.Stages.Code(site.Stage);

    private static async Task FillAsync(NpgsqlDataSource source)
    {
        await FirstStart.LoadReferenceAsync(source, Cancel);
        await FirstStart.LoadDemonstrationAsync(source, Cancel);
    }

    private Task FillAsync() => FillAsync(Source);

    private async Task CountsAsync(params (string View, long Count)[] expected)
    {
        foreach (var (view, count) in expected)
        {
            Assert.Equal((view, count), (view, await Source.ScalarAsync<long>($"SELECT count(*) FROM renewal.{view}")));
        }
    }
}
