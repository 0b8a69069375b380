using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Import;

/// <summary>What the database refuses, said of the row that it refuses.</summary>
internal static class Refusals
{
    /// <summary>Whether an error is about a row (a constraint, a value, a rule of the register), not about the session or the server.</summary>
    public static bool IsOfARow(PostgresException error) =>
        error.SqlState is "WJ002" or "WJ003" or "WJ004" or PostgresErrorCodes.InternalError
        || error.SqlState.StartsWith("22", StringComparison.Ordinal)
        || error.SqlState.StartsWith("23", StringComparison.Ordinal);

    /// <summary>Explains the refusal of one staged row; a broken geometry with its place, as <c>ST_IsValidDetail</c> finds it.</summary>
    public static async Task<StagedFault> ExplainAsync(NpgsqlConnection connection, long ordinal, PostgresException refusal, CancellationToken cancellation)
    {
        var isGeometry = refusal.ConstraintName?.Contains("_geom_", StringComparison.Ordinal) == true;
        var rows = await connection.ReadAsync(
            isGeometry
                ? """
                  SELECT i.row_number, i.code, v.reason, ST_X(v.location), ST_Y(v.location)
                  FROM pg_temp.import_row i LEFT JOIN LATERAL ST_IsValidDetail(i.geom) v ON NOT v.valid WHERE i.ordinal = @ordinal
                  """
                : "SELECT row_number, code, NULL::text, NULL::float8, NULL::float8 FROM pg_temp.import_row WHERE ordinal = @ordinal",
            r => new RowFault(r.GetInt64(0), r.GetString(1), Describe(refusal, isGeometry, r)),
            cancellation,
            ("ordinal", ordinal));
        return new(ordinal, rows[0]);
    }

    private static Fault Describe(PostgresException refusal, bool isGeometry, NpgsqlDataReader row)
    {
        var rule = refusal.ConstraintName is { } name ? $" (rule {name})" : "";
        if (!isGeometry)
        {
            var property = refusal.SqlState == "WJ002" ? "/stage" : refusal.SqlState == "WJ003" ? "/stage_date" : "";
            return new Fault("/properties" + property, $"The register refuses the row: {refusal.MessageText}{rule}.");
        }

        var reason = row.IsDBNull(2) ? refusal.MessageText : row.GetString(2);
        return Fault.OfGeometry($"The register refuses the geometry: {reason}{rule}.") with
        {
            Location = row.IsDBNull(3) ? null : (row.GetDouble(3), row.GetDouble(4)),
        };
    }
}
