using Npgsql;
using NpgsqlTypes;

namespace Wujin.Renewal.Store.Connectivity;

/// <summary>A place, platform or town that times are computed to.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="Role">Its role, or null.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Latitude">Degrees.</param>
public sealed record TargetPlace(string Code, string NameZh, string? Role, double Longitude, double Latitude);

/// <summary>A connectivity target.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="LimitMinutes">The limit.</param>
/// <param name="OriginCode">The place it starts from.</param>
/// <param name="DestinationRoles">Roles of the places it leads to.</param>
public sealed record TargetTier(string Code, string NameZh, double LimitMinutes, string OriginCode, IReadOnlyList<string> DestinationRoles);

/// <summary>A site that has an outline.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="TownCode">Its town, or null.</param>
/// <param name="Version">Its version.</param>
/// <param name="Longitude">Of a point on its surface.</param>
/// <param name="Latitude">Of a point on its surface.</param>
public readonly record struct TargetSite(long Id, string Code, string Kind, string? TownCode, long Version, double Longitude, double Latitude);

/// <summary>Minutes of a site.</summary>
/// <param name="Site">The site.</param>
/// <param name="MainArea">To the main urban area.</param>
/// <param name="TownSeat">To the seat of its town.</param>
/// <param name="Platform">The nearest platform; parks only.</param>
/// <param name="PlatformMinutes">To it.</param>
/// <param name="SnapMetres">How far from a road it is.</param>
public readonly record struct SiteMinutes(TargetSite Site, double? MainArea, double? TownSeat, string? Platform, double? PlatformMinutes, double? SnapMetres);

/// <summary>An assessment to be kept.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="Profile">Profile.</param>
/// <param name="Scenario">Scenario, or null for the present.</param>
/// <param name="GraphChecksum">What graph it rests on.</param>
/// <param name="SoftwareVersion">What computed it.</param>
/// <param name="IsDemo">Rests on made-up roads.</param>
/// <param name="Destinations">How many destinations were judged.</param>
/// <param name="Passed">How many pass.</param>
/// <param name="InputsJson">Inputs.</param>
/// <param name="ResultJson">The result.</param>
public sealed record AssessmentRun(
    string Code, string Actor, string Profile, string? Scenario, string GraphChecksum, string SoftwareVersion, bool IsDemo, int Destinations, int Passed, string InputsJson, string ResultJson)
{
    /// <summary>When it was recorded; set when read.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>The paging key; set when read.</summary>
    public long Key { get; init; }
}

/// <summary>What connectivity is computed of, and what came of it.</summary>
public sealed class ConnectivityStore(NpgsqlDataSource source)
{
    /// <summary>All places.</summary>
    public Task<IReadOnlyList<TargetPlace>> PlacesAsync(CancellationToken cancellation) =>
        ReadAsync("SELECT code, name_zh, role, ST_X(geom), ST_Y(geom) FROM renewal.place ORDER BY feature_key", Place, cancellation);

    /// <summary>All platforms.</summary>
    public Task<IReadOnlyList<TargetPlace>> PlatformsAsync(CancellationToken cancellation) =>
        ReadAsync("SELECT code, name_zh, role, ST_X(geom), ST_Y(geom) FROM renewal.platform ORDER BY feature_key", Place, cancellation);

    /// <summary>All tiers.</summary>
    public Task<IReadOnlyList<TargetTier>> TiersAsync(CancellationToken cancellation) => ReadAsync(
        "SELECT code, name_zh, limit_minutes, origin_code, destination_roles FROM renewal.tier ORDER BY feature_key",
        r => new TargetTier(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3), r.GetFieldValue<string[]>(4)),
        cancellation);

    /// <summary>Outlines of towns as WKB by code.</summary>
    public Task<IReadOnlyList<(string Code, byte[] Wkb)>> TownsAsync(CancellationToken cancellation) =>
        ReadAsync("SELECT code, ST_AsBinary(geom) FROM renewal.town WHERE geom IS NOT NULL ORDER BY feature_key", r => (r.GetString(0), r.GetFieldValue<byte[]>(1)), cancellation);

    /// <summary>All sites that have an outline.</summary>
    public Task<IReadOnlyList<TargetSite>> SitesAsync(CancellationToken cancellation) => ReadAsync(
        """
        SELECT s.site_id, s.code, s.kind, s.town_code, s.version, ST_X(p), ST_Y(p)
        FROM renewal.site s, LATERAL ST_PointOnSurface(s.geom) p
        WHERE s.geom IS NOT NULL
        ORDER BY s.site_id
        """,
        r => new TargetSite(r.GetInt64(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetInt64(4), r.GetDouble(5), r.GetDouble(6)),
        cancellation);

    /// <summary>Keeps a run.</summary>
    public async Task SaveAsync(AssessmentRun run, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        await using var command = source.CreateCommand("""
            INSERT INTO renewal.assessment (code, actor, profile, scenario, graph_checksum, software_version, is_demo, destinations, passed, inputs, result)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """);
        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        Add(run.Code, NpgsqlDbType.Text);
        Add(run.Actor, NpgsqlDbType.Text);
        Add(run.Profile, NpgsqlDbType.Text);
        Add(run.Scenario, NpgsqlDbType.Text);
        Add(run.GraphChecksum, NpgsqlDbType.Text);
        Add(run.SoftwareVersion, NpgsqlDbType.Text);
        Add(run.IsDemo, NpgsqlDbType.Boolean);
        Add(run.Destinations, NpgsqlDbType.Integer);
        Add(run.Passed, NpgsqlDbType.Integer);
        Add(run.InputsJson, NpgsqlDbType.Json);
        Add(run.ResultJson, NpgsqlDbType.Json);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Lists runs, latest first, without their results.</summary>
    public Task<IReadOnlyList<AssessmentRun>> RunsAsync(long? beforeKey, int limit, CancellationToken cancellation) => ReadAsync(
        "SELECT code, actor, profile, scenario, graph_checksum, software_version, is_demo, destinations, passed, '{}', '{}', recorded_at, feature_key FROM renewal.assessment WHERE feature_key < $1 ORDER BY feature_key DESC LIMIT $2",
        Run, cancellation, beforeKey ?? long.MaxValue, limit);

    /// <summary>One run with its result, or null.</summary>
    public async Task<AssessmentRun?> RunAsync(string code, CancellationToken cancellation) => (await ReadAsync(
        "SELECT code, actor, profile, scenario, graph_checksum, software_version, is_demo, destinations, passed, inputs::text, result::text, recorded_at, feature_key FROM renewal.assessment WHERE code = $1",
        Run, cancellation, code).ConfigureAwait(false)).SingleOrDefault();

    /// <summary>Whether the minutes kept were computed from these sites, this graph and these places.</summary>
    public async Task<bool> IsFreshAsync(string profile, string graphChecksum, string placesHash, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("""
            SELECT NOT EXISTS (
                SELECT FROM renewal.site s LEFT JOIN renewal.site_accessibility a ON a.site_id = s.site_id AND a.profile = $1
                WHERE s.geom IS NOT NULL AND (a.site_version, a.graph_checksum, a.places_hash) IS DISTINCT FROM (s.version, $2, $3))
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = profile });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = graphChecksum });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = placesHash });
        return (bool)(await command.ExecuteScalarAsync(cancellation).ConfigureAwait(false))!;
    }

    /// <summary>Replaces the minutes of all sites in a profile.</summary>
    public async Task ReplaceMinutesAsync(string profile, string graphChecksum, bool hasDemoRoads, string placesHash, IReadOnlyList<SiteMinutes> rows, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rows);
        await using var command = source.CreateCommand("""
            WITH given AS (
                SELECT * FROM unnest($4::bigint[], $5::bigint[], $6::float8[], $7::float8[], $8::text[], $9::float8[], $10::float8[])
                    AS g (site_id, site_version, main_area, town_seat, platform, platform_minutes, snap)),
            gone AS (
                DELETE FROM renewal.site_accessibility a WHERE a.profile = $1 AND NOT EXISTS (SELECT FROM given g WHERE g.site_id = a.site_id))
            INSERT INTO renewal.site_accessibility AS a (site_id, profile, site_version, graph_checksum, places_hash, main_area_minutes, town_seat_minutes, platform_code, platform_minutes, snap_distance_m, has_demo_roads)
            SELECT site_id, $1, site_version, $2, $3, main_area, town_seat, platform, platform_minutes, snap, $11 FROM given
            ON CONFLICT (site_id, profile) DO UPDATE SET
                site_version = excluded.site_version, graph_checksum = excluded.graph_checksum, places_hash = excluded.places_hash,
                main_area_minutes = excluded.main_area_minutes, town_seat_minutes = excluded.town_seat_minutes, platform_code = excluded.platform_code,
                platform_minutes = excluded.platform_minutes, snap_distance_m = excluded.snap_distance_m, has_demo_roads = excluded.has_demo_roads, computed_at = clock_timestamp()
            """);
        void Add(object value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        Add(profile, NpgsqlDbType.Text);
        Add(graphChecksum, NpgsqlDbType.Text);
        Add(placesHash, NpgsqlDbType.Text);
        Add(rows.Select(r => r.Site.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(rows.Select(r => r.Site.Version).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add(rows.Select(r => r.MainArea).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(rows.Select(r => r.TownSeat).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(rows.Select(r => r.Platform).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(rows.Select(r => r.PlatformMinutes).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(rows.Select(r => r.SnapMetres).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);
        Add(hasDemoRoads, NpgsqlDbType.Boolean);
        await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
    }

    private static TargetPlace Place(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetDouble(3), r.GetDouble(4));

    private static AssessmentRun Run(NpgsqlDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), r.GetString(4), r.GetString(5), r.GetBoolean(6), r.GetInt32(7), r.GetInt32(8), r.GetString(9), r.GetString(10))
    {
        RecordedAt = r.GetFieldValue<DateTimeOffset>(11),
        Key = r.GetInt64(12),
    };

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
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
