using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Indicators;

namespace Wujin.Renewal.Store.Indicators;

/// <summary>Reads indicators: figures computed by the database from what is recorded, beside the targets recorded by then.</summary>
/// <param name="source">The database; only read.</param>
public sealed class IndicatorStore(NpgsqlDataSource source)
{
    private const string Figures = """
        SELECT indicator, town_code, town_name, sites, missing, amount, expected, late, numerator, denominator, numerator_at_end, denominator_at_end, has_demo
        FROM renewal.indicator_figures($1, $2, $3)
        """;

    private const string HasSites = """
        SELECT EXISTS (
            SELECT FROM renewal.stage_event e JOIN renewal.change c USING (change_id) WHERE e.effective_date <= $1 AND c.recorded_at <= $2)
        """;

    /// <summary>All indicators of a year, for the district and for every town.</summary>
    /// <param name="year">The year.</param>
    /// <param name="effectiveOn">What happened up to this day counts; null for the day of <paramref name="asOf"/>. After the year it means its last day.</param>
    /// <param name="asOf">As recorded at this instant; null for now.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<IndicatorTable> TableAsync(int year, DateOnly? effectiveOn, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var dates = await DatesAsync(year, effectiveOn, asOf, cancellation).ConfigureAwait(false);
        var targets = await IndicatorTargetStore.ReadAsync(source, year, dates.AsOf, cancellation).ConfigureAwait(false);
        var figures = await ReadAsync(Figures, Figure, cancellation, year, dates.EffectiveOn, dates.AsOf).ConfigureAwait(false);
        var towns = await ReadAsync(
            "SELECT code, name_zh FROM renewal.town_feature_as_of($1) ORDER BY code", r => (Code: r.GetString(0), Name: r.GetString(1)), cancellation, dates.AsOf).ConfigureAwait(false);
        var tiers = await ReadAsync("SELECT amount FROM renewal.indicator_tiers_met($1)", r => r.GetDecimal(0), cancellation, dates.AsOf).ConfigureAwait(false);
        var connected = await ReadAsync(
            "SELECT town_code, amount FROM renewal.indicator_towns_connected($1)", r => (Town: r.GetString(0), Amount: r.GetDecimal(1)), cancellation, dates.AsOf).ConfigureAwait(false);
        var run = await ReadAsync(
            "SELECT code, recorded_at, is_demo FROM renewal.last_assessment($1)", r => new AssessmentReference(r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetBoolean(2)), cancellation, dates.AsOf).ConfigureAwait(false);
        var hasSites = await ReadAsync(HasSites, r => r.GetBoolean(0), cancellation, dates.EffectiveOn, dates.AsOf).ConfigureAwait(false);
        return new TableBuilder(year, dates, figures, [.. targets.Select(t => t.Target)], towns, tiers, connected.ToDictionary(c => c.Town, c => c.Amount, StringComparer.Ordinal), run.FirstOrDefault())
            .Build(hasSites[0]);
    }

    /// <summary>What stands behind a figure: every site, or tier, or town, that it counts or expects.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="year">The year.</param>
    /// <param name="effectiveOn">As for <see cref="TableAsync"/>.</param>
    /// <param name="asOf">As for <see cref="TableAsync"/>.</param>
    /// <param name="townCode">Of this town only; <see cref="IndicatorValue.WithoutTown"/> for sites in no town; null for all.</param>
    /// <param name="cancellation">Ends the query.</param>
    /// <exception cref="Features.FutureInstantException">The instant has not come yet.</exception>
    public async Task<(TwoDates Dates, IReadOnlyList<IndicatorSite> Sites)> SitesAsync(
        IndicatorDefinition indicator, int year, DateOnly? effectiveOn, DateTimeOffset? asOf, string? townCode, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        var dates = await DatesAsync(year, effectiveOn, asOf, cancellation).ConfigureAwait(false);
        IReadOnlyList<IndicatorSite> sites = indicator.Aggregation switch
        {
            IndicatorAggregation.DistrictOnly => await ReadAsync(
                "SELECT code, name_zh, amount, is_demo FROM renewal.indicator_tiers_met($1)",
                r => new IndicatorSite(r.GetString(0), r.GetString(1), null, "tier", null, null, r.GetDecimal(2) > 0 ? "met" : "missed", null, null, "actual", r.GetDecimal(2), null, r.GetBoolean(3)),
                cancellation, dates.AsOf).ConfigureAwait(false),
            IndicatorAggregation.Destinations => await ReadAsync(
                "SELECT town_code, town_name, amount, is_demo FROM renewal.indicator_towns_connected($1) WHERE $2::text IS NULL OR town_code = $2",
                r => new IndicatorSite(r.GetString(0), r.GetString(1), null, "town", r.GetString(0), r.GetString(1), r.GetDecimal(2) > 0 ? "met" : "missed", null, null, "actual", r.GetDecimal(2), null, r.GetBoolean(3)),
                cancellation, dates.AsOf, (object?)townCode ?? DBNull.Value).ConfigureAwait(false),
            _ => await ReadAsync(Sites, Site, cancellation, year, dates.EffectiveOn, dates.AsOf, indicator.Code, (object?)townCode ?? DBNull.Value).ConfigureAwait(false),
        };
        return (dates, sites);
    }

    private const string Sites = """
        SELECT (site).code, (site).name_zh, (site).name_en, (site).kind, (site).town_code, (site).town_name, (site).stage, (site).since, (site).planned_finish,
            (share).part, (share).amount, (share).weight, (site).is_demo
        FROM renewal.indicator_sites($1, $2, $3)
        WHERE indicator = $4 AND ($5::text IS NULL OR coalesce((site).town_code, '-') = $5)
        ORDER BY (share).part, (site).town_code NULLS LAST, (site).code
        """;

    private async Task<TwoDates> DatesAsync(int year, DateOnly? effectiveOn, DateTimeOffset? asOf, CancellationToken cancellation)
    {
        var dates = await TwoDates.SettleAsync(source, effectiveOn, asOf, cancellation).ConfigureAwait(false);
        var lastDay = new DateOnly(year, 12, 31);
        return dates.EffectiveOn > lastDay ? dates with { EffectiveOn = lastDay } : dates;
    }

    private static FigureRow Figure(NpgsqlDataReader r) => new(
        r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), (int)r.GetInt64(3), (int)r.GetInt64(4), r.GetDecimal(5), r.GetDecimal(6), r.GetDecimal(7),
        r.GetDecimal(8), r.GetDecimal(9), r.GetDecimal(10), r.GetDecimal(11), r.GetBoolean(12));

    private static IndicatorSite Site(NpgsqlDataReader r)
    {
        string? Text(int column) => r.IsDBNull(column) ? null : r.GetString(column);
        DateOnly? Day(int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateOnly>(column);
        decimal? Number(int column) => r.IsDBNull(column) ? null : r.GetDecimal(column);
        return new IndicatorSite(
            r.GetString(0), r.GetString(1), Text(2), r.GetString(3), Text(4), Text(5), r.GetString(6), Day(7), Day(8), r.GetString(9), Number(10), Number(11), r.GetBoolean(12));
    }

    private async Task<List<T>> ReadAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellation, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value is DBNull ? new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Text } : new NpgsqlParameter { Value = value });
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
