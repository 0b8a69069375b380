using System.Text.Json;
using NetTopologySuite.IO;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Reference;

/// <summary>Inserts drafts by one statement a table: they travel as one JSON text, and the table's own column types read them.</summary>
internal static class DraftRows
{
    /// <summary>Inserts drafts that name the same properties, or at least whose first draft names all of them.</summary>
    /// <param name="connection">In a transaction that says who and why.</param>
    /// <param name="table">A table of schema <c>renewal</c>.</param>
    /// <param name="collection">The collection whose properties are its columns.</param>
    /// <param name="drafts">The rows.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <returns>How many rows were inserted.</returns>
    public static Task<int> InsertAsync(
        NpgsqlConnection connection, string table, CollectionDefinition collection, IReadOnlyList<FeatureDraft> drafts, CancellationToken cancellation)
    {
        List<string> columns = [.. collection.Properties.Select(p => p.Name).Where(drafts[0].Values.ContainsKey)];
        if (collection.Geometry != GeometryKind.None)
        {
            columns.Add("geom");
        }

        var list = string.Join(", ", columns);
        return ExecuteAsync(
            connection,
            $"INSERT INTO renewal.{table} ({list}) SELECT {list} FROM jsonb_populate_recordset(NULL::renewal.{table}, $1)",
            Json(drafts.Select(d => (d.Values, Geometry: d.Geometry is null ? null : WKBWriter.ToHex(Writer().Write(d.Geometry))))),
            cancellation);
    }

    /// <summary>Runs a statement whose only parameter is a JSON array of rows.</summary>
    public static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, string json, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb } } };
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Rows as a JSON array of objects, geometries as hexadecimal EWKB in <c>geom</c>.</summary>
    public static string Json(IEnumerable<(IReadOnlyDictionary<string, object?> Values, string? Geometry)> rows) =>
        JsonSerializer.Serialize(rows.Select(row =>
            row.Geometry is null ? row.Values : new Dictionary<string, object?>(row.Values) { ["geom"] = row.Geometry }));

    private static WKBWriter Writer() => new(ByteOrder.LittleEndian, handleSRID: true);
}
