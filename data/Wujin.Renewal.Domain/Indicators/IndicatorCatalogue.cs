using Wujin.Renewal.Domain.Sites;
using static Wujin.Renewal.Domain.Indicators.IndicatorAggregation;

namespace Wujin.Renewal.Domain.Indicators;

/// <summary>The indicators of the programme, in the order of reports.</summary>
/// <remarks>
/// What a site brings is counted on the day it is completed (竣工), with the figures recorded for it: a stage is the only thing in the register that
/// has an effective date, so this is the one way in which the same two dates give the same figure for ever. A site counts in the year when it is
/// completed (or accepted) at the effective date and was not at the end of the year before; a site that is mended after completion counts again
/// only if it was not completed over the turn of the year. The database has the same codes (<c>0040_indicators.sql</c>); a test holds the two together.
/// </remarks>
public static class IndicatorCatalogue
{
    private const string OnCompletionZh = "按竣工日期计入，以登记数为准。";
    private const string OnCompletionEn = " Counted on the day of completion, with the figures recorded.";

    /// <summary>All indicators.</summary>
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        Compounds("compounds_renovated", "改造老旧小区", "Compounds renovated", "个", "compounds", 0, "年内竣工的老旧小区个数。", "Compounds completed in the year."),
        Compounds("households_renovated", "惠及居民户数", "Households in renovated compounds", "户", "households", 0, "年内竣工小区的户数。", "Households of compounds completed in the year."),
        Compounds("floor_area_renovated", "改造建筑面积", "Floor area renovated", "平方米", "m²", 0, "年内竣工小区的建筑面积。", "Floor area of compounds completed in the year."),
        Compounds("lifts_added", "加装电梯", "Lifts added", "部", "lifts", 0, "年内竣工小区已加装的电梯。", "Lifts added in compounds completed in the year."),
        Parks("land_consolidated", "工业用地再集中", "Industrial land consolidated", "亩", "mu", 1, "年内完成搬迁或腾退的工业用地。", "Land of parks to be relocated or cleared that were completed in the year."),
        Parks("parks_cleared", "腾退园区", "Parks cleared", "个", "parks", 0, "年内完成搬迁或腾退的园区个数。", "Parks to be relocated or cleared that were completed in the year."),
        Parks("enterprises_moved", "搬迁企业", "Enterprises moved", "家", "enterprises", 0, "年内竣工园区的搬迁企业数。", "Enterprises moved out of parks completed in the year."),
        new("tax_per_mu", "亩均税收", "Tax per mu", "万元/亩", "万元/mu", SiteKind.IndustrialPark, WeightedMean, 2,
            "在用工业园区亩均税收按用地加权平均；已完成搬迁或腾退、已取消的不计。", "Mean over the parks in use, weighted by their land; without those already cleared or relocated, and those given up."),
        Zones("selfbuild_settled", "自建区安置户数", "Self-build households settled", "户", "households", "年内竣工自建区的已安置户数。", "Households settled in zones completed in the year."),
        Zones("homesteads_given_up", "退出宅基地", "Homesteads given up", "宗", "homesteads", "年内竣工自建区对应退出的宅基地宗数。", "Homesteads given up for zones completed in the year."),
        Zones("land_reclaimed", "复垦土地", "Land reclaimed", "亩", "mu", "年内竣工自建区对应复垦的土地。", "Land reclaimed for zones completed in the year.") with { Decimals = 1 },
        new("tiers_met", "达标连通圈", "Connectivity tiers met", "个", "tiers", null, DistrictOnly, 0,
            "最近一次连通评估（现状路网）中全部目的地达标的连通圈个数。", "Tiers of which every destination passes in the last assessment of the present roads."),
        new("towns_connected", "达标镇（街道）", "Towns within the first tier", "个", "towns", null, Destinations, 0,
            "最近一次连通评估中主城区限时可达的镇（街道）个数。", "Towns that the main urban area reaches in time, by the last assessment of the present roads."),
    ];

    /// <summary>Finds an indicator by its code.</summary>
    /// <returns>Null where there is none.</returns>
    public static IndicatorDefinition? Find(string code) => All.FirstOrDefault(i => i.Code == code);

    /// <summary>Finds an indicator by code or by its Chinese or English title, as spreadsheets spell it.</summary>
    public static IndicatorDefinition? FindByLabel(string text) =>
        Find(text) ?? All.FirstOrDefault(i => i.TitleZh == text || i.TitleEn.Equals(text, StringComparison.OrdinalIgnoreCase) || i.Code.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static IndicatorDefinition Compounds(string code, string zh, string en, string unitZh, string unitEn, int decimals, string ruleZh, string ruleEn) =>
        new(code, zh, en, unitZh, unitEn, SiteKind.Compound, Sum, decimals, ruleZh + OnCompletionZh, ruleEn + OnCompletionEn);

    private static IndicatorDefinition Parks(string code, string zh, string en, string unitZh, string unitEn, int decimals, string ruleZh, string ruleEn) =>
        new(code, zh, en, unitZh, unitEn, SiteKind.IndustrialPark, Sum, decimals, ruleZh + OnCompletionZh, ruleEn + OnCompletionEn);

    private static IndicatorDefinition Zones(string code, string zh, string en, string unitZh, string unitEn, string ruleZh, string ruleEn) =>
        new(code, zh, en, unitZh, unitEn, SiteKind.SelfBuildZone, Sum, 0, ruleZh + OnCompletionZh, ruleEn + OnCompletionEn);
}
