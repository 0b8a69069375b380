using Microsoft.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>The operations that read.</summary>
internal static class ReadOperations
{
    internal static void Add(OpenApiDefinition definition)
    {
        var service = definition.T("服务", "Service");
        definition.Document.Tags!.Add(new OpenApiTag { Name = service });
        void Document(string path, string id, string zh, string en, string schema) =>
            definition.Add(path, HttpMethod.Get, Operation(definition, service, id, definition.T(zh, en), ["f", "lang"], Ok(definition, MediaTypes.Json, definition.Schema(schema))));

        Document("/", "getLandingPage", "首页", "Landing page", "landingPage");
        Document("/conformance", "getConformance", "所符合的标准类", "Conformance classes", "confClasses");
        Document("/collections", "getCollections", "图层列表", "Collections", "collections");
        var openApi = Ok(definition, MediaTypes.OpenApi, new OpenApiSchema { Type = JsonSchemaType.Object });
        definition.Add("/api", HttpMethod.Get, Operation(definition, service, "getApi", definition.T("接口定义", "API definition"), ["f", "lang"], openApi));
        foreach (var collection in RegisterCatalogue.All)
        {
            AddCollection(definition, collection);
        }
    }

    private static void AddCollection(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var title = definition.T(collection.TitleZh, collection.TitleEn);
        definition.Document.Tags!.Add(new OpenApiTag { Name = title, Description = definition.T(collection.DescriptionZh, collection.DescriptionEn) });
        var path = "/collections/" + collection.Id;
        var name = string.Concat(collection.Id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

        definition.Add(path, HttpMethod.Get, Operation(
            definition, title, "describe" + name, definition.T("图层说明", "The collection"), ["f", "lang"], Ok(definition, MediaTypes.Json, definition.Schema("collection"))));

        string[] asOf = collection.IsDerived ? [] : ["asOf"];
        var items = Operation(
            definition, title, "get" + name, definition.T("要素，分页", "Features, page by page"), [.. SelectionParameters.Selection, "limit", "cursor", "offset", .. asOf, "f", "lang"],
            Ok(definition, MediaTypes.GeoJson, definition.Schema("page-" + collection.Id)), isConditional: true);
        AddFilters(definition, items, collection);
        definition.Add(path + "/items", HttpMethod.Get, items);

        var item = Operation(
            definition, title, "getOneOf" + name, definition.T("单个要素", "One feature"), ["featureId", .. SelectionParameters.Shape, .. asOf, "f", "lang"],
            Ok(definition, MediaTypes.GeoJson, definition.Schema(OpenApiDefinition.FeatureSchema(collection))), isConditional: true);
        definition.AddProblems(item.Responses!, ProblemTypes.NotFound);
        definition.Add(path + "/items/{featureId}", HttpMethod.Get, item);

        var export = Operation(
            definition, title, "export" + name, definition.T("整层导出", "The whole collection in one answer"), [.. SelectionParameters.Selection, .. asOf, "f"],
            Ok(definition, MediaTypes.GeoJson, definition.Schema("page-" + collection.Id), hasHtml: false), isNegotiated: false);
        AddFilters(definition, export, collection);
        definition.Add(path + "/export", HttpMethod.Get, export);
    }

    private static void AddFilters(OpenApiDefinition definition, OpenApiOperation operation, CollectionDefinition collection)
    {
        foreach (var property in collection.Properties)
        {
            var several = definition.T(
                $"：等于该值；多个值以逗号分隔，满足其一即可，最多 {PropertyValues.MostValues} 个。文本中的逗号写作 \\,。",
                $": equals this value; or any of several, separated by commas, {PropertyValues.MostValues} at most. A comma inside a text is written \\,.");
            operation.Parameters!.Add(SharedComponents.List(
                property.Name, PropertySchemas.Value(property), definition.T(property.TitleZh, property.TitleEn) + several));
        }
    }

    /// <summary>An operation that reads, with its problems.</summary>
    internal static OpenApiOperation Operation(
        OpenApiDefinition definition, string tag, string id, string summary, string[] parameters, OpenApiResponse ok, bool isConditional = false, bool isNegotiated = true)
    {
        var responses = new OpenApiResponses { ["200"] = ok };
        responses["304"] = new OpenApiResponse
        {
            Description = definition.T("自 If-None-Match 所示版本以来未变。", "Not changed since the version named by If-None-Match."),
        };
        if (!isNegotiated)
        {
            responses.Remove("304");
        }

        definition.AddProblems(responses, ProblemTypes.InvalidParameter, ProblemTypes.Internal, ProblemTypes.DatabaseUnavailable);
        if (isNegotiated)
        {
            definition.AddProblems(responses, ProblemTypes.NotAcceptable);
        }

        return new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { definition.Tag(tag) },
            Parameters = [.. parameters.Select(definition.Parameter), .. isConditional ? [IfNoneMatch(definition)] : Array.Empty<IOpenApiParameter>()],
            Responses = responses,
        };
    }

    private static OpenApiParameter IfNoneMatch(OpenApiDefinition definition) => new()
    {
        Name = "If-None-Match",
        In = ParameterLocation.Header,
        Schema = SharedComponents.Text(),
        Description = definition.T("已有版本的 ETag；未变时答 304。", "The ETag of a version at hand; 304 is the answer when nothing has changed."),
    };

    /// <summary>A successful answer.</summary>
    internal static OpenApiResponse Ok(OpenApiDefinition definition, string mediaType, IOpenApiSchema schema, bool hasHtml = true)
    {
        var content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [mediaType] = new() { Schema = schema } };
        if (hasHtml)
        {
            content[MediaTypes.Html] = new() { Schema = SharedComponents.Text() };
        }

        return new OpenApiResponse { Description = definition.T("成功", "Success"), Content = content };
    }
}
