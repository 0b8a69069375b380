using Microsoft.OpenApi;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Versions;

/// <summary>Stages, versions and differences in the API definition.</summary>
internal sealed class HistoryOperations : IOpenApiContribution
{
    private static readonly OpenApiSchema Object = new() { Type = JsonSchemaType.Object };

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        foreach (var collection in RegisterCatalogue.All.Where(c => !c.IsDerived))
        {
            var item = "/collections/" + collection.Id + "/items/{featureId}";
            definition.Add(item + "/versions", HttpMethod.Get, Versions(definition, collection));
            definition.Add(item + "/versions/{version}", HttpMethod.Get, OneVersion(definition, collection));
            if (collection.SiteKind is not null)
            {
                definition.Add(item + "/stage", HttpMethod.Get, Read(definition, collection, "getStageOf", definition.T("阶段：事件与可变更的阶段", "Stage: events, and the stages that can follow"), MediaTypes.Json));
                definition.Add(item + "/stage", HttpMethod.Post, Move(definition, collection));
                definition.Add(item + "/stage", HttpMethod.Delete, Withdraw(definition, collection));
            }
        }
    }

    private static OpenApiOperation Versions(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var operation = Read(definition, collection, "getVersionsOf", definition.T("历史版本；给出 from 与 to 时为两版之差", "Versions; with from and to the difference of two"), MediaTypes.Json);
        operation.Parameters!.Add(Number("before", definition.T("只列出小于该号的版本。", "Only versions below this number.")));
        operation.Parameters.Add(Number("limit", definition.T("每页版本数，默认 100，至多 1000。", "Versions per page; 100 by default, at most 1,000.")));
        operation.Parameters.Add(Number("from", definition.T("比较的起始版本。", "The version to compare from.")));
        operation.Parameters.Add(Number("to", definition.T("比较的目标版本。", "The version to compare to.")));
        return operation;
    }

    private static OpenApiOperation OneVersion(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var operation = Read(definition, collection, "getVersionOf", definition.T("某一版本；写作 3..5 时为两版之差", "One version; written 3..5 the difference of two"), MediaTypes.GeoJson);
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "version",
            In = ParameterLocation.Path,
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = @"^[0-9]+(\.\.[0-9]+)?$" },
            Description = definition.T("版本号，或以 .. 连接的两个版本号。", "A version number, or two with .. between."),
        });
        return operation;
    }

    private static OpenApiOperation Move(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var summary = definition.T("变更阶段，或更正当前阶段的日期", "Change the stage, or correct the date of the present one");
        var operation = WriteOperations.Operation(definition, collection, "moveStageOf", summary, isLocked: true, isPlaced: true);
        var stage = PropertySchemas.Value(collection.Find("stage")!);
        operation.RequestBody = WriteOperations.Body(
            new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string>(StringComparer.Ordinal) { "stage" },
                Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
                {
                    ["stage"] = stage,
                    ["effective_date"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                    ["reason"] = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
            RequestBody.JsonTypes);
        operation.Responses!["200"] = Ok(definition, MediaTypes.Json);
        WriteOperations.AddProblems(definition, operation, isLocked: true, hasBody: true, ProblemTypes.ImpossibleTransition);
        return operation;
    }

    private static OpenApiOperation Withdraw(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var operation = WriteOperations.Operation(definition, collection, "withdrawStageOf", definition.T("撤回最近一次阶段变更", "Withdraw the latest change of stage"), isLocked: true, isPlaced: true);
        operation.Responses!["200"] = Ok(definition, MediaTypes.Json);
        WriteOperations.AddProblems(definition, operation, isLocked: true, hasBody: false, ProblemTypes.Conflict);
        return operation;
    }

    private static OpenApiOperation Read(OpenApiDefinition definition, CollectionDefinition collection, string verb, string summary, string mediaType)
    {
        var name = string.Concat(collection.Id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        var ok = Ok(definition, mediaType);
        ok.Content![MediaTypes.Html] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        var responses = new OpenApiResponses
        {
            ["200"] = ok,
            ["304"] = new OpenApiResponse { Description = definition.T("自 If-None-Match 所示版本以来未变。", "Not changed since the version named by If-None-Match.") },
        };
        definition.AddProblems(responses, ProblemTypes.InvalidParameter, ProblemTypes.NotFound, ProblemTypes.NotAcceptable, ProblemTypes.Internal, ProblemTypes.DatabaseUnavailable);
        return new OpenApiOperation
        {
            OperationId = verb + name,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { definition.Tag(definition.T(collection.TitleZh, collection.TitleEn)) },
            Parameters = [definition.Parameter("featureId"), definition.Parameter("f"), definition.Parameter("lang")],
            Responses = responses,
        };
    }

    private static OpenApiResponse Ok(OpenApiDefinition definition, string mediaType) => new()
    {
        Description = definition.T("成功", "Success"),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [mediaType] = new() { Schema = Object } },
    };

    private static OpenApiParameter Number(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
        Description = description,
    };
}
