using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Jobs;

/// <summary>A job that this worker holds.</summary>
/// <param name="Id">The job.</param>
/// <param name="ProcessId">What to run.</param>
/// <param name="InputsJson">On what.</param>
/// <param name="IsDocument">Whether the result is asked for as a document of outputs by name.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Attempt">Which attempt this is, from 1.</param>
public sealed record ClaimedJob(Guid Id, string ProcessId, string InputsJson, bool IsDocument, string Actor, int Attempt);

/// <summary>The queue as one service process works on it. Any number of processes may share it.</summary>
/// <param name="source">The database.</param>
/// <param name="worker">Names this service process; made anew at each start.</param>
public sealed class JobQueue(NpgsqlDataSource source, Guid worker)
{
    /// <summary>The channel on which new jobs and ends of jobs are told; the payload is id and status.</summary>
    public const string Channel = "wujin_job";

    /// <summary>A job whose worker is silent for so long is taken for abandoned.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>A job that was abandoned so often brings its workers down and is not tried again.</summary>
    public const int MostAttempts = 3;

    /// <summary>Takes the oldest job that waits or was abandoned, of the processes this service knows.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<ClaimedJob?> ClaimAsync(IReadOnlyCollection<string> processIds, string softwareVersion, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""
            UPDATE renewal.job
            SET status = 'running', worker = $1, lease_until = clock_timestamp() + $2, attempts = attempts + 1,
                started_at = coalesce(started_at, clock_timestamp()), updated_at = clock_timestamp(), progress = 0,
                message = CASE WHEN status = 'running' THEN 'resumed: the service that worked on it had stopped' ELSE message END,
                software_version = $5
            WHERE job_key = (
                SELECT job_key FROM renewal.job
                WHERE process_id = ANY ($3)
                    AND (status = 'accepted' OR (status = 'running' AND lease_until < clock_timestamp() AND attempts < $4))
                ORDER BY job_key
                FOR UPDATE SKIP LOCKED
                LIMIT 1)
            RETURNING job_id, process_id, inputs::text, response = 'document', coalesce(actor, ''), attempts
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Lease, NpgsqlDbType = NpgsqlDbType.Interval });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. processIds] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAttempts });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = softwareVersion });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false)
            ? new ClaimedJob(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetString(4), reader.GetInt32(5))
            : null;
    }

    /// <summary>Reports failed what was abandoned too often.</summary>
    /// <param name="problemJson">The problem to record.</param>
    /// <param name="message">The same in one line.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>How many jobs.</returns>
    public async Task<int> FailAbandonedAsync(string problemJson, string message, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""
            UPDATE renewal.job
            SET status = 'failed', finished_at = clock_timestamp(), updated_at = clock_timestamp(), worker = NULL, lease_until = NULL, message = $2, problem = $1
            WHERE job_key IN (
                SELECT job_key FROM renewal.job
                WHERE status = 'running' AND lease_until < clock_timestamp() AND attempts >= $3
                FOR UPDATE SKIP LOCKED)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = problemJson, NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostAttempts });
        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Renews the lease and records progress.</summary>
    /// <returns>False where the job is no longer this worker's: dismissed, or taken for abandoned. Its work is to stop.</returns>
    public Task<bool> RenewAsync(ClaimedJob job, int progress, string? message, CancellationToken cancellation) => AsHolderAsync(
        job,
        "lease_until = clock_timestamp() + $4, progress = $5, message = $6",
        [
            new NpgsqlParameter<TimeSpan> { TypedValue = Lease, NpgsqlDbType = NpgsqlDbType.Interval },
            new NpgsqlParameter<short> { TypedValue = (short)Math.Clamp(progress, 0, 100) },
            new NpgsqlParameter { Value = (object?)message ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        ],
        cancellation);

    /// <summary>Records the result.</summary>
    /// <returns>False where the job is no longer this worker's; nothing was recorded.</returns>
    public Task<bool> SucceedAsync(ClaimedJob job, ReadOnlyMemory<byte> result, string mediaType, CancellationToken cancellation) => AsHolderAsync(
        job,
        "status = 'successful', finished_at = clock_timestamp(), progress = 100, message = NULL, worker = NULL, lease_until = NULL, result = $4, result_type = $5",
        [
            new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = result, NpgsqlDbType = NpgsqlDbType.Bytea },
            new NpgsqlParameter<string> { TypedValue = mediaType },
        ],
        cancellation);

    /// <summary>Records why it failed.</summary>
    /// <returns>False where the job is no longer this worker's; nothing was recorded.</returns>
    public Task<bool> FailAsync(ClaimedJob job, string problemJson, string message, CancellationToken cancellation) => AsHolderAsync(
        job,
        "status = 'failed', finished_at = clock_timestamp(), worker = NULL, lease_until = NULL, problem = $4, message = $5",
        [
            new NpgsqlParameter<string> { TypedValue = problemJson, NpgsqlDbType = NpgsqlDbType.Json },
            new NpgsqlParameter<string> { TypedValue = message },
        ],
        cancellation);

    /// <summary>Gives a job back unfinished, because the service stops: the next to look takes it. It does not count as an attempt.</summary>
    public Task<bool> ReturnAsync(ClaimedJob job, CancellationToken cancellation) => AsHolderAsync(
        job,
        "status = 'accepted', worker = NULL, lease_until = NULL, attempts = attempts - 1, progress = 0, message = 'waits again: the service that worked on it was stopped'",
        [],
        cancellation);

    /// <summary>Says that the work on a dismissed job has stopped.</summary>
    public async Task LetGoAsync(ClaimedJob job, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        await using var command = source.CreateCommand(
            "UPDATE renewal.job SET worker = NULL, lease_until = NULL WHERE job_id = $1 AND worker = $2 AND attempts = $3 AND status = 'dismissed'");
        AddHolder(command, job);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<bool> AsHolderAsync(ClaimedJob job, string assignments, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(job);
        await using var command = source.CreateCommand(
            $"UPDATE renewal.job SET {assignments}, updated_at = clock_timestamp() WHERE job_id = $1 AND worker = $2 AND attempts = $3 AND status = 'running'");
        AddHolder(command, job);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false) == 1;
    }

    private void AddHolder(NpgsqlCommand command, ClaimedJob job)
    {
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = job.Id });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = worker });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = job.Attempt });
    }
}
