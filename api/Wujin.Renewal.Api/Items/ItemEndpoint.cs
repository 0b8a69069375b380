using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Items;

/// <summary>One feature, <c>/collections/{collectionId}/items/{featureId}</c>.</summary>
internal static class ItemEndpoint
{
    internal static async Task GetAsync(HttpContext context)
    {
        var request = context.Request;
        var collection = CollectionEndpoints.FromRoute(context);
        var code = context.GetRouteValue("featureId") as string ?? "";
        var (query, representation) = ItemsRequest.ReadOne(request, collection);

        using var buffer = new Utf8Buffer(16 * 1024);
        var version = await ReadAsync(context, query, code, buffer).ConfigureAwait(false);
        RegisterMetrics.CountServed(collection.Id, 1);
        FeaturePageWriter.AppendLinks(buffer, LinksOf(request, representation, collection, code));
        buffer.Append((byte)'}');
        if (representation.Format == Format.Html)
        {
            await ItemPages.WriteAsync(context, collection, representation, buffer.Written, version, isPresent: query.AsOf is null).ConfigureAwait(false);
            return;
        }

        context.Response.Headers["Content-Crs"] = ServedSystems.Header(query.Coordinates.System);
        representation = DocumentResponse.ForLength(representation, buffer.Length);
        var tag = EntityTag.OfFeature(version, representation.Coding, query.Coordinates.System);
        await DocumentResponse.WriteAsync(context, representation, buffer.Written, MediaTypes.GeoJson, tag).ConfigureAwait(false);
    }

    private static async Task<long> ReadAsync(HttpContext context, FeatureQuery query, string code, Utf8Buffer buffer)
    {
        var (collection, asOf) = (query.Collection, query.AsOf);
        if (code.Contains('\0', StringComparison.Ordinal))
        {
            throw Missing(collection, code, asOf);
        }

        var store = context.RequestServices.GetRequiredService<FeatureStore>();
        var rows = await store.StartOneAsync(query, code, context.RequestAborted).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            if (!await rows.ReadAsync(context.RequestAborted).ConfigureAwait(false))
            {
                throw Missing(collection, code, asOf);
            }

            var version = FeatureJson.Of(query).AppendOpenFeature(buffer, rows.Current).Version;
            await rows.ReadAsync(context.RequestAborted).ConfigureAwait(false);
            return version;
        }
    }

    private static ProblemException Missing(CollectionDefinition collection, string code, DateTimeOffset? asOf) => ProblemException.NotFound(
        asOf is { } instant
            ? $"The register held no feature '{code}' in {collection.Id} at {instant:yyyy-MM-ddTHH:mm:ssK}."
            : $"There is no feature '{code}' in {collection.Id}.");

    private static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, CollectionDefinition collection, string code) =>
        Addresses.SelfAndAlternate(request, representation, MediaTypes.GeoJson).Concat(ItemLinks.Around(request, representation, collection, code));
}
