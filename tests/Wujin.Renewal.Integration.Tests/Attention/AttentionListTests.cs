using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Attention;
using Wujin.Renewal.Store.Writing;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Attention;

/// <summary>Each rule of the attention list strikes where it should and nowhere else.</summary>
public sealed class AttentionListTests : RegisterTest
{
    private static readonly DateOnly Day = new(2025, 6, 30);

    private AttentionStore List => new(Source);

    [Fact]
    public async Task Late_is_what_is_past_its_planned_dates()
    {
        await TownsAsync(Source);
        var finish = await SiteAsync(Source, "compound", 1, "A", "planned_start = '2024-03-01', planned_finish = '2025-06-20'", "proposed 2025-06-01", "approved 2025-06-02", "construction 2025-06-03");
        var longAgo = await SiteAsync(Source, "compound", 2, "A", "planned_finish = '2025-03-31'", "proposed 2025-06-01", "approved 2025-06-02", "construction 2025-06-03");
        var start = await SiteAsync(Source, "compound", 3, "A", "planned_start = '2025-06-29', planned_finish = '2025-12-31'", "proposed 2025-06-01");
        await SiteAsync(Source, "compound", 4, "A", "planned_finish = '2025-06-30'", "proposed 2025-06-01", "approved 2025-06-02", "construction 2025-06-03");
        await SiteAsync(Source, "compound", 5, "A", "planned_finish = '2025-06-01'", CompletedOn("2025-06-10"));
        await SiteAsync(Source, "compound", 6, "A", "planned_finish = '2025-06-01'", "cancelled 2025-06-01");

        var late = await OfAsync("late");

        Assert.Equal(
            [(longAgo, AttentionSeverity.High, new DateOnly(2025, 4, 1), 91), (finish, AttentionSeverity.Medium, new DateOnly(2025, 6, 21), 10), (start, AttentionSeverity.Low, new DateOnly(2025, 6, 30), 1)],
            late.Select(i => (i.SiteCode, i.Severity, i.Since, (int)i.Measure!)));
        Assert.Equal("计划 2025-06-20 竣工，已逾期 10 天", late[1].DetailZh);
        Assert.Contains("To be begun by 2025-06-29", late[2].DetailEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stuck_is_what_stays_in_a_stage_longer_than_is_usual_for_its_kind()
    {
        await TownsAsync(Source);
        var compound = await SiteAsync(Source, "compound", 1, "A", "", "proposed 2024-12-31");
        await SiteAsync(Source, "compound", 2, "A", "", "proposed 2025-01-01");
        await SiteAsync(Source, "industrial-park", 3, "A", "", "proposed 2025-01-02", "approved 2025-01-03", "construction 2025-01-04");
        await SiteAsync(Source, "compound", 4, "A", "", [.. CompletedOn("2025-01-04"), "accepted 2025-01-05"]);

        // 2024-12-31 is 181 days before the day, 2025-01-01 is 180, which are usual.
        var item = Assert.Single(await OfAsync("stuck"));
        Assert.Equal((compound, 181.0, 180.0, new DateOnly(2025, 6, 30)), (item.SiteCode, item.Measure!.Value, item.Limit!.Value, item.Since));
        Assert.Equal("申报阶段自 2024-12-31 起已 181 天，通常不超过 180 天", item.DetailZh);

        await List.SetLimitAsync("stuck:compound:proposed", 200, new WriteNote("planner", "our committee meets twice a year"), Cancel);
        Assert.Empty(await OfAsync("stuck"));
        await List.SetLimitAsync("stuck:compound:proposed", null, new WriteNote("planner"), Cancel);
        Assert.Single(await OfAsync("stuck"));
    }

    [Fact]
    public async Task Over_budget_is_counted_from_the_day_it_was_recorded()
    {
        await TownsAsync(Source);
        var code = await SiteAsync(Source, "compound", 1, "A", "budget_wan = 100, spent_wan = 100");
        await SiteAsync(Source, "compound", 2, "A", "budget_wan = NULL, spent_wan = 5");
        Assert.Empty(await OfAsync("over-budget"));
        await Source.ExecuteAsync($"UPDATE renewal.site SET spent_wan = 105 WHERE code = '{code}'");
        await Source.ExecuteAsync($"UPDATE renewal.site SET spent_wan = 107.5 WHERE code = '{code}'");

        var item = Assert.Single(await OfAsync("over-budget"));

        Assert.Equal((AttentionSeverity.Medium, 0.075), (item.Severity, item.Measure!.Value));
        Assert.Equal(await Source.ScalarAsync<DateTime>("SELECT renewal.today()::timestamp"), item.Since.ToDateTime(default));
        await Source.ExecuteAsync($"UPDATE renewal.site SET budget_wan = 0 WHERE code = '{code}'");
        var absurd = Assert.Single(await OfAsync("over-budget"));
        Assert.Equal((AttentionSeverity.High, null), (absurd.Severity, absurd.Measure));
    }

    [Fact]
    public async Task Overlaps_count_by_the_share_of_the_site_itself()
    {
        await TownsAsync(Source);
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage_date, geom) VALUES
                ('BIG', 'compound', '大', '2024-01-01', {RegisterSql.Box(119.910, 31.610, 119.920, 31.620)}),
                ('SMALL', 'industrial-park', '小', '2024-01-01', {RegisterSql.Box(119.9195, 31.610, 119.9205, 31.611)}),
                ('TOUCHES', 'compound', '邻', '2024-01-01', {RegisterSql.Box(119.900, 31.610, 119.910, 31.620)}),
                ('SLIVER', 'compound', '缝', '2024-01-01', {RegisterSql.Box(119.910, 31.61995, 119.920, 31.630)}),
                ('GONE', 'compound', '弃', '2024-01-01', {RegisterSql.Box(119.910, 31.610, 119.920, 31.620)})
            """);
        await MoveAsync(Source, "GONE", "cancelled 2025-01-01");

        // Half of SMALL lies on BIG, which is a two-hundredth of BIG; half a percent of SLIVER and BIG are shared.
        var item = Assert.Single(await OfAsync("overlap"));

        Assert.Equal(("SMALL", "BIG", "overlap~SMALL~BIG", AttentionSeverity.High), (item.SiteCode, item.OtherCode, item.Id, item.Severity));
        Assert.Equal(0.5, item.Measure!.Value, 6);
        Assert.Contains("50%", item.DetailZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Overlaps_of_the_past_are_found_as_they_were_recorded()
    {
        await TownsAsync(Source);
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage_date, geom) VALUES
                ('ONE', 'compound', '一', '2024-01-01', {RegisterSql.Box(119.910, 31.610, 119.920, 31.620)}),
                ('TWO', 'compound', '二', '2024-01-01', {RegisterSql.Box(119.915, 31.610, 119.925, 31.620)})
            """);
        var overlapping = await OfAsync("overlap");
        var then = new DateTimeOffset(await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()"));
        await Source.ExecuteAsync($"UPDATE renewal.site SET geom = {RegisterSql.Box(119.930, 31.610, 119.940, 31.620)} WHERE code = 'TWO'");

        Assert.Empty(await OfAsync("overlap"));
        Assert.Equal(overlapping, (await List.ListAsync(new AttentionQuery(Day, then) { Rule = "overlap" }, Cancel)).Items);
        Assert.Equal(2, overlapping.Count);
        await Source.ExecuteAsync("DELETE FROM renewal.site WHERE code = 'ONE'");
        Assert.Equal(2, (await List.ListAsync(new AttentionQuery(Day, then) { Rule = "overlap" }, Cancel)).Items.Count);
    }

    [Fact]
    public async Task Farmland_and_the_red_line_are_kept_free_and_growth_boundaries_are_not()
    {
        await TownsAsync(Source);
        var code = await SiteAsync(Source, "industrial-park", 1, "A", "");
        var box = "(SELECT geom FROM renewal.site)";
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.constraint_area (code, name_zh, type, geom) VALUES
                ('F', '农田', 'farmland', ST_Multi(ST_Translate({box}, 0.00025, 0))),
                ('E', '红线', 'ecological', ST_Multi(ST_Translate({box}, 0, 0.0005))),
                ('T', '相邻农田', 'farmland', ST_Multi(ST_Translate({box}, -0.001, 0))),
                ('G', '边界', 'growth-boundary', {box})
            """);

        var items = await OfAsync("constraint");

        Assert.Equal([("constraint~S001~E", 0.5), ("constraint~S001~F", 0.75)], items.Select(i => (i.Id, Math.Round(i.Measure!.Value, 3))));
        Assert.All(items, i => Assert.Equal((code, AttentionSeverity.High), (i.SiteCode, i.Severity)));
        Assert.Contains("75% 压占永久基本农田（农田 F）", items[1].DetailZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Areas_that_differ_by_more_than_a_twentieth_are_told()
    {
        await TownsAsync(Source);
        await SiteAsync(Source, "compound", 1, "A", "declared_area_m2 = 1");
        await Source.ExecuteAsync("UPDATE renewal.site SET declared_area_m2 = round((area_m2 * 1.0499)::numeric, 2)");
        Assert.Empty(await OfAsync("area-difference"));
        await Source.ExecuteAsync("UPDATE renewal.site SET declared_area_m2 = round((area_m2 * 0.9)::numeric, 2)");

        var item = Assert.Single(await OfAsync("area-difference"));

        Assert.Equal((AttentionSeverity.Low, -0.1), (item.Severity, Math.Round(item.Measure!.Value, 3)));
        Assert.Contains("-10%", item.DetailZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_stage_without_those_before_it_has_no_history()
    {
        await TownsAsync(Source);
        await Source.ExecuteAsync($"""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom) VALUES
                ('SUDDEN', 'compound', '突现', 'completed', '2025-05-05', {RegisterSql.Box(119.910, 31.610, 119.920, 31.620)}),
                ('SURVEYED', 'compound', '摸底', 'surveyed', '2025-05-05', {RegisterSql.Box(119.930, 31.610, 119.940, 31.620)}),
                ('LATER', 'compound', '后来', 'approved', '2025-07-05', {RegisterSql.Box(119.950, 31.610, 119.960, 31.620)})
            """);

        var item = Assert.Single(await OfAsync("no-history"));

        Assert.Equal(("SUDDEN", new DateOnly(2025, 5, 5)), (item.SiteCode, item.Since));
    }

    [Fact]
    public async Task A_site_declared_in_another_town_than_it_lies_in_is_told_and_so_is_one_in_none()
    {
        await TownsAsync(Source);
        var other = await SiteAsync(Source, "compound", 1, "A", "");
        await Source.ExecuteAsync($"UPDATE renewal.site SET town_code = 'B' WHERE code = '{other}'");
        var none = await SiteAsync(Source, "compound", 2, null, "");
        await SiteAsync(Source, "compound", 3, "A", "");

        var items = await OfAsync("town-mismatch");

        Assert.Equal([(none, AttentionSeverity.Medium), (other, AttentionSeverity.Low)], items.Select(i => (i.SiteCode, i.Severity)));
        Assert.Equal(("A", "B", "申报为乙镇，图上位于甲镇"), (items[1].TownCode, items[1].OtherCode, items[1].DetailZh));
    }

    [Fact]
    public async Task What_is_accepted_stays_accepted_until_the_situation_changes()
    {
        await TownsAsync(Source);
        var code = await SiteAsync(Source, "compound", 1, "A", "budget_wan = 100, spent_wan = 105");
        var before = new DateTimeOffset(await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()"));

        var accepted = await List.AcceptAsync($"over-budget~{code}", new WriteNote("王工", "材料涨价，已报备"), Cancel);

        Assert.Equal(("王工", "材料涨价，已报备"), (accepted!.Acceptance!.Actor, accepted.Acceptance.Reason));
        await Source.ExecuteAsync($"UPDATE renewal.site SET households = 7 WHERE code = '{code}'");
        Assert.True(Assert.Single(await OfAsync("over-budget")).IsAccepted);
        Assert.Empty((await List.ListAsync(new AttentionQuery { Rule = "over-budget", IsAccepted = false }, Cancel)).Items);
        await Source.ExecuteAsync($"UPDATE renewal.site SET spent_wan = 106 WHERE code = '{code}'");
        Assert.False(Assert.Single(await OfAsync("over-budget")).IsAccepted);

        // The list as it was recorded before knows nothing of the acceptance.
        Assert.False(Assert.Single((await List.ListAsync(new AttentionQuery(AsOf: before) { Rule = "over-budget" }, Cancel)).Items).IsAccepted);
        await List.AcceptAsync($"over-budget~{code}", new WriteNote("王工", "再次报备"), Cancel);
        Assert.True(await List.ReopenAsync($"over-budget~{code}", new WriteNote("李工", "撤回"), Cancel));
        Assert.False(Assert.Single(await OfAsync("over-budget")).IsAccepted);
        Assert.False(await List.ReopenAsync($"over-budget~{code}", new WriteNote("李工"), Cancel));
        Assert.Null(await List.AcceptAsync("late~nothing", new WriteNote("王工", "无"), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => List.AcceptAsync($"over-budget~{code}", new WriteNote("王工"), Cancel));
        Assert.Equal(3L, await Source.ScalarAsync<long>("SELECT count(*) FROM renewal.attention_acceptance_version"));
    }

    [Fact]
    public async Task The_list_of_yesterday_is_not_changed_by_edits_of_today()
    {
        await TownsAsync(Source);
        var code = await SiteAsync(Source, "compound", 1, "A", "budget_wan = 100, spent_wan = 150, planned_finish = '2025-01-31', declared_area_m2 = 1", UnderWay);
        await SiteAsync(Source, "compound", 2, null, "planned_finish = '2025-01-31'", UnderWay);
        var then = new DateTimeOffset(await Source.ScalarAsync<DateTime>("SELECT renewal.settled_now()"));
        var before = await List.ListAsync(new AttentionQuery(Day, then), Cancel);

        await Source.ExecuteAsync($"UPDATE renewal.site SET spent_wan = 1, planned_finish = '2026-12-31', declared_area_m2 = NULL WHERE code = '{code}'");
        await MoveAsync(Source, code, "completed 2025-01-15");
        await List.AcceptAsync("town-mismatch~S002", new WriteNote("王工", "在邻区"), Cancel);
        await List.SetLimitAsync("late-days-high", 1000, new WriteNote("王工"), Cancel);

        Assert.Equal(7, before.Items.Count);
        Assert.Equal(before.Items, (await List.ListAsync(new AttentionQuery(Day, then), Cancel)).Items);
        var now = await List.ListAsync(new AttentionQuery(Day), Cancel);
        Assert.Equal(["late~S002", "stuck~S002", "town-mismatch~S002"], now.Items.Select(i => i.Id).Order(StringComparer.Ordinal));
        Assert.Equal(now.Items.Count, (await List.CountAsync(new AttentionQuery(Day), Cancel)).Sum(c => c.Items));
    }

    [Fact]
    public async Task The_rules_of_the_list_are_those_of_the_database()
    {
        var body = await Source.ScalarAsync<string>("SELECT prosrc FROM pg_proc WHERE proname = 'attention' AND pronamespace = 'renewal'::regnamespace");

        Assert.All(AttentionRules.All, r => Assert.Contains($"'{r.Code}'", body!, StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<AttentionItem>> OfAsync(string rule) => (await List.ListAsync(new AttentionQuery(Day) { Rule = rule }, Cancel)).Items;
}
