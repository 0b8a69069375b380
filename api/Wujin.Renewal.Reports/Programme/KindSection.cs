using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>One of the three renewals: map, indicators, towns, and what changed since the last report.</summary>
internal static class KindSection
{
    private const int MovesOnPages = 15;

    internal static void Add(List<Block> blocks, ProgrammeData data, Wording words, SiteKind kind)
    {
        blocks.Add(new Heading(1, words[kind.CollectionId()]));
        var sites = data.Sites.Where(s => s.Kind == kind).ToList();
        if (sites.Count == 0)
        {
            blocks.Add(new Paragraph(words.T("该时期没有此类项目。", "There is no site of this kind at that date.")));
        }
        else
        {
            blocks.Add(new Figure(
                kind.CollectionId(), words.T($"项目分布，颜色深浅表示阶段（生效日期 {Wording.Shown(data.EffectiveOn)}）。", $"Sites; the stronger the colour, the later the stage (effective {Wording.Shown(data.EffectiveOn)})."),
                ProgrammeMaps.Sites(data, words, kind)));
        }

        var main = Main(kind);
        if (data.Town is null && Chart(data, words, kind, main) is { } chart)
        {
            blocks.Add(new Figure(kind.CollectionId() + "-towns", words.T("按镇（街道）的年度目标与实际。", "Target and actual by town."), chart));
        }

        if (sites.Count > 0)
        {
            blocks.Add(TownTables.ByTown(data, words, kind));
        }

        if (data.Town is not null && sites.Count > 0)
        {
            blocks.Add(SiteTables.Short(data, words, kind, sites));
        }

        Changes(blocks, data, words, kind);
    }

    internal static string Main(SiteKind kind) => kind switch
    {
        SiteKind.Compound => "compounds_renovated",
        SiteKind.IndustrialPark => "land_consolidated",
        _ => "selfbuild_settled",
    };

    private static BarChart? Chart(ProgrammeData data, Wording words, SiteKind kind, string indicator)
    {
        var values = data.Indicators.Towns.Where(v => v.Indicator.Code == indicator && (v.Target is { Target: > 0 } || v.Actual > 0 || v.Forecast > 0)).ToList();
        return values.Count == 0 ? null : new BarChart(
            words.T(values[0].Indicator.TitleZh, values[0].Indicator.TitleEn), words.T(values[0].Indicator.UnitZh, values[0].Indicator.UnitEn),
            [.. values.Select(v => new Bar(
                TownTables.Name(v.TownCode, v.TownName, data, words), (double?)v.Actual, (double?)v.Target?.Target, v.Due, (double?)v.Forecast,
                SummarySection.Amount(v.Indicator, v.Actual) + (v.Target is { } target ? " / " + SummarySection.Amount(v.Indicator, target.Target) : ""), SummarySection.ToneOf(v.Status)))])
        {
            Kind = kind,
            Language = words.Language,
            Legend = [words.T("实际", "actual"), words.T("年度目标", "target of the year"), words.T("当前应完成", "due by now"), words.T("年底预测", "forecast")],
        };
    }

    private static void Changes(List<Block> blocks, ProgrammeData data, Wording words, SiteKind kind)
    {
        blocks.Add(new Heading(2, words.T("自上次报告以来的变动", "What changed since the last report")));
        var changed = data.Changes.Kinds.FirstOrDefault(k => k.Kind == kind) ?? new KindChanges(kind, 0, 0, 0);
        var moves = data.Changes.Moves.Where(m => m.Kind == kind).ToList();
        blocks.Add(new Paragraph(words.T(
            $"登记时刻 {Wording.Shown(data.Changes.Since)} 至 {Wording.Shown(data.RecordedAt)}：新增 {changed.Added} 个，修改 {changed.Amended} 个，删除 {changed.Deleted} 个，登记阶段变动 {moves.Count} 次。",
            $"Recorded from {Wording.Shown(data.Changes.Since)} to {Wording.Shown(data.RecordedAt)}: {changed.Added} new, {changed.Amended} amended, {changed.Deleted} deleted, {moves.Count} changes of stage.")));
        if (moves.Count > 0)
        {
            blocks.Add(new Table(
                words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh + "变动", "Changes " + kind.CollectionId()), "",
                [
                    new(words.T("编号", "Code"), Width: 13), new(words.T("名称", "Name"), Width: 26), new(words.T("镇/街道", "Town"), Width: 14), new(words.T("原阶段", "From"), Width: 10), new(words.T("现阶段", "To"), Width: 10),
                    new(words.T("生效日期", "Effective"), Width: 12), new(words.T("登记日期", "Recorded"), Width: 12),
                ],
                [.. moves.OrderByDescending(m => m.EffectiveOn).ThenBy(m => m.Code, StringComparer.Ordinal).Select(m => new Row(
                [
                    Cell.Of(m.Code, href: data.Links.Site(m.Kind, m.Code)), Cell.Of(words.T(m.NameZh, m.NameEn ?? m.NameZh)), Cell.Of(TownTables.Name(m.TownCode, m.TownName, data, words)),
                    Cell.Of(m.From is { } from ? SiteTables.StageOf(from, words) : "–", Tone.Faint), Cell.Of(SiteTables.StageOf(m.To, words)), Cell.Of(m.EffectiveOn),
                    Cell.Of(DateOnly.FromDateTime(m.RecordedAt.ToOffset(TimeSpan.FromHours(8)).DateTime)),
                ]))])
            {
                RowsOnPages = MovesOnPages,
            });
        }
    }
}
