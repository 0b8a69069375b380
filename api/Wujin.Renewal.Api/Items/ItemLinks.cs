using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Items;

/// <summary>The links of a feature, the same whether it is read or answers a write.</summary>
internal static class ItemLinks
{
    /// <summary>All links of the feature as GeoJSON, with the address it has by itself.</summary>
    internal static IEnumerable<Link> Of(HttpRequest request, Representation representation, CollectionDefinition collection, string code)
    {
        var (address, language) = (Addresses.Item(request, collection.Id, code), representation.Language);
        yield return new Link(address, "self", MediaTypes.GeoJson) { Hreflang = language.Tag(), Title = language.Pick("本文档", "This document") };
        yield return new Link(address + "?f=html", "alternate", MediaTypes.Html)
        {
            Hreflang = language.Tag(), Title = language.Pick("本文档（网页）", "This document as a page"),
        };
        foreach (var link in Around(request, representation, collection, code))
        {
            yield return link;
        }
    }

    /// <summary>Where one can go from a feature: its collection, its versions, its stages.</summary>
    internal static IEnumerable<Link> Around(HttpRequest request, Representation representation, CollectionDefinition collection, string code)
    {
        var (address, language) = (Addresses.Item(request, collection.Id, code), representation.Language);
        yield return new Link(Addresses.Collection(request, collection.Id), "collection", MediaTypes.Json) { Title = language.Pick(collection.TitleZh, collection.TitleEn) };
        if (collection.IsDerived)
        {
            yield break;
        }

        yield return new Link(address + "/versions", "version-history", MediaTypes.Json) { Title = language.Pick("历史版本", "All versions") };
        if (collection.SiteKind is not null)
        {
            yield return new Link(address + "/stage", "related", MediaTypes.Json) { Title = language.Pick("阶段", "Stages") };
        }
    }
}
