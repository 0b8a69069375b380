using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Roads;

/// <summary>A road as it is loaded.</summary>
/// <param name="Code">Unique within its network.</param>
/// <param name="WayId">OSM way.</param>
/// <param name="Class">Value of <c>highway</c>.</param>
/// <param name="Name">Name, or null.</param>
/// <param name="SpeedKmh">By car in free flow; null where cars may not go.</param>
/// <param name="Seconds">By car over the whole length; null where cars may not go.</param>
/// <param name="IsOneWay">For cars.</param>
/// <param name="LengthMetres">Length.</param>
/// <param name="IsDemo">Made up.</param>
/// <param name="Wkb">LineString, longitude before latitude, EWKB with SRID 4490.</param>
public readonly record struct RoadRow(
    string Code, long WayId, string Class, string? Name, double? SpeedKmh, double? Seconds, bool IsOneWay, double LengthMetres, bool IsDemo, byte[] Wkb);

/// <summary>A road network that was loaded.</summary>
/// <param name="GraphChecksum">Names the content of its graph file.</param>
/// <param name="Source">What it was built from.</param>
/// <param name="IsDemo">Made up.</param>
/// <param name="BuiltAt">When its graph was built.</param>
public sealed record LoadedNetwork(string GraphChecksum, string Source, bool IsDemo, DateTimeOffset BuiltAt);

/// <summary>Loads roads and knows which network is in use.</summary>
public sealed class RoadNetworkStore(NpgsqlDataSource source)
{
    /// <summary>The channel on which a new network is told; the payload is the checksum of its graph.</summary>
    public const string Channel = "wujin_roads";

    /// <summary>The network in use, or null where none was ever loaded.</summary>
    public async Task<LoadedNetwork?> CurrentAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT graph_checksum, source, is_demo, built_at FROM renewal.road_network WHERE is_current");
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? new LoadedNetwork(reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3))
            : null;
    }

    /// <summary>Loads a network beside the one in use, then makes it the one in use and tells every service. All or nothing.</summary>
    /// <param name="network">What it is.</param>
    /// <param name="roads">Its roads.</param>
    /// <param name="actor">Who loads it.</param>
    /// <param name="cancellation">Undoes it.</param>
    /// <returns>How many roads.</returns>
    public async Task<long> LoadAsync(LoadedNetwork network, IEnumerable<RoadRow> roads, string actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(roads);
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var id = await BeginAsync(connection, network, actor, cancellation).ConfigureAwait(false);
        var count = await CopyAsync(connection, id, roads, cancellation).ConfigureAwait(false);
        await using (var show = new NpgsqlBatch(connection))
        {
            // Two services that load at once take turns here; the later one wins.
            show.BatchCommands.Add(new NpgsqlBatchCommand("LOCK TABLE renewal.road_network IN SHARE ROW EXCLUSIVE MODE"));
            show.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE renewal.road_network SET is_current = false WHERE is_current"));
            show.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE renewal.road_network SET is_current = true, road_count = $2 WHERE network_id = $1")
            {
                Parameters = { new NpgsqlParameter<long> { TypedValue = id }, new NpgsqlParameter<long> { TypedValue = count } },
            });
            await show.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        await ForgetOldAsync(cancellation).ConfigureAwait(false);
        return count;
    }

    private async Task ForgetOldAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("DELETE FROM renewal.road r USING renewal.road_network n WHERE n.network_id = r.network_id AND NOT n.is_current; ANALYZE renewal.road");
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<long> BeginAsync(NpgsqlConnection connection, LoadedNetwork network, string actor, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "INSERT INTO renewal.road_network (graph_checksum, source, is_demo, built_at, loaded_by) VALUES ($1, $2, $3, $4, $5) RETURNING network_id", connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = network.GraphChecksum },
                new NpgsqlParameter<string> { TypedValue = network.Source },
                new NpgsqlParameter<bool> { TypedValue = network.IsDemo },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = network.BuiltAt.ToUniversalTime() },
                new NpgsqlParameter<string> { TypedValue = actor },
            },
        };
        return (long)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    private static async Task<long> CopyAsync(NpgsqlConnection connection, long id, IEnumerable<RoadRow> roads, CancellationToken cancellation)
    {
        var count = 0L;
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY renewal.road (network_id, code, way_id, class, name, speed_kmh, seconds, oneway, length_m, is_demo, geom) FROM STDIN (FORMAT binary)", cancellation).ConfigureAwait(false);
        foreach (var road in roads)
        {
            cancellation.ThrowIfCancellationRequested();
            await copy.StartRowAsync(cancellation).ConfigureAwait(false);
            await copy.WriteAsync(id, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.Code, NpgsqlDbType.Text, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.WayId, NpgsqlDbType.Bigint, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.Class, NpgsqlDbType.Text, cancellation).ConfigureAwait(false);
            await WriteOrNullAsync(copy, road.Name, NpgsqlDbType.Text, cancellation).ConfigureAwait(false);
            await WriteOrNullAsync(copy, road.SpeedKmh, NpgsqlDbType.Double, cancellation).ConfigureAwait(false);
            await WriteOrNullAsync(copy, road.Seconds, NpgsqlDbType.Double, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.IsOneWay, NpgsqlDbType.Boolean, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.LengthMetres, NpgsqlDbType.Double, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.IsDemo, NpgsqlDbType.Boolean, cancellation).ConfigureAwait(false);
            await copy.WriteAsync(road.Wkb, NpgsqlDbType.Bytea, cancellation).ConfigureAwait(false);
            count++;
        }

        await copy.CompleteAsync(cancellation).ConfigureAwait(false);
        return count;
    }

    private static Task WriteOrNullAsync(NpgsqlBinaryImporter copy, object? value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? copy.WriteNullAsync(cancellation) : copy.WriteAsync(value, type, cancellation);
}
