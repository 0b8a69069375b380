using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Domain.Schema;
using static Wujin.Renewal.Api.OpenApi.PropertySchemas;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>Schemas and parameters that many operations share.</summary>
internal static class SharedComponents
{
    internal static void Add(OpenApiDefinition definition)
    {
        var schemas = definition.Document.Components!.Schemas!;
        schemas["link"] = Link();
        schemas["landingPage"] = Object(("title", Text()), ("description", Text()), ("links", Array(definition.Schema("link"))));
        schemas["confClasses"] = Object(("conformsTo", Array(Text())));
        schemas["extent"] = Extent();
        schemas["collection"] = Object(
            ("id", Text()), ("title", Text()), ("description", Text()), ("links", Array(definition.Schema("link"))), ("extent", definition.Schema("extent")),
            ("itemType", Text()), ("crs", Array(Text())), ("storageCrs", Text()));
        schemas["collections"] = Object(("links", Array(definition.Schema("link"))), ("collections", Array(definition.Schema("collection"))));
        schemas["problem"] = Problem(definition);
        foreach (var collection in RegisterCatalogue.All)
        {
            schemas[OpenApiDefinition.FeatureSchema(collection)] = Feature(definition, collection);
            schemas["page-" + collection.Id] = Page(definition, collection);
        }

        foreach (var parameter in Parameters(definition).Concat(SelectionParameters.All(definition)))
        {
            definition.Document.Components.Parameters![parameter.Name!] = parameter;
        }
    }

    /// <summary>A parameter whose value is a list separated by commas.</summary>
    internal static OpenApiParameter List(string name, OpenApiSchema items, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Style = ParameterStyle.Form,
        Explode = false,
        Schema = Array(items),
    };

    private static IEnumerable<OpenApiParameter> Parameters(OpenApiDefinition definition)
    {
        var number = new OpenApiSchema { Type = JsonSchemaType.Number };
        yield return new OpenApiParameter
        {
            Name = "bbox",
            In = ParameterLocation.Query,
            Style = ParameterStyle.Form,
            Explode = false,
            Description = definition.T(
                "与范围相交的要素，以及没有几何的要素：西,南,东,北（度，CRS84）；西大于东表示跨 180° 经线；六个数时第三、六个为高程，不起作用。",
                "Features that intersect the box, and those without geometry: west,south,east,north (degrees, CRS84). West greater than east spans the 180th meridian; of six numbers the third and sixth are heights and have no effect."),
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = number,
                OneOf = [new OpenApiSchema { MinItems = 4, MaxItems = 4 }, new OpenApiSchema { MinItems = 6, MaxItems = 6 }],
            },
        };
        yield return Query("datetime", Text(), definition.T(
            "工期与该时刻或区间相交的要素，以及没有工期的要素。RFC 3339 时刻、日期，或以 / 分隔的区间，一端可为 ..；时刻按北京时间归入日期；只有开工日期的视为仍在进行。",
            "Features whose works intersect the instant or interval, and those without dates. RFC 3339 instants or dates, or two with / between, one of which may be .. (open). An instant counts as its calendar day in China; works without a finish go on."));
        yield return Query("q", Text(), definition.T(
            "搜索：以空格分隔的每个词都须出现在编号、名称、镇/街道、单位等文本之一中，不分大小写。",
            "Search: every word, separated by spaces, must stand in one of the texts (code, names, town, unit, …), in any case."));
        yield return Query(
            "limit",
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = $"{ItemsRequest.LargestLimit}", Default = JsonValue.Create(ItemsRequest.DefaultLimit) },
            definition.T("每页要素数；超过最大值按最大值处理。", "Features per page; a value above the maximum counts as the maximum."));
        yield return Query("cursor", Text(), definition.T("取自 next 链接的不透明标记。", "An opaque token taken from a next link."));
        yield return Query("asOf", new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" }, definition.T(
            "读取登记在该时刻（RFC 3339，不晚于现在）的记录状态。", "Reads the register as recorded at this instant (RFC 3339, not in the future)."));
        yield return Query("f", OneOf("json", "html"), definition.T("格式；默认按 Accept。", "Format; by default chosen by Accept."));
        yield return Query("lang", OneOf("zh", "en"), definition.T("语言；默认按 Accept-Language。", "Language; by default chosen by Accept-Language."));
        yield return new OpenApiParameter
        {
            Name = "featureId",
            In = ParameterLocation.Path,
            Required = true,
            Schema = Text(),
            Description = definition.T("要素的 code。", "The code of the feature."),
        };
    }

    internal static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description, Style = ParameterStyle.Form, Explode = false };

    private static OpenApiSchema Object(params (string Name, IOpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(m => m.Name, m => m.Schema, StringComparer.Ordinal),
        Required = members.Where(m => m.Name is "id" or "links" or "collections" or "conformsTo").Select(m => m.Name).ToHashSet(StringComparer.Ordinal),
    };

    private static OpenApiSchema Link()
    {
        var link = Object(("href", Text()), ("rel", Text()), ("type", Text()), ("hreflang", Text()), ("title", Text()));
        link.Required = new HashSet<string>(StringComparer.Ordinal) { "href", "rel" };
        return link;
    }

    private static OpenApiSchema Extent()
    {
        var box = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 4, MaxItems = 6, Items = new OpenApiSchema { Type = JsonSchemaType.Number } };
        var end = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" };
        var interval = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 2, MaxItems = 2, Items = end };
        return Object(("spatial", Object(("bbox", Array(box)), ("crs", Text()))), ("temporal", Object(("interval", Array(interval)))));
    }

    private static OpenApiSchema Problem(OpenApiDefinition definition)
    {
        var error = Object(
            ("detail", Text()), ("parameter", Text()), ("pointer", Text()), ("header", Text()),
            ("location", Array(new OpenApiSchema { Type = JsonSchemaType.Number })));
        var problem = Object(
            ("type", Text()), ("title", Text()), ("status", new OpenApiSchema { Type = JsonSchemaType.Integer }), ("detail", Text()), ("instance", Text()),
            ("errors", Array(error)), ("traceId", Text()));
        problem.Description = definition.T("问题（RFC 9457）；errors 一次列出请求的全部错误。", "A problem (RFC 9457); errors lists every fault of the request at once.");
        return problem;
    }
}
