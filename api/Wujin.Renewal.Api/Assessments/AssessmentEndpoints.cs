using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Assessments;

/// <summary>The runs of the assessment that are kept, <c>/assessments</c>: each as a document, a table or points, and two compared.</summary>
internal sealed class AssessmentEndpoints : IOpenApiContribution
{
    private const int LargestLimit = 1000;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Maps list, run, exports and comparison.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapRead("/assessments", ListAsync);
        routes.MapRead("/assessments/{run}", GetAsync);
        routes.MapRead("/assessments/{run}/csv", context => ExportAsync(context, CsvAsync, "text/csv; charset=utf-8", "csv"));
        routes.MapRead("/assessments/{run}/geojson", context => ExportAsync(context, GeoJsonAsync, MediaTypes.GeoJson, "geojson"));
        routes.MapRead("/assessments/{run}/xlsx", context => ExportAsync(context, AssessmentWorkbook.WriteAsync, Workbook, "xlsx"));
        routes.MapRead("/assessments/{run}/compare/{other}", CompareAsync);
    }

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("连通评估", "Assessments");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        definition.Add("/assessments", HttpMethod.Get, ProcessOperations.Read(definition, tag, "getAssessmentRuns", definition.T("历次评估，最近的在前", "All runs, latest first"), [ProcessOperations.Query("limit"), ProcessOperations.Query("cursor")]));
        foreach (var (path, id, zh, en) in new[]
        {
            ("/assessments/{code}", "getAssessmentRun", "单次评估", "One run"), ("/assessments/{code}/csv", "getAssessmentRunCsv", "表格（CSV）", "As CSV"),
            ("/assessments/{code}/geojson", "getAssessmentRunGeoJson", "点图层（GeoJSON）", "As GeoJSON points"), ("/assessments/{code}/xlsx", "getAssessmentRunWorkbook", "工作簿（Excel）", "As an Excel workbook"), ("/assessments/{code}/compare/{other}", "compareAssessmentRuns", "与另一次评估比较", "Compared with a later run"),
        })
        {
            var operation = ProcessOperations.Read(definition, tag, id, definition.T(zh, en), []);
            operation.Parameters!.Add(new OpenApiParameter { Name = "code", In = ParameterLocation.Path, Required = true, Schema = SharedComponents.Text() });
            if (path.EndsWith("{other}", StringComparison.Ordinal))
            {
                operation.Parameters.Add(new OpenApiParameter { Name = "other", In = ParameterLocation.Path, Required = true, Schema = SharedComponents.Text() });
            }

            definition.AddProblems(operation.Responses!, ProblemTypes.NotFound);
            definition.Add(path, HttpMethod.Get, operation);
        }
    }

    private static async Task ListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var limit = parameters.Single<int>("limit", (string text, out string fault) => Limits.Parse(text, LargestLimit, out fault)) ?? 100;
        var cursor = parameters.Single<long>("cursor", ParseCursor);
        parameters.ThrowIfFaulty("limit, cursor, f and lang");
        var runs = await Store(context).RunsAsync(cursor, limit + 1, context.RequestAborted).ConfigureAwait(false);
        List<Link> links = [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)];
        if (runs.Count > limit)
        {
            links.Add(new Link(Addresses.With(context.Request, "cursor", runs[limit - 1].Key.ToString(CultureInfo.InvariantCulture)), "next", MediaTypes.Json) { Title = representation.Language.Pick("更早的评估", "Earlier runs") });
        }

        var document = new AssessmentList([.. runs.Take(limit).Select(r => AssessmentSummary.Of(context.Request, representation, r))], links);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("连通评估", "Assessments"), []) with { HasDemo = runs.Any(r => r.IsDemo) };
        await DocumentResponse.WriteHtmlAsync(context, representation, AssessmentsPage.Create(new AssessmentsModel(frame, document))).ConfigureAwait(false);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var representation = Plain(context);
        var run = await FindAsync(context, "run").ConfigureAwait(false);
        var result = JsonNode.Parse(run.ResultJson)!.AsObject();
        var links = LinksOf(context.Request, representation, run.Code);
        if (representation.Format == Format.Json)
        {
            result["recorded_at"] = Editing.SnapshotJson.Instant(run.RecordedAt);
            result["actor"] = run.Actor;
            result["inputs"] = JsonNode.Parse(run.InputsJson);
            result["links"] = JsonSerializer.SerializeToNode(links, ApiJson.Reflected);
            await DocumentResponse.WriteJsonAsync(context, representation, result).ConfigureAwait(false);
            return;
        }

        var crumb = new Crumb(representation.Language.Pick("连通评估", "Assessments"), Addresses.At(context.Request, "/assessments") + Crumb.Keep(representation));
        var frame = PageFrame.Of(context, representation, representation.Language.Pick("连通评估", "Assessment") + " " + run.Code[..8], [crumb]) with { HasDemo = run.IsDemo };
        await DocumentResponse.WriteHtmlAsync(context, representation, AssessmentPage.Create(new AssessmentModel(frame, run, result, links))).ConfigureAwait(false);
    }

    private static async Task ExportAsync(HttpContext context, Func<AssessmentRun, JsonObject, CancellationToken, Task<byte[]>> write, string mediaType, string extension)
    {
        var representation = Plain(context);
        var run = await FindAsync(context, "run").ConfigureAwait(false);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"assessment-{run.Code[..8]}.{extension}\"";
        var bytes = await write(run, JsonNode.Parse(run.ResultJson)!.AsObject(), context.RequestAborted).ConfigureAwait(false);
        await DocumentResponse.WriteAsync(context, representation with { Format = Format.Json }, bytes, mediaType).ConfigureAwait(false);
    }

    private static Task<byte[]> CsvAsync(AssessmentRun run, JsonObject result, CancellationToken cancellation) => Task.FromResult(AssessmentExport.Csv(result));

    private static Task<byte[]> GeoJsonAsync(AssessmentRun run, JsonObject result, CancellationToken cancellation) => Task.FromResult(AssessmentExport.GeoJson(result));

    private static async Task CompareAsync(HttpContext context)
    {
        var representation = Plain(context);
        var before = JsonNode.Parse((await FindAsync(context, "run").ConfigureAwait(false)).ResultJson)!.AsObject();
        var after = JsonNode.Parse((await FindAsync(context, "other").ConfigureAwait(false)).ResultJson)!.AsObject();
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, AssessmentExport.Compare(before, after)).ConfigureAwait(false);
    }

    private static async Task<AssessmentRun> FindAsync(HttpContext context, string parameter)
    {
        var code = context.GetRouteValue(parameter) as string ?? "";
        var run = code.Contains('\0', StringComparison.Ordinal) ? null : await Store(context).RunAsync(code, context.RequestAborted).ConfigureAwait(false);
        return run ?? throw ProblemException.NotFound($"There is no assessment '{code}'. POST /processes/assess-connectivity/execution makes one.");
    }

    private static Link[] LinksOf(HttpRequest request, Representation representation, string code)
    {
        var (address, language) = (Addresses.At(request, "/assessments/" + code), representation.Language);
        return
        [
            .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
            new Link(address + "/csv", "alternate", "text/csv") { Title = language.Pick("表格（CSV）", "As CSV") },
            new Link(address + "/xlsx", "alternate", Workbook) { Title = language.Pick("工作簿（Excel）", "As an Excel workbook") },
            new Link(address + "/geojson", "alternate", MediaTypes.GeoJson) { Title = language.Pick("点图层（GeoJSON）", "As GeoJSON points") },
            new Link(Addresses.At(request, "/assessments"), "collection", MediaTypes.Json) { Title = language.Pick("历次评估", "All runs") },
        ];
    }

    private static Representation Plain(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return representation;
    }

    private static ConnectivityStore Store(HttpContext context) => context.RequestServices.GetRequiredService<ConnectivityStore>();

    private static long? ParseCursor(string text, out string fault)
    {
        fault = "cursor is taken from a next link as it is.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;
    }
}
