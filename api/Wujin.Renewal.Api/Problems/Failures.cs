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
        _ when IsDatabaseDown(exception) => new Problem(ProblemTypes.DatabaseUnavailable, "The database cannot be reached at present.")
        {
            RetryAfterSeconds = RetrySeconds,
            TraceId = traceId,
        },
        _ => new Problem(ProblemTypes.Internal, "The service failed to answer this request.") { TraceId = traceId },
    };

    private static Problem Future(FutureInstantException future) => ProblemException.OfParameters(
        [ProblemError.OfParameter("asOf", $"{future.Instant:yyyy-MM-ddTHH:mm:ss.FFFFFFFK} has not come yet. The register can be read as of now or earlier.")]).Problem;

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
