namespace Wujin.Renewal.Store.Jobs;

/// <summary>Where a job stands (statusCode.yaml of OGC API – Processes).</summary>
public enum JobStatus
{
    /// <summary>Waits for a free slot.</summary>
    Accepted,

    /// <summary>Some service process works on it.</summary>
    Running,

    /// <summary>Done; its result can be read.</summary>
    Successful,

    /// <summary>Ended by a problem.</summary>
    Failed,

    /// <summary>Cancelled, or thrown away after its end.</summary>
    Dismissed,
}

/// <summary>A job as its status tells it, without inputs and result.</summary>
/// <param name="Key">Grows from job to job: the paging key.</param>
/// <param name="Id">Its name in addresses.</param>
/// <param name="ProcessId">The process it runs.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Progress">Percent.</param>
/// <param name="Message">What it is at, or how it ended.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When work on it first began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="UpdatedAt">When anything of this last changed.</param>
/// <param name="IsDocument">Whether the result was asked for as a document of outputs by name, and not raw.</param>
public sealed record Job(
    long Key,
    Guid Id,
    string ProcessId,
    JobStatus Status,
    int Progress,
    string? Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    DateTimeOffset UpdatedAt,
    bool IsDocument)
{
    /// <summary>Whether nothing more will happen to it.</summary>
    public bool IsOver => Status is JobStatus.Successful or JobStatus.Failed or JobStatus.Dismissed;
}

/// <summary>Spellings of <see cref="JobStatus"/>.</summary>
public static class JobStatuses
{
    /// <summary>All codes, in the order of a job's life.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. Enum.GetValues<JobStatus>().Select(Code)];

    /// <summary>The code in JSON and in the database: <c>running</c>.</summary>
    public static string Code(this JobStatus status) => status switch
    {
        JobStatus.Accepted => "accepted",
        JobStatus.Running => "running",
        JobStatus.Successful => "successful",
        JobStatus.Failed => "failed",
        _ => "dismissed",
    };

    /// <summary>Finds a status by its code.</summary>
    /// <returns>False where no status has it.</returns>
    public static bool TryParse(string code, out JobStatus status)
    {
        var index = Codes.ToList().IndexOf(code);
        status = (JobStatus)Math.Max(index, 0);
        return index >= 0;
    }
}
