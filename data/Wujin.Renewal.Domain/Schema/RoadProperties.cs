using static Wujin.Renewal.Domain.Schema.PropertyType;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>The properties of roads.</summary>
public static class RoadProperties
{
    /// <summary>All of them. The service keeps every one.</summary>
    public static readonly IReadOnlyList<PropertyDefinition> All =
    [
        new() { Name = "code", Type = Text, TitleZh = "编号", TitleEn = "Code", IsRequired = true, MaximumLength = 64, IsReadOnly = true },
        new() { Name = "class", Type = Text, TitleZh = "等级", TitleEn = "Class (OSM highway)", MaximumLength = 32, IsReadOnly = true },
        new() { Name = "name", Type = Text, TitleZh = "名称", TitleEn = "Name", IsReadOnly = true },
        new() { Name = "speed_kmh", Type = Number, TitleZh = "自由流车速（公里/时）", TitleEn = "Speed by car in free flow", Unit = "km/h", IsReadOnly = true },
        new() { Name = "seconds", Type = Number, TitleZh = "自由流行驶时间（秒）", TitleEn = "Time by car in free flow", Unit = "s", IsReadOnly = true },
        new() { Name = "oneway", Type = PropertyType.Boolean, TitleZh = "单行", TitleEn = "One-way for cars", IsReadOnly = true },
        new() { Name = "length_m", Type = Number, TitleZh = "长度（米）", TitleEn = "Length", Unit = "m", IsReadOnly = true },
        new() { Name = "way_id", Type = Integer, TitleZh = "OSM 路径号", TitleEn = "OSM way", IsReadOnly = true },
        new() { Name = "is_demo", Type = PropertyType.Boolean, TitleZh = "虚构示例", TitleEn = "Made-up demonstration data", IsReadOnly = true },
        new() { Name = "graph_checksum", Type = Text, TitleZh = "路网校验码", TitleEn = "Checksum of the graph", IsReadOnly = true },
        .. ReferenceProperties.Kept,
    ];
}
