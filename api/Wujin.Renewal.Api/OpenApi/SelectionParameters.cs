using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Api.Parameters;
using static Wujin.Renewal.Api.OpenApi.PropertySchemas;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>The parameters of coordinate systems, filters, order and shape (Features Parts 2, 3, 6 and 8) in the API definition.</summary>
internal static class SelectionParameters
{
    /// <summary>Names of the parameters that shape a feature.</summary>
    internal static readonly string[] Shape = ["crs", "properties", "skipGeometry"];

    /// <summary>Names of the parameters that select and sort features, and shape them.</summary>
    internal static readonly string[] Selection = ["bbox", "bbox-crs", "datetime", "q", "filter", "filter-lang", "filter-crs", "sortby", .. Shape];

    /// <summary>Their definitions.</summary>
    internal static IEnumerable<OpenApiParameter> All(OpenApiDefinition definition)
    {
        OpenApiSchema System() => new() { Type = JsonSchemaType.String, Format = "uri", Enum = [.. ServedSystems.Uris.Select(u => (JsonNode)u)], Default = ServedSystems.Uris[0] };
        yield return Query("crs", System(), definition.T("返回坐标所用坐标系，轴序按其定义。", "The system of the coordinates in the answer; axes in the order of its definition."));
        yield return Query("bbox-crs", System(), definition.T("bbox 所用坐标系，轴序按其定义。", "The system of bbox; axes in the order of its definition."));
        yield return Query("filter-crs", System(), definition.T("filter 中几何所用坐标系，轴序按其定义。", "The system of the geometries in filter; axes in the order of its definition."));
        yield return Query("filter", SharedComponents.Text(), definition.T(
            "CQL2 过滤表达式，如 stage = 'approved' AND budget_wan > 500；可用字段见 queryables，函数见 /functions。",
            "A CQL2 expression, such as stage = 'approved' AND budget_wan > 500; names are listed by queryables, functions by /functions."));
        var languages = OneOf(FilterRequest.Text, FilterRequest.Json);
        languages.Default = FilterRequest.Text;
        yield return Query("filter-lang", languages, definition.T("filter 的写法。", "The encoding of filter."));
        yield return SharedComponents.List("sortby", new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "[+|-]?[A-Za-z_].*" }, definition.T(
            "排序字段，逗号分隔，前置 - 为降序；空值总在最后。", "What to sort by, separated by commas, with - before it downwards; features without a value come last."));
        yield return SharedComponents.List("properties", SharedComponents.Text(), definition.T("只返回这些字段，逗号分隔。", "Only these properties, separated by commas."));
        yield return Query("offset", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "10000", Default = 0 }, definition.T(
            "跳过的要素数，供按序号翻页的客户端使用；next 链接按键翻页，更快也更稳。", "Features to pass over, for clients that page by numbers; next links page by key, which is faster and misses nothing."));
        yield return Query("skipGeometry", new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false }, definition.T("true 时不返回几何。", "true leaves geometries out."));
    }

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description, Style = ParameterStyle.Form, Explode = false };
}
