using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Html;

/// <summary>The path above pages that belong to one feature.</summary>
internal static class Crumbs
{
    /// <summary>Collections, the collection, its features.</summary>
    internal static IEnumerable<Crumb> OfItems(HttpRequest request, Representation representation, CollectionDefinition collection)
    {
        var keep = Crumb.Keep(representation);
        yield return Crumb.Collections(request, representation);
        yield return new Crumb(representation.Language.Pick(collection.TitleZh, collection.TitleEn), Addresses.Collection(request, collection.Id) + keep);
        yield return new Crumb(representation.Language.Pick("要素", "Features"), Addresses.Items(request, collection.Id) + keep);
    }

    /// <summary>As <see cref="OfItems"/>, and the feature.</summary>
    internal static IEnumerable<Crumb> OfItem(HttpRequest request, Representation representation, CollectionDefinition collection, string code) =>
        OfItems(request, representation, collection).Append(new Crumb(code, Addresses.Item(request, collection.Id, code) + Crumb.Keep(representation)));
}
