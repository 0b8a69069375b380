using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>All collections of the register, in the order in which they are listed to clients.</summary>
public static class RegisterCatalogue
{
    private static readonly (string, string) Works = ("works_start", "works_finish");

    /// <summary>Old residential compounds.</summary>
    public static readonly CollectionDefinition Compounds = new(
        "compounds", [.. SiteProperties.Common, .. SiteProperties.Compound, .. SiteProperties.Kept])
    {
        TitleZh = "老旧小区",
        TitleEn = "Old residential compounds",
        DescriptionZh = "列入更新计划的老旧小区，一般建成于 2000 年底以前；更晚建成的允许登记并作标记。",
        DescriptionEn = "Old residential compounds of the renewal programme, as a rule built by the end of 2000; later ones are allowed and flagged.",
        View = "compound_feature",
        Geometry = GeometryKind.MultiPolygon,
        SiteKind = SiteKind.Compound,
        TemporalColumns = Works,
        ImportKind = "compound",
    };

    /// <summary>Industrial land to be consolidated.</summary>
    public static readonly CollectionDefinition IndustrialParks = new(
        "industrial-parks", [.. SiteProperties.Common, .. SiteProperties.IndustrialPark, .. SiteProperties.Kept])
    {
        TitleZh = "工业园区",
        TitleEn = "Industrial parks",
        DescriptionZh = "工业园区与低效工业用地，以及其集聚、提升或腾退安排。",
        DescriptionEn = "Industrial parks and under-used industrial land, and what is planned for them: retain, upgrade, relocate or clear.",
        View = "industrial_park_feature",
        Geometry = GeometryKind.MultiPolygon,
        SiteKind = SiteKind.IndustrialPark,
        TemporalColumns = Works,
        ImportKind = "park",
    };

    /// <summary>Rural self-build zones.</summary>
    public static readonly CollectionDefinition SelfBuildZones = new(
        "selfbuild-zones", [.. SiteProperties.Common, .. SiteProperties.SelfBuildZone, .. SiteProperties.Kept])
    {
        TitleZh = "农民自建区",
        TitleEn = "Rural self-build zones",
        DescriptionZh = "农民在划定地块上自建住房的集中区。",
        DescriptionEn = "Rural zones where farmers build their own houses on allotted plots.",
        View = "selfbuild_zone_feature",
        Geometry = GeometryKind.MultiPolygon,
        SiteKind = SiteKind.SelfBuildZone,
        TemporalColumns = Works,
        ImportKind = "selfbuild",
    };

    /// <summary>The towns and subdistricts of Wujin.</summary>
    public static readonly CollectionDefinition Towns = new(
        "towns", [.. ReferenceProperties.Named, .. ReferenceProperties.Located, .. ReferenceProperties.Kept])
    {
        TitleZh = "镇/街道",
        TitleEn = "Towns and subdistricts",
        DescriptionZh = "武进区的镇与街道。示意范围（is_schematic）由驻地最近原则划分，不是行政界线。",
        DescriptionEn = "Towns and subdistricts of Wujin. Schematic areas (is_schematic) are drawn by nearest seat and are not administrative boundaries.",
        View = "town_feature",
        Geometry = GeometryKind.MultiPolygon,
        ImportKind = "town",
    };

    /// <summary>Places of the connectivity targets.</summary>
    public static readonly CollectionDefinition Places = new(
        "places", [.. ReferenceProperties.Named, .. ReferenceProperties.Located, .. ReferenceProperties.Kept])
    {
        TitleZh = "连通目标地点",
        TitleEn = "Places of the connectivity targets",
        DescriptionZh = "连通圈的起点与目的地：镇/街道驻地、市辖区、相邻城市与核心城市。坐标为近似值，精度见 accuracy_m。",
        DescriptionEn = "Origins and destinations of the connectivity targets. Coordinates are approximate, to accuracy_m.",
        View = "place_feature",
        Geometry = GeometryKind.Point,
        ImportKind = "place",
    };

    /// <summary>The parks that receive consolidated industry.</summary>
    public static readonly CollectionDefinition Platforms = new(
        "platforms", [.. ReferenceProperties.Named, .. ReferenceProperties.Located, .. ReferenceProperties.Kept])
    {
        TitleZh = "园区平台",
        TitleEn = "Platforms",
        DescriptionZh = "承接工业集聚的四个园区平台。",
        DescriptionEn = "The four parks that receive consolidated industry.",
        View = "platform_feature",
        Geometry = GeometryKind.Point,
        ImportKind = "platform",
    };

    /// <summary>Areas where planning law limits what may be built.</summary>
    public static readonly CollectionDefinition ConstraintAreas = new(
        "constraint-areas", [.. ReferenceProperties.Constraint, .. ReferenceProperties.Kept])
    {
        TitleZh = "三区三线",
        TitleEn = "Constraint areas",
        DescriptionZh = "永久基本农田、生态保护红线与城镇开发边界。is_demo 为真的是虚构示例。",
        DescriptionEn = "Permanent basic farmland, ecological red lines and urban growth boundaries. Those with is_demo are made up.",
        View = "constraint_area_feature",
        Geometry = GeometryKind.MultiPolygon,
        ImportKind = "constraint",
    };

    /// <summary>The connectivity targets.</summary>
    public static readonly CollectionDefinition Tiers = new(
        "tiers", [.. ReferenceProperties.Tier, .. ReferenceProperties.Kept])
    {
        TitleZh = "连通圈",
        TitleEn = "Connectivity tiers",
        DescriptionZh = "“30、45、60、120 分钟”四个连通圈目标：起点、目的地类别与时限。",
        DescriptionEn = "The four connectivity targets: an origin, the roles of the destinations, a limit in minutes.",
        View = "tier_feature",
        Geometry = GeometryKind.None,
    };

    /// <summary>The roads that travel times rest on.</summary>
    public static readonly CollectionDefinition Roads = new(
        "roads", RoadProperties.All)
    {
        TitleZh = "道路",
        TitleEn = "Roads",
        DescriptionZh = "计算通行时间所用的路网，随 ./run roads import 整体更换。is_demo 为真的是虚构示例。",
        DescriptionEn = "The road network that travel times rest on; replaced as a whole by ./run roads import. Those with is_demo are made up.",
        View = "road_feature",
        Geometry = GeometryKind.LineString,
        IsDerived = true,
    };

    /// <summary>Which destinations meet their target.</summary>
    public static readonly CollectionDefinition Assessments = new(
        "assessments", ConnectivityProperties.Assessment)
    {
        TitleZh = "连通目标评估结果",
        TitleEn = "Verdicts on the connectivity targets",
        DescriptionZh = "每个连通圈与出行方式最近一次评估（现状路网）的结论，每个目的地一个点。历次评估见 /assessments。",
        DescriptionEn = "Of each tier and profile the verdicts of the latest run on the roads as they are, a point a destination. All runs: /assessments.",
        View = "assessment_feature",
        Geometry = GeometryKind.Point,
        IsDerived = true,
    };

    /// <summary>Minutes of sites.</summary>
    public static readonly CollectionDefinition SiteAccessibility = new(
        "site-accessibility", ConnectivityProperties.SiteAccessibility)
    {
        TitleZh = "项目可达性",
        TitleEn = "Accessibility of sites",
        DescriptionZh = "每个更新项目到主城区、所在镇（街道）驻地、（园区）最近平台的分钟数；小汽车自由流（profile=car）随路网与项目自动更新，其他出行方式由计算过程 site-accessibility 计算。",
        DescriptionEn = "Minutes of every site to the main urban area, the seat of its town and, of parks, the nearest platform. By car in free flow (profile=car) they follow roads and sites; other profiles are computed by the process site-accessibility.",
        View = "site_accessibility_feature",
        Geometry = GeometryKind.MultiPolygon,
        IsDerived = true,
    };

    /// <summary>Minutes of sites to the nearest point of layers that planners brought.</summary>
    public static readonly CollectionDefinition SiteNearestPoints = new(
        "site-nearest-points", ConnectivityProperties.SiteNearestPoint)
    {
        TitleZh = "项目到最近设施",
        TitleEn = "Sites and the nearest point of a layer",
        DescriptionZh = "每个更新项目到所登记点层（学校、诊所、车站等，见 /point-layers）中最近者的分钟数，随路网、项目与点层更新。",
        DescriptionEn = "Minutes of every site to the nearest point of each recorded layer (schools, clinics, stations: /point-layers). They follow roads, sites and layers.",
        View = "site_nearest_point_feature",
        Geometry = GeometryKind.MultiPolygon,
        IsDerived = true,
    };

    /// <summary>Every collection, in listing order.</summary>
    public static IReadOnlyList<CollectionDefinition> All { get; } =
        [Compounds, IndustrialParks, SelfBuildZones, Towns, Places, Platforms, ConstraintAreas, Tiers, Roads, Assessments, SiteAccessibility, SiteNearestPoints];

    /// <summary>Finds a collection by its identifier in URLs.</summary>
    public static CollectionDefinition? Find(string id) => All.FirstOrDefault(c => c.Id == id);

    /// <summary>Finds a collection by the word after <c>--kind</c>.</summary>
    public static CollectionDefinition? FindByImportKind(string kind) => All.FirstOrDefault(c => c.ImportKind == kind);

    /// <summary>The collection that serves sites of a kind.</summary>
    public static CollectionDefinition For(SiteKind kind) => All.Single(c => c.SiteKind == kind);
}
