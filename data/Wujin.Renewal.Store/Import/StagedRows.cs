using Npgsql;

namespace Wujin.Renewal.Store.Import;

/// <summary>The staged file in the transaction of its import: met with the register, checked, and written in pieces.</summary>
internal sealed class StagedRows(NpgsqlConnection connection, ImportRequest request, ImportTarget target, ImportSql sql, RowRange all)
{
    /// <summary>
    /// Rows of sites written by one statement: enough that its fixed cost does not show, few enough for the bar to move. Reference data
    /// goes in one statement, so that towns are cut and sites are given their towns once.
    /// </summary>
    private const long RowsAtOnce = 5_000;

    /// <summary>How often a piece is met with the register anew because another writer made one of its codes in between.</summary>
    private const int Attempts = 5;

    private readonly StagedChecks _checks = new(connection, target, request.Collection);

    /// <summary>Features made, changed and deleted so far.</summary>
    public (long Inserted, long Updated, long Deleted) Written { get; private set; }

    /// <summary>Meets all rows with the register and finds what is wrong; bad rows are marked and not written.</summary>
    public async Task<List<RowFault>> CheckAsync(CancellationToken cancellation)
    {
        await connection.RunAsync("CREATE UNIQUE INDEX ON pg_temp.import_row (ordinal)", cancellation);
        await connection.RunAsync("ANALYZE pg_temp.import_row", cancellation);
        await connection.RunAsync(sql.CreateMerged, cancellation);
        var duplicates = await MarkAsync(await _checks.FindDuplicatesAsync(cancellation), cancellation);
        List<RowFault> faults = [.. duplicates, .. await MatchAsync(all, cancellation)];

        // New versions are written whatever version the file was made from: the change says so, as it does of If-Match: *.
        await connection.RunAsync(
            "SELECT set_config('wujin.overwrite', 'on', true) WHERE EXISTS (SELECT FROM pg_temp.import_row WHERE existing_key IS NOT NULL AND NOT is_bad)",
            cancellation);
        return faults;
    }

    /// <summary>Writes the good rows.</summary>
    /// <returns>What the database refused although the checks let it pass, by row.</returns>
    public async Task<List<RowFault>> RecordAsync(Action<long> report, CancellationToken cancellation)
    {
        List<RowFault> faults = [];
        foreach (var range in target.IsSite ? all.Cut(RowsAtOnce) : [all])
        {
            await RecordAsync(range, faults, Attempts, cancellation);
            report(range.Last);
        }

        return faults;
    }

    /// <summary>How many of the good rows the register already holds as they are.</summary>
    public async Task<long> CountUnchangedAsync(CancellationToken cancellation)
    {
        var good = await connection.ReadAsync("SELECT count(*) FROM pg_temp.import_row WHERE NOT is_bad", r => r.GetInt64(0), cancellation);
        return good[0] - Written.Inserted - Written.Updated;
    }

    private async Task<List<RowFault>> MatchAsync(RowRange range, CancellationToken cancellation)
    {
        await connection.RunAsync(sql.Match, cancellation, range.Parameters);
        return await MarkAsync(await _checks.FindFaultsAsync(range, cancellation), cancellation);
    }

    private async Task<List<RowFault>> MarkAsync(List<StagedFault> faults, CancellationToken cancellation)
    {
        if (faults.Count > 0)
        {
            await connection.RunAsync(
                "UPDATE pg_temp.import_row SET is_bad = true WHERE ordinal = ANY (@ordinals)",
                cancellation,
                ("ordinals", faults.Select(f => f.Ordinal).Distinct().ToArray()));
        }

        return [.. faults.Select(f => f.Fault)];
    }

    // A piece the database refuses is halved until the refused row stands alone; the rest is written all the same, so that every such row
    // is found at once.
    private async Task RecordAsync(RowRange range, List<RowFault> faults, int attempts, CancellationToken cancellation)
    {
        var refusal = await TryRecordAsync(range, cancellation);
        if (refusal is null)
        {
            return;
        }

        if (refusal.SqlState == PostgresErrorCodes.UniqueViolation && attempts > 1)
        {
            faults.AddRange(await MatchAsync(range, cancellation));
            await RecordAsync(range, faults, attempts - 1, cancellation);
        }
        else if (range.Count == 1)
        {
            faults.AddRange(await MarkAsync([await Refusals.ExplainAsync(connection, range.First, refusal, cancellation)], cancellation));
        }
        else
        {
            var (lower, upper) = range.Halve();
            await RecordAsync(lower, faults, attempts, cancellation);
            await RecordAsync(upper, faults, attempts, cancellation);
        }
    }

    private async Task<PostgresException?> TryRecordAsync(RowRange range, CancellationToken cancellation)
    {
        await connection.RunAsync("SAVEPOINT piece", cancellation);
        try
        {
            var deletesOthers = request.ReplacesCollection && range == all;
            (string, object?)[] parameters = target.IsSite ? [.. range.Parameters, ("kind", target.Kind)] : range.Parameters;
            var counts = await connection.ReadAsync(
                sql.Record(deletesOthers), r => (Updated: r.GetInt64(0), Inserted: r.GetInt64(1), Deleted: r.GetInt64(2)), cancellation, parameters);
            Written = (Written.Inserted + counts[0].Inserted, Written.Updated + counts[0].Updated, Written.Deleted + counts[0].Deleted);
            await connection.RunAsync("RELEASE SAVEPOINT piece", cancellation);
            return null;
        }
        catch (PostgresException error) when (Refusals.IsOfARow(error))
        {
            await connection.RunAsync("ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece", cancellation);
            return error;
        }
    }
}
