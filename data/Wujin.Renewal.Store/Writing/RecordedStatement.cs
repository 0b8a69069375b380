using Npgsql;

namespace Wujin.Renewal.Store.Writing;

/// <summary>
/// Runs one writing statement as a transaction of its own, with the note for the history: settings and statement travel together in one
/// round trip, and the commit with them.
/// </summary>
internal static class RecordedStatement
{
    private const int Attempts = 4;

    private const string SettingsSql =
        "SELECT set_config('wujin.actor', $1, true), set_config('wujin.reason', $2, true), set_config('wujin.overwrite', $3, true), "
        + "set_config('wujin.stage_date', $4, true)";

    /// <summary>Runs the statement and returns the version it returns.</summary>
    /// <param name="source">The database.</param>
    /// <param name="note">Who and why.</param>
    /// <param name="sql">A statement that returns the new version as bigint, or no row where it found nothing to change.</param>
    /// <param name="parameters">Its positional parameters; copied for each attempt.</param>
    /// <param name="isStageDateGiven">A stage date stands beside a new stage on purpose, even where it equals the old one.</param>
    /// <param name="cancellation">Cancels before the statement is sent; once it is under way its end is awaited.</param>
    /// <returns>The new version, or null where no row was changed.</returns>
    /// <exception cref="WriteRefusedException">The database refused the change.</exception>
    internal static async Task<long?> RunAsync(
        NpgsqlDataSource source, WriteNote note, string sql, IReadOnlyList<NpgsqlParameter> parameters, bool isStageDateGiven, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(source, note, sql, parameters, isStageDateGiven, cancellation).ConfigureAwait(false);
            }
            catch (PostgresException error) when (error.IsTransient && IsLostRace(error) && attempt < Attempts)
            {
                // Deadlocks come when towns are replaced while sites are written. The whole transaction was undone: it may simply go again.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 40) * attempt), cancellation).ConfigureAwait(false);
            }
            catch (PostgresException error) when (WriteRefusedException.From(error) is { } refusal)
            {
                throw refusal;
            }
        }
    }

    private static async Task<long?> OnceAsync(
        NpgsqlDataSource source, WriteNote note, string sql, IReadOnlyList<NpgsqlParameter> parameters, bool isStageDateGiven, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using var batch = connection.CreateBatch();
        var statement = new NpgsqlBatchCommand(sql);
        statement.Parameters.AddRange(parameters.Select(p => p.Clone()).ToArray());
        batch.BatchCommands.Add(Settings(note, isStageDateGiven));
        batch.BatchCommands.Add(statement);

        // A client that hangs up now would leave us not knowing whether the change was made; it takes milliseconds, so it is awaited.
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None).ConfigureAwait(false);
        await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false);
        long? version = await reader.ReadAsync(CancellationToken.None).ConfigureAwait(false) ? reader.GetInt64(0) : null;

        // The commit is at the end of the batch: errors of deferred triggers come here, and not before.
        while (await reader.NextResultAsync(CancellationToken.None).ConfigureAwait(false))
        {
        }

        return version;
    }

    /// <summary>The statement that leaves the note for the history, first in its transaction.</summary>
    internal static NpgsqlBatchCommand Settings(WriteNote note, bool isStageDateGiven)
    {
        var settings = new NpgsqlBatchCommand(SettingsSql);
        foreach (var value in (ReadOnlySpan<string>)[note.Actor, note.Reason ?? "", note.IsOverwrite ? "on" : "", isStageDateGiven ? "given" : ""])
        {
            settings.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return settings;
    }

    /// <summary>Whether a transaction lost against another and may simply go again.</summary>
    internal static bool IsLostRace(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
