using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>The jobs, <c>/jobs</c>, <c>/jobs/{jobId}</c> and their results.</summary>
internal static class JobEndpoints
{
    /// <summary>Maps list, status, results and dismissal.</summary>
    internal static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/jobs", ListAsync);
        routes.MapRead("/jobs/{jobId}", GetAsync);
        routes.MapRead("/jobs/{jobId}/results", ResultsAsync);
        routes.MapDelete("/jobs/{jobId}", DismissAsync);
        return routes;
    }

    private static async Task ListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var query = JobListRequest.Read(parameters);
        parameters.ThrowIfFaulty(JobListRequest.Known);
        IReadOnlyList<Job> jobs = query is null ? [] : await Store(context).ListAsync(query with { Limit = query.Limit + 1 }, context.RequestAborted).ConfigureAwait(false);
        List<Link> links = [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)];
        if (query is not null && jobs.Count > query.Limit)
        {
            jobs = [.. jobs.Take(query.Limit)];
            links.Add(new Link(Addresses.With(context.Request, "cursor", jobs[^1].Key.ToString(CultureInfo.InvariantCulture)), "next", MediaTypes.Json)
            {
                Title = representation.Language.Pick("更早的任务", "Earlier jobs"),
            });
        }

        var document = new JobList([.. jobs.Select(j => JobDocument.Of(context.Request, representation, j))], links);
        context.Response.Headers.CacheControl = "no-cache";
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("计算任务", "Jobs"), []);
        await DocumentResponse.WriteHtmlAsync(context, representation, JobsPage.Create(new JobsModel(frame, document))).ConfigureAwait(false);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var representation = Plain(context);
        await WriteAsync(context, representation, await FindAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task ResultsAsync(HttpContext context)
    {
        var representation = Plain(context);
        var job = await FindAsync(context).ConfigureAwait(false);
        if (job.Status == JobStatus.Failed)
        {
            await WriteProblemAsync(context, job).ConfigureAwait(false);
            return;
        }

        var result = job.IsOver ? await Store(context).ResultAsync(job.Id, context.RequestAborted).ConfigureAwait(false) : null;
        if (result is not var (content, mediaType))
        {
            throw job.IsOver
                ? new ProblemException(ProcessProblems.Dismissed, "The job was dismissed, so it has no result.")
                : new ProblemException(ProcessProblems.ResultNotReady, $"The job is {job.Status.Code()}, {job.Progress} % done.");
        }

        var output = OutputOf(context, job, mediaType);
        if (representation.Format == Format.Json)
        {
            await Output.WriteAsync(context, representation, output, content, job.IsDocument).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("任务结果", "Results of the job"), Crumbs(context.Request, representation, job));
        var text = Encoding.UTF8.GetString(job.IsDocument ? Output.Wrap(output.Id, content) : content);
        await DocumentResponse.WriteHtmlAsync(context, representation, ResultsPage.Create(new ResultsModel(frame, JobDocument.Of(context.Request, representation, job), text))).ConfigureAwait(false);
    }

    /// <summary>Dismissing changes what others see, so it is for those who may write.</summary>
    private static async Task DismissAsync(HttpContext context)
    {
        var authority = context.RequestServices.GetRequiredService<WriteAccess>().Require(context);
        var representation = Plain(context);
        var actor = WriteNotes.Read(context.Request, authority, isOverwrite: false).Actor;
        var id = (await FindAsync(context).ConfigureAwait(false)).Id;
        var job = await Store(context).DismissAsync(id, $"dismissed by {actor}", context.RequestAborted).ConfigureAwait(false) ?? throw Missing(context);
        await WriteAsync(context, representation with { Format = Format.Json }, job).ConfigureAwait(false);
    }

    private static async Task WriteAsync(HttpContext context, Representation representation, Job job)
    {
        var document = JobDocument.Of(context.Request, representation, job);
        context.Response.Headers.CacheControl = "no-cache";
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("计算任务", "Job") + " " + job.Id.ToString("D")[..8], [JobsCrumb(context.Request, representation)]);
        await DocumentResponse.WriteHtmlAsync(context, representation, JobPage.Create(new JobModel(frame, document))).ConfigureAwait(false);
    }

    /// <summary>The results of a failed job are the problem it failed by (/req/core/job-results-failed).</summary>
    private static async Task WriteProblemAsync(HttpContext context, Job job)
    {
        var json = await Store(context).ProblemAsync(job.Id, context.RequestAborted).ConfigureAwait(false) ?? throw Missing(context);
        var problem = JsonNode.Parse(json)!.AsObject();
        problem["instance"] = context.Request.Path.Value;
        context.Response.StatusCode = (int?)problem["status"] ?? StatusCodes.Status500InternalServerError;
        context.Response.ContentType = Problem.MediaType;
        context.Response.Headers.CacheControl = "no-store";
        var body = Encoding.UTF8.GetBytes(problem.ToJsonString(ApiJson.Reflected));
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static OutputDefinition OutputOf(HttpContext context, Job job, string mediaType)
    {
        var known = context.RequestServices.GetRequiredService<ProcessCatalogue>().Find(job.ProcessId)?.Definition.Output;
        return (known ?? new OutputDefinition("result", "结果", "Result", mediaType)) with { MediaType = mediaType };
    }

    private static async Task<Job> FindAsync(HttpContext context) =>
        Guid.TryParseExact(context.GetRouteValue("jobId") as string, "D", out var id) && await Store(context).FindAsync(id, context.RequestAborted).ConfigureAwait(false) is { } job
            ? job
            : throw Missing(context);

    private static ProblemException Missing(HttpContext context) =>
        new(ProcessProblems.NoSuchJob, $"There is no job '{context.GetRouteValue("jobId")}'.");

    private static Representation Plain(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return representation;
    }

    private static Crumb JobsCrumb(HttpRequest request, Representation representation) =>
        new(representation.Language.Pick("计算任务", "Jobs"), Addresses.At(request, "/jobs") + Crumb.Keep(representation));

    private static IEnumerable<Crumb> Crumbs(HttpRequest request, Representation representation, Job job) =>
        [JobsCrumb(request, representation), new Crumb(job.Id.ToString("D")[..8], JobDocument.Address(request, job.Id) + Crumb.Keep(representation))];

    private static JobStore Store(HttpContext context) => context.RequestServices.GetRequiredService<JobStore>();
}
