using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>Tiles that belong together: those of a collection, or those of the whole map.</summary>
internal sealed class TileSet
{
    private TileSet(CollectionDefinition? collection, IReadOnlyList<TileLayer> layers)
    {
        Collection = collection;
        Layers = layers;
        Mask = layers.Aggregate(0UL, (mask, layer) => mask | (1UL << TileLayers.All.ToList().IndexOf(layer)));
    }

    /// <summary>The tiles of the whole map.</summary>
    public static TileSet WholeMap { get; } = new(null, TileLayers.All);

    /// <summary>The collection; null for the whole map.</summary>
    public CollectionDefinition? Collection { get; }

    /// <summary>Its layers, lowest first.</summary>
    public IReadOnlyList<TileLayer> Layers { get; }

    /// <summary>Bit i is set where it holds layer i of <see cref="TileLayers.All"/>.</summary>
    public ulong Mask { get; }

    /// <summary>Where the tilesets are listed, below the root.</summary>
    public string Path => Collection is null ? "/tiles" : $"/collections/{Collection.Id}/tiles";

    private static readonly Dictionary<string, TileSet> ByCollection =
        TileLayers.All.ToDictionary(l => l.Id, l => new TileSet(l.Collection, [l]), StringComparer.Ordinal);

    /// <summary>The tiles of a collection; null where it is not drawn.</summary>
    public static TileSet? Find(string collectionId) => ByCollection.GetValueOrDefault(collectionId);
}
