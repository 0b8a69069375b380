using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.WebMap;

/// <summary>The browser map: its page is what browsers get at <c>/</c> (<see cref="Landing.LandingEndpoints"/>), its files lie below <c>/map/</c>.</summary>
public static class WebMapEndpoints
{
    /// <summary>Files carry a mark of their content in their name.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>Adds the files of the map and what is set for it.</summary>
    public static IServiceCollection AddWebMap(this IServiceCollection services, MapSettings settings) => services.AddSingleton(WebMapFiles.BesideProgram()).AddSingleton(settings);

    /// <summary>Maps the files of the map.</summary>
    public static IEndpointRouteBuilder MapWebMap(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/map/settings", context =>
            DocumentResponse.WriteJsonAsync(context, Representation.Lenient(context.Request, Format.Json), context.RequestServices.GetRequiredService<MapSettings>()));
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
        context.Response.Headers.ContentSecurityPolicy = Policy(context.RequestServices.GetRequiredService<MapSettings>());
        context.Response.Headers.CacheControl = "no-cache";
        return WriteAsync(context, context.RequestServices.GetRequiredService<WebMapFiles>().Index!);
    }

    /// <summary>Scripts and workers of its own, pictures that it draws itself; nothing from elsewhere but the basemaps that were set.</summary>
    private static string Policy(MapSettings settings)
    {
        var elsewhere = string.Concat(settings.Origins.Select(o => " " + o));
        return $"default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:{elsewhere}; connect-src 'self'{elsewhere}; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
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
