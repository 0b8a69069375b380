using System.Diagnostics.CodeAnalysis;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>A place in the cache: a tile, or the making of it, which all wait for who want it meanwhile.</summary>
/// <param name="set">Of which tiles.</param>
/// <param name="address">Which one.</param>
/// <param name="render">Makes it.</param>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without timers holds nothing to give back.")]
internal sealed class CachedTile(TileSet set, TileAddress address, Func<TileSet, TileAddress, CancellationToken, Task<Tile>> render)
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _nobodyWaits = new();
    private Task<Tile>? _making;
    private int _waiting;

    /// <summary>When it was last asked for, milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    internal long LastUsed { get; private set; } = Environment.TickCount64;

    /// <summary>Bytes counted for it; kept by the cache.</summary>
    internal int CountedBytes { get; set; }

    /// <summary>What it covers.</summary>
    internal TileWindow Window { get; } = address.Window;

    /// <summary>Whether a change touches it.</summary>
    internal bool IsTouchedBy(in ChangedArea change) => (set.Mask & (1UL << change.Layer)) != 0 && Window.Touches(change.Window);

    /// <summary>Whether the making failed or was stopped: then the place is of no use.</summary>
    internal bool IsSpoilt => _nobodyWaits.IsCancellationRequested || _making is { IsFaulted: true } or { IsCanceled: true };

    /// <summary>The tile where it is there already.</summary>
    internal Tile? Finished
    {
        get
        {
            if (_making is not { IsCompletedSuccessfully: true } made)
            {
                return null;
            }

            LastUsed = Environment.TickCount64;
            return made.Result;
        }
    }

    /// <summary>Waits for the tile, starting to make it where nobody has. The last to lose patience stops it.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, or joined just as everybody else had.</exception>
    internal async Task<Tile> WaitAsync(CancellationToken cancellation)
    {
        Task<Tile> making;
        lock (_lock)
        {
            _waiting++;
            making = _making ??= render(set, address, _nobodyWaits.Token);
        }

        try
        {
            return await making.WaitAsync(cancellation).ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
            {
                if (--_waiting == 0 && !making.IsCompleted)
                {
                    _nobodyWaits.Cancel();
                }
            }
        }
    }
}
