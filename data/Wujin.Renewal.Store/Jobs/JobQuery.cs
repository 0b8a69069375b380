namespace Wujin.Renewal.Store.Jobs;

/// <summary>Which jobs to list, latest first. What is null does not select.</summary>
public sealed record JobQuery
{
    /// <summary>Of any of these processes.</summary>
    public IReadOnlyList<string>? ProcessIds { get; init; }

    /// <summary>In any of these states.</summary>
    public IReadOnlyList<JobStatus>? Statuses { get; init; }

    /// <summary>Created at this instant or later.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created at this instant or earlier.</summary>
    public DateTimeOffset? CreatedUntil { get; init; }

    /// <summary>Worked on for at least so long, up to now where it still is.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>Worked on for at most so long.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Only those before this one in the list (<see cref="Job.Key"/>).</summary>
    public long? BeforeKey { get; init; }

    /// <summary>At most so many.</summary>
    public required int Limit { get; init; }
}
