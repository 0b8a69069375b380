using Npgsql;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Register;

/// <summary>Short ways to speak SQL to a test database, as any client of the database could.</summary>
internal static class RegisterSql
{
    /// <summary>A rectangle in EPSG:4490 as SQL, in degrees.</summary>
    public static string Box(double west, double south, double east, double north) =>
        FormattableString.Invariant($"ST_Multi(ST_MakeEnvelope({west}, {south}, {east}, {north}, 4490))");

    /// <summary>Runs statements that return nothing of interest.</summary>
    public static async Task ExecuteAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row; null where it is SQL null.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlDataSource source, string sql, params object[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var result = await command.ExecuteScalarAsync();
        return result is null or DBNull ? default : (T)result;
    }

    /// <summary>All rows, each as its columns.</summary>
    public static async Task<List<object?[]>> RowsAsync(this NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    /// <summary>The SQLSTATE with which a statement is refused.</summary>
    public static async Task<PostgresException> RefusalAsync(this NpgsqlDataSource source, string sql) =>
        await Assert.ThrowsAsync<PostgresException>(() => source.ExecuteAsync(sql));

    /// <summary>Everything the register says of its sites as recorded at an instant, condensed to one text.</summary>
    public static async Task<string> DigestAsync(this NpgsqlDataSource source, DateTime asOf)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("SELECT renewal.settle($1)") { Parameters = { new() { Value = asOf } } });
        batch.BatchCommands.Add(new("""
            SELECT coalesce(md5(string_agg(f::text, '|' ORDER BY feature_key)), 'empty') FROM renewal.compound_feature_as_of($1) f
            """) { Parameters = { new() { Value = asOf } } });
        batch.BatchCommands.Add(new("""
            SELECT coalesce(md5(string_agg(s::text, '|' ORDER BY site_id)), 'empty') FROM renewal.stage_at('2026-06-30', $1) s
            """) { Parameters = { new() { Value = asOf } } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        var features = reader.GetString(0);
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return features + reader.GetString(0);
    }
}
