using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.WebMap;

/// <summary>The browser map: its page is what browsers get at <c>/</c> (<see cref="Landing.LandingEndpoints"/>), its files lie below <c>/map/</c>.</summary>
public static class WebMapEndpoints
{
    /// <summary>Files carry a mark of their content in their name.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    // Nothing from elsewhere, ever; scripts and workers of its own, pictures that it draws itself.
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Adds the files of the map.</summary>
    public static IServiceCollection AddWebMap(this IServiceCollection services) => services.AddSingleton(WebMapFiles.BesideProgram());

    /// <summary>Maps the files of the map.</summary>
    public static IEndpointRouteBuilder MapWebMap(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/map/{name}", context =>
        {
            var name = context.GetRouteValue("name") as string;
            var file = context.RequestServices.GetRequiredService<WebMapFiles>().Find("map/" + name)
                ?? throw ProblemException.NotFound($"The map has no file '{name}'. It was built anew: load the page again.");
            context.Response.Headers.CacheControl = Forever;
            return WriteAsync(context, file);
        });
        return routes;
    }

    /// <summary>Whether this request for the landing page is a browser's, with no form asked for, and there is a map to answer with.</summary>
    internal static bool IsForMap(HttpContext context, Representation representation) =>
        representation.Format == Format.Html && context.Request.Query.Count == 0 && context.RequestServices.GetRequiredService<WebMapFiles>().Index is not null;

    /// <summary>Sends the page of the map.</summary>
    internal static Task WritePageAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        return WriteAsync(context, context.RequestServices.GetRequiredService<WebMapFiles>().Index!);
    }

    private static async Task WriteAsync(HttpContext context, WebMapFile file)
    {
        var (content, coding) = file.In(ContentCodings.Negotiate(context.Request.Headers.AcceptEncoding));
        var response = context.Response;
        var tag = EntityTag.OfContent(content, new Representation(Format.Html, Language.Chinese, coding));
        response.Headers.ETag = tag;
        response.Headers.Vary = Representation.Vary;
        if (EntityTag.IsKnownToClient(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        if (coding != ContentCoding.Identity)
        {
            response.Headers.ContentEncoding = coding.Name();
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }
}
