using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Scenarios;

/// <summary>Reads and writes scenarios. Every version is kept.</summary>
public sealed class ScenarioStore(NpgsqlDataSource source)
{
    private const string Columns =
        "s.feature_key, s.code, s.name_zh, s.name_en, s.description, s.cost_wan, s.is_demo, s.edits::text, s.edit_count";

    private const string Current = $"SELECT {Columns}, s.version, c.recorded_at, c.actor, c.reason, false FROM renewal.scenario s JOIN renewal.change c USING (change_id)";

    private const string Past =
        $"SELECT {Columns}, s.recorded_version, c.recorded_at, c.actor, c.reason, s.operation = 'D' FROM renewal.scenario_version s JOIN renewal.change c ON c.change_id = s.recorded_change";

    /// <summary>Lists scenarios in the order of their creation.</summary>
    /// <param name="afterKey">Only those after this one; null for the beginning.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Ends the query.</param>
    public Task<IReadOnlyList<Scenario>> ListAsync(long? afterKey, int limit, CancellationToken cancellation) =>
        ReadAsync($"{Current} WHERE s.feature_key > $1 ORDER BY s.feature_key LIMIT $2", [afterKey ?? 0, limit], cancellation);

    /// <summary>Reads a scenario.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Scenario?> FindAsync(string code, CancellationToken cancellation) =>
        (await ReadAsync($"{Current} WHERE s.code = $1", [code], cancellation).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Lists the versions of a scenario, of a deleted one too, latest first.</summary>
    public Task<IReadOnlyList<Scenario>> VersionsAsync(string code, CancellationToken cancellation) =>
        ReadAsync($"{Past} WHERE s.code = $1 ORDER BY s.recorded_version DESC", [code], cancellation);

    /// <summary>Records a new scenario.</summary>
    /// <exception cref="WriteRefusedException">The code is taken.</exception>
    public async Task<long> InsertAsync(ScenarioDraft draft, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        const string Sql = """
            INSERT INTO renewal.scenario (code, name_zh, name_en, description, cost_wan, is_demo, edits)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            RETURNING version
            """;
        return await RecordedStatement.RunAsync(source, note, Sql, Parameters(draft), isStageDateGiven: false, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException("INSERT … RETURNING returned no row.");
    }

    /// <summary>Replaces a scenario, if it still is at the version the writer saw.</summary>
    /// <returns>The new version, or null where it is no longer at that version: nothing was written.</returns>
    public Task<long?> UpdateAsync(ScenarioDraft draft, long seenVersion, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(draft);
        const string Sql = """
            UPDATE renewal.scenario
            SET name_zh = $2, name_en = $3, description = $4, cost_wan = $5, is_demo = $6, edits = $7
            WHERE code = $1 AND version = $8
            RETURNING version
            """;
        return RecordedStatement.RunAsync(source, note, Sql, [.. Parameters(draft), new NpgsqlParameter<long> { TypedValue = seenVersion }], isStageDateGiven: false, cancellation);
    }

    /// <summary>Deletes a scenario, if it still is at the version the writer saw. Its versions stay.</summary>
    /// <returns>The version of the tombstone, or null where it is no longer at that version.</returns>
    public Task<long?> DeleteAsync(string code, long seenVersion, WriteNote note, CancellationToken cancellation) => RecordedStatement.RunAsync(
        source,
        note,
        "DELETE FROM renewal.scenario WHERE code = $1 AND version = $2 RETURNING version + 1",
        [new NpgsqlParameter<string> { TypedValue = code }, new NpgsqlParameter<long> { TypedValue = seenVersion }],
        isStageDateGiven: false,
        cancellation);

    private static NpgsqlParameter[] Parameters(ScenarioDraft draft)
    {
        static NpgsqlParameter Nullable(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
        return
        [
            Nullable(draft.Code, NpgsqlDbType.Text),
            Nullable(draft.NameZh, NpgsqlDbType.Text),
            Nullable(draft.NameEn, NpgsqlDbType.Text),
            Nullable(draft.Description, NpgsqlDbType.Text),
            Nullable(draft.CostWan, NpgsqlDbType.Numeric),
            Nullable(draft.IsDemo, NpgsqlDbType.Boolean),
            Nullable(draft.EditsJson, NpgsqlDbType.Jsonb),
        ];
    }

    private async Task<IReadOnlyList<Scenario>> ReadAsync(string sql, IEnumerable<object> values, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var scenarios = new List<Scenario>();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            var draft = new ScenarioDraft(
                reader.GetString(1), reader.GetString(2), Text(3), Text(4), reader.IsDBNull(5) ? null : reader.GetDecimal(5), reader.GetBoolean(6), reader.GetString(7));
            scenarios.Add(new Scenario(reader.GetInt64(0), draft, reader.GetInt32(8), reader.GetInt64(9), reader.GetFieldValue<DateTimeOffset>(10), reader.GetString(11), Text(12))
            {
                IsDeleted = reader.GetBoolean(13),
            });
        }

        return scenarios;
    }
}
