using Microsoft.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>Operations of small resources that are written: what their definitions have in common.</summary>
internal static class WrittenOperations
{
    /// <summary>Query parameters that are plain texts.</summary>
    internal static IEnumerable<IOpenApiParameter> Queries(params IEnumerable<string> names) => names.Select(n => (IOpenApiParameter)ProcessOperations.Query(n));

    /// <summary>Adds parameters before those that every operation has.</summary>
    internal static OpenApiOperation With(OpenApiOperation operation, IEnumerable<IOpenApiParameter> parameters)
    {
        operation.Parameters = [.. parameters, .. operation.Parameters!];
        return operation;
    }

    /// <summary>An operation that writes.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="tag">Its group.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="status">Status of success.</param>
    /// <param name="bodies">Media types of the body; none for no body.</param>
    internal static OpenApiOperation Write(OpenApiDefinition definition, string tag, string id, string summary, string status, params string[] bodies)
    {
        var operation = ProcessOperations.Read(definition, tag, id, summary, []);
        operation.Responses!.Remove("304");
        operation.Responses.Remove("406");
        operation.Responses.Remove("200");
        operation.Responses[status] = new OpenApiResponse { Description = definition.T("成功", "Success") };
        if (bodies.Length > 0)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = bodies.ToDictionary(b => b, b => new OpenApiMediaType { Schema = new OpenApiSchema { Type = b.EndsWith("json", StringComparison.Ordinal) ? null : JsonSchemaType.String, Format = b.EndsWith("sheet", StringComparison.Ordinal) ? "binary" : null } }, StringComparer.Ordinal),
            };
            definition.AddProblems(
                operation.Responses, ProblemTypes.InvalidParameter, ProblemTypes.BadRequest, ProblemTypes.InvalidBody, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType, ProblemTypes.InvalidFeature);
        }

        definition.AddProblems(operation.Responses, ProblemTypes.Unauthorized, ProblemTypes.Forbidden);
        return operation;
    }

    /// <summary>Adds parameters in the path, and the 404 that they may lead to.</summary>
    internal static OpenApiOperation Placed(OpenApiDefinition definition, OpenApiOperation operation, params string[] names)
    {
        foreach (var name in names)
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = name == "year" ? new OpenApiSchema { Type = JsonSchemaType.Integer } : SharedComponents.Text(),
            });
        }

        if (names.Length > 0)
        {
            definition.AddProblems(operation.Responses!, ProblemTypes.NotFound);
        }

        return operation;
    }

    /// <summary>Adds the condition that changes of what is there need.</summary>
    internal static OpenApiOperation Locked(OpenApiDefinition definition, OpenApiOperation operation)
    {
        operation.Parameters!.Add(new OpenApiParameter { Name = "If-Match", In = ParameterLocation.Header, Schema = SharedComponents.Text() });
        definition.AddProblems(operation.Responses!, ProblemTypes.Stale, ProblemTypes.PreconditionRequired);
        return operation;
    }
}
