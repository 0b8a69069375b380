using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.GeoJson;

namespace Wujin.Renewal.Api.Items;

/// <summary>A page of features for people.</summary>
internal static class ItemsPages
{
    internal static async Task WriteAsync(HttpContext context, FeatureStore store, FeatureQuery query, Representation representation, string? state)
    {
        var cancellation = context.RequestAborted;
        var request = context.Request;
        using var buffer = new Utf8Buffer(StreamedBody.ChunkBytes);
        int count;
        long? nextAfter;
        var rows = await store.StartAsync(query, cancellation).ConfigureAwait(false);
        await using (rows.ConfigureAwait(false))
        {
            (count, nextAfter) = await FeaturePageWriter.WriteFeaturesAsync(rows, query, buffer, passOn: null, cancellation).ConfigureAwait(false);
        }

        buffer.Append("]}"u8);
        using var json = JsonDocument.Parse(buffer.Written);
        var features = json.RootElement.GetProperty("features").EnumerateArray().Select(f => new ShownFeature(f)).ToList();
        var matched = await ItemsEndpoints.MatchedAsync(store, query, state, count, nextAfter, cancellation).ConfigureAwait(false);
        var collection = query.Collection;
        var title = representation.Language.Pick(collection.TitleZh, collection.TitleEn);
        var crumbs = new[] { Crumb.Collections(request, representation), new Crumb(title, Addresses.Collection(request, collection.Id) + Crumb.Keep(representation)) };
        var frame = PageFrame.Of(context, representation, representation.Language.Pick(title + "：要素", title + ": features"), crumbs) with
        {
            HasDemo = features.Any(f => f.IsDemo),
            HasSchematic = features.Any(f => f.IsSchematic),
        };
        var links = FeaturePageWriter.LinksOf(request, representation, collection, nextAfter).ToList();
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var tag = state is null ? null : EntityTag.OfState(state, representation);
        RegisterMetrics.CountServed(collection.Id, count);
        await DocumentResponse.WriteHtmlAsync(context, representation, ItemsPage.Create(new ItemsModel(frame, collection, features, matched, now, links)), tag).ConfigureAwait(false);
    }
}
