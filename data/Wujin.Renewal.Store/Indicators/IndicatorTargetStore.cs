using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Indicators;

/// <summary>A target as recorded.</summary>
/// <param name="Code">Its name in the register: <c>YEAR:INDICATOR:TOWN</c>, or <c>district</c> in the place of the town.</param>
/// <param name="Target">What was written.</param>
/// <param name="Version">Version number, from 1.</param>
/// <param name="UpdatedAt">When the version was recorded.</param>
/// <param name="UpdatedBy">By whom.</param>
/// <param name="Reason">Why, where given.</param>
public sealed record RecordedTarget(string Code, IndicatorTarget Target, long Version, DateTimeOffset UpdatedAt, string UpdatedBy, string? Reason)
{
    /// <summary>The version records that the target was withdrawn.</summary>
    public bool IsDeleted { get; init; }
}

/// <summary>What writing targets did, or would do.</summary>
/// <param name="Inserted">New targets.</param>
/// <param name="Updated">Targets that got a new version.</param>
/// <param name="Deleted">Targets withdrawn because the new table lacks them.</param>
/// <param name="Unchanged">Targets that stand as they were.</param>
/// <param name="UnequalSums">Where towns will not add up to the district.</param>
/// <param name="Stale">The one target to be changed is at another version than the writer saw, or is not there: nothing was written.</param>
public sealed record TargetsWritten(int Inserted, int Updated, int Deleted, int Unchanged, IReadOnlyList<UnequalSum> UnequalSums, bool Stale = false);

/// <summary>How targets are written.</summary>
/// <param name="Replace">Withdraw targets of the year that are not given.</param>
/// <param name="AllowUnequal">Record them even where towns do not add up to the district.</param>
/// <param name="DryRun">Do everything and record nothing.</param>
/// <param name="SeenVersion">The version of the one target given that the writer saw; 0 where it must not be there; null for any.</param>
public sealed record TargetWriting(bool Replace = false, bool AllowUnequal = false, bool DryRun = false, long? SeenVersion = null);

/// <summary>Reads and writes yearly targets. Every version is kept.</summary>
public sealed class IndicatorTargetStore(NpgsqlDataSource source)
{
    private const string Columns = "year, indicator, town_code, target, path_percent, note, is_demo, source";

    // Writers of targets come one after another: that towns add up is a rule about rows together. The letters "targets" as a number.
    private const long LockKey = 32759185265914995;

    private const string Write = """
        WITH given AS (
            SELECT year, indicator, town_code, target, path_percent::numeric[] AS path_percent, note, is_demo, source,
                year || ':' || indicator || ':' || coalesce(town_code, 'district') AS code
            FROM unnest($1::int[], $2::text[], $3::text[], $4::numeric[], $5::text[], $6::text[], $7::boolean[], $8::text[])
                AS g (year, indicator, town_code, target, path_percent, note, is_demo, source)),
        updated AS (
            UPDATE renewal.indicator_target t
            SET target = g.target, path_percent = g.path_percent, note = g.note, is_demo = g.is_demo, source = g.source
            FROM given g
            WHERE g.code = t.code
                AND (t.target, t.path_percent, t.note, t.is_demo, t.source) IS DISTINCT FROM (g.target, g.path_percent, g.note, g.is_demo, g.source)
            RETURNING 1),
        inserted AS (
            INSERT INTO renewal.indicator_target (year, indicator, town_code, target, path_percent, note, is_demo, source)
            SELECT year, indicator, town_code, target, path_percent, note, is_demo, source
            FROM given g WHERE NOT EXISTS (SELECT FROM renewal.indicator_target t WHERE t.code = g.code)
            RETURNING 1)
        SELECT (SELECT count(*) FROM inserted), (SELECT count(*) FROM updated)
        """;

    /// <summary>The targets of a year, the district's first.</summary>
    /// <param name="year">The year.</param>
    /// <param name="asOf">As recorded at this instant; null for now.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<(DateTimeOffset AsOf, IReadOnlyList<RecordedTarget> Targets)> ListAsync(int year, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var dates = await TwoDates.SettleAsync(source, null, asOf, cancellation).ConfigureAwait(false);
        return (dates.AsOf, await ReadAsync(source, year, dates.AsOf, cancellation).ConfigureAwait(false));
    }

    /// <summary>All versions of one target, latest first; a withdrawal is one of them. Empty where there never was one.</summary>
    public async Task<IReadOnlyList<RecordedTarget>> VersionsAsync(int year, string indicator, string? townCode, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"""
            SELECT code, {Columns}, recorded_version, c.recorded_at, c.actor, c.reason, operation = 'D'
            FROM renewal.indicator_target_version t JOIN renewal.change c ON c.change_id = t.recorded_change
            WHERE code = $1 ORDER BY recorded_version DESC
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = CodeOf(year, indicator, townCode) });
        return await RowsAsync(command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Records targets of one year: all of them, or none.</summary>
    /// <param name="year">The year of all targets given.</param>
    /// <param name="targets">The targets; no two of the same indicator and place.</param>
    /// <param name="writing">How.</param>
    /// <param name="note">Who and why.</param>
    /// <param name="cancellation">Undoes what is under way.</param>
    /// <returns>What was done. Where sums are unequal and that is not allowed, nothing was.</returns>
    /// <exception cref="WriteRefusedException">A value breaks a rule of the table.</exception>
    public async Task<TargetsWritten> WriteAsync(int year, IReadOnlyList<IndicatorTarget> targets, TargetWriting writing, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(writing);
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var before = await LockAndReadAsync(connection, year, note, cancellation).ConfigureAwait(false);
        var given = targets.Select(t => (t.Indicator, t.TownCode)).ToHashSet();
        if (writing.SeenVersion is { } seen && (before.SingleOrDefault(b => given.Contains((b.Target.Indicator, b.Target.TownCode)))?.Version ?? 0) != seen)
        {
            return new TargetsWritten(0, 0, 0, 0, [], Stale: true);
        }

        var kept = before.Where(b => !given.Contains((b.Target.Indicator, b.Target.TownCode))).ToList();
        var after = targets.Concat(writing.Replace ? [] : kept.Select(k => k.Target));
        var unequal = TableBuilder.TargetSums(after).ToList();
        if (unequal.Count > 0 && !writing.AllowUnequal)
        {
            return new TargetsWritten(0, 0, 0, 0, unequal);
        }

        try
        {
            var deleted = writing.Replace ? await DeleteAsync(connection, [.. kept.Select(k => k.Code)], cancellation).ConfigureAwait(false) : 0;
            var (inserted, updated) = await WriteRowsAsync(connection, targets, cancellation).ConfigureAwait(false);
            if (!writing.DryRun)
            {
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            }

            return new TargetsWritten(inserted, updated, deleted, targets.Count - inserted - updated, unequal);
        }
        catch (PostgresException error) when (WriteRefusedException.From(error) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Withdraws a target, if it still is at the version the writer saw. Its versions stay.</summary>
    /// <returns>False where it is no longer at that version: nothing was written.</returns>
    public async Task<bool> DeleteAsync(int year, string indicator, string? townCode, long seenVersion, WriteNote note, CancellationToken cancellation) =>
        await RecordedStatement.RunAsync(
            source,
            note,
            "DELETE FROM renewal.indicator_target WHERE code = $1 AND version = $2 RETURNING version + 1",
            [new NpgsqlParameter<string> { TypedValue = CodeOf(year, indicator, townCode) }, new NpgsqlParameter<long> { TypedValue = seenVersion }],
            isStageDateGiven: false,
            cancellation).ConfigureAwait(false) is not null;

    /// <summary>Targets of a year as recorded at a settled instant.</summary>
    internal static async Task<IReadOnlyList<RecordedTarget>> ReadAsync(NpgsqlDataSource source, int year, DateTimeOffset asOf, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"SELECT code, {Columns}, version, updated_at, updated_by, reason, false FROM renewal.indicator_targets($1, $2) ORDER BY town_code NULLS FIRST, indicator");
        command.Parameters.Add(new NpgsqlParameter { Value = year });
        command.Parameters.Add(new NpgsqlParameter { Value = asOf });
        return await RowsAsync(command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes rows in the transaction of a connection.</summary>
    internal static async Task<(int Inserted, int Updated)> WriteRowsAsync(NpgsqlConnection connection, IReadOnlyList<IndicatorTarget> targets, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Write, connection);
        void Add<T>(IEnumerable<T> values, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        Add(targets.Select(t => t.Year), NpgsqlDbType.Integer);
        Add(targets.Select(t => t.Indicator), NpgsqlDbType.Text);
        Add(targets.Select(t => t.TownCode), NpgsqlDbType.Text);
        Add(targets.Select(t => t.Target), NpgsqlDbType.Numeric);
        Add(targets.Select(t => t.PathPercent is { } path ? "{" + string.Join(',', path.Select(p => p.ToString(System.Globalization.CultureInfo.InvariantCulture))) + "}" : null), NpgsqlDbType.Text);
        Add(targets.Select(t => t.Note), NpgsqlDbType.Text);
        Add(targets.Select(t => t.IsDemo), NpgsqlDbType.Boolean);
        Add(targets.Select(t => t.Source), NpgsqlDbType.Text);
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        await reader.ReadAsync(cancellation).ConfigureAwait(false);
        return ((int)reader.GetInt64(0), (int)reader.GetInt64(1));
    }

    private static string CodeOf(int year, string indicator, string? townCode) => FormattableString.Invariant($"{year}:{indicator}:{townCode ?? "district"}");

    private static async Task<IReadOnlyList<RecordedTarget>> LockAndReadAsync(NpgsqlConnection connection, int year, WriteNote note, CancellationToken cancellation)
    {
        await using (var batch = connection.CreateBatch())
        {
            batch.BatchCommands.Add(RecordedStatement.Settings(note, isStageDateGiven: false));
            batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT pg_advisory_xact_lock($1)") { Parameters = { new() { Value = LockKey } } });
            await batch.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }

        await using var command = new NpgsqlCommand(
            $"SELECT code, {Columns}, version, c.recorded_at, c.actor, c.reason, false FROM renewal.indicator_target JOIN renewal.change c USING (change_id) WHERE year = $1", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = year });
        return await RowsAsync(command, cancellation).ConfigureAwait(false);
    }

    private static async Task<int> DeleteAsync(NpgsqlConnection connection, string[] codes, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("DELETE FROM renewal.indicator_target WHERE code = ANY ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter { Value = codes });
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<RecordedTarget>> RowsAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var rows = new List<RecordedTarget>();
        await using var r = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await r.ReadAsync(cancellation).ConfigureAwait(false))
        {
            string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
            var target = new IndicatorTarget(
                r.GetInt32(1), r.GetString(2), Text(3), r.GetDecimal(4), r.IsDBNull(5) ? null : r.GetFieldValue<decimal[]>(5), Text(6), r.GetBoolean(7), Text(8));
            rows.Add(new RecordedTarget(r.GetString(0), target, r.GetInt64(9), r.GetFieldValue<DateTimeOffset>(10), r.GetString(11), Text(12)) { IsDeleted = r.GetBoolean(13) });
        }

        return rows;
    }
}
