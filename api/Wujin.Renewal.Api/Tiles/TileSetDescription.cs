using System.Globalization;
using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>Describes a tileset: for OGC API – Tiles, and as TileJSON.</summary>
internal static class TileSetDescription
{
    private const string Relation = "http://www.opengis.net/def/rel/ogc/1.0/";

    /// <summary>Relation of a list of vector tilesets.</summary>
    internal const string TileSetsRelation = Relation + "tilesets-vector";

    /// <summary>Relation of a tile matrix set.</summary>
    internal const string TilingSchemeRelation = Relation + "tiling-scheme";

    /// <summary>Relation of the list of tile matrix sets.</summary>
    internal const string TilingSchemesRelation = Relation + "tiling-schemes";

    internal static string Title(TileSet set, Language language) => set.Collection is { } collection
        ? language.Pick(collection.TitleZh + "：矢量瓦片", collection.TitleEn + ": vector tiles")
        : language.Pick("全图矢量瓦片", "Vector tiles of the whole map");

    internal static string Description(TileSet set, Language language) => set.Collection is { } collection
        ? language.Pick(collection.DescriptionZh, collection.DescriptionEn)
        : ServiceText.Description(language);

    internal static TileSetEntry Entry(HttpRequest request, Representation representation, TileSet set) =>
        new(Title(set, representation.Language), [Self(request, representation, set), .. Around(request, representation, set)]);

    internal static TileSetDocument Document(HttpRequest request, Representation representation, TileSet set, BoundingBox? box) => new(
        Title(set, representation.Language),
        [.. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json), .. Around(request, representation, set)],
        Description(set, representation.Language),
        [.. set.Layers.Select(l => Layer(l, representation.Language))],
        [.. Enumerable.Range(0, TileLayers.MaximumZoom + 1).Select(Limits)],
        box is { } b ? new TileBox([b.West, b.South], [b.East, b.North]) : null);

    internal static TileJson TileJson(HttpRequest request, Representation representation, TileSet set, BoundingBox? box) => new(
        [TileSetAddress(request, set) + "/{z}/{y}/{x}"],
        Title(set, representation.Language),
        Description(set, representation.Language),
        set.Layers.Min(l => l.MinimumZoom),
        TileLayers.MaximumZoom,
        box is { } b ? [b.West, b.South, b.East, b.North] : null,
        box is { } c ? [(c.West + c.East) / 2, (c.South + c.North) / 2, 10] : null,
        [
            .. set.Layers.Select(l => new TileJsonLayer(
                l.Id,
                l.Properties.ToDictionary(p => p.Name, p => representation.Language.Pick(p.TitleZh, p.TitleEn), StringComparer.Ordinal),
                representation.Language.Pick(l.Collection.TitleZh, l.Collection.TitleEn),
                l.MinimumZoom,
                TileLayers.MaximumZoom)),
        ]);

    /// <summary>Address of the tileset.</summary>
    internal static string TileSetAddress(HttpRequest request, TileSet set) => Addresses.At(request, $"{set.Path}/{WebMercatorQuad.Id}");

    /// <summary>Address of the tile matrix set.</summary>
    internal static string TilingSchemeAddress(HttpRequest request) => Addresses.At(request, "/tileMatrixSets/" + WebMercatorQuad.Id);

    private static Link Self(HttpRequest request, Representation representation, TileSet set) =>
        new(TileSetAddress(request, set), "self", MediaTypes.Json) { Title = Title(set, representation.Language) };

    private static IEnumerable<object> Around(HttpRequest request, Representation representation, TileSet set)
    {
        var (address, language) = (TileSetAddress(request, set), representation.Language);
        yield return new TemplatedLink(address + "/{tileMatrix}/{tileRow}/{tileCol}", "item", MediaTypes.VectorTile, language.Pick("瓦片（MVT）", "Tiles (MVT)"));
        yield return new Link(address + "?f=tilejson", "alternate", MediaTypes.TileJson) { Title = "TileJSON" };
        yield return new Link(TilingSchemeAddress(request), TilingSchemeRelation, MediaTypes.Json) { Title = WebMercatorQuad.Id };
        if (set.Collection is { } collection)
        {
            yield return new Link(Addresses.Collection(request, collection.Id), Relation + "geodata", MediaTypes.Json) { Title = language.Pick(collection.TitleZh, collection.TitleEn) };
        }
    }

    private static TileLayerDocument Layer(TileLayer layer, Language language) => new(
        layer.Id,
        language.Pick(layer.Collection.TitleZh, layer.Collection.TitleEn),
        language.Pick(layer.Collection.DescriptionZh, layer.Collection.DescriptionEn),
        layer.Collection.Geometry == GeometryKind.Point ? 0 : 2,
        Number(layer.MinimumZoom),
        Number(TileLayers.MaximumZoom),
        new TileAttributes(layer.Properties.ToDictionary(
            p => p.Name,
            p => new TileAttribute(JsonType(p.Type), language.Pick(p.TitleZh, p.TitleEn)) { Values = p.Codes?.Entries.Select(e => e.Code).ToList() },
            StringComparer.Ordinal)));

    private static TileLimits Limits(int zoom)
    {
        var last = (1 << zoom) - 1;
        return new TileLimits(Number(zoom), 0, last, 0, last);
    }

    private static string JsonType(PropertyType type) => type switch
    {
        PropertyType.Integer => "integer",
        PropertyType.Decimal or PropertyType.Number => "number",
        PropertyType.Boolean => "boolean",
        _ => "string",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
