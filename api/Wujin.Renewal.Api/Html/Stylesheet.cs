using System.Security.Cryptography;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Html;

/// <summary>The one stylesheet of all pages, at <c>/assets/site.css</c>.</summary>
public static class Stylesheet
{
    /// <summary>Address of the stylesheet below the root.</summary>
    internal const string Path = "/assets/site.css";

    private static readonly byte[] Content = Read();

    /// <summary>The address with a mark of the content, so that a browser that keeps an old stylesheet asks for the new one.</summary>
    internal static string Address { get; } = Path + "?v=" + Convert.ToHexStringLower(SHA256.HashData(Content).AsSpan(0, 4));

    /// <summary>Maps the stylesheet.</summary>
    public static IEndpointRouteBuilder MapStylesheet(this IEndpointRouteBuilder routes)
    {
        routes.MapRead(Path, context =>
        {
            context.Response.Headers.CacheControl = "max-age=3600";
            return DocumentResponse.WriteAsync(context, Representation.Lenient(context.Request, Format.Json), Content, "text/css; charset=utf-8");
        });
        return routes;
    }

    private static byte[] Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("site.css")
            ?? throw new InvalidOperationException("The stylesheet is missing from the assembly.");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
