using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Tiles;

/// <summary>
/// A layer of vector tiles: a collection and what of it a map needs. One entry in <see cref="TileLayers"/> makes a tileset of its own, a layer of the
/// whole map, and its part of every description. Tiles learn of changes from the history of the table behind the collection
/// (<c>renewal.keep_history</c>), or from <see cref="Generation"/>.
/// </summary>
/// <param name="Collection">The collection; its id is the name of the layer.</param>
/// <param name="Attributes">The properties that features carry in tiles, in this order; <c>code</c> leads from the map to the feature.</param>
public sealed record TileLayer(CollectionDefinition Collection, params IReadOnlyList<string> Attributes)
{
    /// <summary>Name of the layer in tiles.</summary>
    public string Id => Collection.Id;

    /// <summary>First zoom at which the layer is drawn.</summary>
    public int MinimumZoom { get; init; }

    /// <summary>
    /// Which features are drawn at a zoom, as SQL over the row <c>f</c> and the number <c>{zoom}</c>, such as <c>f.minimum_zoom &lt;= {zoom}</c>; null
    /// for all.
    /// </summary>
    public string? Condition { get; init; }

    /// <summary>
    /// For a layer whose table keeps no history: a query of one value that is another whenever the layer is, such as the number of the road network in
    /// use. When it changes, all tiles of the layer are made anew. Null where the history tells.
    /// </summary>
    public string? Generation { get; init; }

    /// <summary>The definitions of <see cref="Attributes"/>.</summary>
    public IEnumerable<PropertyDefinition> Properties => Attributes.Select(name => Collection.Find(name)!);
}
