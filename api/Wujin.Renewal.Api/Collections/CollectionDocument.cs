using System.Globalization;
using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Schemas;
using Wujin.Renewal.Api.Tiles;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Collections;

/// <summary>Spatial extent (extent.yaml).</summary>
/// <param name="Bbox">One box: west, south, east, north, degrees.</param>
/// <param name="Crs">Always CRS84.</param>
public sealed record SpatialExtent(double[][] Bbox, string Crs);

/// <summary>Temporal extent (extent.yaml).</summary>
/// <param name="Interval">One interval of RFC 3339 instants; null where open. Both days count whole, in China's time.</param>
public sealed record TemporalExtent([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string?[][] Interval);

/// <summary>Extent (extent.yaml).</summary>
/// <param name="Spatial">In space.</param>
/// <param name="Temporal">In time.</param>
public sealed record Extent(SpatialExtent? Spatial, TemporalExtent? Temporal);

/// <summary>A collection (collection.yaml, and storageCrs of Part 2 as information).</summary>
/// <param name="Id">Identifier in addresses.</param>
/// <param name="Title">Title, in the language of the document.</param>
/// <param name="Description">Description, in the language of the document.</param>
/// <param name="Links">Where its features are.</param>
public sealed record CollectionDocument(string Id, string Title, string Description, IReadOnlyList<Link> Links)
{
    /// <summary>WGS 84, longitude before latitude.</summary>
    internal const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private const string Cgcs2000 = "http://www.opengis.net/def/crs/EPSG/0/4490";

    /// <summary>What the features cover; absent where there is none.</summary>
    public Extent? Extent { get; init; }

    /// <summary>Always <c>feature</c>.</summary>
    public string ItemType { get; } = "feature";

    /// <summary>CRSs that features can be had in; absent where there is no geometry.</summary>
    public IReadOnlyList<string>? Crs { get; init; }

    /// <summary>CRS the geometries are kept in: CGCS2000, taken as identical with WGS 84 at the accuracy of the register.</summary>
    public string? StorageCrs { get; init; }

    internal static CollectionDocument Of(HttpRequest request, Representation representation, CollectionDefinition collection, CollectionExtent extent, bool isAlone)
    {
        var language = representation.Language;
        var hasGeometry = collection.Geometry != GeometryKind.None;
        return new CollectionDocument(
            collection.Id,
            language.Pick(collection.TitleZh, collection.TitleEn),
            language.Pick(collection.DescriptionZh, collection.DescriptionEn),
            [.. LinksOf(request, representation, collection, isAlone)])
        {
            Extent = ExtentOf(extent),
            Crs = hasGeometry ? ServedSystems.Uris : null,
            StorageCrs = hasGeometry ? Cgcs2000 : null,
        };
    }

    private static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, CollectionDefinition collection, bool isAlone)
    {
        var language = representation.Language;
        var address = Addresses.Collection(request, collection.Id);
        var items = Addresses.Items(request, collection.Id);
        if (isAlone)
        {
            foreach (var link in Addresses.SelfAndAlternate(request, representation, MediaTypes.Json))
            {
                yield return link;
            }
        }

        // In the list of collections and in the collection alike, as /req/core/sfc-md-success wants.
        yield return new Link(address, "collection", MediaTypes.Json) { Title = language.Pick("图层", "The collection") };
        yield return new Link(items, "items", MediaTypes.GeoJson) { Title = language.Pick("要素（GeoJSON）", "Features as GeoJSON") };
        yield return new Link(items + "?f=html", "items", MediaTypes.Html) { Title = language.Pick("要素（网页）", "Features as a page") };
        yield return new Link(address + "/export", "enclosure", MediaTypes.GeoJson) { Title = language.Pick("整层导出（GeoJSON）", "The whole collection as GeoJSON") };
        if (TileSet.Find(collection.Id) is { } tiles)
        {
            yield return new Link(Addresses.At(request, tiles.Path), TileSetDescription.TileSetsRelation, MediaTypes.Json) { Title = language.Pick("矢量瓦片", "Vector tiles") };
        }

        foreach (var link in SchemaEndpoints.LinksOf(request, representation, collection))
        {
            yield return link;
        }

        yield return new Link(ServiceText.LicenceUrl, "license", MediaTypes.Html) { Title = language.Pick("许可（MIT）", "Licence (MIT)") };
    }

    private static Extent? ExtentOf(CollectionExtent extent)
    {
        var spatial = extent.Box is { } box ? new SpatialExtent([[box.West, box.South, box.East, box.North]], Crs84) : null;
        var temporal = extent.Time is { } time ? new TemporalExtent([[StartOf(time.Start), EndOf(time.Finish)]]) : null;
        return spatial is null && temporal is null ? null : new Extent(spatial, temporal);
    }

    private static string? StartOf(DateOnly? day) => day is { } d ? Instant(d.ToDateTime(TimeOnly.MinValue)) : null;

    private static string? EndOf(DateOnly? day) => day is { } d ? Instant(d.ToDateTime(new TimeOnly(23, 59, 59))) : null;

    private static string Instant(DateTime inChina) =>
        new DateTimeOffset(inChina, TimeSpan.FromHours(8)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>The list of collections (collections.yaml).</summary>
/// <param name="Links">Self and alternate.</param>
/// <param name="Collections">Every collection.</param>
public sealed record CollectionList(IReadOnlyList<Link> Links, IReadOnlyList<CollectionDocument> Collections);
