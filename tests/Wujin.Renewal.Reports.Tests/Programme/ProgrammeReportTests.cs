using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Xunit;

namespace Wujin.Renewal.Reports.Tests.Programme;

public sealed class ProgrammeReportTests
{
    private static Report Report(ReportLanguage language = ReportLanguage.Chinese) => ProgrammeReport.Compose(Sample.Data(), Sample.Words(language));

    private static List<Cell> Total(string table) => [.. Report().Tables.Single(t => t.Name == table).Rows.Single(r => r.IsTotal).Cells];

    [Fact]
    public void Sums_of_compounds_are_those_worked_out_by_hand()
    {
        // 2 sites, 1 in construction and 1 completed; 350 households; 4 ha = 60 mu; 500.5 万元 of which 400.25 are spent: 79.97 %.
        Assert.Equal(["合计", "2", "0", "0", "0", "1", "1", "0", "0", "350", "4.00", "60.0", "501", "400", "80.0%"], Total("老旧小区按镇街").Select(c => c.Text));
        Assert.Equal((500.5m, 400.25m), (((NumberCell)Total("老旧小区按镇街")[12]).Value, ((NumberCell)Total("老旧小区按镇街")[13]).Value));
    }

    [Fact]
    public void Towns_add_up_to_the_total_of_every_column()
    {
        foreach (var table in Report().Tables.Where(t => t.Name.EndsWith("按镇街", StringComparison.Ordinal)))
        {
            var total = table.Rows.Single(r => r.IsTotal);
            for (var column = 1; column < 14; column++)
            {
                Assert.Equal(((NumberCell)total.Cells[column]).Value, table.Rows.Where(r => !r.IsTotal).Sum(r => ((NumberCell)r.Cells[column]).Value));
            }
        }
    }

    [Fact]
    public void A_target_of_zero_and_a_budget_of_nothing_divide_by_nothing()
    {
        var lifts = Report().Tables.Single(t => t.Name == "指标").Rows.Single(r => r.Cells[0].Text == "加装电梯");
        Assert.Equal(("0", "–"), (lifts.Cells[2].Text, lifts.Cells[6].Text));
        Assert.Equal("–", Total("农民自建区按镇街")[14].Text);
    }

    [Fact]
    public void Both_dates_are_stated_with_the_address_that_gives_the_same_figures_again()
    {
        var report = Report();

        Assert.Contains(report.Facts, f => f is { Label: "生效日期", Value: "2026-09-30" });
        Assert.Contains(report.Facts, f => f.Label == "登记时刻" && f.Value.StartsWith("2026-10-08 09:02:03", StringComparison.Ordinal) && f.Href!.Contains("recorded=2026-10-08T01%3A02%3A03Z", StringComparison.Ordinal));
        Assert.Contains(report.Blocks.OfType<CodeLine>(), c => c.Text.StartsWith("./run report programme", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_made_up_and_what_does_not_add_up_is_said()
    {
        var report = Report();

        Assert.Contains("示例项目 5 个", report.DemoNotice, StringComparison.Ordinal);
        Assert.Contains(report.Blocks.OfType<Notice>(), n => n.Text.Contains("惠及居民户数", StringComparison.Ordinal) && n.Text.Contains("190", StringComparison.Ordinal));
    }

    [Fact]
    public void A_period_without_data_says_so_and_still_is_a_report()
    {
        var empty = ProgrammeReport.Compose(Sample.Data() with { Sites = [], Connectivity = null, Attention = Sample.Data().Attention with { Items = [] }, Ground = ReportGround.Empty }, Sample.Words());

        Assert.Contains(empty.Blocks.OfType<Notice>(), n => n.Text.Contains("没有数据", StringComparison.Ordinal));
        Assert.Contains(empty.Blocks.OfType<Notice>(), n => n.Text.Contains("没有现状路网的连通评估", StringComparison.Ordinal));
    }

    [Fact]
    public void A_town_report_has_its_own_sites_and_figures_and_no_tiers()
    {
        var town = Sample.Towns[1];
        var report = ProgrammeReport.Compose(Sample.Data() with { Town = town, Sites = [.. Sample.Sites.Where(s => s.TownCode == town.Code)] }, Sample.Words());

        Assert.Equal("牛塘镇城市更新进展报告", report.Title);
        Assert.Equal(["0", "30.5"], report.Tables.First(t => t.Name == "指标").Rows.Select(r => r.Cells[4].Text));
        Assert.DoesNotContain(report.Blocks.OfType<Heading>(), h => h.Text.Contains("连通圈", StringComparison.Ordinal));
    }

    [Fact]
    public void In_English_nothing_but_names_is_Chinese()
    {
        var report = Report(ReportLanguage.English);
        var texts = report.Blocks.OfType<Heading>().Select(h => h.Text).Concat(report.Tables.SelectMany(t => t.Columns.Select(c => c.Title).Append(t.Title))).Concat(report.Facts.SelectMany(f => new[] { f.Label, f.Value }))
            .Concat(report.Tables.Where(t => t.Name.StartsWith("Indicators", StringComparison.Ordinal)).SelectMany(t => t.Rows.SelectMany(r => r.Cells.Select(c => c.Text))));

        Assert.DoesNotContain(texts, t => t.Any(c => c is >= '\u4e00' and <= '\u9fff'));
    }

    [Theory]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2025")]
    [InlineData("2026-Q1", "2026-01-01", "2026-03-31", "2025-Q4")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", "2024-01")]
    public void A_period_has_its_days_and_one_before(string code, string start, string end, string before)
    {
        var period = ReportPeriod.Parse(code)!;

        Assert.Equal((start, end, before), ($"{period.Start:yyyy-MM-dd}", $"{period.End:yyyy-MM-dd}", period.Previous.Code));
    }

    [Theory]
    [InlineData("2026-Q5")]
    [InlineData("2026-13")]
    [InlineData("1026")]
    [InlineData("2026-Q3 ")]
    [InlineData("二零二六")]
    public void What_is_no_period_is_none(string text) => Assert.Null(ReportPeriod.Parse(text));
}
