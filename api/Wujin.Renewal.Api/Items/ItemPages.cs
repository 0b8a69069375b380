using System.Text.Json;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Items;

/// <summary>One feature for people.</summary>
internal static class ItemPages
{
    internal static async Task WriteAsync(
        HttpContext context, CollectionDefinition collection, Representation representation, ReadOnlyMemory<byte> geoJson, long version)
    {
        using var json = JsonDocument.Parse(geoJson);
        var feature = new ShownFeature(json.RootElement);
        var links = json.RootElement.GetProperty("links").Deserialize<List<Link>>(ApiJson.Reflected)!;
        var frame = PageFrame.Of(context, representation, "", Crumbs.OfItems(context.Request, representation, collection));
        frame = frame with { Title = feature.Name(frame), HasDemo = feature.IsDemo, HasSchematic = feature.IsSchematic };
        await DocumentResponse.WriteHtmlAsync(
            context, representation, ItemPage.Create(new ItemModel(frame, collection, feature, links)), EntityTag.OfPage(version, representation)).ConfigureAwait(false);
    }
}
