using System.Globalization;
using Npgsql;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Import;

/// <summary>
/// What no row can tell alone: codes that occur twice, features of another kind, stages that cannot follow, what is missing once a row is
/// put together with the feature it meets. All are found, by sets, before anything is written.
/// </summary>
internal sealed class StagedChecks(NpgsqlConnection connection, ImportTarget target, CollectionDefinition collection)
{
    private const string Rows = "NOT m.is_bad AND m.ordinal BETWEEN @first AND @last";

    /// <summary>Codes that stand in more than one row: none of these rows is taken, for nobody can say which is meant.</summary>
    public Task<List<StagedFault>> FindDuplicatesAsync(CancellationToken cancellation) => connection.ReadAsync(
        """
        SELECT ordinal, row_number, code, others FROM (
            SELECT ordinal, row_number, code, is_bad, count(*) OVER same AS occurrences,
                array_to_string((array_agg(row_number) OVER same)[1:10], ', ') AS others
            FROM pg_temp.import_row
            WINDOW same AS (PARTITION BY code ORDER BY ordinal ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        ) r WHERE occurrences > 1 AND NOT is_bad
        """,
        r => Fault(r, "code", $"code {r.GetString(2)} occurs more than once, in rows {r.GetString(3)}; keep one of them."),
        cancellation);

    /// <summary>Everything else, in the given rows.</summary>
    public async Task<List<StagedFault>> FindFaultsAsync(RowRange range, CancellationToken cancellation)
    {
        List<StagedFault> faults = [.. await FindIncompleteAsync(range, cancellation)];
        if (target.IsSite)
        {
            faults.AddRange(await FindOtherKindsAsync(range, cancellation));
            faults.AddRange(await FindImpossibleStagesAsync(range, cancellation));
            faults.AddRange(await FindImpossibleDatesAsync(range, cancellation));
            faults.AddRange(await FindReversedDatesAsync(range, "planned_start", "planned_finish", cancellation));
            faults.AddRange(await FindReversedDatesAsync(range, "actual_start", "actual_finish", cancellation));
        }

        faults.AddRange(await FindMissingOutlinesAsync(range, cancellation));
        return faults;
    }

    private async Task<List<StagedFault>> FindIncompleteAsync(RowRange range, CancellationToken cancellation)
    {
        if (target.MissingRequired.Count == 0)
        {
            return [];
        }

        var names = string.Join(", ", target.MissingRequired.Select(p => $"{p.Name} ({p.TitleZh})"));
        return await connection.ReadAsync(
            $"SELECT m.ordinal, m.row_number, m.code FROM pg_temp.import_merged m WHERE {Rows} AND m.existing_key IS NULL ORDER BY 1",
            r => Fault(r, target.MissingRequired[0].Name, $"{r.GetString(2)} is new to the register, and the file has no column for {names}; add it, or name it with --map."),
            cancellation, range.Parameters);
    }

    private Task<List<StagedFault>> FindOtherKindsAsync(RowRange range, CancellationToken cancellation) => connection.ReadAsync(
        $"""
        SELECT m.ordinal, m.row_number, m.code, t.kind FROM pg_temp.import_merged m JOIN renewal.site t ON t.site_id = m.existing_key
        WHERE {Rows} AND t.kind <> @kind ORDER BY 1
        """,
        r => Fault(r, "code", $"{r.GetString(2)} is in the register as {CodeLists.Kinds.Find(r.GetString(3))?.TitleEn} ({r.GetString(3)}); a site keeps its kind."),
        cancellation, [.. range.Parameters, ("kind", target.Kind)]);

    private Task<List<StagedFault>> FindImpossibleStagesAsync(RowRange range, CancellationToken cancellation) => connection.ReadAsync(
        $"""
        SELECT m.ordinal, m.row_number, m.code, m.stage_before, m.stage, n.stages
        FROM pg_temp.import_merged m, LATERAL (SELECT renewal.next_stages(m.existing_key, m.stage_before) AS stages) n
        WHERE {Rows} AND m.existing_key IS NOT NULL AND m.stage <> m.stage_before AND m.stage <> ALL (n.stages) ORDER BY 1
        """,
        r => Fault(r, "stage", $"{r.GetString(2)} is {Stage(r.GetString(3))} and cannot become {Stage(r.GetString(4))}; {Possible(r.GetFieldValue<string[]>(5))}."),
        cancellation, range.Parameters);

    private Task<List<StagedFault>> FindImpossibleDatesAsync(RowRange range, CancellationToken cancellation) => connection.ReadAsync(
        $"""
        SELECT m.ordinal, m.row_number, m.code, m.stage_date, e.earliest, renewal.today()
        FROM pg_temp.import_merged m, LATERAL (
            SELECT CASE
                WHEN m.existing_key IS NULL THEN NULL
                WHEN m.stage <> m.stage_before THEN m.stage_date_before
                WHEN m.stage_date <> m.stage_date_before
                    THEN (SELECT s.effective_date FROM renewal.standing_events(m.existing_key) s OFFSET 1 LIMIT 1)
            END AS earliest) e
        WHERE {Rows} AND (m.stage_date < e.earliest OR m.stage_date > renewal.today()) ORDER BY 1
        """,
        r => Fault(r, "stage_date", r.IsDBNull(4) || r.GetFieldValue<DateOnly>(3) > r.GetFieldValue<DateOnly>(5)
            ? $"Stage date {Date(r, 3)} of {r.GetString(2)} has not come yet (today is {Date(r, 5)})."
            : $"{r.GetString(2)} reached its previous stage on {Date(r, 4)}; {Date(r, 3)} is earlier."),
        cancellation, range.Parameters);

    private Task<List<StagedFault>> FindReversedDatesAsync(RowRange range, string start, string finish, CancellationToken cancellation) => connection.ReadAsync(
        $"SELECT m.ordinal, m.row_number, m.code, m.{start}, m.{finish} FROM pg_temp.import_merged m WHERE {Rows} AND m.{finish} < m.{start} ORDER BY 1",
        r => Fault(r, finish, $"{finish} {Date(r, 4)} is before {start} {Date(r, 3)}."),
        cancellation, range.Parameters);

    private Task<List<StagedFault>> FindMissingOutlinesAsync(RowRange range, CancellationToken cancellation) => connection.ReadAsync(
        $"SELECT m.ordinal, m.row_number, m.code, {(target.IsSite ? "m.stage" : "NULL")} FROM pg_temp.import_merged m WHERE {Rows} AND m.geom IS NULL {(target.IsSite ? "AND m.stage <> 'surveyed'" : "")} ORDER BY 1",
        r => Fault(r, null, target.IsSite
            ? $"{r.GetString(2)} is {Stage(r.GetString(3))} and needs its outline; only a surveyed site (摸底) may be without."
            : $"{r.GetString(2)} has no geometry; every feature of {collection.Id} needs one."),
        cancellation, range.Parameters);

    private static StagedFault Fault(NpgsqlDataReader row, string? property, string detail) => new(
        row.GetInt64(0),
        new(row.GetInt64(1), row.GetString(2), property is null ? Domain.Schema.Fault.OfGeometry(detail) : Domain.Schema.Fault.OfProperty(property, detail)));

    private static string Stage(string code) => $"{code} ({CodeLists.Stages.Find(code)?.TitleZh})";

    private static string Possible(string[] stages) =>
        stages.Length == 0 ? "no stage can follow" : "possible: " + string.Join(", ", stages.Select(Stage));

    private static string Date(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A fault of a staged row.</summary>
/// <param name="Ordinal">Which staged row.</param>
/// <param name="Fault">The fault, with the row's number in the file.</param>
internal sealed record StagedFault(long Ordinal, RowFault Fault);
