using System.Net.Sockets;
using Npgsql;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Problems;

/// <summary>Which problem an exception is to the client. Nothing of a stack trace or of the database's own words gets out.</summary>
internal static class Failures
{
    private const int RetrySeconds = 5;

    internal static Problem ToProblem(Exception exception, string traceId) => exception switch
    {
        ProblemException known => known.Problem,
        FutureInstantException future => Future(future),
        BadHttpRequestException bad => new Problem(ProblemTypes.ForStatus(bad.StatusCode) ?? ProblemTypes.BadRequest, bad.Message),
        PostgresException { SqlState: ['2', '2', ..] } => new Problem(
            ProblemTypes.InvalidParameter, "The filter cannot be evaluated for some feature: what it calculates has no result, or one that is out of range."),
        _ when IsTooSlow(exception) => new Problem(ProblemTypes.DatabaseUnavailable, "The answer takes longer than this service waits for. Narrow the request down, by bbox or a simpler filter, or try again later.")
        {
            RetryAfterSeconds = RetrySeconds,
            TraceId = traceId,
        },
        _ when IsDatabaseDown(exception) => new Problem(ProblemTypes.DatabaseUnavailable, "The database cannot be reached at present.")
        {
            RetryAfterSeconds = RetrySeconds,
            TraceId = traceId,
        },
        _ => new Problem(ProblemTypes.Internal, "The service failed to answer this request.") { TraceId = traceId },
    };

    private static Problem Future(FutureInstantException future) => ProblemException.OfParameters(
        [ProblemError.OfParameter("asOf", $"{future.Instant:yyyy-MM-ddTHH:mm:ss.FFFFFFFK} has not come yet. The register can be read as of now or earlier.")]).Problem;

    /// <remarks>57014 statement timeout, 55P03 lock timeout, and the driver's own.</remarks>
    private static bool IsTooSlow(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable } => true,
        NpgsqlException { InnerException: TimeoutException } => true,
        _ => false,
    };

    /// <remarks>Class 08 connection, 53 resources, 57P0x shutting down or starting, 3D000 no such database; the driver's own time-outs and an exhausted pool.</remarks>
    private static bool IsDatabaseDown(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.SqlState is "57P01" or "57P02" or "57P03" or "3D000" || postgres.SqlState.StartsWith("08", StringComparison.Ordinal)
            || postgres.SqlState.StartsWith("53", StringComparison.Ordinal),
        NpgsqlException => true,
        SocketException or TimeoutException => true,
        _ => exception.InnerException is { } inner && IsDatabaseDown(inner),
    };
}
