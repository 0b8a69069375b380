using System.Collections.Frozen;
using static Wujin.Renewal.Domain.Filters.FilterType;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>An argument of a function.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Types">The types it may have.</param>
public sealed record FunctionArgument(string Title, params FilterType[] Types);

/// <summary>A function of the service that filters can call, beyond those of CQL2 itself.</summary>
/// <param name="Name">The name, in small letters; in a filter its case does not matter.</param>
/// <param name="Returns">The type of its value.</param>
/// <param name="DescriptionZh">What it gives, in Chinese.</param>
/// <param name="DescriptionEn">What it gives, in English.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record FilterFunction(string Name, FilterType Returns, string DescriptionZh, string DescriptionEn, params FunctionArgument[] Arguments)
{
    private static readonly FunctionArgument Number = new("number", FilterType.Number);
    private static readonly FunctionArgument Text = new("text", FilterType.Text);
    private static readonly FunctionArgument Moment = new("date or timestamp", Date, Timestamp);
    private static readonly FunctionArgument Shape = new("geometry", FilterType.Geometry);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FilterFunction> All { get; } =
    [
        new("lower", FilterType.Text, "小写", "The text in small letters.", Text),
        new("upper", FilterType.Text, "大写", "The text in capitals.", Text),
        new("trim", FilterType.Text, "去掉首尾空白", "The text without spaces at its ends.", Text),
        new("length", FilterType.Number, "字符数", "How many characters the text has.", Text),
        new("abs", FilterType.Number, "绝对值", "The number without its sign.", Number),
        new("floor", FilterType.Number, "向下取整", "The largest whole number that is not greater.", Number),
        new("ceiling", FilterType.Number, "向上取整", "The smallest whole number that is not less.", Number),
        new("round", FilterType.Number, "四舍五入取整", "The nearest whole number; a half goes away from zero.", Number),
        new("year", FilterType.Number, "年份（北京时间）", "The year, in China's time.", Moment),
        new("month", FilterType.Number, "月份 1–12（北京时间）", "The month, 1 to 12, in China's time.", Moment),
        new("day", FilterType.Number, "日 1–31（北京时间）", "The day of the month, 1 to 31, in China's time.", Moment),
        new("today", Date, "今天（北京时间）", "The present day in China."),
        new("now", Timestamp, "现在", "The present instant."),
        new("area_m2", FilterType.Number, "面积（平方米，3 度带高斯-克吕格投影）", "The area in m², on the plane of the 3-degree Gauss-Kruger zone.", Shape),
        new("length_m", FilterType.Number, "长度或周长（米，3 度带高斯-克吕格投影）", "The length of lines or of outlines in m, on the plane of the 3-degree Gauss-Kruger zone.", Shape),
        new("distance_m", FilterType.Number, "最短距离（米，3 度带高斯-克吕格投影）", "The shortest distance in m, on the plane of the 3-degree Gauss-Kruger zone of the first.", Shape, new("geometry", FilterType.Geometry)),
        new("buffer_m", FilterType.Geometry, "缓冲区（米，至多 100 公里）", "What lies within so many metres, 100 km at most; less than none shrinks.", Shape, new("metres", FilterType.Number)),
        new("centroid", FilterType.Geometry, "重心", "The centre of gravity.", Shape),
        new("envelope", FilterType.Geometry, "外接矩形", "The box around it, in degrees.", Shape),
    ];

    private static readonly FrozenDictionary<string, FilterFunction> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a function by its name, whatever the case.</summary>
    public static FilterFunction? Find(string name) => ByName.GetValueOrDefault(name);
}
