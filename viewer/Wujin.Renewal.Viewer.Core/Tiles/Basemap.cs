using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Wujin.Renewal.Viewer.Core.Connection;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>
/// Pictures below the register: tiles of 256 pixels from an address with <c>{z}</c>, <c>{x}</c>, <c>{y}</c> (Tianditu with its key in the address, or any
/// other; WMTS in its KVP spelling as well), or from an .mbtiles file (MBTiles 1.3) that works without a network.
/// </summary>
/// <remarks>Belongs to the thread of the screen but for the fetching. Addresses are kept on disk like answers of the service.</remarks>
internal sealed class Basemap : IDisposable
{
    private const int Room = 400;
    private const int AtOnce = 6;

    private readonly string _source;
    private readonly ServiceConnection? _network;
    private readonly ConcurrentDictionary<TileAddress, byte[]?> _kept = new();
    private readonly ConcurrentDictionary<TileAddress, bool> _underWay = new();
    private readonly SemaphoreSlim _slots = new(AtOnce);
    private IReadOnlyList<TileAddress> _wanted = [];

    private Basemap(string source, ServiceConnection? network) => (_source, _network) = (source, network);

    /// <summary>Told on any thread when a picture came.</summary>
    public event EventHandler? Arrived;

    /// <summary>Opens what the settings name; null where they name none, or something that is neither address nor file.</summary>
    public static Basemap? Open(string source, DiskCache cache)
    {
        if (source.Contains("{z}", StringComparison.Ordinal) && Uri.TryCreate(Fill(source, default), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return new Basemap(source, new ServiceConnection(new Uri(uri.GetLeftPart(UriPartial.Authority)), cache));
        }

        return File.Exists(source) ? new Basemap(source, null) : null;
    }

    /// <summary>Says what is in view.</summary>
    public void Want(IReadOnlyList<TileAddress> tiles)
    {
        _wanted = tiles;
        foreach (var address in tiles.Where(t => !_kept.ContainsKey(t) && _underWay.TryAdd(t, true)))
        {
            _ = FetchAsync(address);
        }
    }

    /// <summary>Pictures of what is in view that are there.</summary>
    public IReadOnlyList<(TileAddress Address, byte[] Picture)> Pictures() =>
        [.. _wanted.Select(a => (a, _kept.GetValueOrDefault(a))).Where(p => p.Item2 is not null).Select(p => (p.a, p.Item2!))];

    /// <inheritdoc/>
    public void Dispose()
    {
        _wanted = [];
        _network?.Dispose();
    }

    private static string Fill(string template, TileAddress address) => template
        .Replace("{z}", address.Zoom.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{x}", address.Column.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{y}", address.Row.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private async Task FetchAsync(TileAddress address)
    {
        try
        {
            await Task.Yield();
            await _slots.WaitAsync().ConfigureAwait(false);
            try
            {
                if (_wanted.Contains(address))
                {
                    _kept[address] = _network is null ? FromFile(address) : (await _network.GetAsync(Fill(_source, address), "image/*", CancellationToken.None).ConfigureAwait(false)).Body;
                }
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception e) when (e is ApiProblemException or ServiceUnreachableException or SqliteException or ObjectDisposedException)
        {
            // The register is drawn without it; it is asked for again when the map comes back.
            _kept.TryRemove(address, out _);
        }
        finally
        {
            _underWay.TryRemove(address, out _);
        }

        foreach (var old in _kept.Keys.Where(k => _kept.Count > Room && !_wanted.Contains(k)).Take(Room / 4).ToList())
        {
            _kept.TryRemove(old, out _);
        }

        Arrived?.Invoke(this, EventArgs.Empty);
    }

    // Rows of MBTiles count from the south.
    private byte[]? FromFile(TileAddress address)
    {
        using var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _source, Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "SELECT tile_data FROM tiles WHERE zoom_level = $zoom AND tile_column = $column AND tile_row = $row";
        command.Parameters.AddWithValue("$zoom", address.Zoom);
        command.Parameters.AddWithValue("$column", address.Column);
        command.Parameters.AddWithValue("$row", (1 << address.Zoom) - 1 - address.Row);
        return command.ExecuteScalar() as byte[];
    }
}
