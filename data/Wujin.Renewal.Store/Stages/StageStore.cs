using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Store.Stages;

/// <summary>Reads and changes the stages of sites. Transitions and dates are enforced by the database.</summary>
public sealed class StageStore(NpgsqlDataSource source)
{
    private const string History = """
        SELECT s.version, s.stage, s.stage_date, renewal.next_stages(s.site_id, s.stage), renewal.today(), s.geom IS NOT NULL,
            e.stage_event_id, e.stage, e.effective_date, c.recorded_at, c.actor, c.reason, r.recorded_at, r.actor, r.reason
        FROM renewal.site s
        JOIN renewal.stage_event e USING (site_id)
        JOIN renewal.change c ON c.change_id = e.change_id
        LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
        WHERE s.code = $1 AND s.kind = $2
        ORDER BY e.effective_date DESC, e.stage_event_id DESC
        """;

    /// <summary>The stages of a site.</summary>
    /// <returns>Null where there is no such site of this kind.</returns>
    public async Task<StageHistory?> ReadAsync(SiteKind kind, string code, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(History);
        command.Parameters.Add(new NpgsqlParameter { Value = code });
        command.Parameters.Add(new NpgsqlParameter { Value = kind.Code() });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        StageHistory? history = null;
        List<StageEvent> events = [];
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            history ??= new StageHistory(
                code, reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateOnly>(2), reader.GetFieldValue<string[]>(3),
                reader.GetFieldValue<DateOnly>(4), reader.GetBoolean(5), events);
            events.Add(new StageEvent(
                reader.GetInt64(6), reader.GetString(7), reader.GetFieldValue<DateOnly>(8), RecordingAt(reader, 9),
                reader.IsDBNull(12) ? null : RecordingAt(reader, 12)));
        }

        return history;
    }

    /// <summary>
    /// Moves a site to a stage, or, where it is in that stage already, corrects the day it got there.
    /// </summary>
    /// <param name="seen">The site as the writer saw it.</param>
    /// <param name="stage">The stage code.</param>
    /// <param name="effective">The day it happened; null for today.</param>
    /// <param name="note">Who and why.</param>
    /// <param name="cancellation">Cancels before the statement is sent.</param>
    /// <returns>The new version, or null where the site is no longer at that version: nothing was written.</returns>
    /// <exception cref="WriteRefusedException">The stage cannot follow, the date is impossible, or the outline is missing.</exception>
    public Task<long?> MoveAsync(StageHistory seen, string stage, DateOnly? effective, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        List<NpgsqlParameter> parameters = [new() { Value = stage }, new() { Value = seen.Code }, new() { Value = seen.Version }];
        if (effective is { } day)
        {
            parameters.Add(new NpgsqlParameter { Value = day, NpgsqlDbType = NpgsqlDbType.Date });
        }

        var sql = $"UPDATE renewal.site SET stage = $1{(effective is null ? "" : ", stage_date = $4")} WHERE code = $2 AND version = $3 RETURNING version";
        return RecordedStatement.RunAsync(source, note, sql, parameters, isStageDateGiven: effective is not null, cancellation);
    }

    /// <summary>Withdraws the latest stage event: the site stands again where it stood before.</summary>
    /// <returns>The new version, or null where the site is no longer at that version, or has no earlier stage: nothing was written.</returns>
    public Task<long?> RetractAsync(StageHistory seen, WriteNote note, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(seen);
        return RecordedStatement.RunAsync(
            source, note, "SELECT renewal.retract_stage($1, $2)", [new() { Value = seen.Code }, new() { Value = seen.Version }], isStageDateGiven: false, cancellation);
    }

    private static Recording RecordingAt(NpgsqlDataReader reader, int ordinal) => new(
        reader.GetFieldValue<DateTimeOffset>(ordinal), reader.GetString(ordinal + 1), reader.IsDBNull(ordinal + 2) ? null : reader.GetString(ordinal + 2));
}
