using Npgsql;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Tiles;

/// <summary>
/// The register's own history as a feed of changed areas. Stamps of changes follow the order of commits, and a change is stamped under a lock that is held
/// until it is visible (0001_recording.sql). So whoever sees a change sees all with earlier stamps, and "everything stamped after the latest I
/// saw" leaves nothing out: no notification to miss, no table of its own to fill and to empty, and psql writes to it like everybody else.
/// </summary>
/// <remarks>
/// The question that nearly always is answered by "nothing" is one step in an index, 0.03 ms. It is asked for every request, or rather once for all that
/// wait at the same time. <c>LISTEN</c> would spare it, but a notification travels beside the answer to the writer, and can come after the
/// writer's next request.
/// </remarks>
internal sealed class TileFeed
{
    /// <summary>More changed rows than this are not looked at one by one.</summary>
    private const int MostRows = 10_000;

    private static readonly TileWindow Everywhere = new(-180, -90, 180, 90);

    private readonly int _layers;
    private readonly string _latest;
    private readonly string? _areas;

    internal TileFeed(IReadOnlyList<TileLayer> layers)
    {
        _layers = layers.Count;
        var generations = layers.Select(l => l.Generation is { } query ? $"({query})::text" : "NULL");
        _latest = $"""
            SELECT (SELECT max(recorded_at) FROM renewal.change), pg_postmaster_start_time(),
                ARRAY[{string.Join(", ", generations)}]::text[]
            """;
        var areas = layers.Select((layer, index) => (layer, index)).Where(l => l.layer.Generation is null).Select(l => AreasOf(l.layer, l.index)).ToList();
        _areas = areas.Count == 0 ? null : string.Join("\nUNION ALL\n", areas);
    }

    internal async Task<TileChanges> ReadAsync(NpgsqlDataSource source, TilePosition? since, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var now = await PositionAsync(connection, cancellation).ConfigureAwait(false);
        if (since is null || since.ServerStart != now.ServerStart || now.Recorded < since.Recorded)
        {
            return new TileChanges(now, null);
        }

        List<ChangedArea> areas = [.. Enumerable.Range(0, _layers).Where(i => since.Generations[i] != now.Generations[i]).Select(i => new ChangedArea(i, Everywhere))];
        if (since.Recorded == now.Recorded || _areas is null)
        {
            return new TileChanges(now, areas);
        }

        var recorded = await AreasAsync(connection, since.Recorded ?? DateTime.UnixEpoch, cancellation).ConfigureAwait(false);
        return new TileChanges(now, recorded is null ? null : [.. areas, .. recorded]);
    }

    private async Task<TilePosition> PositionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(_latest, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return new TilePosition(reader.IsDBNull(0) ? null : reader.GetDateTime(0), reader.GetDateTime(1), reader.GetFieldValue<string?[]>(2));
    }

    private async Task<IReadOnlyList<ChangedArea>?> AreasAsync(NpgsqlConnection connection, DateTime since, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(_areas, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var areas = new List<ChangedArea>();
        var rows = new long[_layers];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            var layer = reader.GetInt32(0);
            rows[layer] += reader.GetInt64(1);
            areas.Add(new ChangedArea(layer, new TileWindow(reader.GetDouble(2), reader.GetDouble(3), reader.GetDouble(4), reader.GetDouble(5))));
        }

        return rows.Any(r => r > MostRows) ? null : areas;
    }

    /// <remarks>
    /// Of every changed row the outline before and after; neighbours share a box of a twentieth of a degree, so that a bulk change is a few hundred boxes
    /// and a change here leaves the tiles there alone.
    /// </remarks>
    private static string AreasOf(TileLayer layer, int index)
    {
        var table = FeatureTable.Of(layer.Collection);
        var kind = table.Kind is null ? "" : $" AND v.kind = '{table.Kind}'";
        return $"""
            SELECT {index}, count(*), min(ST_XMin(b.geom)), min(ST_YMin(b.geom)), max(ST_XMax(b.geom)), max(ST_YMax(b.geom))
            FROM (
                SELECT g.geom
                FROM renewal.change c
                JOIN renewal.{table.Name}_version v ON v.recorded_change = c.change_id{kind}
                LEFT JOIN renewal.{table.Name}_version p ON p.{table.KeyColumn} = v.{table.KeyColumn} AND p.recorded_version = v.recorded_version - 1,
                LATERAL (VALUES (v.geom::geometry), (p.geom::geometry)) g(geom)
                WHERE c.recorded_at > $1 AND g.geom IS NOT NULL
                LIMIT {MostRows + 1}
            ) b
            GROUP BY floor(ST_XMin(b.geom) * 20), floor(ST_YMin(b.geom) * 20)
            """;
    }
}
