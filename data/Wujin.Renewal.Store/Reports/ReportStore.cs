using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Reports;

/// <summary>Reads what reports are made of. Both dates must have been settled before (<see cref="TwoDates.SettleAsync"/>); the same two give the same rows.</summary>
/// <param name="source">The database; only read.</param>
public sealed class ReportStore(NpgsqlDataSource source)
{
    /// <remarks>The latest version of a site is found by its key alone and joined afterwards: sorting whole rows with their outlines took three times as long.</remarks>
    private const string Sites = """
        SELECT v.code, v.kind, v.name_zh, v.name_en, v.town_code, v.town_name, s.stage, s.effective_date, v.plan_year, v.planned_start, v.planned_finish,
            v.actual_start, v.actual_finish, v.budget_wan, v.spent_wan, v.area_m2,
            CASE v.kind WHEN 'compound' THEN v.households WHEN 'industrial-park' THEN v.land_mu ELSE v.households_planned END::numeric,
            v.is_demo, ST_AsBinary(v.geom, 'NDR')
        FROM (
            SELECT DISTINCT ON (x.site_id) x.site_id, x.recorded_version, x.operation
            FROM renewal.site_version x JOIN renewal.change c ON c.change_id = x.recorded_change
            WHERE c.recorded_at <= $2 AND ($4::text IS NULL OR x.code = $4)
            ORDER BY x.site_id, x.recorded_version DESC
        ) latest
        JOIN renewal.site_version v USING (site_id, recorded_version)
        JOIN renewal.stage_at($1, $2) s USING (site_id)
        WHERE latest.operation <> 'D' AND ($3::text IS NULL OR v.town_code = $3)
            AND ($5::float8[] IS NULL OR v.geom && ST_MakeEnvelope(($5::float8[])[1], ($5::float8[])[2], ($5::float8[])[3], ($5::float8[])[4], 4490))
        ORDER BY v.kind, v.code
        """;

    private const string Kinds = """
        SELECT kind, count(*) FILTER (WHERE NOT was AND operation <> 'D')::integer, count(*) FILTER (WHERE was AND operation <> 'D')::integer,
            count(*) FILTER (WHERE was AND operation = 'D')::integer
        FROM (
            SELECT DISTINCT ON (v.site_id) v.kind, v.operation,
                EXISTS (
                    SELECT FROM renewal.site_version p JOIN renewal.change pc ON pc.change_id = p.recorded_change
                    WHERE p.site_id = v.site_id AND pc.recorded_at <= $1) AS was
            FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
            WHERE c.recorded_at > $1 AND c.recorded_at <= $2 AND ($3::text IS NULL OR v.town_code = $3)
            ORDER BY v.site_id, v.recorded_version DESC
        ) changed
        GROUP BY kind
        """;

    private const string Moves = """
        SELECT v.code, v.kind, v.name_zh, v.name_en, v.town_code, v.town_name, before.stage, e.stage, e.effective_date, c.recorded_at
        FROM renewal.stage_event e
        JOIN renewal.change c ON c.change_id = e.change_id
        LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
        JOIN LATERAL (
            SELECT x.* FROM renewal.site_version x JOIN renewal.change xc ON xc.change_id = x.recorded_change
            WHERE x.site_id = e.site_id AND xc.recorded_at <= $3
            ORDER BY x.recorded_version DESC LIMIT 1
        ) v ON v.operation <> 'D'
        LEFT JOIN LATERAL (
            SELECT p.stage FROM renewal.stage_event p
            JOIN renewal.change pc ON pc.change_id = p.change_id
            LEFT JOIN renewal.change pr ON pr.change_id = p.retracting_change
            WHERE p.site_id = e.site_id AND (p.effective_date, p.stage_event_id) < (e.effective_date, e.stage_event_id)
                AND pc.recorded_at <= $3 AND (pr.recorded_at IS NULL OR pr.recorded_at > $3)
            ORDER BY p.effective_date DESC, p.stage_event_id DESC LIMIT 1
        ) before ON true
        WHERE c.recorded_at > $2 AND c.recorded_at <= $3 AND e.effective_date <= $1
            AND (r.recorded_at IS NULL OR r.recorded_at > $3)
            AND ($4::text IS NULL OR v.town_code = $4)
            AND EXISTS (
                SELECT FROM renewal.site_version k JOIN renewal.change kc ON kc.change_id = k.recorded_change
                WHERE k.site_id = e.site_id AND kc.recorded_at <= $2)
        ORDER BY e.effective_date, e.stage_event_id
        """;

    private const string Stages = """
        SELECT e.stage, e.effective_date, c.recorded_at, c.actor
        FROM renewal.stage_event e
        JOIN renewal.change c ON c.change_id = e.change_id
        LEFT JOIN renewal.change r ON r.change_id = e.retracting_change
        WHERE e.site_id IN (SELECT site_id FROM renewal.site_version WHERE code = $1)
            AND e.effective_date <= $2 AND c.recorded_at <= $3 AND (r.recorded_at IS NULL OR r.recorded_at > $3)
        ORDER BY e.effective_date, e.stage_event_id
        """;

    /// <summary>Sites that existed at both dates, by kind and code.</summary>
    /// <param name="dates">The two dates.</param>
    /// <param name="townCode">Of this town only; null for all.</param>
    /// <param name="code">This one only; null for all.</param>
    /// <param name="box">Only those that touch a box of west, south, east, north in degrees; null for all.</param>
    /// <param name="cancellation">Ends the query.</param>
    public Task<List<ReportSiteRow>> SitesAsync(TwoDates dates, string? townCode, string? code, double[]? box, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return ReadAsync(Sites, Site, cancellation, dates.EffectiveOn, dates.AsOf, Text(townCode), Text(code), new NpgsqlParameter { Value = (object?)box ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Double });
    }

    /// <summary>All properties of a site as recorded at an instant, as one JSON object; null where it was not recorded by then, or deleted.</summary>
    public async Task<string?> PropertiesAsync(string code, DateTimeOffset asOf, CancellationToken cancellation) => (await ReadAsync(
        """
        SELECT CASE WHEN operation <> 'D' THEN (to_jsonb(v) - 'geom')::text END FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE v.code = $1 AND c.recorded_at <= $2 ORDER BY v.recorded_version DESC LIMIT 1
        """,
        r => r.IsDBNull(0) ? null : r.GetString(0), cancellation, code, asOf).ConfigureAwait(false)).FirstOrDefault();

    /// <summary>The stages of a site that stand at both dates, in time.</summary>
    public Task<List<ReportStageRow>> StagesAsync(string code, TwoDates dates, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return ReadAsync(Stages, r => new ReportStageRow(r.GetString(0), r.GetFieldValue<DateOnly>(1), r.GetFieldValue<DateTimeOffset>(2), r.GetString(3)), cancellation, code, dates.EffectiveOn, dates.AsOf);
    }

    /// <summary>The versions of a site recorded by an instant, latest first, at most 500.</summary>
    public Task<List<ReportVersionRow>> VersionsAsync(string code, DateTimeOffset asOf, CancellationToken cancellation) => ReadAsync(
        """
        SELECT v.recorded_version, c.recorded_at, c.actor, c.reason FROM renewal.site_version v JOIN renewal.change c ON c.change_id = v.recorded_change
        WHERE v.code = $1 AND c.recorded_at <= $2 ORDER BY v.recorded_version DESC LIMIT 500
        """,
        r => new ReportVersionRow(r.GetInt64(0), r.GetFieldValue<DateTimeOffset>(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3)), cancellation, code, asOf);

    /// <summary>How many sites of each kind were added, amended and deleted between two recorded instants.</summary>
    public Task<List<ReportKindRow>> ChangesAsync(DateTimeOffset since, DateTimeOffset asOf, string? townCode, CancellationToken cancellation) =>
        ReadAsync(Kinds, r => new ReportKindRow(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3)), cancellation, since, asOf, Text(townCode));

    /// <summary>Stages recorded between two instants and effective by a date, of sites that were known at the first.</summary>
    public Task<List<ReportMoveRow>> MovesAsync(DateTimeOffset since, TwoDates dates, string? townCode, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dates);
        return ReadAsync(Moves, Move, cancellation, dates.EffectiveOn, since, dates.AsOf, Text(townCode));
    }

    /// <summary>Towns as recorded at an instant.</summary>
    public Task<List<ReportTownRow>> TownsAsync(DateTimeOffset asOf, CancellationToken cancellation) => ReadAsync(
        "SELECT t.code, t.name_zh, t.name_en, ST_AsBinary(t.geom, 'NDR'), ST_X(p), ST_Y(p), t.is_schematic FROM renewal.town_feature_as_of($1) t, LATERAL ST_PointOnSurface(t.geom) p ORDER BY t.code",
        r => new ReportTownRow(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetFieldValue<byte[]>(3), r.GetDouble(4), r.GetDouble(5), r.GetBoolean(6)), cancellation, asOf);

    /// <summary>Constraint areas as recorded at an instant, generalised to about 5 m: they are the ground of maps.</summary>
    public Task<List<ReportShapeRow>> ConstraintsAsync(DateTimeOffset asOf, CancellationToken cancellation) => ReadAsync(
        "SELECT type, ST_AsBinary(ST_SimplifyPreserveTopology(geom, 0.00005), 'NDR'), is_demo FROM renewal.constraint_area_feature_as_of($1) ORDER BY code", Shape, cancellation, asOf);

    /// <summary>Motorways of the network in use, and trunk and primary roads in a box of degrees, generalised to about 20 m.</summary>
    public Task<List<ReportShapeRow>> RoadsAsync(double west, double south, double east, double north, CancellationToken cancellation) => ReadAsync(
        """
        SELECT class, ST_AsBinary(ST_Simplify(geom, 0.0002, true), 'NDR'), is_demo FROM renewal.road_feature
        WHERE class = 'motorway' OR (class IN ('trunk', 'primary') AND geom && ST_MakeEnvelope($1, $2, $3, $4, 4490))
        ORDER BY feature_key LIMIT 60000
        """,
        Shape, cancellation, west, south, east, north);

    private static ReportSiteRow Site(NpgsqlDataReader r)
    {
        T? Value<T>(int column)
            where T : struct => r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);
        string? Words(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        return new ReportSiteRow(
            r.GetString(0), r.GetString(1), r.GetString(2), Words(3), Words(4), Words(5), r.GetString(6), r.GetFieldValue<DateOnly>(7), Value<int>(8), Value<DateOnly>(9), Value<DateOnly>(10), Value<DateOnly>(11),
            Value<DateOnly>(12), Value<decimal>(13), Value<decimal>(14), Value<double>(15), Value<decimal>(16), r.GetBoolean(17), r.IsDBNull(18) ? null : r.GetFieldValue<byte[]>(18));
    }

    private static ReportMoveRow Move(NpgsqlDataReader r)
    {
        string? Words(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        return new ReportMoveRow(r.GetString(0), r.GetString(1), r.GetString(2), Words(3), Words(4), Words(5), Words(6), r.GetString(7), r.GetFieldValue<DateOnly>(8), r.GetFieldValue<DateTimeOffset>(9));
    }

    private static ReportShapeRow Shape(NpgsqlDataReader r) => new(r.GetString(0), r.GetFieldValue<byte[]>(1), r.GetBoolean(2));

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value is DateTimeOffset instant ? instant.ToUniversalTime() : value });
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
