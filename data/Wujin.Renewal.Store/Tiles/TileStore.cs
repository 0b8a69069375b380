using System.Collections.Concurrent;
using Npgsql;

namespace Wujin.Renewal.Store.Tiles;

/// <summary>Makes vector tiles of the register as it is now, and tells where it changed.</summary>
public sealed class TileStore
{
    private readonly NpgsqlDataSource _source;
    private readonly TileFeed _feed;
    private readonly ConcurrentDictionary<IReadOnlyList<TileLayer>, string> _sql = new();

    /// <summary>Makes tiles of a register.</summary>
    /// <param name="source">The database.</param>
    /// <param name="layers">The layers whose changes are followed; those of <see cref="TileLayers.All"/> where not given.</param>
    public TileStore(NpgsqlDataSource source, IReadOnlyList<TileLayer>? layers = null)
    {
        _source = source;
        _feed = new TileFeed(layers ?? TileLayers.All);
    }

    /// <summary>Makes a tile.</summary>
    /// <param name="layers">Its layers, lowest first; of one list object the statement is written once.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="cancellation">Ends the query in the database too.</param>
    /// <returns>A Mapbox Vector Tile; empty where nothing is there.</returns>
    public async Task<byte[]> RenderAsync(IReadOnlyList<TileLayer> layers, TileAddress tile, CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(_sql.GetOrAdd(layers, TileStatement.Sql));
        command.Parameters.AddRange(TileStatement.Parameters(tile));
        return (byte[])(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Where the register changed since a position, in whatever process and by whatever program.</summary>
    /// <param name="since">The position of an earlier answer; null for the first.</param>
    /// <param name="cancellation">Ends the query.</param>
    public Task<TileChanges> ChangesAsync(TilePosition? since, CancellationToken cancellation) => _feed.ReadAsync(_source, since, cancellation);
}
