using System.Collections.Concurrent;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>
/// Keeps the pictures of what is in view up to date: wants tiles, paints those that came or whose style changed, on threads of its own.
/// </summary>
/// <remarks>All methods but the painting belong to the thread of the screen; <see cref="Painted"/> is told on any.</remarks>
internal sealed class TileWorks(TileStore tiles) : IDisposable
{
    private const int DeepestPicture = 20;
    private const int Room = 600;

    private readonly ConcurrentDictionary<(TileAddress Address, int Stack), (int Style, TilePicture? Picture)> _pictures = new();
    private readonly ConcurrentDictionary<(TileAddress Address, int Stack), int> _underWay = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount - 1));
    private IReadOnlyList<TileAddress> _inView = [];
    private volatile TilePainter? _painter;
    private IReadOnlyList<IReadOnlyList<(string Name, double Opacity)>> _stacks = [];
    private volatile int _style;

    /// <summary>Told when a picture is ready.</summary>
    public event EventHandler? Painted;

    /// <summary>Whether everything in view is painted as it should be.</summary>
    public bool IsIdle => tiles.UnderWay == 0 && _underWay.IsEmpty
        && _inView.All(a => Enumerable.Range(0, _stacks.Count).All(s => _pictures.TryGetValue((a, s), out var p) && p.Style == _style));

    /// <summary>Another style: everything is painted anew, and shown as it was until then.</summary>
    public void SetStyle(SymbolBook book, double scaling, IReadOnlyList<IReadOnlyList<(string Name, double Opacity)>> stacks)
    {
        _painter = new TilePainter(book, scaling);
        (_stacks, _style) = (stacks, _style + 1);
        Work();
    }

    /// <summary>The view has moved.</summary>
    /// <param name="box">Metres of EPSG:3857.</param>
    /// <param name="resolution">Metres a pixel.</param>
    public void SetView(Envelope box, double resolution)
    {
        _inView = TileAddress.Covering(box, TileAddress.ZoomFor(resolution, DeepestPicture));
        tiles.Want([.. _inView.Select(t => t.Served()).Distinct()]);
        Work();
    }

    /// <summary>A tile came, or is to be drawn again after it changed.</summary>
    public void Work()
    {
        var (painter, stacks, style) = (_painter, _stacks, _style);
        if (painter is null)
        {
            return;
        }

        foreach (var address in _inView)
        {
            if (tiles.Find(address.Served()) is not { } tile)
            {
                continue;
            }

            for (var stack = 0; stack < stacks.Count; stack++)
            {
                var key = (address, stack);
                if ((!_pictures.TryGetValue(key, out var old) || old.Style != style) && _underWay.TryAdd(key, style))
                {
                    _ = PaintAsync(key, painter, tile, stacks[stack], style);
                }
            }
        }
    }

    /// <summary>Tiles were changed by a write: everything in view is asked after again.</summary>
    public void Reread()
    {
        tiles.Forget();
        _style++;
        tiles.Want([.. _inView.Select(t => t.Served()).Distinct()]);
    }

    /// <summary>The pictures to show for a stack: those in view, and where one is missing, what is there of other levels.</summary>
    public IReadOnlyList<TilePicture> Pictures(int stack)
    {
        var found = new HashSet<TilePicture>(ReferenceEqualityComparer.Instance);
        foreach (var address in _inView)
        {
            if (Add(address))
            {
                continue;
            }

            for (var up = address.Parent; up is { } parent && !Add(parent) && address.Zoom - parent.Zoom < 6; up = parent.Parent)
            {
            }

            for (var i = 0; i < 4; i++)
            {
                Add(new TileAddress(address.Zoom + 1, (address.Column * 2) + (i & 1), (address.Row * 2) + (i >> 1)));
            }
        }

        return [.. found];

        bool Add(TileAddress address)
        {
            if (!_pictures.TryGetValue((address, stack), out var kept))
            {
                return false;
            }

            if (kept.Picture is not null)
            {
                found.Add(kept.Picture);
            }

            return true;
        }
    }

    /// <summary>The tiles in view that are in memory, for labels.</summary>
    public IReadOnlyList<(TileAddress Address, VectorTile Tile)> InView() =>
        [.. _inView.Select(t => t.Served()).Distinct().Select(a => (Address: a, Tile: tiles.Find(a))).Where(t => t.Tile is not null).Select(t => (t.Address, t.Tile!))];

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task PaintAsync((TileAddress Address, int Stack) key, TilePainter painter, VectorTile tile, IReadOnlyList<(string, double)> layers, int style)
    {
        try
        {
            await Task.Yield();
            await _slots.WaitAsync().ConfigureAwait(false);
            try
            {
                // The view may have gone on while this waited for its turn.
                if (style == _style && _inView.Contains(key.Address))
                {
                    var png = painter.Paint(key.Address, tile, layers);
                    _pictures[key] = (style, png is null ? null : new TilePicture(key.Address, png));
                }
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (ObjectDisposedException)
        {
            return;
        }
        finally
        {
            _underWay.TryRemove(key, out _);
        }

        Trim();
        Painted?.Invoke(this, EventArgs.Empty);
    }

    private void Trim()
    {
        if (_pictures.Count > Room)
        {
            var inView = _inView.ToHashSet();
            foreach (var key in _pictures.Keys.Where(k => !inView.Contains(k.Address)).Take(Room / 3).ToList())
            {
                _pictures.TryRemove(key, out _);
            }
        }
    }
}
