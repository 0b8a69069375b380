using System.Collections.Concurrent;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>
/// The vector tiles of what is in view: fetched a few at a time, nearest to the middle first, decoded off the calling thread, kept in memory while there
/// is room. What is no longer in view is not fetched any more.
/// </summary>
/// <remarks>Any thread may call. <see cref="Arrived"/> is told on the thread that fetched.</remarks>
internal sealed class TileStore(ServiceConnection connection, int room = 400) : IDisposable
{
    private const int AtOnce = 6;
    private const string MediaType = "application/vnd.mapbox-vector-tile";

    private readonly ConcurrentDictionary<TileAddress, (VectorTile Tile, long Used)> _kept = new();
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private readonly Lock _gate = new();
    private readonly Dictionary<TileAddress, CancellationTokenSource> _underWay = [];
    private long _clock;

    /// <summary>Told of every tile that came.</summary>
    public event EventHandler<TileAddress>? Arrived;

    /// <summary>Told of what a fetch failed with, unless it was given up.</summary>
    public event EventHandler<Exception>? Failed;

    /// <summary>How many are being fetched.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay.Count;
            }
        }
    }

    /// <summary>A tile that is in memory.</summary>
    public VectorTile? Find(TileAddress address)
    {
        if (!_kept.TryGetValue(address, out var kept))
        {
            return null;
        }

        _kept[address] = (kept.Tile, Interlocked.Increment(ref _clock));
        return kept.Tile;
    }

    /// <summary>Says what is in view: fetches what is missing of it, and gives up what is fetched beside it.</summary>
    public void Want(IReadOnlyList<TileAddress> tiles)
    {
        lock (_gate)
        {
            var wanted = tiles.ToHashSet();
            foreach (var (address, source) in _underWay.Where(u => !wanted.Contains(u.Key)).ToList())
            {
                source.Cancel();
                _underWay.Remove(address);
            }

            foreach (var address in tiles.Where(t => !_kept.ContainsKey(t) && !_underWay.ContainsKey(t)))
            {
                var source = new CancellationTokenSource();
                _underWay[address] = source;
                _ = FetchAsync(address, source);
            }
        }
    }

    /// <summary>Forgets everything in memory: what is in view is asked after again.</summary>
    public void Forget() => _kept.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        Want([]);
        _slots.Dispose();
    }

    private async Task FetchAsync(TileAddress address, CancellationTokenSource source)
    {
        try
        {
            await Task.Yield();
            await _slots.WaitAsync(source.Token).ConfigureAwait(false);
            try
            {
                var answer = await connection.GetAsync(address.Path, MediaType, source.Token).ConfigureAwait(false);
                _kept[address] = (answer.Body.Length == 0 ? VectorTile.Empty : VectorTileReader.Read(answer.Body), Interlocked.Increment(ref _clock));
            }
            finally
            {
                _slots.Release();
            }

            Trim();
            Done(address, source);
            Arrived?.Invoke(this, address);
        }
        catch (OperationCanceledException)
        {
            Done(address, source);
        }
        catch (ObjectDisposedException)
        {
            // The viewer has gone on to another service.
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException or InvalidDataException)
        {
            Done(address, source);
            Failed?.Invoke(this, e);
        }
    }

    private void Done(TileAddress address, CancellationTokenSource source)
    {
        lock (_gate)
        {
            if (_underWay.GetValueOrDefault(address) == source)
            {
                _underWay.Remove(address);
            }
        }

        source.Dispose();
    }

    private void Trim()
    {
        if (_kept.Count > room)
        {
            foreach (var (address, _) in _kept.OrderBy(k => k.Value.Used).Take(_kept.Count - (room * 3 / 4)).ToList())
            {
                _kept.TryRemove(address, out _);
            }
        }
    }
}
