using System.Globalization;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Versions;

/// <summary>Reads the history of single features. It holds deleted features too.</summary>
public sealed class VersionStore(NpgsqlDataSource source)
{
    private static readonly HashSet<string> Bookkeeping = ["version", "updated_at", "updated_by"];

    private const string Difference = """
        SELECT ST_AsEWKB(gained), coalesce(renewal.area_m2(gained), 0), ST_AsEWKB(lost), coalesce(renewal.area_m2(lost), 0)
        FROM (SELECT ST_GeomFromWKB($1, 4490) AS earlier, ST_GeomFromWKB($2, 4490) AS later) g,
        LATERAL (SELECT
            ST_Multi(ST_CollectionExtract(CASE WHEN earlier IS NULL THEN later ELSE ST_Difference(later, earlier) END, 3)) AS more,
            ST_Multi(ST_CollectionExtract(CASE WHEN later IS NULL THEN earlier ELSE ST_Difference(earlier, later) END, 3)) AS less) d,
        LATERAL (SELECT
            CASE WHEN NOT ST_IsEmpty(more) THEN more END AS gained,
            CASE WHEN NOT ST_IsEmpty(less) THEN less END AS lost) e
        """;

    /// <summary>The versions of a feature, latest first.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="code">The code.</param>
    /// <param name="before">Only versions below this number; null for all.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>Empty where the collection never had a feature of this code.</returns>
    public async Task<IReadOnlyList<VersionEntry>> ListAsync(
        CollectionDefinition collection, string code, long? before, int limit, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var compared = collection.Properties.Where(p => !Bookkeeping.Contains(p.Name)).Select(p => p.Name).ToList();
        await using var command = source.CreateCommand(ListSql(collection, compared));
        command.Parameters.Add(new NpgsqlParameter { Value = code });
        command.Parameters.Add(new NpgsqlParameter { Value = before ?? long.MaxValue });
        command.Parameters.Add(new NpgsqlParameter { Value = limit });
        if (FeatureTable.Of(collection).Kind is { } kind)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = kind });
        }

        if (collection.Geometry != GeometryKind.None)
        {
            compared.Add("geometry");
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        var entries = new List<VersionEntry>();
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            entries.Add(Read(reader, compared));
        }

        return entries;
    }

    /// <summary>Starts the query of one version of a feature: one row, or none where there is no such version or where it records a deletion.</summary>
    public Task<FeatureRows> StartAsync(CollectionDefinition collection, string code, long version, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var table = FeatureTable.Of(collection);
        var command = new NpgsqlBatchCommand(
            $"SELECT {FeatureColumns.Of(collection)} FROM {table.VersionSource("$1", "$2", "$3")} f WHERE f.operation <> 'D'");
        command.Parameters.Add(new NpgsqlParameter { Value = code });
        command.Parameters.Add(new NpgsqlParameter { Value = version });
        if (table.Kind is { } kind)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = kind });
        }

        return FeatureRows.StartAsync(source, command, null, cancellation);
    }

    /// <summary>Compares two outlines; either may be missing.</summary>
    public async Task<AreaDifference> CompareAsync(Geometry? earlier, Geometry? later, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Difference);
        foreach (var outline in (Geometry?[])[earlier, later])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = outline is null ? DBNull.Value : outline.ToBinary(), NpgsqlDbType = NpgsqlDbType.Bytea });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return new AreaDifference(
            reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0), reader.GetDouble(1),
            reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2), reader.GetDouble(3));
    }

    private static string ListSql(CollectionDefinition collection, IEnumerable<string> compared)
    {
        var table = FeatureTable.Of(collection);
        var differences = compared.Select(name => "\"" + name + "\"")
            .Concat(collection.Geometry == GeometryKind.None ? [] : ["geom"])
            .Select(column => $"v.{column} IS DISTINCT FROM lag(v.{column}) OVER w");
        return $"""
            SELECT recorded_version, operation::text, recorded_at, actor, reason, is_overwrite, differences FROM (
                SELECT v.recorded_version, v.operation, c.recorded_at, c.actor, c.reason, c.is_overwrite,
                    ARRAY[{string.Join(", ", differences)}] AS differences
                FROM renewal.{table.Name}_version v JOIN renewal.change c ON c.change_id = v.recorded_change
                WHERE v.code = $1{(table.Kind is null ? "" : " AND v.kind = $4")}
                WINDOW w AS (ORDER BY v.recorded_version)
            ) all_versions
            WHERE recorded_version < $2
            ORDER BY recorded_version DESC
            LIMIT $3
            """;
    }

    private static VersionEntry Read(NpgsqlDataReader reader, List<string> compared)
    {
        var operation = reader.GetString(1) switch
        {
            "I" => VersionOperation.Insert,
            "U" => VersionOperation.Update,
            "D" => VersionOperation.Delete,
            var other => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"The history knows no operation {other}.")),
        };
        var differences = reader.GetFieldValue<bool[]>(6);
        return new VersionEntry(
            reader.GetInt64(0), operation, reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3),
            reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetBoolean(5),
            operation == VersionOperation.Update ? [.. compared.Where((_, i) => differences[i])] : []);
    }
}
