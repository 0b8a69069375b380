using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>The tile matrix sets that tiles come in, <c>/tileMatrixSets</c> and <c>/tileMatrixSets/WebMercatorQuad</c>.</summary>
internal static class TileMatrixSetEndpoints
{
    internal static Task ListAsync(HttpContext context)
    {
        var (request, representation) = (context.Request, Read(context));
        var link = new Link(TileSetDescription.TilingSchemeAddress(request), "self", MediaTypes.Json) { Title = WebMercatorQuad.Title };
        var document = new TileMatrixSetList(
            [.. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json)],
            [new TileMatrixSetEntry(WebMercatorQuad.Id, WebMercatorQuad.Title, WebMercatorQuad.Uri, WebMercatorQuad.Crs, [link])]);
        return representation.Format == Format.Json ? DocumentResponse.WriteJsonAsync(context, representation, document) : WritePageAsync(context, representation);
    }

    internal static Task GetAsync(HttpContext context)
    {
        TileSetEndpoints.CheckTileMatrixSet(context);
        var representation = Read(context);
        return representation.Format == Format.Json
            ? DocumentResponse.WriteJsonAsync(context, representation, Document(context.Request, representation))
            : WritePageAsync(context, representation);
    }

    private static TileMatrixSetDocument Document(HttpRequest request, Representation representation) =>
        new(WebMercatorQuad.Title, [.. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json)]);

    private static Task WritePageAsync(HttpContext context, Representation representation)
    {
        var frame = PageFrame.Of(context, representation, representation.Language.Pick("瓦片矩阵集", "Tile matrix set"), []);
        return DocumentResponse.WriteHtmlAsync(
            context, representation, TileMatrixSetPage.Create(new TileMatrixSetModel(frame, Document(context.Request, representation))));
    }

    private static Representation Read(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return representation;
    }
}
