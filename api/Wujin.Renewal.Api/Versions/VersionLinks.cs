using System.Globalization;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Versions;

/// <summary>Addresses and links of versions (relations of RFC 5829).</summary>
internal static class VersionLinks
{
    internal static string List(HttpRequest request, CollectionDefinition collection, string code) => Addresses.Item(request, collection.Id, code) + "/versions";

    internal static string Version(HttpRequest request, CollectionDefinition collection, string code, long version) =>
        List(request, collection, code) + "/" + version.ToString(CultureInfo.InvariantCulture);

    internal static string Difference(HttpRequest request, CollectionDefinition collection, string code, long from, long to) =>
        string.Create(CultureInfo.InvariantCulture, $"{List(request, collection, code)}/{from}..{to}");

    internal static IEnumerable<Link> OfList(HttpRequest request, Representation representation, CollectionDefinition collection, string code, string? next)
    {
        foreach (var link in Addresses.SelfAndAlternate(request, representation, MediaTypes.Json))
        {
            yield return link;
        }

        yield return Latest(request, representation, collection, code);
        if (next is not null)
        {
            yield return new Link(next, "next", MediaTypes.Json) { Title = representation.Language.Pick("更早的版本", "Older versions") };
        }
    }

    internal static IEnumerable<Link> OfVersion(HttpRequest request, Representation representation, CollectionDefinition collection, string code)
    {
        foreach (var link in Addresses.SelfAndAlternate(request, representation, MediaTypes.GeoJson))
        {
            yield return link;
        }

        yield return Latest(request, representation, collection, code);
        yield return new Link(List(request, collection, code), "version-history", MediaTypes.Json) { Title = representation.Language.Pick("历史版本", "All versions") };
    }

    private static Link Latest(HttpRequest request, Representation representation, CollectionDefinition collection, string code) =>
        new(Addresses.Item(request, collection.Id, code), "latest-version", MediaTypes.GeoJson) { Title = representation.Language.Pick("当前版本", "The current version") };
}
