using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Import;

/// <summary>What a file says and the register knows otherwise, without being wrong: recorded as given, and told.</summary>
internal static class StagedRemarks
{
    /// <summary>
    /// Sites whose declared town is unknown, or is not the one their outline lies in, and outlines in no town. Call it when the rows are written.
    /// </summary>
    public static async Task<List<RowFault>> FindAsync(NpgsqlConnection connection, ImportTarget target, CancellationToken cancellation) =>
        !target.IsSite ? []
        : target.Gives("declared_town_code") ? await FindOtherTownsAsync(connection, cancellation)
        : target.HasGeometry ? await FindStrayOutlinesAsync(connection, cancellation)
        : [];

    private static Task<List<RowFault>> FindOtherTownsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ReadAsync(
            """
            SELECT i.row_number, i.code, i.declared_town_code, d.name_zh, s.town_code, s.town_name, s.geom IS NOT NULL
            FROM pg_temp.import_row i
                JOIN renewal.site s ON s.code = i.code
                LEFT JOIN renewal.town d ON d.code = i.declared_town_code
            WHERE NOT i.is_bad AND i.declared_town_code IS NOT NULL AND (d.code IS NULL OR s.town_code IS DISTINCT FROM d.code)
            ORDER BY i.ordinal
            """,
            r => new RowFault(r.GetInt64(0), r.GetString(1), Fault.OfProperty("town_code", Describe(r))),
            cancellation);

    // Metres of one zone read in another lie somewhere in China all the same.
    private static Task<List<RowFault>> FindStrayOutlinesAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.ReadAsync(
            """
            SELECT i.row_number, i.code
            FROM pg_temp.import_row i JOIN renewal.site s ON s.code = i.code
            WHERE NOT i.is_bad AND i.geom IS NOT NULL AND s.town_code IS NULL AND EXISTS (SELECT FROM renewal.town)
            ORDER BY i.ordinal
            """,
            r => new RowFault(r.GetInt64(0), r.GetString(1), Fault.OfGeometry("The outline lies in no town of the register; check the coordinate system if that is not so.")),
            cancellation);

    private static string Describe(NpgsqlDataReader row)
    {
        var declared = row.IsDBNull(3) ? row.GetString(2) : $"{row.GetString(3)} ({row.GetString(2)})";
        var derived = !row.GetBoolean(6) ? null
            : row.IsDBNull(4) ? "the outline lies in no town of the register"
            : $"the outline lies in {row.GetString(5)} ({row.GetString(4)})";
        return row.IsDBNull(3)
            ? $"Town {declared} is not in the register" + (derived is null ? "." : $"; {derived}.")
            : $"Declared in {declared}, but {derived}.";
    }
}
