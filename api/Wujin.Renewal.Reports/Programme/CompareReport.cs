using System.Globalization;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Composes two programme reports side by side: every figure of both, and every site behind the difference.</summary>
public static class CompareReport
{
    private const int OnPages = 40;

    /// <summary>Composes it.</summary>
    /// <param name="was">The first.</param>
    /// <param name="now">The second.</param>
    /// <param name="links">Addresses of the comparison itself.</param>
    /// <param name="words">Words.</param>
    public static Report Compose(ProgrammeData was, ProgrammeData now, ReportLinks links, Wording words)
    {
        ArgumentNullException.ThrowIfNull(was);
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(words);
        var blocks = new List<Block> { new Heading(1, words.T("一、指标", "1  Indicators")), Indicators(was, now, words) };
        if (Chart(was, now, words) is { } chart)
        {
            blocks.Add(new Figure("difference", words.T("两份报告的年度目标完成率；竖线为前一份。", "Share of the yearly targets in both; the line is the first report."), chart));
        }

        blocks.Add(new Heading(1, words.T("二、项目", "2  Sites")));
        blocks.Add(Stages(was, now, words));
        blocks.Add(Moved(was, now, words));
        blocks.Add(new Heading(1, words.T("三、口径", "3  What is compared")));
        blocks.Add(new Bullets([Dates(words.T("前一份", "First"), was, words), Dates(words.T("后一份", "Second"), now, words)]));
        SourcesSection.Reproduce(blocks, links, words);
        return new Report
        {
            Title = words["compare.title"],
            Subtitle = $"{was.Period.Title(words.Language)} → {now.Period.Title(words.Language)}",
            Heading = words["office"],
            Footer = words["footer"],
            Language = words.Language,
            LogoPng = words.Template.LogoPng,
            Css = words.Template.Css,
            Facts =
            [
                new(words.T("前一份", "First"), $"{Wording.Shown(was.EffectiveOn)}　{Wording.Shown(was.RecordedAt)}", was.Links.Self("html")),
                new(words.T("后一份", "Second"), $"{Wording.Shown(now.EffectiveOn)}　{Wording.Shown(now.RecordedAt)}", now.Links.Self("html")),
            ],
            DemoNotice = was.HasDemo || now.HasDemo ? words.Fill("demo", words.T("示例项目", "sites")) : null,
            Links = ProgrammeReport.FormatLinks(links, words),
            Blocks = blocks,
        };
    }

    private static string Dates(string name, ProgrammeData data, Wording words) => words.T(
        $"{name}：{data.Period.Title(words.Language)}，生效日期 {Wording.Shown(data.EffectiveOn)}，登记时刻 {Wording.Shown(data.RecordedAt)}（北京时间）。",
        $"{name}: {data.Period.Title(words.Language)}, effective {Wording.Shown(data.EffectiveOn)}, recorded {Wording.Shown(data.RecordedAt)} (UTC+8).");

    private static Table Indicators(ProgrammeData was, ProgrammeData now, Wording words)
    {
        var before = SummarySection.Values(was).ToDictionary(v => v.Indicator.Code, StringComparer.Ordinal);
        return new Table(words.T("指标", "Indicators"), "",
            [
                new(words.T("指标", "Indicator"), Width: 24), new(words.T("单位", "Unit"), Width: 10), new(words.T("前一份", "First"), IsRight: true, Width: 13), new(words.T("后一份", "Second"), IsRight: true, Width: 13),
                new(words.T("差", "Difference"), IsRight: true, Width: 13), new(words.T("完成率（前）", "Done, first"), IsRight: true), new(words.T("完成率（后）", "Done, second"), IsRight: true), new(words.T("状态", "Status"), Width: 11),
            ],
            [.. SummarySection.Values(now).Select(v =>
            {
                var old = before.GetValueOrDefault(v.Indicator.Code);
                return new Row([
                    Cell.Of(words.T(v.Indicator.TitleZh, v.Indicator.TitleEn)), Cell.Of(words.T(v.Indicator.UnitZh, v.Indicator.UnitEn), Tone.Faint),
                    Cell.Of(old?.Actual, v.Indicator.Decimals, was.Links.Indicator(v.Indicator.Code, was.Period.Year, was.Town?.Code)), Cell.Of(v.Actual, v.Indicator.Decimals, now.Links.Indicator(v.Indicator.Code, now.Period.Year, now.Town?.Code)),
                    Cell.Of(v.Actual - old?.Actual, v.Indicator.Decimals), Cell.Percent(old?.Progress), Cell.Percent(v.Progress), IndicatorTables.Status(words, v),
                ]);
            })]);
    }

    private static BarChart? Chart(ProgrammeData was, ProgrammeData now, Wording words)
    {
        var before = SummarySection.Values(was).ToDictionary(v => v.Indicator.Code, v => v.Progress, StringComparer.Ordinal);
        var values = SummarySection.Values(now).Where(v => v.Progress is not null).ToList();
        return values.Count == 0 ? null : new BarChart(words.T("年度目标完成率", "Share of the yearly targets"), "",
            [.. values.Select(v => new Bar(words.T(v.Indicator.TitleZh, v.Indicator.TitleEn), Math.Min(1.5, v.Progress!.Value), 1, before.GetValueOrDefault(v.Indicator.Code) is { } old ? Math.Min(1.5, old) : null, null, v.Progress.Value.ToString("0.0%", CultureInfo.InvariantCulture), SummarySection.ToneOf(v.Status)))])
        {
            Language = words.Language,
            Legend = [words.T("后一份", "second"), words.T("年度目标", "target"), words.T("前一份", "first")],
        };
    }

    private static Table Stages(ProgrammeData was, ProgrammeData now, Wording words) => new(words.T("阶段", "Stages"), words.T("各阶段项目数", "Sites by stage"),
        [new(words.T("类型", "Kind"), Width: 20), new("", Width: 10), .. Enum.GetValues<Stage>().Select(s => new Column(SiteTables.StageOf(s, words), IsRight: true, Width: 9)), new(words.T("合计", "All"), IsRight: true, Width: 9)],
        [.. Enum.GetValues<SiteKind>().SelectMany(k =>
        {
            var (first, second) = (Counts(was, k), Counts(now, k));
            var kind = CodeLists.Kinds.Find(k.Code())!;
            return new[]
            {
                new Row([Cell.Of(words.T(kind.TitleZh, kind.TitleEn)), Cell.Of(words.T("前一份", "first"), Tone.Faint), .. first.Select(c => Cell.Of(c)), Cell.Of(first.Sum())]),
                new Row([Cell.Of(""), Cell.Of(words.T("后一份", "second"), Tone.Faint), .. second.Select(c => Cell.Of(c)), Cell.Of(second.Sum())]),
                new Row([Cell.Of(""), Cell.Of(words.T("差", "diff.")), .. first.Zip(second, (a, b) => Cell.Of(b - a, tone: a == b ? Tone.Faint : Tone.Plain)), Cell.Of(second.Sum() - first.Sum())], true),
            };
        })]) { IsDense = true };

    private static int[] Counts(ProgrammeData data, SiteKind kind) => [.. Enum.GetValues<Stage>().Select(s => data.Sites.Count(x => x.Kind == kind && x.Stage == s))];

    private static Table Moved(ProgrammeData was, ProgrammeData now, Wording words)
    {
        var before = was.Sites.ToDictionary(s => s.Code, StringComparer.Ordinal);
        var after = now.Sites.ToDictionary(s => s.Code, StringComparer.Ordinal);
        var rows = now.Sites.Where(s => !before.TryGetValue(s.Code, out var old) || old.Stage != s.Stage).Select(s => (Site: s, From: before.GetValueOrDefault(s.Code)?.Stage, To: (Stage?)s.Stage))
            .Concat(was.Sites.Where(s => !after.ContainsKey(s.Code)).Select(s => (Site: s, From: (Stage?)s.Stage, To: (Stage?)null)));
        return new Table(words.T("变动项目", "Changed sites"), words.T("阶段不同的项目", "Sites whose stage differs"),
            [new(words.T("编号", "Code"), Width: 13), new(words.T("名称", "Name"), Width: 28), new(words.T("镇/街道", "Town"), Width: 14), new(words.T("前一份", "First"), Width: 12), new(words.T("后一份", "Second"), Width: 12), new(words.T("阶段日期", "Since"), Width: 12)],
            [.. rows.OrderBy(r => r.Site.Code, StringComparer.Ordinal).Select(r => new Row([
                Cell.Of(r.Site.Code, href: now.Links.Site(r.Site.Kind, r.Site.Code)), Cell.Of(SiteTables.Name(r.Site, words)), Cell.Of(TownTables.Name(r.Site.TownCode, r.Site.TownName, now, words)),
                Cell.Of(r.From is { } from ? SiteTables.StageOf(from, words) : words.T("未登记", "not there"), Tone.Faint), Cell.Of(r.To is { } to ? SiteTables.StageOf(to, words) : words.T("已删除", "deleted")), Cell.Of(r.Site.StageDate),
            ]))]) { RowsOnPages = OnPages };
    }
}
