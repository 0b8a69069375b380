using System.Text.Json;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Problems;

/// <summary>Writes problems: JSON, or a page for a browser.</summary>
public static class ProblemWriter
{
    /// <summary>Answers a request with a problem.</summary>
    /// <param name="context">The request; nothing may have been sent.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="keepHeaders">Keeps the headers that are set, such as Allow; else they are cleared.</param>
    public static async Task WriteAsync(HttpContext context, Problem problem, bool keepHeaders)
    {
        var response = context.Response;
        if (!keepHeaders)
        {
            Clear(response.Headers);
        }

        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        var filled = problem with { Instance = problem.Instance ?? context.Request.PathBase + context.Request.Path + context.Request.QueryString };
        if (Representation.PrefersHtml(context.Request))
        {
            await DocumentResponse.WriteHtmlAsync(context, Representation.Lenient(context.Request, Format.Html), ProblemPage.Create(new ProblemModel(filled, PageFrame.Of(context, filled)))).ConfigureAwait(false);
            return;
        }

        response.ContentType = Problem.MediaType;
        var body = JsonSerializer.SerializeToUtf8Bytes(filled, ApiJson.Reflected);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <remarks>What the middleware around us has set (CORS, the identity of the request) stays; what describes the answer that failed goes.</remarks>
    private static void Clear(IHeaderDictionary headers)
    {
        foreach (var name in (string[])["Content-Type", "Content-Length", "Content-Encoding", "Content-Language", "Content-Disposition", "ETag", "Last-Modified", "Link", "Location", "Cache-Control"])
        {
            headers.Remove(name);
        }
    }
}
