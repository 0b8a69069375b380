using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Export;

/// <summary>A whole collection in one answer, <c>/collections/{collectionId}/export</c>, with the filters of a page.</summary>
/// <remarks>
/// Features go out as the database hands them over, in chunks of <see cref="StreamedBody.ChunkBytes"/>; a client that reads slowly slows the query
/// down, one that goes away ends it, and a failure on the way cuts the connection, because the body has no other way to say it is not whole.
/// </remarks>
public static class ExportEndpoint
{
    /// <summary>Maps the export of every collection.</summary>
    public static IEndpointRouteBuilder MapExport(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/collections/{collectionId}/export", GetAsync);
        return routes;
    }

    private static async Task GetAsync(HttpContext context)
    {
        var collection = CollectionEndpoints.FromRoute(context);
        var query = ItemsRequest.ReadExport(context.Request, collection);
        var representation = Representation.Lenient(context.Request, Format.Json);
        var response = context.Response;
        response.ContentType = MediaTypes.GeoJson;
        response.Headers.Vary = Representation.Vary;
        response.Headers["Content-Crs"] = ServedSystems.Header(query.Coordinates.System);
        response.Headers.ContentDisposition = $"attachment; filename=\"{collection.Id}.geojson\"";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await using var body = new StreamedBody(context, representation.Coding);
        var store = context.RequestServices.GetRequiredService<FeatureStore>();
        var rows = await store.StartAsync(query, context.RequestAborted).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            var (count, _) = await FeaturePageWriter.WriteFeaturesAsync(rows, query, body.Buffer, body.PassOnAsync, context.RequestAborted).ConfigureAwait(false);
            var self = new Link(Addresses.Self(context.Request), "self", MediaTypes.GeoJson);
            FeaturePageWriter.AppendTail(body.Buffer, DateTimeOffset.UtcNow, count, count, [self]);
            RegisterMetrics.CountServed(collection.Id, count);
            await body.FinishAsync(context.RequestAborted).ConfigureAwait(false);
        }
    }
}
