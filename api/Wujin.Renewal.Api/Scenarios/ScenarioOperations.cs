using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>Scenarios in the API definition.</summary>
internal sealed class ScenarioOperations : IOpenApiContribution
{
    private static readonly ProblemType[] OfBody =
        [ProblemTypes.InvalidParameter, ProblemTypes.BadRequest, ProblemTypes.InvalidBody, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType, ProblemTypes.InvalidFeature];

    private static readonly ProblemType[] OfAccess = [ProblemTypes.Unauthorized, ProblemTypes.Forbidden];

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("方案", "Scenarios");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        definition.Add("/scenarios", HttpMethod.Get, ProcessOperations.Read(definition, tag, "getScenarios", definition.T("方案列表", "The scenarios"), [ProcessOperations.Query("limit"), ProcessOperations.Query("cursor")]));
        definition.Add("/scenarios", HttpMethod.Post, Write(definition, tag, "createScenario", definition.T("新建方案", "Create a scenario"), "201", ProblemTypes.Conflict));
        definition.Add("/scenarios/validate", HttpMethod.Post, Write(definition, tag, "validateScenario", definition.T("检查方案，列出全部问题，不作登记", "Judge a scenario; lists every fault and records nothing"), "200"));
        definition.Add("/scenarios/{code}", HttpMethod.Get, Placed(definition, ProcessOperations.Read(definition, tag, "getScenario", definition.T("单个方案", "One scenario"), [])));
        definition.Add("/scenarios/{code}", HttpMethod.Put, Locked(definition, Write(definition, tag, "replaceScenario", definition.T("替换方案", "Replace a scenario"), "200")));
        definition.Add("/scenarios/{code}", HttpMethod.Delete, Locked(definition, Write(definition, tag, "deleteScenario", definition.T("删除方案（历史保留）", "Delete a scenario (its versions stay)"), "204")));
        definition.Add("/scenarios/{code}/copy", HttpMethod.Post, Placed(definition, Write(definition, tag, "copyScenario", definition.T("复制方案", "Copy a scenario"), "201", ProblemTypes.Conflict)));
        definition.Add("/scenarios/{code}/versions", HttpMethod.Get, Placed(definition, ProcessOperations.Read(definition, tag, "getScenarioVersions", definition.T("历史版本", "All versions"), [])));
        var version = Placed(definition, ProcessOperations.Read(definition, tag, "getScenarioVersion", definition.T("某一版本", "One version"), []));
        version.Parameters!.Add(new OpenApiParameter { Name = "version", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } });
        definition.Add("/scenarios/{code}/versions/{version}", HttpMethod.Get, version);
    }

    private static OpenApiOperation Write(OpenApiDefinition definition, string tag, string id, string summary, string status, params ProblemType[] others)
    {
        var operation = ProcessOperations.Read(definition, tag, id, summary, []);
        operation.Responses!.Remove("304");
        operation.Responses.Remove("406");
        operation.Responses.Remove("200");
        operation.Responses[status] = new OpenApiResponse { Description = definition.T("成功", "Success") };
        if (status != "204")
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.GeoJson] = new() { Schema = Body(definition) }, [MediaTypes.Json] = new() { Schema = Body(definition) } },
            };
        }

        definition.AddProblems(operation.Responses, [.. OfBody, .. OfAccess, .. others]);
        return operation;
    }

    private static OpenApiSchema Body(OpenApiDefinition definition) => new()
    {
        Type = JsonSchemaType.Object,
        Description = definition.T(
            "GeoJSON FeatureCollection，每个要素为一项修改：properties.edit 为 add（LineString）、close 或 speed；旁有 code、name_zh 等说明。",
            "A GeoJSON FeatureCollection, one feature an edit: properties.edit is add (LineString), close or speed; beside it code, name_zh and what else describes it."),
    };

    private static OpenApiOperation Placed(OpenApiDefinition definition, OpenApiOperation operation)
    {
        operation.Parameters!.Add(new OpenApiParameter { Name = "code", In = ParameterLocation.Path, Required = true, Schema = SharedComponents.Text() });
        definition.AddProblems(operation.Responses!, ProblemTypes.NotFound);
        return operation;
    }

    private static OpenApiOperation Locked(OpenApiDefinition definition, OpenApiOperation operation)
    {
        Placed(definition, operation);
        operation.Parameters!.Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Required = true, Schema = SharedComponents.Text() });
        definition.AddProblems(operation.Responses!, ProblemTypes.Stale, ProblemTypes.PreconditionRequired);
        return operation;
    }
}
