using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>Lists of tilesets, <c>…/tiles</c>, and tilesets, <c>…/tiles/WebMercatorQuad</c>.</summary>
internal static class TileSetEndpoints
{
    internal static async Task ListAsync(HttpContext context, TileSet set)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var entry = TileSetDescription.Entry(context.Request, representation, set);
        var document = new TileSetList([.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)], [entry]);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        await WritePageAsync(context, representation, set).ConfigureAwait(false);
    }

    internal static async Task GetAsync(HttpContext context, TileSet set)
    {
        CheckTileMatrixSet(context);
        var request = context.Request;
        if (request.Query["f"] == "tilejson")
        {
            var tileJson = new RequestParameters(request);
            tileJson.Single("f");
            tileJson.Single("lang");
            tileJson.ThrowIfFaulty();
            var lenient = Representation.Lenient(request, Format.Json);
            var described = TileSetDescription.TileJson(request, lenient, set, await BoxAsync(context, set).ConfigureAwait(false));
            await DocumentResponse.WriteJsonAsync(context, lenient, described, MediaTypes.TileJson).ConfigureAwait(false);
            return;
        }

        var parameters = new RequestParameters(request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty("f (json, html or tilejson) and lang");
        if (representation.Format == Format.Html)
        {
            await WritePageAsync(context, representation, set).ConfigureAwait(false);
            return;
        }

        var box = await BoxAsync(context, set).ConfigureAwait(false);
        await DocumentResponse.WriteJsonAsync(context, representation, TileSetDescription.Document(request, representation, set, box)).ConfigureAwait(false);
    }

    /// <summary>Refuses a tile matrix set that there is not.</summary>
    /// <exception cref="ProblemException">404.</exception>
    internal static void CheckTileMatrixSet(HttpContext context)
    {
        var id = context.GetRouteValue("tileMatrixSetId") as string;
        if (id != WebMercatorQuad.Id)
        {
            throw ProblemException.NotFound($"There is no tile matrix set '{id}'; there is {WebMercatorQuad.Id}.");
        }
    }

    private static async Task WritePageAsync(HttpContext context, Representation representation, TileSet set)
    {
        var request = context.Request;
        var box = await BoxAsync(context, set).ConfigureAwait(false);
        var document = TileSetDescription.Document(request, representation, set, box);
        var crumbs = set.Collection is { } collection ? Crumbs.OfItems(request, representation, collection).Take(2) : [];
        var frame = PageFrame.Of(context, representation, document.Title, crumbs);
        await DocumentResponse.WriteHtmlAsync(context, representation, TileSetPage.Create(new TileSetModel(frame, document))).ConfigureAwait(false);
    }

    private static async Task<BoundingBox?> BoxAsync(HttpContext context, TileSet set)
    {
        var extents = await context.RequestServices.GetRequiredService<FeatureStore>().ExtentsAsync(context.RequestAborted).ConfigureAwait(false);
        return set.Layers.Select(l => extents[l.Id].Box).OfType<BoundingBox>().Aggregate((BoundingBox?)null, (all, box) => all is { } a
            ? new BoundingBox(Math.Min(a.West, box.West), Math.Min(a.South, box.South), Math.Max(a.East, box.East), Math.Max(a.North, box.North))
            : box);
    }
}
