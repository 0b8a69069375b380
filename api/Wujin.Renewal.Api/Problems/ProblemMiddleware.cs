using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Wujin.Renewal.Api.Problems;

/// <summary>
/// Turns exceptions and bare error statuses into problems. Once part of an answer is out, the connection is cut instead: a client must never take
/// half an answer for a whole one.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogMessages.ClientGone(logger, context.Request.Method, context.Request.Path);
            return;
        }
        catch (Exception exception)
        {
            await FailAsync(context, exception).ConfigureAwait(false);
            return;
        }

        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null }
            && ProblemTypes.ForStatus(context.Response.StatusCode) is { } type)
        {
            await ProblemWriter.WriteAsync(context, new Problem(type, Explain(context, type)), keepHeaders: true).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(HttpContext context, Exception exception)
    {
        var traceId = Activity.Current?.Id ?? context.TraceIdentifier;
        var problem = Failures.ToProblem(exception, traceId);
        if (problem.Status >= 500)
        {
            LogMessages.RequestFailed(logger, exception, context.Request.Method, context.Request.Path, problem.Status, traceId);
        }

        if (context.Response.HasStarted)
        {
            LogMessages.CutShort(logger, context.Request.Method, context.Request.Path, traceId);
            context.Abort();
            return;
        }

        await ProblemWriter.WriteAsync(context, problem, keepHeaders: false).ConfigureAwait(false);
    }

    private static string Explain(HttpContext context, ProblemType type) => type.Status switch
    {
        404 => $"There is nothing at {context.Request.Path}.",
        405 => $"{context.Request.Method} is not supported here; {context.Response.Headers.Allow} are.",
        _ => context.Features.Get<IHttpResponseFeature>()?.ReasonPhrase ?? type.Meaning,
    };
}
