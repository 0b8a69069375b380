using System.Diagnostics;

namespace Wujin.Renewal.Api.Operations;

/// <summary>
/// One line a request, with its duration: refused and failed ones and slow ones as they come, the others at level Debug, which
/// <c>WUJIN_LOG_LEVEL=Debug</c> turns on.
/// </summary>
public sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(5);

    /// <summary>Runs the request and logs it.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var start = Stopwatch.GetTimestamp();
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(start));
        }
    }

    private void Write(HttpContext context, TimeSpan elapsed)
    {
        var (method, status) = (context.Request.Method, context.Response.StatusCode);
        if (status >= 400)
        {
            LogMessages.Refused(logger, method, context.Request.Path, status, elapsed.TotalMilliseconds);
        }
        else if (elapsed >= SlowFrom)
        {
            LogMessages.Slow(logger, method, context.Request.Path, status, elapsed.TotalMilliseconds);
        }
        else if (logger.IsEnabled(LogLevel.Debug))
        {
            LogMessages.Answered(logger, method, context.Request.Path, status, elapsed.TotalMilliseconds);
        }
    }
}
