using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>A kind of site by town: how many in which stage, how large, what they cost.</summary>
internal static class TownTables
{
    /// <summary>1 mu = 2000/3 m² exactly.</summary>
    internal const double MuM2 = 2000.0 / 3;

    private static readonly Stage[] Course = [Stage.Surveyed, Stage.Proposed, Stage.Approved, Stage.Construction, Stage.Completed, Stage.Accepted];

    internal static string Name(ReportTown? town, Wording words) => town is null ? "" : words.T(town.NameZh, town.NameEn ?? town.NameZh);

    /// <summary>The name of a town by its code.</summary>
    internal static string Name(string? code, string? name, ProgrammeData data, Wording words) =>
        data.Ground.Towns.FirstOrDefault(t => t.Code == code) is { } town ? Name(town, words) : name ?? words.T("未落在任何镇/街道", "in no town");

    internal static string SizeTitle(SiteKind kind, Wording words) => kind switch
    {
        SiteKind.Compound => words.T("户数", "Households"),
        SiteKind.IndustrialPark => words.T("用地", "Land"),
        _ => words.T("规划户数", "Households"),
    };

    internal static string SizeUnit(SiteKind kind, Wording words) => kind == SiteKind.IndustrialPark ? words.T("亩", "mu") : words.T("户", "");

    internal static Table ByTown(ProgrammeData data, Wording words, SiteKind kind)
    {
        var sites = data.Sites.Where(s => s.Kind == kind).ToList();
        var title = words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh, CodeLists.Kinds.Find(kind.Code())!.TitleEn);
        var towns = sites.GroupBy(s => s.TownCode).Select(g => (Code: g.Key, Name: Name(g.Key, g.First().TownName, data, words), Sites: g.ToList()))
            .OrderBy(t => t.Code is null).ThenBy(t => t.Code, StringComparer.Ordinal).ToList();
        return new Table(
            words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh + "按镇街", "By town " + kind.CollectionId()), words.T($"{title}分镇（街道）情况", $"By town: {title}"),
            [
                new(words.T("镇/街道", "Town"), Width: 17), new(words.T("合计", "All"), IsRight: true, Width: 7),
                .. Course.Append(Stage.Suspended).Select(s => new Column(Stages(s, words), IsRight: true, Width: words.Language == ReportLanguage.Chinese ? 7 : 10)),
                new(SizeTitle(kind, words), SizeUnit(kind, words), true, 10), new(words.T("面积", "Area"), words.T("公顷", "ha"), true, 9), new(words.T("面积", "Area"), words.T("亩", "mu"), true, 12),
                new(words.T("总投资", "Budget"), "万元", true, 11), new(words.T("已完成", "Spent"), "万元", true, 11), new(words.T("支出率", "Share"), "", true, 8),
            ],
            [
                .. towns.Select(t => Line(t.Name, t.Sites, data, kind, t.Code, isTotal: false)),
                Line(words.T("合计", "Total"), sites, data, kind, data.Town?.Code, isTotal: true),
            ])
        {
            IsDense = true,
            Note = words.T("“暂停”一列含已取消的项目。面积为图上量算；1 亩 = 2000/3 平方米。链接列出同一登记时刻该镇（街道）的项目。", "“suspended” includes sites given up. Areas are measured on the map; 1 mu = 2000/3 m². Links list the town's sites as recorded at the same instant."),
        };
    }

    private static string Stages(Stage stage, Wording words) => words.T(CodeLists.Stages.Find(stage.Code())!.TitleZh, CodeLists.Stages.Find(stage.Code())!.TitleEn);

    private static Row Line(string name, List<ReportSite> sites, ProgrammeData data, SiteKind kind, string? town, bool isTotal)
    {
        var (area, budget, spent) = (sites.Sum(s => s.AreaM2 ?? 0), sites.Sum(s => s.BudgetWan ?? 0), sites.Sum(s => s.SpentWan ?? 0));
        return new Row(
        [
            Cell.Of(name), Cell.Of(sites.Count, data.Links.Sites(kind, town)),
            .. Course.Select(s => Count(sites.Count(x => x.Stage == s))),
            Count(sites.Count(s => s.Stage is Stage.Suspended or Stage.Cancelled)),
            Cell.Of(sites.Sum(s => s.Size ?? 0), kind == SiteKind.IndustrialPark ? 1 : 0), Cell.Of(area / 10_000, 2), Cell.Of(area / MuM2, 1), Cell.Of(budget, 0), Cell.Of(spent, 0),
            Cell.Percent(budget > 0 ? (double)(spent / budget) : null, spent > budget && budget > 0 ? Tone.Bad : Tone.Plain),
        ], isTotal);
    }

    /// <summary>A count; zero is faint, so that the others stand out.</summary>
    private static Cell Count(int count) => Cell.Of(count, tone: count == 0 ? Tone.Faint : Tone.Plain);
}
