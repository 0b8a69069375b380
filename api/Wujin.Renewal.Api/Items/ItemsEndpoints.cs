using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Items;

/// <summary>The features of a collection, <c>/collections/{collectionId}/items</c>, page by page.</summary>
public static class ItemsEndpoints
{
    /// <summary>Maps the features of every collection, and each feature.</summary>
    public static IEndpointRouteBuilder MapItems(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/collections/{collectionId}/items", GetAsync);
        routes.MapRead("/collections/{collectionId}/items/{featureId}", ItemEndpoint.GetAsync);
        return routes;
    }

    private static async Task GetAsync(HttpContext context)
    {
        var collection = CollectionEndpoints.FromRoute(context);
        var (query, representation) = ItemsRequest.ReadPage(context.Request, collection);
        var store = context.RequestServices.GetRequiredService<FeatureStore>();
        var state = await store.StateAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.Headers.Vary = Representation.Vary;
        if (state is not null)
        {
            var tag = EntityTag.OfState(state, representation);
            context.Response.Headers.ETag = tag;
            if (EntityTag.IsKnownToClient(context.Request, tag))
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        if (representation.Format == Format.Html)
        {
            await ItemsPages.WriteAsync(context, store, query, representation, state).ConfigureAwait(false);
            return;
        }

        context.Response.ContentType = MediaTypes.GeoJson;
        context.Response.Headers["Content-Crs"] = ServedSystems.Header(query.Coordinates.System);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await WriteGeoJsonAsync(context, store, query, representation, state).ConfigureAwait(false);
        }
    }

    private static async Task WriteGeoJsonAsync(HttpContext context, FeatureStore store, FeatureQuery query, Representation representation, string? state)
    {
        var cancellation = context.RequestAborted;
        await using var body = new StreamedBody(context, representation.Coding);
        int count;
        PageEnd? nextAfter;
        var rows = await store.StartAsync(query, cancellation).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            (count, nextAfter) = await FeaturePageWriter.WriteFeaturesAsync(rows, query, body.Buffer, body.PassOnAsync, cancellation).ConfigureAwait(false);
        }

        var matched = await MatchedAsync(store, query, state, count, nextAfter, cancellation).ConfigureAwait(false);
        var links = FeaturePageWriter.LinksOf(context.Request, representation, query, nextAfter);
        FeaturePageWriter.AppendTail(body.Buffer, DateTimeOffset.UtcNow, matched, count, links);
        // Before the end is sent: who has read the answer finds it counted.
        RegisterMetrics.CountServed(query.Collection.Id, count);
        await body.FinishAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>How many features match, where that can be said cheaply; a first page that is also the last has them all.</summary>
    internal static async ValueTask<long?> MatchedAsync(
        FeatureStore store, FeatureQuery query, string? state, int count, PageEnd? nextAfter, CancellationToken cancellation) =>
        query.AfterKey is null && query.Offset == 0 && nextAfter is null ? count : await store.CountAsync(query, state, cancellation).ConfigureAwait(false);
}
