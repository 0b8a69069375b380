namespace Wujin.Renewal.Store.Import;

/// <summary>
/// The statements of an import. Two temporary relations carry it: <c>import_row</c>, the file as it is, and <c>import_merged</c>, each
/// row as it would stand in the register. Identifiers come out of the catalogue; every value is a parameter or a cell of these two.
/// </summary>
internal sealed class ImportSql(ImportTarget target)
{
    private readonly IReadOnlyList<string> _given = [.. target.Columns.Select(c => c.Name)];

    /// <summary>
    /// The staging table has the given columns with the types of the table, and no constraint. It is dropped with the transaction, however
    /// that ends, and is not written to the log of the server.
    /// </summary>
    public string CreateStaging =>
        $"""
        CREATE TEMPORARY TABLE import_row ON COMMIT DROP AS
            SELECT 0::bigint AS ordinal, 0::bigint AS row_number, false AS is_bad, 0::bigint AS existing_key, {List(Staged)}
            FROM renewal.{target.Table} WITH NO DATA
        """;

    /// <summary>Fills the staging table.</summary>
    public string Copy => $"COPY pg_temp.import_row (ordinal, row_number, is_bad, {List(Staged)}) FROM STDIN (FORMAT BINARY)";

    /// <summary>Columns of the staging table that hold values of a row, in the order of <see cref="Copy"/>.</summary>
    public IReadOnlyList<string> Staged => ["code", .. _given, .. target.HasGeometry ? ["geom"] : Array.Empty<string>()];

    /// <summary>Each row beside the feature it meets, and what would stand in the register.</summary>
    public string CreateMerged =>
        $"""
        CREATE TEMPORARY VIEW import_merged AS
            SELECT i.ordinal, i.row_number, i.is_bad, i.existing_key, i.code{(target.IsSite ? ", t.stage AS stage_before, t.stage_date AS stage_date_before" : "")},
                {string.Join(",\n        ", MergedColumns.Select(c => $"{Merge(c)} AS {c}"))}
            FROM pg_temp.import_row i LEFT JOIN renewal.{target.Table} t ON t.{target.Key} = i.existing_key
        """;

    /// <summary>Finds and locks, in the order of codes, the features that rows @first to @last meet.</summary>
    public string Match =>
        $"""
        UPDATE pg_temp.import_row i SET existing_key = t.{target.Key}
            FROM (
                SELECT {target.Key}, code FROM renewal.{target.Table}
                WHERE code IN (SELECT code FROM pg_temp.import_row WHERE ordinal BETWEEN @first AND @last)
                ORDER BY code FOR UPDATE
            ) t
            WHERE t.code = i.code AND i.ordinal BETWEEN @first AND @last AND i.existing_key IS DISTINCT FROM t.{target.Key}
        """;

    /// <summary>Writes rows @first to @last: new features, and new versions of those that differ. Answers how many of each, and deletions.</summary>
    /// <param name="deletesOthers">Also delete what the file does not have, in this one statement.</param>
    public string Record(bool deletesOthers) =>
        $"""
        WITH updated AS (
            {Update}
            RETURNING 1
        ), inserted AS (
            INSERT INTO renewal.{target.Table} ({List(["code", .. KindColumn, .. Written])})
                SELECT {List(["m.code", .. KindValue, .. Written.Select(c => "m." + c)])}
                FROM pg_temp.import_merged m
                WHERE m.existing_key IS NULL AND NOT m.is_bad AND m.ordinal BETWEEN @first AND @last
                ORDER BY m.ordinal
            RETURNING 1
        ){(deletesOthers ? Deletion : "")}
        SELECT (SELECT count(*) FROM updated), (SELECT count(*) FROM inserted), {(deletesOthers ? "(SELECT count(*) FROM deleted)" : "0::bigint")}
        """;

    private string Deletion =>
        $"""
        , deleted AS (
            DELETE FROM renewal.{target.Table} t WHERE NOT EXISTS (SELECT FROM pg_temp.import_row i WHERE i.code = t.code)
            RETURNING 1
        )
        """;

    private string Update => Written.Count == 0
        ? $"UPDATE renewal.{target.Table} SET code = code WHERE false"
        : $"""
        UPDATE renewal.{target.Table} t SET {List(Written.Select(c => $"{c} = m.{c}"))}
                FROM pg_temp.import_merged m
                WHERE t.{target.Key} = m.existing_key AND NOT m.is_bad AND m.ordinal BETWEEN @first AND @last
                    AND ({List(Written.Select(c => "t." + c))}) IS DISTINCT FROM ({List(Written.Select(c => "m." + c))})
        """;

    // What the file writes. A stage brings its date with it, and a date is the date of a stage.
    private IReadOnlyList<string> Written =>
        [.. MergedColumns.Where(c => _given.Contains(c) || (c == "geom" ? target.HasGeometry : IsStage(c) && _given.Any(IsStage)))];

    private IReadOnlyList<string> MergedColumns => target.IsSite
        ? [.. _given.Union(["stage", "stage_date", "planned_start", "planned_finish", "actual_start", "actual_finish", "geom"])]
        : [.. _given.Append("geom")];

    private IReadOnlyList<string> KindColumn => target.IsSite ? ["kind"] : [];

    private IReadOnlyList<string> KindValue => target.IsSite ? ["@kind::text"] : [];

    private string Merge(string column)
    {
        var isGiven = _given.Contains(column);
        return column switch
        {
            "geom" when target.HasGeometry =>
                $"CASE WHEN t.{target.Key} IS NULL THEN i.geom WHEN renewal.is_same_geometry(t.geom, i.geom) THEN t.geom ELSE coalesce(i.geom, t.geom) END",
            "stage" when target.IsSite => isGiven ? "coalesce(i.stage, t.stage, 'surveyed')" : "coalesce(t.stage, 'surveyed')",
            "stage_date" when target.IsSite => MergeStageDate(isGiven),
            _ when !isGiven => "t." + column,
            _ when IsFlag(column) => $"coalesce(i.{column}, false)",
            _ => "i." + column,
        };
    }

    // A new stage without a date was reached today; an old one keeps its date.
    private string MergeStageDate(bool isGiven)
    {
        var isNewStage = _given.Contains("stage") ? "i.stage <> t.stage" : "false";
        return $"coalesce({(isGiven ? "i.stage_date" : "NULL::date")}, CASE WHEN {isNewStage} THEN renewal.today() END, t.stage_date, renewal.today())";
    }

    // The flags of the register are never unknown.
    private static bool IsFlag(string column) => column is "is_demo" or "is_schematic";

    private static bool IsStage(string column) => column is "stage" or "stage_date";

    private static string List(IEnumerable<string> items) => string.Join(", ", items);
}
