using static Wujin.Renewal.Domain.Schema.PropertyType;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>The properties of sites: those every kind has, those of one kind, and those the register keeps itself.</summary>
/// <remarks>
/// <c>town_code</c> is derived from the outline; what a client or a ledger gives is kept as <c>declared_town_code</c>, and a difference is
/// reported, never silently overwritten. Without an outline the declared town is the town.
/// </remarks>
public static class SiteProperties
{
    private const decimal MoneyLimit = 100_000_000m; // 万元: 1 trillion yuan, beyond any district's programme
    private const decimal CountLimit = 1_000_000m;

    /// <summary>Properties of every site that clients write, and the two derived ones that belong beside them.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Common =
    [
        new() { Name = "code", Type = Text, TitleZh = "项目编号", TitleEn = "Code", IsRequired = true, MaximumLength = 64, Aliases = ["编号", "项目代码", "小区编号", "地块编号", "id"] },
        new() { Name = "name_zh", Type = Text, TitleZh = "名称", TitleEn = "Name (Chinese)", IsRequired = true, MaximumLength = 200, Aliases = ["项目名称", "小区名称", "园区名称", "企业名称", "自建区名称", "name"] },
        new() { Name = "name_en", Type = Text, TitleZh = "英文名称", TitleEn = "Name (English)", MaximumLength = 200 },
        new() { Name = "kind", Type = Code, TitleZh = "类型", TitleEn = "Kind", Codes = CodeLists.Kinds, IsReadOnly = true },
        new() { Name = "town_code", Type = Text, TitleZh = "所属镇/街道代码", TitleEn = "Town code", MaximumLength = 64, Aliases = ["镇代码", "街道代码", "镇街代码"] },
        new() { Name = "town_name", Type = Text, TitleZh = "所属镇/街道", TitleEn = "Town", IsReadOnly = true, MaximumLength = 200, Aliases = ["镇街", "镇/街道", "所属镇街", "所属街道", "乡镇"] },
        new() { Name = "declared_town_code", Type = Text, TitleZh = "申报镇/街道代码", TitleEn = "Town code as declared", MaximumLength = 64 },
        new() { Name = "stage", Type = Code, TitleZh = "阶段", TitleEn = "Stage", Codes = CodeLists.Stages, Default = "surveyed", Aliases = ["项目阶段", "状态", "进度"] },
        new() { Name = "stage_date", Type = Date, TitleZh = "阶段日期", TitleEn = "Stage reached on", Aliases = ["进入阶段日期", "状态日期"] },
        new() { Name = "plan_year", Type = Integer, TitleZh = "计划年度", TitleEn = "Plan year", Minimum = 1990, Maximum = 2100, Aliases = ["年度", "实施年度"] },
        new() { Name = "planned_start", Type = Date, TitleZh = "计划开工日期", TitleEn = "Planned start", Aliases = ["计划开工"] },
        new() { Name = "planned_finish", Type = Date, TitleZh = "计划竣工日期", TitleEn = "Planned finish", Aliases = ["计划竣工", "计划完工"] },
        new() { Name = "actual_start", Type = Date, TitleZh = "实际开工日期", TitleEn = "Actual start", Aliases = ["开工日期", "实际开工"] },
        new() { Name = "actual_finish", Type = Date, TitleZh = "实际竣工日期", TitleEn = "Actual finish", Aliases = ["竣工日期", "实际竣工", "完工日期"] },
        Money("budget_wan", "总投资（万元）", "Budget", ["总投资", "投资额", "预算", "投资额（万元）", "概算"]),
        Money("spent_wan", "已完成投资（万元）", "Spent", ["已完成投资", "完成投资", "已投入"]),
        Money("funding_state_wan", "中央资金（万元）", "Funding: state", ["中央资金", "中央补助"]),
        Money("funding_province_wan", "省级资金（万元）", "Funding: province", ["省级资金", "省级补助"]),
        Money("funding_local_wan", "地方资金（万元）", "Funding: city and district", ["地方资金", "市区资金", "区级资金"]),
        Money("funding_private_wan", "社会资金（万元）", "Funding: private", ["社会资金", "自筹资金", "居民出资"]),
        new() { Name = "approval_no", Type = Text, TitleZh = "批文号", TitleEn = "Approval number", MaximumLength = 100, Aliases = ["批复文号", "文号"] },
        new() { Name = "responsible_unit", Type = Text, TitleZh = "责任单位", TitleEn = "Responsible unit", MaximumLength = 200, Aliases = ["实施主体", "建设单位", "牵头单位"] },
        new() { Name = "declared_area_m2", Type = PropertyType.Decimal, TitleZh = "申报面积（平方米）", TitleEn = "Declared area", Unit = "m²", Minimum = 0, Maximum = 10_000_000_000m, Aliases = ["用地面积", "占地面积", "面积", "面积（平方米）", "用地面积（平方米）"] },
        new() { Name = "area_m2", Type = Number, TitleZh = "量算面积（平方米）", TitleEn = "Measured area", Unit = "m²", IsReadOnly = true },
    ];

    /// <summary>Properties of a compound.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Compound =
    [
        new() { Name = "year_built", Type = Integer, TitleZh = "建成年份", TitleEn = "Year built", Minimum = 1900, Maximum = 2100, Aliases = ["建成年代", "竣工年份", "建造年代"] },
        Count("buildings", "楼栋数", "Buildings", ["楼栋", "幢数", "栋数"]),
        Count("households", "户数", "Households", ["居民户数", "总户数"]),
        Area("floor_area_m2", "建筑面积（平方米）", "Floor area", ["建筑面积"]),
        new() { Name = "renovation_class", Type = Code, TitleZh = "改造类别", TitleEn = "Renovation class", Codes = CodeLists.RenovationClasses, Aliases = ["改造类型", "改造内容分类"] },
        Count("lifts_existing", "现有电梯", "Lifts: existing", ["既有电梯"]),
        Count("lifts_planned", "计划加装电梯", "Lifts: planned", []),
        Count("lifts_added", "已加装电梯", "Lifts: added", ["加装电梯"]),
        Count("parking_added", "新增车位", "Parking spaces added", ["新增停车位"]),
        Count("chargers_added", "新增充电桩", "Chargers added", ["充电桩"]),
        new() { Name = "pipes_km", Type = PropertyType.Decimal, TitleZh = "改造管网（公里）", TitleEn = "Pipes renewed", Unit = "km", Minimum = 0, Maximum = 10_000, Aliases = ["管网长度", "管网（公里）"] },
        new() { Name = "consent_percent", Type = PropertyType.Decimal, TitleZh = "居民同意率（%）", TitleEn = "Consent of residents", Unit = "%", Minimum = 0, Maximum = 100, Aliases = ["同意率", "居民同意率"] },
    ];

    /// <summary>Properties of an industrial park.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> IndustrialPark =
    [
        new() { Name = "land_mu", Type = PropertyType.Decimal, TitleZh = "用地面积（亩）", TitleEn = "Land", Unit = "mu", Minimum = 0, Maximum = 10_000_000, Aliases = ["亩数", "土地面积（亩）", "用地（亩）"] },
        new() { Name = "floor_area_ratio", Type = PropertyType.Decimal, TitleZh = "容积率", TitleEn = "Floor area ratio", Minimum = 0, Maximum = 50 },
        Count("enterprises", "企业数", "Enterprises", ["企业数量"]),
        Count("enterprises_moved", "已搬迁企业数", "Enterprises moved", ["搬迁企业数"]),
        new() { Name = "tax_wan_per_mu", Type = PropertyType.Decimal, TitleZh = "亩均税收（万元/亩）", TitleEn = "Tax per mu", Unit = "万元/mu", Minimum = -100_000, Maximum = 100_000, Aliases = ["亩均税收"] },
        new() { Name = "output_wan_per_mu", Type = PropertyType.Decimal, TitleZh = "亩均产值（万元/亩）", TitleEn = "Output per mu", Unit = "万元/mu", Minimum = 0, Maximum = 1_000_000, Aliases = ["亩均产值", "亩均产出"] },
        new() { Name = "action", Type = Code, TitleZh = "处置方式", TitleEn = "Action", Codes = CodeLists.ParkActions, Aliases = ["整治方式", "更新方式"] },
        new() { Name = "destination_platform", Type = Text, TitleZh = "迁入平台", TitleEn = "Destination platform", MaximumLength = 64, Aliases = ["承接平台", "迁入园区"] },
        new() { Name = "is_standard_land", Type = PropertyType.Boolean, TitleZh = "是否标准地", TitleEn = "Standard land", Aliases = ["标准地"] },
    ];

    /// <summary>Properties of a self-build zone.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> SelfBuildZone =
    [
        new() { Name = "village", Type = Text, TitleZh = "行政村", TitleEn = "Village", MaximumLength = 200, Aliases = ["村", "所属村", "村名"] },
        Count("households_planned", "规划户数", "Households planned", ["计划户数"]),
        Count("households_settled", "已入住户数", "Households settled", ["入住户数"]),
        Area("plot_limit_m2", "每户宅基地上限（平方米）", "Plot limit per household", ["宅基地面积上限"]),
        new() { Name = "storeys_limit", Type = Integer, TitleZh = "层数上限", TitleEn = "Storeys limit", Minimum = 1, Maximum = 20, Aliases = ["限高层数"] },
        new() { Name = "utilities_ready", Type = PropertyType.Boolean, TitleZh = "配套到位", TitleEn = "Utilities ready", Aliases = ["基础设施到位"] },
        Count("homesteads_given_up", "退出宅基地（宗）", "Homesteads given up", ["退出宅基地", "宅基地退出"]),
        new() { Name = "land_reclaimed_mu", Type = PropertyType.Decimal, TitleZh = "复垦面积（亩）", TitleEn = "Land reclaimed", Unit = "mu", Minimum = 0, Maximum = 1_000_000, Aliases = ["复垦面积", "复垦（亩）"] },
    ];

    /// <summary>What the register says of every site: provenance and version.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Kept =
    [
        new() { Name = "is_demo", Type = PropertyType.Boolean, TitleZh = "虚构示例", TitleEn = "Made-up demonstration data", Default = false },
        new() { Name = "source", Type = Text, TitleZh = "数据来源", TitleEn = "Source", MaximumLength = 500, Aliases = ["来源"] },
        .. ReferenceProperties.Kept,
    ];

    private static PropertyDefinition Money(string name, string zh, string en, string[] aliases) =>
        new() { Name = name, Type = PropertyType.Decimal, TitleZh = zh, TitleEn = en, Unit = "万元", Minimum = 0, Maximum = MoneyLimit, Aliases = aliases };

    private static PropertyDefinition Count(string name, string zh, string en, string[] aliases) =>
        new() { Name = name, Type = Integer, TitleZh = zh, TitleEn = en, Minimum = 0, Maximum = CountLimit, Aliases = aliases };

    private static PropertyDefinition Area(string name, string zh, string en, string[] aliases) =>
        new() { Name = name, Type = PropertyType.Decimal, TitleZh = zh, TitleEn = en, Unit = "m²", Minimum = 0, Maximum = 1_000_000_000, Aliases = aliases };
}
