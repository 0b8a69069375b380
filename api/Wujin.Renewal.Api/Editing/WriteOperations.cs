using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>The operations that write features, in the API definition.</summary>
internal sealed class WriteOperations : IOpenApiContribution
{
    private static readonly ProblemType[] Always = [ProblemTypes.InvalidParameter, ProblemTypes.Unauthorized, ProblemTypes.Forbidden, ProblemTypes.Internal, ProblemTypes.DatabaseUnavailable];
    private static readonly ProblemType[] OfBody = [ProblemTypes.InvalidParameter, ProblemTypes.BadRequest, ProblemTypes.InvalidBody, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType, ProblemTypes.InvalidFeature];
    private static readonly ProblemType[] OfLock = [ProblemTypes.NotFound, ProblemTypes.Stale, ProblemTypes.PreconditionRequired];

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        foreach (var collection in RegisterCatalogue.All.Where(c => !c.IsDerived))
        {
            var items = "/collections/" + collection.Id + "/items";
            var item = items + "/{featureId}";
            definition.Add(items, HttpMethod.Post, Create(definition, collection));
            definition.Add(item, HttpMethod.Put, Change(definition, collection, "replace", definition.T("替换要素", "Replace the feature"), RequestBody.FeatureTypes));
            definition.Add(item, HttpMethod.Patch, Change(definition, collection, "patch", definition.T("修改部分内容（RFC 7396）", "Change parts of the feature (RFC 7396)"), RequestBody.PatchTypes));
            definition.Add(item, HttpMethod.Delete, Delete(definition, collection));
        }
    }

    /// <summary>A writing operation with its parameters but for its answers.</summary>
    internal static OpenApiOperation Operation(OpenApiDefinition definition, CollectionDefinition collection, string verb, string summary, bool isLocked, bool isPlaced)
    {
        var name = string.Concat(collection.Id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        List<IOpenApiParameter> parameters = isPlaced ? [definition.Parameter("featureId")] : [];
        if (isLocked)
        {
            parameters.Add(Header("If-Match", definition.T(
                "所读版本的 ETag；* 表示有意覆盖并记录在案。缺少时答 428，过期时答 412。", "The ETag that was read; * overwrites on purpose and is recorded as that. Without it 428, out of date 412."), isRequired: true));
        }

        parameters.Add(Header(WriteNotes.ActorHeader, definition.T("记入历史的操作人，UTF-8 百分号编码。", "Who, for the history; UTF-8, percent-encoded.")));
        parameters.Add(Header(WriteNotes.ReasonHeader, definition.T("记入历史的原因，UTF-8 百分号编码。", "Why, for the history; UTF-8, percent-encoded.")));
        return new OpenApiOperation
        {
            OperationId = verb + name,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { definition.Tag(definition.T(collection.TitleZh, collection.TitleEn)) },
            Parameters = parameters,
            Responses = [],
        };
    }

    /// <summary>Adds the problems that writing can meet.</summary>
    internal static void AddProblems(OpenApiDefinition definition, OpenApiOperation operation, bool isLocked, bool hasBody, params ProblemType[] others) =>
        definition.AddProblems(operation.Responses!, [.. Always.Concat(isLocked ? OfLock : [ProblemTypes.NotFound]).Concat(hasBody ? OfBody : [ProblemTypes.BadRequest]).Concat(others).Distinct()]);

    /// <summary>A request body of one schema in some media types.</summary>
    internal static OpenApiRequestBody Body(IOpenApiSchema schema, IEnumerable<string> types) => new()
    {
        Required = true,
        Content = types.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = schema }, StringComparer.Ordinal),
    };

    private static OpenApiOperation Create(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var operation = Operation(definition, collection, "create", definition.T("登记新要素", "Record a new feature"), isLocked: false, isPlaced: false);
        operation.Parameters!.Add(Crs(definition));
        operation.RequestBody = Body(definition.Schema(OpenApiDefinition.FeatureSchema(collection)), RequestBody.FeatureTypes);
        operation.Responses!["201"] = Feature(definition, collection, definition.T("已登记；Location 为其地址，ETag 为其版本。", "Recorded; Location is its address, ETag its version."));
        AddProblems(definition, operation, isLocked: false, hasBody: true, ProblemTypes.Conflict);
        return operation;
    }

    private static OpenApiOperation Change(OpenApiDefinition definition, CollectionDefinition collection, string verb, string summary, string[] types)
    {
        var operation = Operation(definition, collection, verb, summary, isLocked: true, isPlaced: true);
        operation.Parameters!.Add(Crs(definition));
        IOpenApiSchema schema = verb == "patch"
            ? new OpenApiSchema { Type = JsonSchemaType.Object, Description = definition.T("要素的一部分；null 表示清空。", "A part of a feature; null empties a value.") }
            : definition.Schema(OpenApiDefinition.FeatureSchema(collection));
        operation.RequestBody = Body(schema, types);
        operation.Responses!["200"] = Feature(definition, collection, definition.T("写入后的要素；没有变化时不产生新版本。", "The feature as written; where nothing differs no version is made."));
        operation.Responses["204"] = new OpenApiResponse { Description = definition.T("已写入（Prefer: return=minimal）。", "Written (Prefer: return=minimal).") };
        AddProblems(definition, operation, isLocked: true, hasBody: true, ProblemTypes.Conflict);
        return operation;
    }

    private static OpenApiOperation Delete(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var operation = Operation(definition, collection, "delete", definition.T("删除要素（历史保留）", "Delete the feature (its versions stay)"), isLocked: true, isPlaced: true);
        operation.Responses!["204"] = new OpenApiResponse { Description = definition.T("已删除。", "Deleted.") };
        AddProblems(definition, operation, isLocked: true, hasBody: false);
        return operation;
    }

    private static OpenApiResponse Feature(OpenApiDefinition definition, CollectionDefinition collection, string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaTypes.GeoJson] = new() { Schema = definition.Schema(OpenApiDefinition.FeatureSchema(collection)) },
        },
    };

    private static OpenApiParameter Crs(OpenApiDefinition definition) => Header(InputCrs.Header, definition.T("正文坐标系，轴序按其定义；默认 CRS84。可为：", "Coordinate system of the body, axes in the order of its definition; CRS84 by default. One of: ")
        + string.Join(", ", InputCrs.Named.Select(s => $"<{s.Uri}>")));

    private static OpenApiParameter Header(string name, string description, bool isRequired = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Description = description,
    };
}
