using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>The attention list.</summary>
internal static class AttentionSection
{
    private const int OnPages = 40;

    internal static void Add(List<Block> blocks, ProgrammeData data, Wording words)
    {
        blocks.Add(new Heading(1, words["attention"]));
        var items = data.Attention.Items;
        if (items.Count == 0)
        {
            blocks.Add(new Paragraph(words.T("没有需要关注的项目。", "Nothing needs attention.")));
            return;
        }

        blocks.Add(ByRule(items, words));
        var hasAccepted = items.Any(i => i.IsAccepted);
        blocks.Add(new Table(
            words.T("关注清单", "Attention"), words.T("逐项清单（严重者在前）", "Every item, the gravest first"),
            [
                new(words.T("程度", "Severity"), Width: 8), new(words.T("规则", "Rule"), Width: 11), new(words.T("编号", "Code"), Width: 12), new(words.T("名称", "Name"), Width: 22), new(words.T("镇/街道", "Town"), Width: 12),
                new(words.T("自", "Since"), Width: 11), new(words.T("情况", "What"), Width: 40), .. hasAccepted ? new[] { new Column(words.T("处理", "Handled"), Width: 16) } : [],
            ],
            [.. items.OrderBy(i => i.IsAccepted).Select(i => new Row(
            [
                Cell.Of(words.T(i.Severity.Title().Zh, i.Severity.Title().En), i.Severity switch { AttentionSeverity.High => Tone.Bad, AttentionSeverity.Medium => Tone.Warning, _ => Tone.Faint }),
                Cell.Of(AttentionRules.Find(i.Rule) is { } rule ? words.T(rule.TitleZh, rule.TitleEn) : i.Rule), Cell.Of(i.SiteCode, href: Kind(i.Kind) is { } kind ? data.Links.Site(kind, i.SiteCode) : null),
                Cell.Of(words.T(i.NameZh, i.NameEn ?? i.NameZh)), Cell.Of(TownTables.Name(i.TownCode, i.TownName, data, words)), Cell.Of(i.Since), Cell.Of(words.T(i.DetailZh, i.DetailEn)),
                .. hasAccepted ? new[] { Cell.Of(i.Acceptance is { } accepted ? words.T("已认可：", "accepted: ") + accepted.Reason : "") } : [],
            ]))])
        {
            RowsOnPages = OnPages,
            IsDense = true,
        });
        blocks.Add(new Bullets([.. AttentionRules.All.Where(r => items.Any(i => i.Rule == r.Code)).Select(r => words.T($"{r.TitleZh}：{r.RuleZh}", $"{r.TitleEn}: {r.RuleEn}"))]));
    }

    private static Table ByRule(IReadOnlyList<AttentionItem> items, Wording words) => new(
        words.T("关注汇总", "Attention summary"), words.T("按规则汇总", "By rule"),
        [
            new(words.T("规则", "Rule"), Width: 24), new(words.T("合计", "All"), IsRight: true), new(words.T("未处理", "Open"), IsRight: true),
            .. new[] { AttentionSeverity.High, AttentionSeverity.Medium, AttentionSeverity.Low }.Select(s => new Column(words.T(s.Title().Zh, s.Title().En), words.T("未处理", "open"), true)),
            new(words.T("最早", "Since"), Width: 13),
        ],
        [
            .. AttentionRules.All.Select(r => (Rule: r, Items: items.Where(i => i.Rule == r.Code).ToList())).Where(r => r.Items.Count > 0).Select(r => Line(words.T(r.Rule.TitleZh, r.Rule.TitleEn), r.Items, false)),
            Line(words.T("合计", "Total"), items, true),
        ]);

    private static Row Line(string title, IReadOnlyList<AttentionItem> items, bool isTotal)
    {
        var open = items.Where(i => !i.IsAccepted).ToList();
        int Count(AttentionSeverity severity) => open.Count(i => i.Severity == severity);
        return new Row(
        [
            Cell.Of(title), Cell.Of(items.Count), Cell.Of(open.Count), Cell.Of(Count(AttentionSeverity.High), tone: Count(AttentionSeverity.High) > 0 ? Tone.Bad : Tone.Faint), Cell.Of(Count(AttentionSeverity.Medium)),
            Cell.Of(Count(AttentionSeverity.Low)), Cell.Of(items.Min(i => (DateOnly?)i.Since)),
        ], isTotal);
    }

    private static SiteKind? Kind(string code) => Enum.GetValues<SiteKind>().Where(k => k.Code() == code).Select(k => (SiteKind?)k).FirstOrDefault();
}
