using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using static Wujin.Renewal.Api.OpenApi.PropertySchemas;

namespace Wujin.Renewal.Api.Processes;

/// <summary>Processes and jobs in the API definition: each process with the schema of its inputs.</summary>
internal sealed class ProcessOperations(ProcessCatalogue catalogue) : IOpenApiContribution
{
    private static readonly ProblemType[] Always = [ProblemTypes.InvalidParameter, ProblemTypes.NotAcceptable, ProblemTypes.Internal, ProblemTypes.DatabaseUnavailable];

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var processes = definition.T("计算过程", "Processes");
        var jobs = definition.T("计算任务", "Jobs");
        definition.Document.Tags!.Add(new OpenApiTag { Name = processes });
        definition.Document.Tags.Add(new OpenApiTag { Name = jobs });
        definition.Document.Components!.Schemas!["statusInfo"] = StatusInfo();
        definition.Add("/processes", HttpMethod.Get, Read(definition, processes, "getProcesses", definition.T("过程列表", "The processes"), [Query("limit"), Query("cursor")]));
        foreach (var process in catalogue.All.Select(p => p.Definition))
        {
            var path = "/processes/" + process.Id;
            var name = string.Concat(process.Id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
            definition.Add(path, HttpMethod.Get, Read(definition, processes, "describeProcess" + name, definition.T("过程说明：", "Description: ") + definition.T(process.TitleZh, process.TitleEn), []));
            definition.Add(path + "/execution", HttpMethod.Post, Execute(definition, processes, name, process));
        }

        definition.Add("/jobs", HttpMethod.Get, Read(definition, jobs, "getJobs", definition.T("任务列表，最近的在前", "The jobs, latest first"),
            [Query("type"), Query("processID"), Query("status"), Query("datetime"), Query("minDuration"), Query("maxDuration"), Query("limit"), Query("cursor")]));
        definition.Add("/jobs/{jobId}", HttpMethod.Get, Job(definition, Read(definition, jobs, "getStatus", definition.T("任务状态", "Status of a job"), [], definition.Schema("statusInfo"))));
        definition.Add("/jobs/{jobId}", HttpMethod.Delete, Dismiss(definition, jobs));
        var results = Job(definition, Read(definition, jobs, "getResult", definition.T("任务结果", "Results of a job"), []));
        definition.AddProblems(results.Responses!, ProcessProblems.NoSuchJob, ProcessProblems.ResultNotReady, ProcessProblems.Dismissed, ProcessProblems.NotComputable);
        definition.Add("/jobs/{jobId}/results", HttpMethod.Get, results);
    }

    private static OpenApiOperation Execute(OpenApiDefinition definition, string tag, string name, ProcessDefinition process)
    {
        var operation = Read(definition, tag, "execute" + name, definition.T("执行：", "Execute: ") + definition.T(process.TitleZh, process.TitleEn), []);
        operation.Description = definition.T(process.DescriptionZh, process.DescriptionEn);
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "Prefer",
            In = ParameterLocation.Header,
            Schema = SharedComponents.Text(),
            Description = definition.T("respond-async：作为任务排队执行，立即返回 201 与任务地址。", "respond-async queues a job and answers 201 with its address at once."),
        });
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.Json] = new() { Schema = Body(definition, process) } },
        };
        operation.Responses!.Remove("304");
        operation.Responses["200"] = Ok(definition, process.Output.MediaType, new OpenApiSchema { Type = JsonSchemaType.Object });
        operation.Responses["201"] = new OpenApiResponse
        {
            Description = definition.T("任务已排队；Location 为其地址。", "The job waits; Location is its address."),
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaTypes.Json] = new() { Schema = definition.Schema("statusInfo") } },
        };
        definition.AddProblems(
            operation.Responses, ProblemTypes.InvalidParameter, ProblemTypes.BadRequest, ProblemTypes.InvalidBody, ProcessProblems.InvalidInputs, ProblemTypes.TooLarge,
            ProblemTypes.UnsupportedMediaType, ProcessProblems.NotComputable, ProcessProblems.NoRoads, ProcessProblems.Busy, ProblemTypes.DatabaseUnavailable);
        return operation;
    }

    private static OpenApiSchema Body(OpenApiDefinition definition, ProcessDefinition process) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["inputs"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = process.Inputs.ToDictionary(i => i.Id, i => (IOpenApiSchema)i.Schema.ToOpenApi(definition.Language), StringComparer.Ordinal),
                Required = process.Inputs.Where(i => i.IsRequired).Select(i => i.Id).ToHashSet(StringComparer.Ordinal),
            },
            ["outputs"] = new OpenApiSchema { Type = JsonSchemaType.Object },
            ["response"] = OneOf("raw", "document"),
        },
    };

    private static OpenApiOperation Dismiss(OpenApiDefinition definition, string tag)
    {
        var operation = Job(definition, Read(definition, tag, "dismiss", definition.T("取消任务", "Dismiss a job"), [], definition.Schema("statusInfo")));
        operation.Responses!.Remove("304");
        definition.AddProblems(operation.Responses, ProblemTypes.Unauthorized, ProblemTypes.Forbidden);
        return operation;
    }

    private static OpenApiOperation Job(OpenApiDefinition definition, OpenApiOperation operation)
    {
        operation.Parameters!.Add(new OpenApiParameter { Name = "jobId", In = ParameterLocation.Path, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" } });
        definition.AddProblems(operation.Responses!, ProcessProblems.NoSuchJob);
        return operation;
    }

    /// <summary>An operation that reads a document.</summary>
    internal static OpenApiOperation Read(OpenApiDefinition definition, string tag, string id, string summary, IEnumerable<OpenApiParameter> parameters, IOpenApiSchema? schema = null)
    {
        var responses = new OpenApiResponses
        {
            ["200"] = Ok(definition, MediaTypes.Json, schema ?? new OpenApiSchema { Type = JsonSchemaType.Object }),
            ["304"] = new OpenApiResponse { Description = definition.T("未变。", "Not changed.") },
        };
        definition.AddProblems(responses, Always);
        return new OpenApiOperation
        {
            OperationId = id,
            Summary = summary,
            Tags = new HashSet<OpenApiTagReference> { definition.Tag(tag) },
            Parameters = [.. parameters, definition.Parameter("f"), definition.Parameter("lang")],
            Responses = responses,
        };
    }

    private static OpenApiResponse Ok(OpenApiDefinition definition, string mediaType, IOpenApiSchema schema) => new()
    {
        Description = definition.T("成功", "Success"),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [mediaType] = new() { Schema = schema },
            [MediaTypes.Html] = new() { Schema = SharedComponents.Text() },
        },
    };

    /// <summary>A query parameter.</summary>
    internal static OpenApiParameter Query(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Schema = name is "limit" or "minDuration" or "maxDuration" ? new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" } : SharedComponents.Text(),
    };

    private static OpenApiSchema StatusInfo()
    {
        OpenApiSchema Instant() => new() { Type = JsonSchemaType.String, Format = "date-time" };
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "jobID", "status", "type" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["processID"] = SharedComponents.Text(),
                ["type"] = OneOf("process"),
                ["jobID"] = SharedComponents.Text(),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Store.Jobs.JobStatuses.Codes.Select(c => (JsonNode)JsonValue.Create(c))] },
                ["message"] = SharedComponents.Text(),
                ["created"] = Instant(),
                ["started"] = Instant(),
                ["finished"] = Instant(),
                ["updated"] = Instant(),
                ["progress"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Maximum = "100" },
            },
        };
    }
}
