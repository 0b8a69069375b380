using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Writing;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary>The same effective date and recorded instant give the same figures for ever.</summary>
public sealed class TwoDatesTests : RegisterTest
{
    private static readonly DateOnly EndOfQuarter = new(2025, 6, 30);

    private IndicatorStore Indicators => new(Register.Reading);

    private IndicatorTargetStore Targets => new(Source);

    [Fact]
    public async Task What_was_recorded_yesterday_is_not_changed_by_edits_of_today()
    {
        await TownsAsync(Source);
        var first = await SiteAsync(Source, "compound", 1, "A", "households = 10", CompletedOn("2025-02-01"));
        var second = await SiteAsync(Source, "compound", 2, "B", "households = 20, planned_finish = '2025-11-30'", UnderWay);
        await SiteAsync(Source, "industrial-park", 3, "B", "tax_wan_per_mu = 4, land_mu = 10");
        await Targets.WriteAsync(2025, [new(2025, "households_renovated", null, 30)], new TargetWriting(), new WriteNote("planner"), Cancel);
        var yesterday = await NowAsync();
        var before = await Indicators.TableAsync(2025, EndOfQuarter, yesterday, Cancel);

        await Source.ExecuteAsync($"UPDATE renewal.site SET households = 11 WHERE code = '{first}'");
        await Source.ExecuteAsync($"UPDATE renewal.site SET geom = {RegisterSql.Box(119.97, 31.65, 119.98, 31.66)} WHERE code = '{second}'");
        await MoveAsync(Source, second, "completed 2025-03-01");
        await Source.ExecuteAsync("UPDATE renewal.site SET tax_wan_per_mu = 9 WHERE code = 'S003'");
        await Source.ExecuteAsync($"DELETE FROM renewal.site WHERE code = '{first}'");
        await Source.ExecuteAsync("UPDATE renewal.town SET name_zh = '丙镇' WHERE code = 'A'");
        await Targets.WriteAsync(2025, [new(2025, "households_renovated", null, 99)], new TargetWriting(), new WriteNote("planner"), Cancel);

        AssertSame(before, await Indicators.TableAsync(2025, EndOfQuarter, yesterday, Cancel));
        var now = await Indicators.TableAsync(2025, EndOfQuarter, null, Cancel);
        Assert.Equal((20m, 99m, 9m), (now.Of("households_renovated").Actual!.Value, now.Of("households_renovated").Target!.Target, now.Of("tax_per_mu").Actual!.Value));
        Assert.Equal((10m, 30m, 4m), (before.Of("households_renovated").Actual!.Value, before.Of("households_renovated").Target!.Target, before.Of("tax_per_mu").Actual!.Value));
    }

    [Fact]
    public async Task A_completion_entered_late_counts_in_its_own_quarter_from_then_on()
    {
        await TownsAsync(Source);
        var site = await SiteAsync(Source, "compound", 1, "A", "households = 10", UnderWay);
        var reported = await NowAsync();
        var asReported = await Indicators.TableAsync(2025, EndOfQuarter, reported, Cancel);

        await MoveAsync(Source, site, "completed 2025-06-15");

        Assert.Equal(0m, (await Indicators.TableAsync(2025, EndOfQuarter, reported, Cancel)).Of("households_renovated").Actual);
        AssertSame(asReported, await Indicators.TableAsync(2025, EndOfQuarter, reported, Cancel));
        Assert.Equal(10m, (await Indicators.TableAsync(2025, EndOfQuarter, null, Cancel)).Of("households_renovated").Actual);
        Assert.Equal(0m, (await Indicators.TableAsync(2025, new DateOnly(2025, 6, 14), null, Cancel)).Of("households_renovated").Actual);
    }

    [Fact]
    public async Task A_completion_that_is_withdrawn_counts_no_more_but_did_when_it_was_recorded()
    {
        await TownsAsync(Source);
        var site = await SiteAsync(Source, "compound", 1, "A", "households = 10", CompletedOn("2025-03-01"));
        var reported = await NowAsync();
        await Source.ExecuteAsync($"SELECT renewal.retract_stage('{site}', NULL)");

        Assert.Equal(0m, (await Indicators.TableAsync(2025, EndOfQuarter, null, Cancel)).Of("households_renovated").Actual);
        Assert.Equal(10m, (await Indicators.TableAsync(2025, EndOfQuarter, reported, Cancel)).Of("households_renovated").Actual);
    }

    [Fact]
    public async Task An_instant_that_has_not_come_is_refused_and_a_date_after_it_is_taken_as_its_day()
    {
        await Assert.ThrowsAsync<FutureInstantException>(() => Indicators.TableAsync(2026, null, DateTimeOffset.UtcNow.AddDays(1), Cancel));

        var table = await Indicators.TableAsync(2100, new DateOnly(2100, 12, 31), null, Cancel);
        Assert.Equal(await Source.ScalarAsync<DateTime>("SELECT renewal.today()::timestamp"), table.EffectiveOn.ToDateTime(default));
    }

    [Fact]
    public async Task Targets_keep_every_version_and_a_stale_writer_changes_nothing()
    {
        IndicatorTarget town = new(2025, "lifts_added", "A", 5, [0, 0, 50, 100], "一期", false, "文件");
        Assert.Equal(1, (await Targets.WriteAsync(2025, [town], new TargetWriting(SeenVersion: 0), new WriteNote("planner", "first"), Cancel)).Inserted);
        var then = await NowAsync();
        Assert.True((await Targets.WriteAsync(2025, [town with { Target = 6 }], new TargetWriting(SeenVersion: 0), new WriteNote("planner"), Cancel)).Stale);
        Assert.Equal(1, (await Targets.WriteAsync(2025, [town], new TargetWriting(), new WriteNote("planner"), Cancel)).Unchanged);
        Assert.Equal(1, (await Targets.WriteAsync(2025, [town with { Target = 6 }], new TargetWriting(SeenVersion: 1), new WriteNote("planner"), Cancel)).Updated);
        Assert.Equal(1, (await Targets.WriteAsync(2025, [new(2025, "lifts_added", "B", 1)], new TargetWriting(DryRun: true), new WriteNote("planner"), Cancel)).Inserted);
        Assert.False(await Targets.DeleteAsync(2025, "lifts_added", "A", 1, new WriteNote("planner"), Cancel));
        Assert.True(await Targets.DeleteAsync(2025, "lifts_added", "A", 2, new WriteNote("planner", "gone"), Cancel));

        Assert.Empty((await Targets.ListAsync(2025, null, Cancel)).Targets);
        var recorded = Assert.Single((await Targets.ListAsync(2025, then, Cancel)).Targets);
        Assert.Equal((5m, "一期", "文件", 1L, "planner", "first"), (recorded.Target.Target, recorded.Target.Note, recorded.Target.Source, recorded.Version, recorded.UpdatedBy, recorded.Reason));
        Assert.Equal([0m, 0, 50, 100], recorded.Target.PathPercent!);
        Assert.Equal([(3L, true), (2L, false), (1L, false)], (await Targets.VersionsAsync(2025, "lifts_added", "A", Cancel)).Select(v => (v.Version, v.IsDeleted)));
    }

    [Fact]
    public async Task Towns_that_do_not_add_up_keep_all_targets_out_unless_that_is_meant()
    {
        await Targets.WriteAsync(2025, [new(2025, "lifts_added", null, 10)], new TargetWriting(), new WriteNote("planner"), Cancel);
        IndicatorTarget[] towns = [new(2025, "lifts_added", "A", 4), new(2025, "lifts_added", "B", 5), new(2025, "parks_cleared", "A", 1)];

        var refused = await Targets.WriteAsync(2025, towns, new TargetWriting(), new WriteNote("planner"), Cancel);

        Assert.Equal(new UnequalSum("lifts_added", true, 10, 9), Assert.Single(refused.UnequalSums));
        Assert.Single((await Targets.ListAsync(2025, null, Cancel)).Targets);
        Assert.Equal(3, (await Targets.WriteAsync(2025, towns, new TargetWriting(AllowUnequal: true), new WriteNote("planner"), Cancel)).Inserted);
        await TownsAsync(Source);
        Assert.Equal(new UnequalSum("lifts_added", true, 10, 9), Assert.Single((await Indicators.TableAsync(2025, null, null, Cancel)).UnequalSums));
        var mended = await Targets.WriteAsync(2025, [new(2025, "lifts_added", "B", 6)], new TargetWriting(), new WriteNote("planner"), Cancel);
        Assert.Equal((1, 0), (mended.Updated, mended.UnequalSums.Count));
        var replaced = await Targets.WriteAsync(2025, [new(2025, "lifts_added", null, 7)], new TargetWriting(Replace: true), new WriteNote("planner"), Cancel);
        Assert.Equal((1, 3), (replaced.Updated, replaced.Deleted));
    }

    private async Task<DateTimeOffset> NowAsync() => new(await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()"));

    private static void AssertSame(IndicatorTable one, IndicatorTable other)
    {
        static IEnumerable<object?> Flat(IndicatorTable t) => t.District.Concat(t.Towns).Select(v => (object?)(v.Indicator.Code, v.TownCode, v.TownName, v.Figures, v.Target?.Target, v.Status));
        Assert.Equal((one.EffectiveOn, one.AsOf, one.HasSites), (other.EffectiveOn, other.AsOf, other.HasSites));
        Assert.Equal(Flat(one), Flat(other));
    }
}
