using System.Globalization;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>What the figures rest on, and how to get them again.</summary>
internal static class SourcesSection
{
    internal static void Add(List<Block> blocks, ProgrammeData data, Wording words)
    {
        blocks.Add(new Heading(1, words["sources"]));
        blocks.Add(new Bullets(
        [
            words.T(
                $"本报告按生效日期 {Wording.Shown(data.EffectiveOn)}（当日终了前发生的阶段）和登记时刻 {Wording.Shown(data.RecordedAt)}（登记册当时已知的内容）统计；两者相同，数字永远相同。",
                $"Figures count what had happened by the end of {Wording.Shown(data.EffectiveOn)} (effective date), as the register knew it at {Wording.Shown(data.RecordedAt)} (recorded instant). The same two give the same figures for ever."),
            words.T("金额为万元；面积由图上量算（高斯-克吕格投影，EPSG:4549），1 公顷 = 10000 平方米，1 亩 = 2000/3 平方米。", "Amounts are in 万元 (10,000 yuan). Areas are measured on the map in the Gauss-Kruger projection (EPSG:4549); 1 ha = 10,000 m², 1 mu = 2000/3 m²."),
            .. data.Indicators.District.Select(v => words.T($"{v.Indicator.TitleZh}（{v.Indicator.UnitZh}）：{v.Indicator.RuleZh}", $"{v.Indicator.TitleEn} ({v.Indicator.UnitEn}): {v.Indicator.RuleEn}")),
            .. data.Indicators.District.Where(v => v.Figures.Missing > 0).Select(v => words.T(
                $"{v.Indicator.TitleZh}：计入的 {v.Figures.Sites} 个项目中有 {v.Figures.Missing} 个未登记该数，按 0 计。", $"{v.Indicator.TitleEn}: {v.Figures.Missing} of the {v.Figures.Sites} sites counted have no figure recorded and add nothing.")),
            words.T("镇（街道）界线为示意，精度见 data/reference；阶段日期以登记为准。", "Town boundaries are schematic, see data/reference for their accuracy; dates of stages are as recorded."),
            .. data.Connectivity is { } run ? new[] { words.T($"通行时间按各级道路的假定速度计算（{run.SpeedModel ?? "speeds.cn.json"}），非实测。", $"Travel times rest on assumed speeds by class of road ({run.SpeedModel ?? "speeds.cn.json"}), not on measurements.") } : [],
        ]));
        Unequal(blocks, data, words);
        Reproduce(blocks, data.Links, words);
    }

    /// <summary>How to get the same figures again.</summary>
    internal static void Reproduce(List<Block> blocks, ReportLinks links, Wording words)
    {
        blocks.Add(new Heading(2, words.T("重现本报告", "Making this report again")));
        blocks.Add(new CodeLine(links.Command));
        blocks.Add(new CodeLine($"curl -o report.pdf '{links.Self("pdf")}'"));
    }

    private static void Unequal(List<Block> blocks, ProgrammeData data, Wording words)
    {
        foreach (var sum in data.Indicators.UnequalSums)
        {
            var title = IndicatorCatalogue.Find(sum.Indicator) is { } indicator ? words.T(indicator.TitleZh, indicator.TitleEn) : sum.Indicator;
            var (district, towns) = (sum.District.ToString("N", CultureInfo.InvariantCulture), sum.TownSum.ToString("N", CultureInfo.InvariantCulture));
            blocks.Add(new Notice(sum.OfTargets
                ? words.T($"{title}：各镇（街道）目标之和 {towns} 与全区目标 {district} 不等。", $"{title}: the targets of the towns add up to {towns}, that of the district is {district}.")
                : words.T($"{title}：各镇（街道）之和 {towns} 与全区 {district} 不等，请核查。", $"{title}: the towns add up to {towns}, the district has {district}; please look into it."), Tone.Warning));
        }
    }
}
