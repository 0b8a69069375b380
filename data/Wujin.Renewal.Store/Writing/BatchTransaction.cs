using Npgsql;

namespace Wujin.Renewal.Store.Writing;

/// <summary>Runs many writing statements as one transaction: all are written, or none is.</summary>
/// <remarks>
/// Every step runs behind a savepoint, so that one that is refused does not hide what is wrong with the next: whoever sent a batch learns of all its
/// faults at once.
/// </remarks>
public sealed class BatchTransaction(NpgsqlDataSource source)
{
    private const int Attempts = 4;

    /// <summary>Runs the steps in their order and commits where all of them wrote.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="note">Who and why: one change in the history for the whole batch.</param>
    /// <param name="isTrial">Undoes everything in the end, where something outside the database is wrong already.</param>
    /// <param name="cancellation">Cancels before the first step is sent.</param>
    /// <returns>One outcome a step; where any of them did not write, nothing was written.</returns>
    public async Task<IReadOnlyList<StepOutcome>> RunAsync(IReadOnlyList<WriteStep> steps, WriteNote note, bool isTrial, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(steps, note, isTrial, cancellation).ConfigureAwait(false);
            }
            catch (PostgresException error) when (RecordedStatement.IsLostRace(error) && attempt < Attempts)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 40) * attempt), cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<StepOutcome>> OnceAsync(IReadOnlyList<WriteStep> steps, WriteNote note, bool isTrial, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        // Once it has begun it is brought to its end: a client that hangs up in between must not leave it unknown whether the batch was written.
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await using (var settings = new NpgsqlBatch(connection, transaction))
        {
            settings.BatchCommands.Add(RecordedStatement.Settings(note, isStageDateGiven: false));
            await settings.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }

        var outcomes = new List<StepOutcome>(steps.Count);
        foreach (var step in steps)
        {
            outcomes.Add(await StepAsync(connection, transaction, step).ConfigureAwait(false));
        }

        if (!isTrial && outcomes.All(o => o.IsDone))
        {
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return outcomes;
    }

    private static async Task<StepOutcome> StepAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, WriteStep step)
    {
        await transaction.SaveAsync("step", CancellationToken.None).ConfigureAwait(false);
        try
        {
            await using var batch = new NpgsqlBatch(connection, transaction);
            var command = new NpgsqlBatchCommand(step.Sql);
            command.Parameters.AddRange(step.Parameters.Select(p => p.Clone()).ToArray());
            batch.BatchCommands.Add(command);
            var version = await batch.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false) as long?;
            await transaction.ReleaseAsync("step", CancellationToken.None).ConfigureAwait(false);
            return new StepOutcome(version, null);
        }
        catch (PostgresException error) when (WriteRefusedException.From(error) is { } refusal)
        {
            await transaction.RollbackAsync("step", CancellationToken.None).ConfigureAwait(false);
            return new StepOutcome(null, refusal);
        }
    }
}
