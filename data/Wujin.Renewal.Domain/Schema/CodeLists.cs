namespace Wujin.Renewal.Domain.Schema;

/// <summary>The code lists of the register.</summary>
public static class CodeLists
{
    /// <summary>Kinds of site.</summary>
    public static readonly CodeList Kinds = new(
        new("compound", "老旧小区", "old residential compound"),
        new("industrial-park", "工业园区", "industrial park"),
        new("selfbuild-zone", "农民自建区", "self-build zone"));

    /// <summary>Stages of a site.</summary>
    public static readonly CodeList Stages = new(
        new("surveyed", "摸底", "surveyed"),
        new("proposed", "申报", "proposed"),
        new("approved", "批复", "approved"),
        new("construction", "施工", "construction"),
        new("completed", "竣工", "completed"),
        new("accepted", "验收", "accepted"),
        new("suspended", "暂停", "suspended"),
        new("cancelled", "取消", "cancelled"));

    /// <summary>
    /// Renovation classes of a compound (国务院办公厅, 国办发〔2020〕23 号: 基础类、完善类、提升类).
    /// </summary>
    public static readonly CodeList RenovationClasses = new(
        new("basic", "基础类", "basic"),
        new("improvement", "完善类", "improvement"),
        new("upgrade", "提升类", "upgrade"));

    /// <summary>What is to become of industrial land.</summary>
    public static readonly CodeList ParkActions = new(
        new("retain", "保留", "retain"),
        new("upgrade", "提升", "upgrade"),
        new("relocate", "搬迁", "relocate"),
        new("clear", "腾退", "clear"));

    /// <summary>Roles of places in the connectivity targets.</summary>
    public static readonly CodeList PlaceRoles = new(
        new("district", "区", "district"),
        new("main-urban-area", "主城区", "main urban area"),
        new("town", "镇/街道", "town"),
        new("city-area", "市辖区及县级市", "district or county-level city of Changzhou"),
        new("adjacent", "相邻城市", "adjacent city"),
        new("metro-core", "苏锡常都市圈核心城市", "core city of the Suzhou-Wuxi-Changzhou circle"),
        new("delta-core", "长三角核心城市", "core city of the Yangtze delta"),
        new("platform", "园区平台", "platform"));

    /// <summary>Types of constraint area, 三区三线.</summary>
    public static readonly CodeList ConstraintTypes = new(
        new("farmland", "永久基本农田", "permanent basic farmland"),
        new("ecological", "生态保护红线", "ecological red line"),
        new("growth-boundary", "城镇开发边界", "urban growth boundary"));

    /// <summary>Verdicts of the assessment: pass or fail, and whether that would be otherwise at speeds up to a fifth higher or lower.</summary>
    public static readonly CodeList Verdicts = new(
        new("pass", "达标", "passes"),
        new("pass-on-edge", "达标（临界）", "passes, on the edge"),
        new("fail-on-edge", "未达标（临界）", "fails, on the edge"),
        new("fail", "未达标", "fails"));
}
