namespace Wujin.Renewal.Api;

/// <summary>What the service logs. Event ids are stable: 1000 requests, 1100 operations, 1200 jobs, 1300 road network.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(1001, LogLevel.Debug, "{Method} {Path} answered {Status} in {Milliseconds:F1} ms")]
    internal static partial void Answered(ILogger logger, string method, string path, int status, double milliseconds);

    [LoggerMessage(1002, LogLevel.Information, "{Method} {Path} refused with {Status} in {Milliseconds:F1} ms")]
    internal static partial void Refused(ILogger logger, string method, string path, int status, double milliseconds);

    [LoggerMessage(1003, LogLevel.Warning, "{Method} {Path} answered {Status} slowly, in {Milliseconds:F0} ms")]
    internal static partial void Slow(ILogger logger, string method, string path, int status, double milliseconds);

    [LoggerMessage(1004, LogLevel.Error, "{Method} {Path} failed with {Status}, trace {TraceId}")]
    internal static partial void RequestFailed(ILogger logger, Exception exception, string method, string path, int status, string traceId);

    [LoggerMessage(1005, LogLevel.Warning, "{Method} {Path} was cut short in mid-answer, trace {TraceId}")]
    internal static partial void CutShort(ILogger logger, string method, string path, string traceId);

    [LoggerMessage(1006, LogLevel.Debug, "{Method} {Path}: the client went away")]
    internal static partial void ClientGone(ILogger logger, string method, string path);

    [LoggerMessage(1101, LogLevel.Warning, "The database is not ready: {Reason}")]
    internal static partial void DatabaseNotReady(ILogger logger, string reason);

    [LoggerMessage(1201, LogLevel.Information, "Job {Job} ({Process}) started, attempt {Attempt}")]
    internal static partial void JobStarted(ILogger logger, Guid job, string process, int attempt);

    [LoggerMessage(1202, LogLevel.Error, "Job {Job} ({Process}) failed")]
    internal static partial void JobFailed(ILogger logger, Exception exception, Guid job, string process);

    [LoggerMessage(1203, LogLevel.Warning, "The end of job {Job} could not be recorded ({Reason}); it will be taken up again")]
    internal static partial void JobNotRecorded(ILogger logger, Guid job, string reason);

    [LoggerMessage(1301, LogLevel.Information, "Road network {Checksum} is in use: {Segments} segments from {Source}")]
    internal static partial void GraphTakenOver(ILogger logger, string checksum, int segments, string source);

    [LoggerMessage(1302, LogLevel.Error, "The road network in {Path} is not taken over: {Reason}")]
    internal static partial void GraphRefused(ILogger logger, string path, string reason);

    [LoggerMessage(1303, LogLevel.Information, "Accessibility of {Sites} sites computed anew: roads, places or sites had changed")]
    internal static partial void AccessibilityRefreshed(ILogger logger, int sites);

    [LoggerMessage(1304, LogLevel.Warning, "Accessibility of sites could not be computed: {Reason}")]
    internal static partial void AccessibilityNotRefreshed(ILogger logger, string reason);

    [LoggerMessage(1204, LogLevel.Warning, "The queue of jobs cannot be reached: {Reason}")]
    internal static partial void QueueAway(ILogger logger, string reason);
}
