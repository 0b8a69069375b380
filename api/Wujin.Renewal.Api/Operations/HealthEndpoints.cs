using System.Diagnostics;
using Npgsql;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Operations;

/// <summary>Health for load balancers and supervisors.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Maps <c>/health/live</c>, 200 while the process answers at all, and <c>/health/ready</c>, 200 while the database answers within two seconds and 503 else.
    /// </summary>
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", context => WriteAsync(context, StatusCodes.Status200OK, new Health("live")));
        routes.MapRead("/health/ready", ReadyAsync);
        return routes;
    }

    /// <summary>What a health resource answers.</summary>
    private sealed record Health(string Status)
    {
        public DatabaseHealth? Database { get; init; }
    }

    private sealed record DatabaseHealth(string Status, double? Milliseconds = null, string? Reason = null);

    private static async Task ReadyAsync(HttpContext context)
    {
        var watch = Stopwatch.StartNew();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(Patience);
        try
        {
            var source = context.RequestServices.GetRequiredService<NpgsqlDataSource>();
            await using var command = source.CreateCommand("SELECT 1 FROM renewal.change LIMIT 1");
            await command.ExecuteScalarAsync(deadline.Token).ConfigureAwait(false);
            await WriteAsync(context, StatusCodes.Status200OK, new Health("ready") { Database = new DatabaseHealth("up", Math.Round(watch.Elapsed.TotalMilliseconds, 1)) }).ConfigureAwait(false);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException or System.Net.Sockets.SocketException)
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            var reason = e is OperationCanceledException ? "no answer within 2 s" : (e as PostgresException)?.SqlState ?? "no connection";
            LogMessages.DatabaseNotReady(context.RequestServices.GetRequiredService<ILogger<Health>>(), e.Message);
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new Health("unready") { Database = new DatabaseHealth("down", Reason: reason) }).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(HttpContext context, int status, Health health)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(health, ApiJson.Reflected, MediaTypes.Json, context.RequestAborted);
    }
}
