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
internal static class TileFeed
{
    /// <summary>More changed rows than this are not looked at one by one.</summary>
    private const int MostRows = 10_000;

    private const string Latest = "SELECT (SELECT max(recorded_at) FROM renewal.change), pg_postmaster_start_time()";

    /// <remarks>One layer a table and kind, in the order of <see cref="TileLayers.All"/>.</remarks>
    private static readonly string Areas = string.Join("\nUNION ALL\n", TileLayers.All.Select(AreasOf));

    internal static async Task<TileChanges> ReadAsync(NpgsqlDataSource source, TilePosition? since, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        var now = await PositionAsync(connection, cancellation).ConfigureAwait(false);
        if (since == now)
        {
            return new TileChanges(now, []);
        }

        return since is null || since.ServerStart != now.ServerStart || now.Recorded < since.Recorded
            ? new TileChanges(now, null)
            : new TileChanges(now, await AreasAsync(connection, since.Recorded ?? DateTime.UnixEpoch, cancellation).ConfigureAwait(false));
    }

    private static async Task<TilePosition> PositionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Latest, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return new TilePosition(reader.IsDBNull(0) ? null : reader.GetDateTime(0), reader.GetDateTime(1));
    }

    private static async Task<IReadOnlyList<ChangedArea>?> AreasAsync(NpgsqlConnection connection, DateTime since, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Areas, connection);
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var areas = new List<ChangedArea>();
        var rows = new long[TileLayers.All.Count];
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
