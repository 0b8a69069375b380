using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Jobs;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>The status of a job (statusInfo.yaml).</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Type">Always <c>process</c>.</param>
/// <param name="JobId">The job.</param>
/// <param name="Status">accepted, running, successful, failed or dismissed.</param>
/// <param name="Message">What it is at, or how it ended.</param>
/// <param name="Created">When it was asked for.</param>
/// <param name="Started">When work began.</param>
/// <param name="Finished">When it ended.</param>
/// <param name="Updated">When anything last changed.</param>
/// <param name="Progress">Percent.</param>
/// <param name="Links">Links.</param>
public sealed record JobDocument(
    [property: JsonPropertyName("processID")] string ProcessId,
    string Type,
    [property: JsonPropertyName("jobID")] Guid JobId,
    string Status,
    string? Message,
    string Created,
    string? Started,
    string? Finished,
    string Updated,
    int Progress,
    IReadOnlyList<Link> Links)
{
    /// <summary>The relation of a link to results.</summary>
    internal const string ResultsRelation = "http://www.opengis.net/def/rel/ogc/1.0/results";

    internal static JobDocument Of(HttpRequest request, Representation representation, Job job) => new(
        job.ProcessId,
        "process",
        job.Id,
        job.Status.Code(),
        job.Message,
        SnapshotJson.Instant(job.CreatedAt),
        job.StartedAt is { } started ? SnapshotJson.Instant(started) : null,
        job.FinishedAt is { } finished ? SnapshotJson.Instant(finished) : null,
        SnapshotJson.Instant(job.UpdatedAt),
        job.Progress,
        [.. LinksOf(request, representation, job)]);

    internal static string Address(HttpRequest request, Guid id) => Addresses.At(request, $"/jobs/{id:D}");

    private static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, Job job)
    {
        var (address, language) = (Address(request, job.Id), representation.Language);
        yield return new Link(address, "self", MediaTypes.Json) { Title = language.Pick("任务状态", "Status of the job") };
        yield return new Link(address + "?f=html", "alternate", MediaTypes.Html) { Title = language.Pick("任务状态（网页）", "Status of the job as a page") };
        if (job.Status == JobStatus.Successful)
        {
            yield return new Link(address + "/results", ResultsRelation, MediaTypes.Json) { Title = language.Pick("结果", "Results") };
        }
        else if (job.Status == JobStatus.Failed)
        {
            yield return new Link(address + "/results", "http://www.opengis.net/def/rel/ogc/1.0/exceptions", Problems.Problem.MediaType) { Title = language.Pick("失败原因", "Why it failed") };
        }

        yield return new Link(Addresses.At(request, "/processes/" + job.ProcessId), "up", MediaTypes.Json) { Title = language.Pick("过程说明", "Description of the process") };
    }
}

/// <summary>The list of jobs (jobList.yaml).</summary>
/// <param name="Jobs">The jobs, latest first.</param>
/// <param name="Links">Links.</param>
public sealed record JobList(IReadOnlyList<JobDocument> Jobs, IReadOnlyList<Link> Links);
