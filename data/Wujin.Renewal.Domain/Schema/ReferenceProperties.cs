using static Wujin.Renewal.Domain.Schema.PropertyType;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>The properties of towns, places, platforms, constraint areas and tiers.</summary>
public static class ReferenceProperties
{
    /// <summary>Code and names.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Named =
    [
        new() { Name = "code", Type = Text, TitleZh = "代码", TitleEn = "Code", IsRequired = true, MaximumLength = 64, Aliases = ["编号", "行政区划代码", "id"] },
        new() { Name = "name_zh", Type = Text, TitleZh = "名称", TitleEn = "Name (Chinese)", IsRequired = true, MaximumLength = 200, Aliases = ["name"] },
        new() { Name = "name_en", Type = Text, TitleZh = "英文名称", TitleEn = "Name (English)", MaximumLength = 200 },
    ];

    /// <summary>Role, accuracy and source of towns, places and platforms.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Located =
    [
        new() { Name = "role", Type = Code, TitleZh = "类别", TitleEn = "Role", Codes = CodeLists.PlaceRoles },
        new() { Name = "accuracy_m", Type = Number, TitleZh = "位置精度（米）", TitleEn = "Positional accuracy", Unit = "m", Minimum = 0, Maximum = 1_000_000, Aliases = ["精度"] },
        new() { Name = "is_schematic", Type = PropertyType.Boolean, TitleZh = "示意范围", TitleEn = "Schematic, not a surveyed boundary", Default = false },
        new() { Name = "source", Type = Text, TitleZh = "数据来源", TitleEn = "Source", MaximumLength = 500, Aliases = ["来源"] },
    ];

    /// <summary>Constraint areas.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Constraint =
    [
        .. Named,
        new() { Name = "type", Type = Code, TitleZh = "类型", TitleEn = "Type", Codes = CodeLists.ConstraintTypes, IsRequired = true, Aliases = ["管控类型"] },
        new() { Name = "area_m2", Type = Number, TitleZh = "量算面积（平方米）", TitleEn = "Measured area", Unit = "m²", IsReadOnly = true },
        new() { Name = "is_demo", Type = PropertyType.Boolean, TitleZh = "虚构示例", TitleEn = "Made-up demonstration data", Default = false },
        new() { Name = "source", Type = Text, TitleZh = "数据来源", TitleEn = "Source", MaximumLength = 500, Aliases = ["来源"] },
    ];

    /// <summary>Connectivity tiers.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Tier =
    [
        .. Named,
        new() { Name = "limit_minutes", Type = Integer, TitleZh = "时限（分钟）", TitleEn = "Limit", Unit = "min", IsRequired = true, Minimum = 1, Maximum = 1440 },
        new() { Name = "origin_code", Type = Text, TitleZh = "起点", TitleEn = "Origin (place code)", IsRequired = true, MaximumLength = 64 },
        new() { Name = "destination_roles", Type = TextList, TitleZh = "目的地类别", TitleEn = "Roles of the destinations", IsRequired = true },
        new() { Name = "source", Type = Text, TitleZh = "依据", TitleEn = "Source", MaximumLength = 500 },
    ];

    /// <summary>What the register keeps of every feature.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> Kept =
    [
        new() { Name = "version", Type = Integer, TitleZh = "版本", TitleEn = "Version", IsReadOnly = true },
        new() { Name = "updated_at", Type = Timestamp, TitleZh = "更新时间", TitleEn = "Recorded at", IsReadOnly = true },
        new() { Name = "updated_by", Type = Text, TitleZh = "更新人", TitleEn = "Recorded by", IsReadOnly = true },
    ];
}
