using System.Text.Json;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Versions;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.Stages;
using Wujin.Renewal.Store.Versions;

namespace Wujin.Renewal.Api.Items;

/// <summary>One feature for people: what it is, where it is, how it came there.</summary>
internal static class ItemPages
{
    /// <summary>So many versions stand on the page; the others on a page of their own.</summary>
    private const int ShownVersions = 8;

    /// <summary>Writes the page of a feature.</summary>
    /// <param name="context">The request.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="representation">Language and compression.</param>
    /// <param name="geoJson">The feature as GeoJSON, with its links.</param>
    /// <param name="version">Its version.</param>
    /// <param name="isPresent">Whether this is the feature as it is now, so that its stages and its history belong beside it.</param>
    internal static async Task WriteAsync(
        HttpContext context, CollectionDefinition collection, Representation representation, ReadOnlyMemory<byte> geoJson, long version, bool isPresent)
    {
        using var json = JsonDocument.Parse(geoJson);
        var feature = new ShownFeature(json.RootElement);
        var (request, services, cancellation) = (context.Request, context.RequestServices, context.RequestAborted);
        var state = await services.GetRequiredService<FeatureStore>().StateAsync(cancellation).ConfigureAwait(false);
        var towns = await services.GetRequiredService<Towns>().ReadAsync(state, cancellation).ConfigureAwait(false);
        var frame = PageFrame.Of(context, representation, "", Crumbs.OfItems(request, representation, collection));
        var map = DistrictMap.Of(frame, towns, [feature], _ => null, frame.T("在全区的位置", "Where it is in the district"));
        frame = frame with
        {
            Title = feature.Name(frame), HasDemo = feature.IsDemo, HasSchematic = feature.IsSchematic || (map is not null && towns.Any(t => t.IsSchematic)),
        };
        var model = new ItemModel(frame, collection, feature, json.RootElement.GetProperty("links").Deserialize<List<Link>>(ApiJson.Reflected)!)
        {
            Map = map,
            Formats = [.. FormatsOf(request, representation, collection, feature.Id, isPresent)],
            Timeline = isPresent ? await TimelineAsync(context, frame, collection, feature.Id).ConfigureAwait(false) : null,
            History = isPresent ? await HistoryAsync(context, frame, collection, feature.Id).ConfigureAwait(false) : null,
        };
        await DocumentResponse.WriteHtmlAsync(context, representation, ItemPage.Create(model), EntityTag.OfPage(version, representation, state)).ConfigureAwait(false);
    }

    private static async Task<StageTimeline?> TimelineAsync(HttpContext context, PageFrame frame, CollectionDefinition collection, string code) =>
        collection.SiteKind is { } kind
            && await context.RequestServices.GetRequiredService<StageStore>().ReadAsync(kind, code, context.RequestAborted).ConfigureAwait(false) is { } history
                ? StageTimeline.Of(frame, history)
                : null;

    private static async Task<VersionsModel> HistoryAsync(HttpContext context, PageFrame frame, CollectionDefinition collection, string code)
    {
        var entries = await context.RequestServices.GetRequiredService<VersionStore>()
            .ListAsync(collection, code, null, ShownVersions, context.RequestAborted).ConfigureAwait(false);
        return new VersionsModel(frame, collection, new VersionList(
            code, [.. entries.Select(e => VersionDocument.Of(e, VersionEndpoints.LinksOf(context.Request, collection, code, e)))], []));
    }

    private static IEnumerable<Link> FormatsOf(HttpRequest request, Representation representation, CollectionDefinition collection, string code, bool isPresent)
    {
        var address = Addresses.Item(request, collection.Id, code);
        yield return new Link(Addresses.With(request, "f", "json"), "alternate", MediaTypes.GeoJson) { Title = "GeoJSON" };
        if (!isPresent)
        {
            yield break;
        }

        if (collection.SiteKind is not null)
        {
            yield return new Link(address + "/stage?f=json", "related", MediaTypes.Json) { Title = representation.Language.Pick("阶段 JSON", "Stages as JSON") };
        }

        yield return new Link(address + "/versions?f=json", "version-history", MediaTypes.Json) { Title = representation.Language.Pick("历史 JSON", "History as JSON") };
    }
}
