using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>
/// The API definition to browse and to try out, <c>/api/reference</c>: Scalar, served from here. Nothing is asked of any other server, and the page's
/// policy lets nothing be.
/// </summary>
public static class ApiReference
{
    private const string Path = "/api/reference";

    /// <summary>Scalar builds its own style elements; scripts come from here only.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly byte[] CompressedScript = ReadScript();

    /// <summary>Maps the page and its scripts.</summary>
    public static IEndpointRouteBuilder MapApiReference(this IEndpointRouteBuilder routes)
    {
        routes.MapRead(Path, WritePageAsync);
        routes.MapRead(Path + "/scalar.js", WriteScriptAsync);
        routes.MapRead(Path + "/start.js", context => DocumentResponse.WriteAsync(
            context, Representation.Lenient(context.Request, Format.Json),
            "Scalar.createApiReference('#reference', JSON.parse(document.getElementById('reference').dataset.configuration))"u8.ToArray(), "text/javascript; charset=utf-8"));
        return routes;
    }

    private static async Task WritePageAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation() with { Format = Format.Html };
        parameters.ThrowIfFaulty();
        var definition = Addresses.At(context.Request, "/api") + new QueryBuilder { { "f", "json" }, { "lang", representation.Language.Code() } };
        var configuration = JsonSerializer.Serialize(new
        {
            url = definition,
            theme = "default",
            layout = "modern",
            withDefaultFonts = false,
            telemetry = false,
            hideClientButton = true,
            showDeveloperTools = "never",
            defaultOpenAllTags = false,
            agent = new { disabled = true },
            mcp = new { disabled = true },
        });
        var frame = PageFrame.Of(context, representation, representation.Language.Pick("在线试用接口", "Try the API"), []);
        await DocumentResponse.WriteHtmlAsync(context, representation, ReferencePage.Create(new ReferenceModel(frame, configuration)), policy: Policy).ConfigureAwait(false);
    }

    private static Task WriteScriptAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        response.Headers.CacheControl = "max-age=3600";
        response.Headers.Vary = "Accept-Encoding";
        if (ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding) == ContentCoding.Identity)
        {
            return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : InflateAsync(response.Body, context.RequestAborted);
        }

        response.Headers.ContentEncoding = "gzip";
        response.ContentLength = CompressedScript.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(CompressedScript, context.RequestAborted).AsTask();
    }

    private static async Task InflateAsync(Stream body, CancellationToken cancellation)
    {
        await using var script = new System.IO.Compression.GZipStream(new MemoryStream(CompressedScript), System.IO.Compression.CompressionMode.Decompress);
        await script.CopyToAsync(body, cancellation).ConfigureAwait(false);
    }

    /// <remarks>The package carries the script compressed, as a resource.</remarks>
    private static byte[] ReadScript()
    {
        using var stream = typeof(Scalar.AspNetCore.ScalarOptions).Assembly.GetManifestResourceStream("ScalarStaticAssets.scalar.js")
            ?? throw new InvalidOperationException("The package Scalar.AspNetCore carries no scalar.js.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
