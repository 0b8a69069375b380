using Npgsql;

namespace Wujin.Renewal.Store;

/// <summary>One transaction of the first start: looks which tables never held a row, and fills them.</summary>
internal static class FirstTransaction
{
    // Orders processes that start at the same time on one database: the letters "first" as a number.
    private const long LockKey = 439804651110;

    /// <summary>Runs the work if any of the tables never held a row.</summary>
    /// <param name="source">The register.</param>
    /// <param name="reason">Why, for the history.</param>
    /// <param name="tables">Tables with history, in schema <c>renewal</c>.</param>
    /// <param name="load">The work: gets the connection and the tables that never held a row, returns how many rows it loaded.</param>
    /// <param name="cancellation">Undoes it.</param>
    public static async Task<int> RunAsync(
        NpgsqlDataSource source,
        string reason,
        IReadOnlyList<string> tables,
        Func<NpgsqlConnection, IReadOnlyList<string>, CancellationToken, Task<int>> load,
        CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if ((await NeverFilledAsync(connection, tables, cancellation).ConfigureAwait(false)).Count == 0)
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await BeginAsync(connection, reason, cancellation).ConfigureAwait(false);
        var empty = await NeverFilledAsync(connection, tables, cancellation).ConfigureAwait(false);
        if (empty.Count == 0)
        {
            return 0;
        }

        var rows = await load(connection, empty, cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return rows;
    }

    private static async Task BeginAsync(NpgsqlConnection connection, string reason, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock($1), set_config('wujin.actor', $2, true), set_config('wujin.reason', $3, true)", connection)
        {
            Parameters = { new() { Value = LockKey }, new() { Value = FirstStart.Actor }, new() { Value = reason } },
        };
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<string>> NeverFilledAsync(
        NpgsqlConnection connection, IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in tables)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"SELECT EXISTS (SELECT FROM renewal.{table}_version)"));
        }

        var empty = new List<string>();
        await using var reader = await batch.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        foreach (var table in tables)
        {
            await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (!reader.GetBoolean(0))
            {
                empty.Add(table);
            }

            await reader.NextResultAsync(cancellation).ConfigureAwait(false);
        }

        return empty;
    }
}
