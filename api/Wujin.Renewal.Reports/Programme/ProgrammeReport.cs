using System.Globalization;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Composes the programme report, and the report of one town: a page that says how things stand, then each renewal, the tiers, what needs attention, sources.</summary>
public static class ProgrammeReport
{
    /// <summary>Composes it.</summary>
    public static Report Compose(ProgrammeData data, Wording words)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(words);
        var blocks = new List<Block>();
        SummarySection.Add(blocks, data, words);
        foreach (var kind in Enum.GetValues<SiteKind>())
        {
            blocks.Add(new PageBreak());
            KindSection.Add(blocks, data, words, kind);
        }

        if (data.Town is null)
        {
            blocks.Add(new PageBreak());
            blocks.Add(new Heading(1, words["tiers"]));
            TierSection.Add(blocks, data.Connectivity, data.Ground, words, data.Links);
        }

        blocks.Add(new PageBreak());
        AttentionSection.Add(blocks, data, words);
        SourcesSection.Add(blocks, data, words);
        blocks.AddRange(data.Sites.GroupBy(s => s.Kind).OrderBy(g => g.Key).Select(g => SiteTables.All(g.Key, [.. g], words)));
        return Frame(data, words, words.Fill(data.Town is null ? "programme.title" : "town.title", TownTables.Name(data.Town, words))) with { Blocks = blocks };
    }

    private static Report Frame(ProgrammeData data, Wording words, string title) => new()
    {
        Title = title,
        Subtitle = data.Period.Title(words.Language),
        Heading = words["office"],
        Footer = words["footer"],
        Language = words.Language,
        LogoPng = words.Template.LogoPng,
        Css = words.Template.Css,
        Facts = Facts(data.Links, words),
        Blocks = [],
        DemoNotice = data.HasDemo ? DemoNotice(data, words) : null,
        Links = FormatLinks(data.Links, words),
    };

    /// <summary>The facts that every report states: the two dates, and the address that gives the same figures again.</summary>
    internal static IReadOnlyList<Fact> Facts(ReportLinks links, Wording words) =>
    [
        new(words.T("生效日期", "Effective date"), Wording.Shown(links.EffectiveOn)),
        new(words.T("登记时刻", "Recorded instant"), Wording.Shown(links.RecordedAt) + words.T("（北京时间）", " (UTC+8)"), links.Self("html")),
    ];

    /// <summary>The report in its other formats.</summary>
    internal static IReadOnlyList<Fact> FormatLinks(ReportLinks links, Wording words) =>
    [
        new("PDF", words.T("打印用", "for print"), links.Self("pdf")), new("DOCX", words.T("可编辑", "to edit"), links.Self("docx")),
        new("XLSX", words.T("全部表格", "all tables"), links.Self("xlsx")), new("GeoJSON", words.T("图中要素", "what the maps show"), links.Self("geojson")),
    ];

    private static string DemoNotice(ProgrammeData data, Wording words)
    {
        var parts = new List<string>();
        if (data.Sites.Count(s => s.IsDemo) is > 0 and var sites)
        {
            parts.Add(words.T($"示例项目 {sites.ToString("N0", CultureInfo.InvariantCulture)} 个", $"{sites:N0} sites"));
        }

        if (data.Indicators.District.Concat(data.Indicators.Towns).Any(v => v.Target?.IsDemo == true))
        {
            parts.Add(words.T("示例目标", "targets"));
        }

        if (data.Connectivity?.IsDemo == true || data.Ground.HasDemoRoads)
        {
            parts.Add(words.T("示例路网", "the road network"));
        }

        return words.Fill("demo", string.Join(words.T("、", ", "), parts));
    }
}
