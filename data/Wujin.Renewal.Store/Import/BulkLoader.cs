using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Import;

/// <summary>
/// Brings many features into the register in one transaction: all of them, or nothing and the reasons. Rows are read on a thread of their
/// own while the database takes them into a temporary table by binary COPY; a few statements over the whole set do the rest.
/// </summary>
/// <remarks>
/// New codes are inserted. A known code gets a new version only where something differs; coordinates nearer than a billionth of a degree do
/// not differ. A stage that differs is a change of stage and has to be a possible one. Features met are locked until the end: whoever edits
/// one of them meanwhile waits, then meets the imported version.
/// </remarks>
public sealed class BulkLoader(RegisterDatabase database)
{
    /// <summary>Rows read ahead of the database.</summary>
    private const int RowsAhead = 2_048;

    private const int ReportEvery = 500;

    /// <summary>Imports.</summary>
    /// <param name="request">What, and how.</param>
    /// <param name="rows">The rows, read once, on another thread. What it throws ends the import and is thrown on.</param>
    /// <param name="progress">Told now and then how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends the import; nothing is left of it.</param>
    /// <exception cref="ImportException">Another writer held what the import needs for too long, or the database went away.</exception>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    public async Task<ImportOutcome> RunAsync(
        ImportRequest request, IEnumerable<ImportRow> rows, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rows);
        Validate(request);
        try
        {
            await using var connection = await database.DataSource.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var outcome = await RunAsync(connection, request, rows, progress, cancellation);
            progress?.Report(new(ImportStep.Ending, outcome.Rows, outcome.Rows));
            if (outcome.IsCommitted)
            {
                await CommitAsync(transaction, request, cancellation);
            }
            else
            {
                await transaction.RollbackAsync(cancellation);
            }

            return outcome;
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            throw new ImportException("Another writer is at work on the same features; nothing was imported. Try again when it is done.", error);
        }
        catch (NpgsqlException error) when (IsOfTheServer(error))
        {
            throw new ImportException($"The database ended the import ({Words(error)}); nothing was imported. See that it runs, then import the file again.", error);
        }
    }

    /// <summary>Ends the transaction. From here on nobody cancels: whoever is told "cancelled" can rely on it that nothing was recorded.</summary>
    private static async Task CommitAsync(NpgsqlTransaction transaction, ImportRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException error) when (IsOfTheServer(error))
        {
            throw new ImportException(
                $"The database broke off while it was recording the import ({Words(error)}): all of it is in {request.Collection.Id} now, or nothing. "
                + "See that it runs, then import the file again: what is there already stays as it is.",
                error);
        }
    }

    /// <summary>Whether a failure is the server's or the connection's: it was stopped, killed, or is out of disk, memory or connections.</summary>
    private static bool IsOfTheServer(NpgsqlException error) =>
        error is not PostgresException { SqlState: var state } || state[..2] is "08" or "53" or "57" or "58";

    private static string Words(NpgsqlException error) => (error is PostgresException refusal ? refusal.MessageText : error.Message).ReplaceLineEndings(" ");

    private static async Task<ImportOutcome> RunAsync(
        NpgsqlConnection connection, ImportRequest request, IEnumerable<ImportRow> rows, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var target = new ImportTarget(request);
        var sql = new ImportSql(target);
        await connection.RunAsync(
            """
            SELECT set_config('wujin.actor', @actor, true), set_config('wujin.reason', @reason, true), set_config('wujin.stage_date', 'given', true),
                set_config('statement_timeout', '0', true)
            """,
            cancellation, ("actor", request.Actor ?? ""), ("reason", request.Reason ?? ""));
        if (request.ReplacesCollection)
        {
            await connection.RunAsync($"LOCK TABLE renewal.{target.Table} IN SHARE ROW EXCLUSIVE MODE", cancellation);
        }

        var remarks = new List<RowFault>();
        var (read, all, faults) = await StageAsync(connection, target, sql, rows, remarks, progress, cancellation);
        var staged = new StagedRows(connection, request, target, sql, all);
        progress?.Report(new(ImportStep.Checking, 0, all.Last));
        faults.AddRange(await staged.CheckAsync(cancellation));
        RefuseEmptyReplacement(request, all, faults);

        if (request.IsDryRun || MayCommit(request, faults))
        {
            faults.AddRange(await staged.RecordAsync(done => progress?.Report(new(ImportStep.Recording, done, all.Last)), cancellation));
        }

        remarks.AddRange(await StagedRemarks.FindAsync(connection, target, cancellation));
        return new()
        {
            Rows = read,
            Inserted = staged.Written.Inserted,
            Updated = staged.Written.Updated,
            Deleted = staged.Written.Deleted,
            Unchanged = await staged.CountUnchangedAsync(cancellation),
            Faults = [.. faults.OrderBy(f => f.Row)],
            Remarks = [.. remarks.OrderBy(r => r.Row)],
            IsCommitted = !request.IsDryRun && MayCommit(request, faults),
        };
    }

    private static async Task<(long Read, RowRange All, List<RowFault> Faults)> StageAsync(
        NpgsqlConnection connection, ImportTarget target, ImportSql sql, IEnumerable<ImportRow> rows, List<RowFault> remarks, IProgress<ImportProgress>? progress,
        CancellationToken cancellation)
    {
        List<RowFault> faults = [];
        long read = 0;
        await using var writer = await StagingWriter.BeginAsync(connection, target, sql, cancellation);
        await foreach (var row in ReadAhead.From(rows, RowsAhead, cancellation))
        {
            faults.AddRange(row.Faults);
            if (row.Remark is { } remark)
            {
                remarks.Add(remark);
            }

            if (row.Faults.Count == 0 || row.Draft.Code is { Length: > 0 } code && !code.Contains('\0'))
            {
                await writer.WriteAsync(row, cancellation);
            }

            if (++read % ReportEvery == 0)
            {
                progress?.Report(new(ImportStep.Reading, read, null));
            }
        }

        await writer.CompleteAsync(cancellation);
        progress?.Report(new(ImportStep.Reading, read, read));
        return (read, new(1, writer.Staged), faults);
    }

    private static bool MayCommit(ImportRequest request, List<RowFault> faults) => faults.Count == 0 || request.SkipsBadRows;

    private static void RefuseEmptyReplacement(ImportRequest request, RowRange all, List<RowFault> faults)
    {
        if (request.ReplacesCollection && all.Count == 0)
        {
            faults.Add(new(0, null, new Fault("", $"The file has no rows: replacing {request.Collection.Id} by it would delete them all.")));
        }
    }

    private static void Validate(ImportRequest request)
    {
        if (request.Collection.ImportKind is null)
        {
            throw new ArgumentException($"{request.Collection.Id} cannot be imported.", nameof(request));
        }

        if (!request.Columns.Contains("code"))
        {
            throw new ArgumentException("A file without a column for code cannot be imported.", nameof(request));
        }

        if (request.ReplacesCollection && (request.Collection.SiteKind is not null || request.SkipsBadRows))
        {
            throw new ArgumentException("Only reference data is replaced, and only by a file that is good throughout.", nameof(request));
        }
    }
}
