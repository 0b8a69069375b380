using Microsoft.OpenApi;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Batches;

/// <summary>Batches in the API definition.</summary>
internal sealed class BatchOperations : IOpenApiContribution
{
    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var operation = WriteOperations.Operation(
                definition, collection, "batch", definition.T("批量写入：一个事务，逐项返回结果", "Many writes as one transaction, with a result for each"), isLocked: false, isPlaced: false);
            operation.RequestBody = WriteOperations.Body(Request(definition, collection), BatchEndpoint.Types);
            operation.Responses!["200"] = new OpenApiResponse
            {
                Description = definition.T("全部写入；results 逐项列出编号与版本。", "All written; results lists code and version of each."),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.Json] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } } },
            };
            WriteOperations.AddProblems(definition, operation, isLocked: false, hasBody: true, ProblemTypes.BatchRefused);
            definition.Add("/collections/" + collection.Id + "/batch", HttpMethod.Post, operation);
        }
    }

    private static OpenApiSchema Request(OpenApiDefinition definition, CollectionDefinition collection)
    {
        var item = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "op" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["op"] = PropertySchemas.OneOf("create", "replace", "patch", "delete"),
                ["id"] = SharedComponents.Text(),
                ["version"] = new OpenApiSchema { Description = definition.T("所读版本号；\"*\" 表示有意覆盖。", "The version that was read; \"*\" overwrites on purpose.") },
                ["feature"] = definition.Schema(OpenApiDefinition.FeatureSchema(collection)),
                ["patch"] = new OpenApiSchema { Type = JsonSchemaType.Object },
            },
        };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = definition.T("operations 数组；也可为 FeatureCollection，其要素全部新建。", "An array operations; or a FeatureCollection, whose features are all created."),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["operations"] = PropertySchemas.Array(item) },
        };
    }
}
