using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Jobs;

/// <summary>Jobs as clients see them: asked for, listed, read, dismissed. Workers use <see cref="JobQueue"/>.</summary>
public sealed class JobStore(NpgsqlDataSource source)
{
    /// <summary>At most so many jobs wait at once; more are refused, so that nobody fills the database by asking.</summary>
    public const int MostWaiting = 1000;

    /// <summary>The columns of <see cref="Read"/>.</summary>
    internal const string Columns =
        "job_key, job_id, process_id, status, progress, message, created_at, started_at, finished_at, updated_at, response = 'document'";

    /// <summary>Puts a job in the queue.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="inputsJson">Its inputs, judged already: a JSON object.</param>
    /// <param name="isDocument">Whether the result is asked for as a document of outputs by name.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellation">Gives up before the job is recorded.</param>
    /// <returns>The job, or null where <see cref="MostWaiting"/> wait already.</returns>
    public async Task<Job?> AddAsync(string processId, string inputsJson, bool isDocument, string actor, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"""
            INSERT INTO renewal.job (process_id, inputs, response, actor)
            SELECT $1, $2, $3, $4
            WHERE (SELECT count(*) FROM renewal.job WHERE status = 'accepted') < $5
            RETURNING {Columns}
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = processId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = inputsJson, NpgsqlDbType = NpgsqlDbType.Json });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = isDocument ? "document" : "raw" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = actor });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MostWaiting });
        return await OneAsync(command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads a job.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Job?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"SELECT {Columns} FROM renewal.job WHERE job_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await OneAsync(command, cancellation).ConfigureAwait(false);
    }

    /// <summary>Lists jobs, latest first.</summary>
    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var command = source.CreateCommand($"""
            SELECT {Columns}
            FROM renewal.job
            WHERE ($1::text[] IS NULL OR process_id = ANY ($1))
                AND ($2::text[] IS NULL OR status = ANY ($2))
                AND ($3::timestamptz IS NULL OR created_at >= $3)
                AND ($4::timestamptz IS NULL OR created_at <= $4)
                AND ($5::interval IS NULL OR coalesce(finished_at, clock_timestamp()) - started_at >= $5)
                AND ($6::interval IS NULL OR coalesce(finished_at, clock_timestamp()) - started_at <= $6)
                AND ($7::bigint IS NULL OR job_key < $7)
            ORDER BY job_key DESC
            LIMIT $8
            """);
        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Add(query.ProcessIds?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(query.Statuses?.Select(s => s.Code()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(query.CreatedFrom?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        Add(query.CreatedUntil?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        Add(query.MinDuration, NpgsqlDbType.Interval);
        Add(query.MaxDuration, NpgsqlDbType.Interval);
        Add(query.BeforeKey, NpgsqlDbType.Bigint);
        Add(query.Limit, NpgsqlDbType.Integer);
        var jobs = new List<Job>();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            jobs.Add(Read(reader));
        }

        return jobs;
    }

    /// <summary>The result of a job that succeeded: the bytes of its output and their media type.</summary>
    /// <returns>Null where there is none (any more).</returns>
    public async Task<(byte[] Content, string MediaType)?> ResultAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT result, result_type FROM renewal.job WHERE job_id = $1 AND result IS NOT NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? (reader.GetFieldValue<byte[]>(0), reader.GetString(1)) : null;
    }

    /// <summary>The problem of a job that failed, as JSON.</summary>
    /// <returns>Null where there is none.</returns>
    public async Task<string?> ProblemAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT problem::text FROM renewal.job WHERE job_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        return await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false) as string;
    }

    /// <summary>
    /// Dismisses a job: one that waits never starts, one that runs is stopped by its worker, one that is over loses its result. Dismissing again
    /// changes nothing.
    /// </summary>
    /// <returns>The job as it stands now, or null where there is none.</returns>
    public async Task<Job?> DismissAsync(Guid id, string message, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"""
            UPDATE renewal.job
            SET status = 'dismissed', cancel_requested_at = clock_timestamp(), finished_at = coalesce(finished_at, clock_timestamp()),
                updated_at = clock_timestamp(), message = $2, result = NULL, result_type = NULL, problem = NULL
            WHERE job_id = $1 AND status <> 'dismissed'
            RETURNING {Columns}
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message });
        return await OneAsync(command, cancellation).ConfigureAwait(false) ?? await FindAsync(id, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads the row that a reader stands on.</summary>
    internal static Job Read(NpgsqlDataReader reader)
    {
        DateTimeOffset? Instant(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
        var status = JobStatuses.TryParse(reader.GetString(3), out var known) ? known : throw new InvalidDataException($"There is no job status {reader.GetString(3)}.");
        return new Job(
            reader.GetInt64(0),
            reader.GetGuid(1),
            reader.GetString(2),
            status,
            reader.GetInt16(4),
            reader.IsDBNull(5) ? null : reader.GetString(5),
            Instant(6)!.Value,
            Instant(7),
            Instant(8),
            Instant(9)!.Value,
            reader.GetBoolean(10));
    }

    private static async Task<Job?> OneAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        return await reader.ReadAsync(cancellation).ConfigureAwait(false) ? Read(reader) : null;
    }
}
