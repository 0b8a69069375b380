using System.Globalization;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Items;

/// <summary>A page of features for people: a form to narrow them, a small map, a table.</summary>
internal static class ItemsPages
{
    /// <summary>So many features are drawn on the map at most; of more, those on the page are.</summary>
    private const int MostOnMap = 2000;

    internal static async Task WriteAsync(HttpContext context, FeatureStore store, FeatureQuery query, Representation representation, string? state)
    {
        var (request, collection, cancellation) = (context.Request, query.Collection, context.RequestAborted);
        var (features, nextAfter) = await ShownFeatures.ReadAsync(store, query, cancellation).ConfigureAwait(false);
        var matched = await ItemsEndpoints.MatchedAsync(store, query, state, features.Count, nextAfter, cancellation).ConfigureAwait(false);
        var towns = await context.RequestServices.GetRequiredService<Towns>().ReadAsync(state, cancellation).ConfigureAwait(false);
        var title = representation.Language.Pick(collection.TitleZh, collection.TitleEn);
        var crumbs = new[] { Crumb.Collections(request, representation), new Crumb(title, Addresses.Collection(request, collection.Id) + Crumb.Keep(representation)) };
        var frame = PageFrame.Of(context, representation, representation.Language.Pick(title + "：要素", title + ": features"), crumbs);
        var onMap = matched > features.Count && matched <= MostOnMap
            ? (await ShownFeatures.ReadAsync(store, query with { AfterKey = null, AfterValues = [], Limit = MostOnMap }, cancellation).ConfigureAwait(false)).Features
            : features;
        frame = frame with
        {
            HasDemo = onMap.Any(f => f.IsDemo),
            HasSchematic = onMap.Any(f => f.IsSchematic) || (onMap.Any(f => f.Rings.Count > 0) && towns.Any(t => t.IsSchematic)),
        };
        var label = matched is { } all && onMap.Count == all
            ? frame.T($"图中为全部 {Shown.Count(all)} 个", $"All {Shown.Count(all)} on the map")
            : frame.T("图中为本页要素", "The map shows this page");
        var isOfTowns = collection == Domain.Schema.RegisterCatalogue.Towns;
        var map = DistrictMap.Of(
            frame, isOfTowns ? [] : towns, onMap, f => Addresses.Item(request, collection.Id, f.Id) + frame.Keep, label);
        var links = FeaturePageWriter.LinksOf(request, representation, query, nextAfter).ToList();
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var tag = state is null ? null : EntityTag.OfState(state, representation);
        RegisterMetrics.CountServed(collection.Id, features.Count);
        var model = new ItemsModel(frame, collection, features, matched, now, links)
        {
            Form = FilterForm.Of(request, frame, collection, towns),
            Map = map,
            Legend = Legend.Of(frame, collection, onMap),
        };
        await DocumentResponse.WriteHtmlAsync(context, representation, ItemsPage.Create(model), tag).ConfigureAwait(false);
    }
}
