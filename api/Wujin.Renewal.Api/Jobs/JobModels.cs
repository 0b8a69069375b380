using Wujin.Renewal.Api.Html;

namespace Wujin.Renewal.Api.Jobs;

/// <summary>The list of jobs, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record JobsModel(PageFrame Frame, JobList Document);

/// <summary>A job, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Document">The JSON document.</param>
public sealed record JobModel(PageFrame Frame, JobDocument Document);

/// <summary>The results of a job, for their page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Job">The job.</param>
/// <param name="Text">The results as text.</param>
public sealed record ResultsModel(PageFrame Frame, JobDocument Job, string Text)
{
    private const int Longest = 200_000;

    internal string Shown => Text.Length <= Longest ? Text : Text[..Longest] + "…";
}
