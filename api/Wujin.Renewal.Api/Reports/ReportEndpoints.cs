using System.Globalization;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Reports;

/// <summary>What <c>/reports</c> lists.</summary>
/// <param name="Reports">The kinds of report.</param>
/// <param name="Links">Links.</param>
public sealed record ReportList(IReadOnlyList<ReportListEntry> Reports, IReadOnlyList<Link> Links);

/// <summary>A kind of report.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Title">What it is.</param>
/// <param name="Description">What it takes.</param>
/// <param name="Template">Its address as a URI template (RFC 6570).</param>
/// <param name="Formats">Values of <c>f</c>.</param>
public sealed record ReportListEntry(string Id, string Title, string Description, string Template, IReadOnlyList<string> Formats);

/// <summary>The page of <c>/reports</c>.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
/// <param name="Towns">Towns: code and name.</param>
/// <param name="Periods">Periods to choose from.</param>
public sealed record ReportsModel(PageFrame Frame, ReportList Document, IReadOnlyList<(string Code, string Name)> Towns, IReadOnlyList<string> Periods);

/// <summary><c>GET /reports/…</c>.</summary>
internal sealed class ReportEndpoints : IOpenApiContribution
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly (string Id, ReportKind Kind, string Zh, string En)[] Kinds =
    [
        ("programme", ReportKind.Programme, "项目进展报告", "Programme report"), ("town", ReportKind.Town, "镇（街道）报告", "Town report"), ("site", ReportKind.Site, "项目单", "Site sheet"),
        ("connectivity", ReportKind.Connectivity, "连通报告", "Connectivity report"), ("programme/compare", ReportKind.Compare, "两期对比", "Two reports compared"),
    ];

    internal static async Task GetAsync(HttpContext context, ReportKind kind)
    {
        var request = ReportParameters.Read(new RequestParameters(context.Request), kind);
        MadeReport made;
        using (await context.RequestServices.GetRequiredService<ComputeSlots>().EnterAsync(context.RequestAborted).ConfigureAwait(false))
        {
            made = await Task.Run(() => context.RequestServices.GetRequiredService<ReportMaker>().MakeAsync(request, Addresses.Root(context.Request), null, context.RequestAborted), context.RequestAborted).ConfigureAwait(false);
        }

        await SendAsync(context, made).ConfigureAwait(false);
    }

    /// <summary>The document that a job made.</summary>
    internal static async Task OfJobAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        parameters.ThrowIfFaulty("nothing");
        var store = context.RequestServices.GetRequiredService<JobStore>();
        var job = Guid.TryParseExact(context.GetRouteValue("jobId") as string, "D", out var id) ? await store.FindAsync(id, context.RequestAborted).ConfigureAwait(false) : null;
        if (job is null || job.ProcessId != ReportProcess.Id)
        {
            throw new ProblemException(ProcessProblems.NoSuchJob, $"There is no job '{context.GetRouteValue("jobId")}' that makes a report.");
        }

        if (await store.ResultAsync(job.Id, context.RequestAborted).ConfigureAwait(false) is not var (content, _))
        {
            throw new ProblemException(ProcessProblems.ResultNotReady, $"The job is {job.Status.Code()}, {job.Progress} % done; /jobs/{job.Id} tells more.");
        }

        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        await SendAsync(context, new MadeReport(
            root.GetProperty("content_base64").GetBytesFromBase64(), ReportFormats.Parse(root.GetProperty("format").GetString()!)!.Value, root.GetProperty("file_name").GetString()!, root.GetProperty("path").GetString()!)).ConfigureAwait(false);
    }

    internal static async Task ListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var language = representation.Language;
        var document = new ReportList(
            [.. Kinds.Select(k => new ReportListEntry(k.Id, language.Pick(k.Zh, k.En), ReportParameters.Known(k.Kind), $"{Addresses.At(context.Request, "/reports/" + k.Id)}{{?{string.Join(',', Names(k.Kind))}}}", ReportFormats.Codes))],
            [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)]);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var towns = await context.RequestServices.GetRequiredService<Store.Reports.ReportStore>().TownsAsync(DateTimeOffset.UtcNow, context.RequestAborted).ConfigureAwait(false);
        var year = Store.TwoDates.DayOf(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).Year;
        var frame = PageFrame.Of(context, representation, language.Pick("报告", "Reports"), []);
        await DocumentResponse.WriteHtmlAsync(context, representation, ReportsPage.Create(new ReportsModel(
            frame, document, [.. towns.Select(t => (t.Code, language.Pick(t.NameZh, t.NameEn ?? t.NameZh)))],
            [.. Enumerable.Range(0, 3).SelectMany(back => new[] { $"{year - back}", $"{year - back}-Q4", $"{year - back}-Q3", $"{year - back}-Q2", $"{year - back}-Q1" })]))).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        var tag = definition.T("报告", "Reports");
        definition.Document.Tags!.Add(new OpenApiTag { Name = tag });
        definition.Add("/reports", HttpMethod.Get, ProcessOperations.Read(definition, tag, "getReports", definition.T("报告种类", "Kinds of report"), []));
        foreach (var (id, kind, zh, en) in Kinds)
        {
            var operation = ProcessOperations.Read(definition, tag, "report" + string.Concat(id.Split('/').Select(p => char.ToUpperInvariant(p[0]) + p[1..])), definition.T(zh, en), Names(kind).Where(n => n is not ("f" or "lang")).Select(n => Parameter(kind, n)));
            foreach (var format in Enum.GetValues<ReportFormat>())
            {
                operation.Responses!["200"].Content![format.MediaType().Split(';')[0]] = new OpenApiMediaType();
            }

            definition.AddProblems(operation.Responses!, ProblemTypes.NotFound, ReportProblems.NoPrinter);
            definition.Add("/reports/" + id, HttpMethod.Get, operation);
        }
    }

    private static string[] Names(ReportKind kind) => ReportParameters.Known(kind).Replace(" and ", ", ", StringComparison.Ordinal).Split(", ");

    private static OpenApiParameter Parameter(ReportKind kind, string name)
    {
        var parameter = ProcessOperations.Query(name);
        parameter.Required = (kind, name) is (ReportKind.Town, "town") or (ReportKind.Site, "site");
        return parameter;
    }

    private static async Task SendAsync(HttpContext context, MadeReport made)
    {
        var disposition = new ContentDispositionHeaderValue(made.Format is ReportFormat.Html or ReportFormat.Pdf ? "inline" : "attachment");
        disposition.SetHttpFileName(made.FileName);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-cache";
        if (made.Format == ReportFormat.Html)
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
        }

        context.Response.Headers.Link = $"<{Addresses.At(context.Request, made.Path)}&f={made.Format.Code()}>; rel=\"bookmark\"";
        if (made.Timings.Count > 0)
        {
            context.Response.Headers["Server-Timing"] = string.Join(", ", made.Timings.Select(t => string.Create(CultureInfo.InvariantCulture, $"{string.Concat(t.Name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'))};dur={t.Milliseconds:0.0}")));
        }

        var representation = Representation.Lenient(context.Request, Format.Html);
        await DocumentResponse.WriteAsync(
            context, made.Format is ReportFormat.Html or ReportFormat.GeoJson ? representation : representation with { Coding = ContentCoding.Identity }, made.Content, made.Format.MediaType()).ConfigureAwait(false);
    }
}
