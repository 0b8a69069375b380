using System.Security.Cryptography;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Html;

/// <summary>The files that every page asks for: the one stylesheet and the icon, at <c>/assets/</c>.</summary>
public static class PageAssets
{
    private static readonly Asset Stylesheet = Asset.Read("site.css", "text/css; charset=utf-8");
    private static readonly Asset Icon = Asset.Read("icon.svg", "image/svg+xml");

    /// <summary>Address of the stylesheet below the root.</summary>
    internal static string StylesheetAddress => Stylesheet.Address;

    /// <summary>Address of the icon below the root.</summary>
    internal static string IconAddress => Icon.Address;

    /// <summary>Maps them. Browsers ask for the icon at <c>/favicon.ico</c> where what they show is no page, such as JSON.</summary>
    public static IEndpointRouteBuilder MapPageAssets(this IEndpointRouteBuilder routes)
    {
        Map(routes, Stylesheet.Path, Stylesheet);
        Map(routes, Icon.Path, Icon);
        Map(routes, "/favicon.ico", Icon);
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Asset asset) => routes.MapRead(path, context =>
    {
        context.Response.Headers.CacheControl = "max-age=3600";
        return DocumentResponse.WriteAsync(context, Representation.Lenient(context.Request, Format.Json), asset.Content, asset.MediaType);
    });

    /// <summary>One embedded file. Its address carries a mark of the content, so that a browser that keeps an old one asks for the new.</summary>
    private sealed record Asset(string Path, string Address, string MediaType, byte[] Content)
    {
        public static Asset Read(string name, string mediaType)
        {
            using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)
                ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            var content = memory.ToArray();
            var path = "/assets/" + name;
            return new Asset(path, $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 4))}", mediaType, content);
        }
    }
}
