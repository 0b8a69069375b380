using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>Tables of sites.</summary>
internal static class SiteTables
{
    internal static string Name(ReportSite site, Wording words) => words.T(site.NameZh, site.NameEn ?? site.NameZh);

    internal static string StageOf(Stage stage, Wording words) => words.T(CodeLists.Stages.Find(stage.Code())!.TitleZh, CodeLists.Stages.Find(stage.Code())!.TitleEn);

    /// <summary>Sites of a kind in one town, for pages.</summary>
    internal static Table Short(ProgrammeData data, Wording words, SiteKind kind, IReadOnlyList<ReportSite> sites) => new(
        words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh + "一览", "List " + kind.CollectionId()), words.T("项目一览", "Sites"),
        [
            new(words.T("编号", "Code"), Width: 11), new(words.T("名称", "Name"), Width: 26), new(words.T("阶段", "Stage"), Width: 8), new(words.T("阶段日期", "Since"), Width: 11), new(words.T("计划竣工", "Planned finish"), Width: 11),
            new(TownTables.SizeTitle(kind, words), TownTables.SizeUnit(kind, words), true, 9), new(words.T("面积", "Area"), words.T("亩", "mu"), true, 9), new(words.T("总投资", "Budget"), "万元", true, 10), new(words.T("已完成", "Spent"), "万元", true, 10),
        ],
        [.. sites.OrderByDescending(s => s.Stage is Stage.Construction or Stage.Approved).ThenBy(s => s.Code, StringComparer.Ordinal).Select(s => new Row(
        [
            Cell.Of(s.Code, href: data.Links.Site(s.Kind, s.Code)), Cell.Of(Name(s, words)), Cell.Of(StageOf(s.Stage, words)), Cell.Of(s.StageDate), Cell.Of(s.PlannedFinish), Cell.Of(s.Size, kind == SiteKind.IndustrialPark ? 1 : 0),
            Cell.Of(s.AreaM2 / TownTables.MuM2, 1), Cell.Of(s.BudgetWan, 0), Cell.Of(s.SpentWan, 0, tone: s.SpentWan > s.BudgetWan ? Tone.Bad : Tone.Plain),
        ]))])
    {
        RowsOnPages = 40,
        IsDense = true,
    };

    /// <summary>Every site of a kind, for workbooks: what the sums of the report can be added up from.</summary>
    internal static Table All(SiteKind kind, IReadOnlyList<ReportSite> sites, Wording words) => new(
        words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh + "清单", "Sites " + kind.CollectionId()), words.T("全部项目", "All sites"),
        [
            new(words.T("编号", "Code"), Width: 14), new(words.T("名称", "Name"), Width: 30), new(words.T("镇/街道", "Town"), Width: 14), new(words.T("阶段", "Stage"), Width: 9), new(words.T("阶段日期", "Since"), Width: 12),
            new(words.T("计划年度", "Plan year"), IsRight: true, Width: 10), new(words.T("计划开工", "Planned start"), Width: 12), new(words.T("计划竣工", "Planned finish"), Width: 12), new(words.T("实际开工", "Start"), Width: 12),
            new(words.T("实际竣工", "Finish"), Width: 12), new(TownTables.SizeTitle(kind, words), TownTables.SizeUnit(kind, words), true, 12), new(words.T("量算面积", "Area"), "m²", true, 13), new(words.T("总投资", "Budget"), "万元", true, 12),
            new(words.T("已完成投资", "Spent"), "万元", true, 12), new(words.T("虚构示例", "Made up"), Width: 10),
        ],
        [.. sites.Select(s => new Row(
        [
            Cell.Of(s.Code), Cell.Of(Name(s, words)), Cell.Of(s.TownName), Cell.Of(StageOf(s.Stage, words)), Cell.Of(s.StageDate), new YearCell(s.PlanYear),
            Cell.Of(s.PlannedStart), Cell.Of(s.PlannedFinish), Cell.Of(s.ActualStart), Cell.Of(s.ActualFinish), Cell.Of(s.Size, kind == SiteKind.IndustrialPark ? 2 : 0), Cell.Of(s.AreaM2, 2), Cell.Of(s.BudgetWan, 2),
            Cell.Of(s.SpentWan, 2), Cell.Of(s.IsDemo ? words.T("是", "yes") : ""),
        ]))])
    {
        IsOnlyInWorkbook = true,
    };
}
