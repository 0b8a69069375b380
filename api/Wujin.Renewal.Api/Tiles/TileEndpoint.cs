using System.Globalization;
using Microsoft.Extensions.Primitives;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>One tile, <c>…/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}</c>: 200, or 204 where nothing is drawn.</summary>
internal static class TileEndpoint
{
    /// <summary>Names under which clients ask for a vector tile.</summary>
    private static readonly string[] AcceptedTypes = [MediaTypes.VectorTile, "application/x-protobuf", "application/octet-stream"];

    /// <summary>Kept by clients, but asked for again each time: an edit is seen at once, and an unchanged tile costs a 304.</summary>
    private static readonly StringValues AskAgain = "no-cache";

    internal static async Task WriteAsync(HttpContext context, TileSet set)
    {
        var request = context.Request;
        var address = Address(context);
        Check(request);
        var cache = context.RequestServices.GetRequiredService<TileCache>();
        var coding = ContentCodings.Negotiate(request.Headers.AcceptEncoding);
        var body = await cache.GetAsync(set, address, coding, context.RequestAborted).ConfigureAwait(false);
        var response = context.Response;
        response.Headers.CacheControl = AskAgain;
        response.Headers.Vary = "Accept-Encoding";
        if (body is null)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        response.Headers.ETag = body.EntityTag;
        if (request.Headers.IfNoneMatch is { Count: > 0 } known && (known == body.EntityTag || EntityTag.IsKnownToClient(request, body.EntityTag.ToString())))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = MediaTypes.VectorTile;
        response.ContentLength = body.Bytes.Length;
        if (body.Coding != ContentCoding.Identity)
        {
            response.Headers.ContentEncoding = body.Coding.Name();
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await response.BodyWriter.WriteAsync(body.Bytes, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static TileAddress Address(HttpContext context)
    {
        var zoom = Number(context, "tileMatrix");
        if (zoom is null or > TileLayers.MaximumZoom)
        {
            throw ProblemException.NotFound($"There is no tile matrix '{context.GetRouteValue("tileMatrix")}' here; there are 0 to {TileLayers.MaximumZoom}.");
        }

        var last = (1 << zoom.Value) - 1;
        int Index(string name, string word) => Number(context, name) is { } index && index <= last
            ? index
            : throw ProblemException.NotFound($"There is no tile {word} '{context.GetRouteValue(name)}' in tile matrix {zoom}; there are 0 to {last}.");
        return new TileAddress(zoom.Value, Index("tileRow", "row"), Index("tileCol", "column"));
    }

    private static int? Number(HttpContext context, string name) =>
        int.TryParse(context.GetRouteValue(name) as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Check(HttpRequest request)
    {
        if (request.QueryString.HasValue)
        {
            var parameters = new RequestParameters(request);
            if (parameters.Single("f") is not (null or "mvt"))
            {
                parameters.Fault("f", "A tile is a Mapbox Vector Tile: f is mvt or left out.");
            }

            parameters.ThrowIfFaulty("f");
        }

        if (request.Query["f"].Count == 0 && request.Headers.Accept is [{ } accept] && accept != "*/*" && !Representation.IsAccepted(request, AcceptedTypes))
        {
            throw new ProblemException(ProblemTypes.NotAcceptable, $"A tile comes as {MediaTypes.VectorTile}.");
        }
    }
}
