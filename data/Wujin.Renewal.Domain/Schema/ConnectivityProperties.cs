using static Wujin.Renewal.Domain.Schema.PropertyType;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>The properties of what is computed about connectivity. The service keeps every one.</summary>
public static class ConnectivityProperties
{
    private static readonly PropertyDefinition Code = new()
    {
        Name = "code", Type = Text, TitleZh = "编号", TitleEn = "Code", IsRequired = true, MaximumLength = 200, IsReadOnly = true,
    };

    private static readonly PropertyDefinition Profile = Words("profile", "出行方式", "Profile");

    private static readonly PropertyDefinition SnapDistance = Metric("snap_distance_m", "距道路（米）", "Distance to the road", "m");

    private static readonly PropertyDefinition GraphChecksum = Words("graph_checksum", "路网校验码", "Checksum of the graph");

    private static readonly PropertyDefinition IsDemo = Flag("is_demo", "虚构示例", "Made-up demonstration data");

    private static readonly IReadOnlyList<PropertyDefinition> Site =
    [
        Words("site", "项目编号", "Site"),
        new() { Name = "kind", Type = PropertyType.Code, TitleZh = "项目类型", TitleEn = "Kind", Codes = CodeLists.Kinds, IsReadOnly = true },
        Words("name_zh", "名称", "Name (Chinese)"),
        Words("town_code", "所在镇/街道代码", "Town (code)"),
        Words("town_name", "所在镇/街道", "Town"),
    ];

    /// <summary>A verdict of the assessment: one destination of one tier.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Assessment =
    [
        Code,
        Words("tier", "连通圈", "Tier"),
        Words("tier_name_zh", "连通圈名称", "Name of the tier"),
        Metric("limit_minutes", "时限（分钟）", "Limit", "min"),
        Words("place", "目的地代码", "Destination (place code)"),
        Words("name_zh", "目的地", "Destination"),
        Profile,
        Metric("minutes", "分钟", "Minutes", "min"),
        Flag("passes", "达标", "Passes"),
        Metric("margin_minutes", "余量（分钟）", "Margin", "min"),
        new() { Name = "verdict", Type = PropertyType.Code, TitleZh = "结论", TitleEn = "Verdict", Codes = CodeLists.Verdicts, IsReadOnly = true },
        SnapDistance,
        Metric("reached_area_percent", "时限内镇域面积（%）", "Area of the town within the limit", "%"),
        Metric("reached_sites_percent", "时限内更新项目（%）", "Sites of the town within the limit", "%"),
        Words("run", "评估编号", "Run of the assessment"),
        GraphChecksum,
        IsDemo,
        .. ReferenceProperties.Kept,
    ];

    /// <summary>Minutes of a site.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> SiteAccessibility =
    [
        Code,
        .. Site,
        new() { Name = "stage", Type = PropertyType.Code, TitleZh = "阶段", TitleEn = "Stage", Codes = CodeLists.Stages, IsReadOnly = true },
        new() { Name = "plan_year", Type = Integer, TitleZh = "计划年度", TitleEn = "Plan year", IsReadOnly = true },
        Profile,
        Metric("minutes_to_main_urban_area", "到主城区（分钟）", "Minutes to the main urban area", "min"),
        Metric("minutes_to_town_seat", "到镇（街道）驻地（分钟）", "Minutes to the seat of its town", "min"),
        Words("nearest_platform", "最近园区平台", "Nearest platform (parks)"),
        Metric("minutes_to_nearest_platform", "到最近园区平台（分钟）", "Minutes to the nearest platform (parks)", "min"),
        SnapDistance,
        Flag("is_current", "与现状一致", "Computed from the outline as it is now"),
        GraphChecksum,
        IsDemo,
        .. ReferenceProperties.Kept,
    ];

    /// <summary>Minutes of a site to the nearest point of a layer.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> SiteNearestPoint =
    [
        Code,
        .. Site,
        Words("layer", "点层", "Point layer"),
        Profile,
        Metric("minutes_to_nearest", "到最近点（分钟）", "Minutes to the nearest point", "min"),
        Flag("is_current", "与现状一致", "Computed from the outline as it is now"),
        GraphChecksum,
        IsDemo,
        .. ReferenceProperties.Kept,
    ];

    private static PropertyDefinition Words(string name, string zh, string en) => new() { Name = name, Type = Text, TitleZh = zh, TitleEn = en, IsReadOnly = true };

    private static PropertyDefinition Metric(string name, string zh, string en, string unit) => new() { Name = name, Type = Number, TitleZh = zh, TitleEn = en, Unit = unit, IsReadOnly = true };

    private static PropertyDefinition Flag(string name, string zh, string en) => new() { Name = name, Type = PropertyType.Boolean, TitleZh = zh, TitleEn = en, IsReadOnly = true };
}
