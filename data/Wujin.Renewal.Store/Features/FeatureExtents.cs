using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Features;

/// <summary>Extents of collections, measured once per state of the database.</summary>
internal sealed class FeatureExtents(NpgsqlDataSource source)
{
    private volatile Measured? _last;

    private sealed record Measured(string State, IReadOnlyDictionary<string, CollectionExtent> Extents);

    /// <summary>The extents of all collections, by collection id.</summary>
    internal async Task<IReadOnlyDictionary<string, CollectionExtent>> ReadAsync(CancellationToken cancellation)
    {
        var state = await DatabaseState.ReadAsync(source, cancellation).ConfigureAwait(false);
        if (state is not null && _last is { } last && last.State == state)
        {
            return last.Extents;
        }

        var extents = await MeasureAsync(cancellation).ConfigureAwait(false);
        if (state is not null)
        {
            _last = new Measured(state, extents);
        }

        return extents;
    }

    private async Task<Dictionary<string, CollectionExtent>> MeasureAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var batch = connection.CreateBatch();
        foreach (var collection in RegisterCatalogue.All)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql(collection)));
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var extents = new Dictionary<string, CollectionExtent>(RegisterCatalogue.All.Count, StringComparer.Ordinal);
        foreach (var collection in RegisterCatalogue.All)
        {
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            extents[collection.Id] = Read(reader);
            await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        }

        return extents;
    }

    /// <remarks>ST_Extent is exact, unlike ST_EstimatedExtent: a box that leaves a feature out would break /req/core/fc-md-extent.</remarks>
    private static string Sql(CollectionDefinition collection)
    {
        var (start, finish) = collection.TemporalColumns is { } columns ? ("f." + columns.StartColumn, "f." + columns.FinishColumn) : ("NULL::date", "NULL::date");
        var box = collection.Geometry == GeometryKind.None ? "NULL::box2d" : "ST_Extent(f.geom)";
        string Flagged(string property) => collection.Find(property) is null ? "0::bigint" : $"count(*) FILTER (WHERE f.{property})";
        return $"""
            SELECT ST_XMin(e.box), ST_YMin(e.box), ST_XMax(e.box), ST_YMax(e.box), e.dated, e.start, e.finish, e.number, e.demo, e.schematic
            FROM (
                SELECT {box} AS box,
                    bool_or({start} IS NOT NULL OR {finish} IS NOT NULL) AS dated,
                    CASE WHEN bool_or({start} IS NULL AND {finish} IS NOT NULL) THEN NULL ELSE min({start}) END AS start,
                    CASE WHEN bool_or({finish} IS NULL AND {start} IS NOT NULL) THEN NULL ELSE max({finish}) END AS finish,
                    count(*) AS number, {Flagged("is_demo")} AS demo, {Flagged("is_schematic")} AS schematic
                FROM renewal.{collection.View} f
            ) e
            """;
    }

    private static CollectionExtent Read(NpgsqlDataReader reader)
    {
        DateOnly? Day(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateOnly>(ordinal);
        BoundingBox? box = reader.IsDBNull(0)
            ? null
            : new BoundingBox(reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3));
        DateInterval? time = !reader.IsDBNull(4) && reader.GetBoolean(4) ? new DateInterval(Day(5), Day(6)) : null;
        return new CollectionExtent(box, time, reader.GetInt64(7), reader.GetInt64(8), reader.GetInt64(9));
    }
}
