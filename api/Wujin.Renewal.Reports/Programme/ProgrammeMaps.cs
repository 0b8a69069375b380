using System.Globalization;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Templates;

namespace Wujin.Renewal.Reports.Programme;

/// <summary>The maps of reports.</summary>
internal static class ProgrammeMaps
{
    internal static MapDrawing Sites(ProgrammeData data, Wording words, SiteKind kind)
    {
        var title = words.T(CodeLists.Kinds.Find(kind.Code())!.TitleZh, CodeLists.Kinds.Find(kind.Code())!.TitleEn);
        var place = data.Town is { } town ? TownTables.Name(town, words) : words.T("武进区", "Wujin District");
        var sites = data.Sites.Where(s => s.Kind == kind && s.Wkb is not null).ToList();
        var extent = data.Town is { } one ? Extent.Empty.With(one.Wkb) : data.Ground.Towns.Aggregate(Extent.Empty, (e, t) => e.With(t.Wkb));
        if (extent.IsEmpty)
        {
            extent = sites.Aggregate(Extent.Empty, (e, s) => e.With(s.Wkb!));
        }

        return Base(data.Ground, words, data.Links, data.Town?.Code) with
        {
            Title = words.T($"{place}{title}分布图", $"{title}, {place}"),
            Extent = extent.IsEmpty ? new Extent(119.6, 31.4, 120.2, 31.9) : extent.Grown(0.02),
            Sites = [.. sites.Select(Mark)],
            Points = kind == SiteKind.IndustrialPark ? data.Ground.Platforms : [],
            DemoText = sites.Exists(s => s.IsDemo) || data.Ground.HasDemoRoads || data.Ground.HasDemoConstraints ? words.T("含虚构示例数据", "Made-up demonstration data") : null,
        };
    }

    internal static MapSite Mark(ReportSite site) => new(site.Kind, site.Stage, site.Wkb!, site.Code)
    {
        Properties = new Dictionary<string, object?>
        {
            ["code"] = site.Code, ["name_zh"] = site.NameZh, ["name_en"] = site.NameEn, ["town_code"] = site.TownCode, ["town_name"] = site.TownName, ["stage_date"] = site.StageDate,
            ["plan_year"] = site.PlanYear, ["area_m2"] = site.AreaM2 is { } area ? Math.Round(area, 2) : null, ["budget_wan"] = site.BudgetWan, ["spent_wan"] = site.SpentWan, ["is_demo"] = site.IsDemo,
        },
    };

    /// <summary>A map with its ground; the towns named, those beside one town faint.</summary>
    internal static MapDrawing Base(ReportGround ground, Wording words, ReportLinks links, string? town) => new()
    {
        Title = "",
        Extent = Extent.Empty,
        Language = words.Language,
        Areas =
        [
            .. ground.Neighbours.Select(n => new MapArea(AreaStyle.Neighbour, n.Wkb)),
            .. ground.Towns.Where(t => town is not null && t.Code != town).Select(t => new MapArea(AreaStyle.TownBeside, t.Wkb)),
            .. ground.Towns.Where(t => town is null || t.Code == town).Select(t => new MapArea(AreaStyle.Town, t.Wkb)),
            .. ground.Constraints,
        ],
        Lines = ground.Roads,
        Labels =
        [
            .. ground.Towns.OrderByDescending(t => t.Code == town).Select(t => new MapLabel(TownTables.Name(t, words), t.Longitude, t.Latitude, town is null ? 13 : 14, town is not null && t.Code != town)),
            .. ground.Neighbours.Select(n => Middle(n.NameZh, n.Wkb)),
        ],
        Source = string.Create(CultureInfo.InvariantCulture, $"{words["source.line"]}{words.T("；生效日期 ", "; effective ")}{Wording.Shown(links.EffectiveOn)}{words.T("；登记时刻 ", "; recorded ")}{Wording.Shown(links.RecordedAt)}{words.T("；EPSG:4549；镇街界线为示意", "; EPSG:4549; town boundaries are schematic")}"),
        OfficialLines = words.Template.OfficialLines(words.Language),
    };

    private static MapLabel Middle(string name, byte[] wkb)
    {
        var extent = Extent.Empty.With(wkb);
        return new MapLabel(name, (extent.West + extent.East) / 2, (extent.South + extent.North) / 2, 12, IsFaint: true);
    }
}
