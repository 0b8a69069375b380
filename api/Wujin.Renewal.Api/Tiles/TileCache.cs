using System.Collections.Concurrent;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>
/// Tiles as they are now. Before each answer the cache notices what was committed before the request came (<see cref="ChangeGate"/>) and drops the tiles in
/// which something changed, no others: an edit shows in the very next request, whoever made it, and everything else stays.
/// </summary>
/// <remarks>
/// Why a tile that is found is true. It was put in its place before it was begun to be read, and the reading of the database began after that. Changes that
/// were noticed earlier are therefore in it; those noticed later took it out of its place if they touch it. So what is in its place lacks nothing that
/// the gate has seen, and the gate has seen all that was committed before the request.
/// </remarks>
internal sealed class TileCache : IDisposable
{
    /// <summary>Tiles made at the same time: more would wait for processors, and take connections from those who read features.</summary>
    private const int MostAtOnce = 8;

    private readonly ConcurrentDictionary<(TileSet Set, TileAddress Address), CachedTile> _tiles = new();
    private readonly SemaphoreSlim _slots = new(MostAtOnce);
    private readonly Lock _trimming = new();
    private readonly ChangeGate _gate;
    private readonly TileStore _store;
    private readonly long _mostBytes;
    private TilePosition? _position;
    private long _bytes;
    private long _rendered;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="store">Makes tiles and tells changes.</param>
    /// <param name="mostBytes">Memory it may take; beyond that the tiles that nobody asked for longest go.</param>
    internal TileCache(TileStore store, long mostBytes = 64 << 20)
    {
        (_store, _mostBytes) = (store, mostBytes);
        _gate = new ChangeGate(NoticeAsync);
    }

    /// <summary>How many tiles are kept.</summary>
    internal int Count => _tiles.Count;

    /// <summary>How many bytes are kept, about.</summary>
    internal long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How often the database was asked for a tile.</summary>
    internal long Rendered => Interlocked.Read(ref _rendered);

    /// <summary>A tile that shows all that was committed before the call.</summary>
    internal async Task<TileBody?> GetAsync(TileSet set, TileAddress address, ContentCoding coding, CancellationToken cancellation)
    {
        await _gate.PassAsync().WaitAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            var key = (set, address);
            var place = _tiles.TryGetValue(key, out var found) ? found : _tiles.GetOrAdd(key, new CachedTile(set, address, RenderAsync));
            try
            {
                var tile = place.Finished ?? await place.WaitAsync(cancellation).ConfigureAwait(false);
                var body = tile.In(coding);
                Account(key, place, tile.Size);
                return tile.IsEmpty ? null : body;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Everybody else who waited for it had gone, and it was stopped; it is wanted again.
                Drop(key, place);
            }
            catch when (place.IsSpoilt)
            {
                Drop(key, place);
                throw;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task<Tile> RenderAsync(TileSet set, TileAddress address, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            Interlocked.Increment(ref _rendered);
            return new Tile(await _store.RenderAsync(set.Layers, address, cancellation).ConfigureAwait(false));
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task NoticeAsync()
    {
        var changes = await _store.ChangesAsync(_position, CancellationToken.None).ConfigureAwait(false);
        if (changes.Areas is null)
        {
            foreach (var (key, place) in _tiles)
            {
                Drop(key, place);
            }
        }
        else if (changes.Areas.Count > 0)
        {
            foreach (var (key, place) in _tiles)
            {
                if (changes.Areas.Any(area => place.IsTouchedBy(area)))
                {
                    Drop(key, place);
                }
            }
        }

        _position = changes.Position;
    }

    /// <summary>Counts what a tile takes, as far as it is not counted, and makes room where that is too much.</summary>
    private void Account((TileSet, TileAddress) key, CachedTile place, int size)
    {
        if (place.CountedBytes == size)
        {
            return;
        }

        lock (place)
        {
            if (!_tiles.TryGetValue(key, out var current) || current != place)
            {
                return;
            }

            Interlocked.Add(ref _bytes, size - place.CountedBytes);
            place.CountedBytes = size;
        }

        if (Bytes > _mostBytes && _trimming.TryEnter())
        {
            try
            {
                Trim();
            }
            finally
            {
                _trimming.Exit();
            }
        }
    }

    private void Trim()
    {
        foreach (var (key, place) in _tiles.ToArray().OrderBy(t => t.Value.LastUsed))
        {
            if (Bytes <= _mostBytes / 4 * 3)
            {
                return;
            }

            Drop(key, place);
        }
    }

    private void Drop((TileSet, TileAddress) key, CachedTile place)
    {
        lock (place)
        {
            if (_tiles.TryRemove(KeyValuePair.Create(key, place)))
            {
                Interlocked.Add(ref _bytes, -place.CountedBytes);
            }
        }
    }
}
