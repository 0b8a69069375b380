using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Store.Indicators;
using Npgsql;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Makes up yearly targets for the made-up programme, so that progress has something to be measured by. A town's target is what its sites of that
/// plan year would bring, changed by some; the district's is the sum of its towns.
/// </summary>
internal static class DemonstrationTargets
{
    private const string Source = "虚构示例目标，不反映任何真实计划 (made up by a program)";

    // What the sites of a plan year bring by town when all goes as planned; sites that were given up are in the plan as well.
    private const string Planned = """
        SELECT s.plan_year, s.town_code, x.indicator, sum(x.amount)
        FROM renewal.site s, LATERAL (VALUES
            ('compounds_renovated', CASE WHEN s.kind = 'compound' THEN 1 END),
            ('households_renovated', s.households),
            ('floor_area_renovated', s.floor_area_m2),
            ('lifts_added', s.lifts_planned),
            ('land_consolidated', CASE WHEN s.action IN ('relocate', 'clear') THEN s.land_mu END),
            ('parks_cleared', CASE WHEN s.action IN ('relocate', 'clear') THEN 1 END),
            ('enterprises_moved', CASE WHEN s.action IN ('relocate', 'clear') THEN s.enterprises END),
            ('selfbuild_settled', s.households_planned),
            ('homesteads_given_up', s.households_planned * 0.8),
            ('land_reclaimed', s.households_planned * 0.3)
        ) x (indicator, amount)
        WHERE s.is_demo AND s.town_code IS NOT NULL AND s.plan_year BETWEEN 2021 AND 2027
        GROUP BY s.plan_year, s.town_code, x.indicator
        HAVING sum(x.amount) > 0
        ORDER BY s.plan_year, x.indicator, s.town_code
        """;

    // Works begin in spring and end late in the year: the plan is due by quarters, most of it in the last two.
    private static readonly decimal[] Quarters = [5, 25, 55, 100];

    /// <summary>Fills the targets of the years of the demonstration.</summary>
    /// <returns>How many targets were written.</returns>
    public static async Task<int> LoadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var targets = new List<IndicatorTarget>();
        await using (var command = new NpgsqlCommand(Planned, connection))
        await using (var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                targets.Add(Made(reader.GetInt32(0), reader.GetString(2), reader.GetString(1), Round(reader.GetString(2), reader.GetDecimal(3))));
            }
        }

        var sums = targets.Where(t => t.Target > 0).GroupBy(t => (t.Year, t.Indicator)).ToList();
        var district = sums.Select(s => Made(s.Key.Year, s.Key.Indicator, null, s.Sum(t => t.Target)));
        var levels = sums.Select(s => s.Key.Year).Distinct().SelectMany(year => (IndicatorTarget[])
        [
            Made(year, "tax_per_mu", null, 8 + ((year - 2021) * 0.5m)) with { PathPercent = null },
            Made(year, "tiers_met", null, year < 2025 ? 3 : 4) with { PathPercent = null },
            Made(year, "towns_connected", null, 16) with { PathPercent = null },
        ]);
        var (inserted, _) = await IndicatorTargetStore.WriteRowsAsync(connection, [.. targets.Where(t => t.Target > 0), .. district, .. levels], cancellation).ConfigureAwait(false);
        return inserted;
    }

    private static IndicatorTarget Made(int year, string indicator, string? town, decimal amount) => new(year, indicator, town, amount, Quarters, null, true, Source);

    private static decimal Round(string indicator, decimal amount) => IndicatorCatalogue.Find(indicator) switch
    {
        { UnitEn: "m²" } => Math.Floor(amount / 1000) * 1000,
        { Decimals: > 0 } => Math.Floor(amount / 5) * 5,
        { UnitEn: "households" or "homesteads" } => Math.Floor(amount / 10) * 10,
        _ => Math.Floor(amount),
    };
}
