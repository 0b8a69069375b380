using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Connectivity;

/// <summary>A layer of points: schools, clinics, stations.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Revision">Another number whenever it is replaced.</param>
/// <param name="Points">Longitude and latitude in degrees.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">By whom.</param>
public sealed record PointLayer(string Code, long Revision, IReadOnlyList<(double Longitude, double Latitude)> Points, DateTimeOffset RecordedAt, string Actor);

/// <summary>Layers of points, and the minutes of sites to the nearest point of each.</summary>
public sealed class PointLayerStore(NpgsqlDataSource source)
{
    /// <summary>All layers.</summary>
    public async Task<IReadOnlyList<PointLayer>> AllAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""
            SELECT code, revision, (SELECT array_agg(ST_X(d.geom) ORDER BY d.path) FROM ST_Dump(points) d), (SELECT array_agg(ST_Y(d.geom) ORDER BY d.path) FROM ST_Dump(points) d),
                recorded_at, actor
            FROM renewal.point_layer ORDER BY code
            """);
        var layers = new List<PointLayer>();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            layers.Add(new PointLayer(
                reader.GetString(0), reader.GetInt64(1), [.. reader.GetFieldValue<double[]>(2).Zip(reader.GetFieldValue<double[]>(3))],
                reader.GetFieldValue<DateTimeOffset>(4), reader.GetString(5)));
        }

        return layers;
    }

    /// <summary>Records a layer, in the place of one of the same code.</summary>
    /// <returns>Whether there was none before.</returns>
    public async Task<bool> PutAsync(string code, IReadOnlyList<(double Longitude, double Latitude)> points, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(points);
        await using var command = source.CreateCommand("""
            INSERT INTO renewal.point_layer AS l (code, points, actor)
            SELECT $1, ST_Collect(ST_SetSRID(ST_MakePoint(x, y), 4490) ORDER BY n), $4 FROM unnest($2, $3) WITH ORDINALITY AS p (x, y, n)
            ON CONFLICT (code) DO UPDATE SET points = excluded.points, actor = excluded.actor, recorded_at = clock_timestamp(), revision = DEFAULT
            RETURNING l.xmax = 0
            """);
        void Add(object value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        Add(code, NpgsqlDbType.Text);
        Add(points.Select(p => p.Longitude).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(points.Select(p => p.Latitude).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(actor, NpgsqlDbType.Text);
        return (bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Takes a layer away, with the minutes to it.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string code, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("DELETE FROM renewal.point_layer WHERE code = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = code });
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) > 0;
    }

    /// <summary>Replaces the minutes of all sites to a layer in a profile. Nothing happens where the layer is gone meanwhile.</summary>
    public async Task ReplaceMinutesAsync(
        string profile, string layer, string graphChecksum, bool hasDemoRoads, IReadOnlyList<(TargetSite Site, double? Minutes)> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var command = source.CreateCommand("""
            WITH given AS (SELECT * FROM unnest($5::bigint[], $6::bigint[], $7::float8[]) AS g (site_id, site_version, minutes)),
            gone AS (
                DELETE FROM renewal.site_nearest_point a
                WHERE a.profile = $1 AND a.layer = $2 AND NOT EXISTS (SELECT FROM given g WHERE g.site_id = a.site_id))
            INSERT INTO renewal.site_nearest_point AS a (site_id, profile, layer, site_version, minutes, graph_checksum, has_demo_roads)
            SELECT site_id, $1, l.code, site_version, minutes, $3, $4 FROM given, renewal.point_layer l WHERE l.code = $2
            ON CONFLICT (site_id, profile, layer) DO UPDATE SET site_version = excluded.site_version, minutes = excluded.minutes,
                graph_checksum = excluded.graph_checksum, has_demo_roads = excluded.has_demo_roads, computed_at = clock_timestamp()
            """);
        void Add(object value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        Add(profile, NpgsqlDbType.Text);
        Add(layer, NpgsqlDbType.Text);
        Add(graphChecksum, NpgsqlDbType.Text);
        Add(hasDemoRoads, NpgsqlDbType.Boolean);
        Add(rows.Select(r => r.Site.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(rows.Select(r => r.Site.Version).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(rows.Select(r => r.Minutes).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }
}
