using System.Globalization;
using CsCheck;
using Npgsql;
using NpgsqlTypes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Every filter on random sites, against the plainest filter in C# that says the same.</summary>
public sealed class FilterOracleTests(FilterOracleTests.RandomRegister served) : IClassFixture<FilterOracleTests.RandomRegister>
{
    private const string Compounds = "/collections/compounds/items?limit=10000";
    private static readonly string[] Stages = ["surveyed", "proposed", "approved", "construction"];

    /// <summary>A site in one line; the outline is a square of 0.001°, or missing.</summary>
    public sealed record Plot(
        string Code, string Name, string Stage, int? Year, decimal? Budget, bool IsDemo, DateOnly? Start, DateOnly? Finish, double? West, double South);

    /// <summary>300 random sites, by a seed that is printed where a test fails.</summary>
    public sealed class RandomRegister : ServedRegister
    {
        /// <summary>What is in it.</summary>
        public IReadOnlyList<Plot> Plots { get; } = Make(new Random(20260331));

        /// <inheritdoc/>
        protected override async Task FillAsync()
        {
            await using var connection = await Source.OpenConnectionAsync(Cancel);
            await using var transaction = await connection.BeginTransactionAsync(Cancel);
            foreach (var plot in Plots)
            {
                await using var command = new NpgsqlCommand("""
                    INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, plan_year, budget_wan, is_demo, planned_start, planned_finish, geom)
                    VALUES ($1, 'compound', $2, $3, '2024-01-01', $4, $5, $6, $7, $8,
                        CASE WHEN $9 IS NOT NULL THEN ST_Multi(ST_MakeEnvelope($9, $10, $9 + 0.001, $10 + 0.001, 4490)) END)
                    """, connection);
                foreach (var (value, type) in new (object?, NpgsqlDbType)[]
                {
                    (plot.Code, NpgsqlDbType.Text), (plot.Name, NpgsqlDbType.Text), (plot.Stage, NpgsqlDbType.Text), (plot.Year, NpgsqlDbType.Integer),
                    (plot.Budget, NpgsqlDbType.Numeric), (plot.IsDemo, NpgsqlDbType.Boolean), (plot.Start, NpgsqlDbType.Date), (plot.Finish, NpgsqlDbType.Date),
                    (plot.West, NpgsqlDbType.Double), (plot.South, NpgsqlDbType.Double),
                })
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
                }

                await command.ExecuteNonQueryAsync(Cancel);
            }

            await transaction.CommitAsync(Cancel);
        }

        private static List<Plot> Make(Random random)
        {
            DateOnly? Day(DateOnly from) => random.Next(3) == 0 ? null : from.AddDays(random.Next(400));
            return [.. Enumerable.Range(0, 300).Select(i =>
            {
                var start = Day(new DateOnly(2024, 1, 1));
                var stage = Stages[random.Next(Stages.Length)];
                double? west = stage == "surveyed" && random.Next(2) == 0 ? null : Math.Round(119.5 + (i % 20 * 0.01), 4);
                return new Plot(
                    $"R{i:000}", random.Next(3) switch { 0 => "甲,乙", 1 => @"甲\乙", _ => "小区" + random.Next(5) }, stage,
                    random.Next(5) == 0 ? null : 2024 + random.Next(3), random.Next(4) == 0 ? null : random.Next(4) * 10.5m, random.Next(2) == 0,
                    start, Day(start ?? new DateOnly(2024, 6, 1)), west, Math.Round(31.3 + (i / 20 * 0.01), 4));
            })];
        }
    }

    [Fact]
    public void A_box_selects_what_it_touches_and_what_has_no_outline() =>
        Gen.Select(Gen.Double[119.4, 119.8], Gen.Double[31.2, 31.6], Gen.Double[0, 0.3], Gen.Double[0, 0.3]).Sample(
            (west, south, width, height) =>
            {
                var (w, s, e, n) = (Round(west), Round(south), Round(west + width), Round(south + height));
                AssertSame(
                    $"&bbox={Text(w)},{Text(s)},{Text(e)},{Text(n)}",
                    p => p.West is not { } x || (x <= e && x + 0.001 >= w && p.South <= n && p.South + 0.001 >= s));
            },
            iter: 60);

    [Fact]
    public void A_box_with_heights_selects_what_the_box_without_selects() =>
        AssertSame("&bbox=119.55,31.3,-10,119.6,31.4,500", p => p.West is not { } x || (x <= 119.6 && x + 0.001 >= 119.55 && p.South <= 31.4 && p.South + 0.001 >= 31.3));

    [Fact]
    public void A_box_over_the_antimeridian_selects_on_both_its_sides()
    {
        AssertSame("&bbox=119.6,31,-170,32", p => p.West is not { } x || x + 0.001 >= 119.6);
        AssertSame("&bbox=179,31,119.6,32", p => p.West is not { } x || x <= 119.6);
    }

    [Fact]
    public void A_box_of_one_point_selects_what_holds_the_point() =>
        AssertSame("&bbox=119.5005,31.3005,119.5005,31.3005", p => p.West is not { } x || (x == 119.5 && p.South == 31.3));

    [Fact]
    public void A_time_selects_works_that_intersect_it_and_those_without_dates() =>
        Gen.Select(Gen.Int[0, 800], Gen.Int[0, 200], Gen.Int[0, 4]).Sample(
            (offset, length, form) =>
            {
                var from = new DateOnly(2023, 12, 1).AddDays(offset);
                var to = from.AddDays(length);
                (string Query, DateOnly? From, DateOnly? To) interval = form switch
                {
                    0 => ($"{from:yyyy-MM-dd}", from, from),
                    1 => ($"{from:yyyy-MM-dd}/{to:yyyy-MM-dd}", from, to),
                    2 => ($"{from:yyyy-MM-dd}/..", from, null),
                    3 => ($"/{to:yyyy-MM-dd}T15:59:59Z", null, to), // still that day in China
                    _ => ($"{from.AddDays(-1):yyyy-MM-dd}T16:00:00Z/{to:yyyy-MM-dd}T23:00:00%2B08:00", from, to), // already the next day in China
                };
                AssertSame(
                    "&datetime=" + interval.Query,
                    p => (p.Start is null && p.Finish is null)
                        || ((interval.To is null || p.Start is null || p.Start <= interval.To) && (interval.From is null || p.Finish is null || p.Finish >= interval.From)));
            },
            iter: 80);

    [Fact]
    public void Properties_are_compared_by_value_and_joined_by_and() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[2023, 2027], Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 15]).Sample(
            (stage, year, tens, isDemo, chosen) =>
            {
                var budget = tens * 10.5m;
                var conditions = new List<(string Query, Func<Plot, bool> Holds)>
                {
                    ($"&stage={Stages[stage]}", p => p.Stage == Stages[stage]),
                    ($"&plan_year={year}", p => p.Year == year),
                    ($"&budget_wan={Text((double)budget)}", p => p.Budget == budget),
                    ($"&is_demo={(isDemo ? "true" : "false")}", p => p.IsDemo == isDemo),
                }.Where((_, i) => (chosen & (1 << i)) != 0).ToList();
                AssertSame(string.Concat(conditions.Select(c => c.Query)), p => conditions.All(c => c.Holds(p)));
            },
            iter: 80);

    [Fact]
    public void Of_several_values_any_may_hold()
    {
        AssertSame("&stage=approved,surveyed", p => p.Stage is "approved" or "surveyed");
        AssertSame("&plan_year=2024,2026", p => p.Year is 2024 or 2026);
        AssertSame("&budget_wan=0,31.5", p => p.Budget is 0 or 31.5m);
        AssertSame("&planned_start=2024-01-05,2024-02-01,2024-03-03", p => p.Start is { } d && (d == new DateOnly(2024, 1, 5) || d == new DateOnly(2024, 2, 1) || d == new DateOnly(2024, 3, 3)));
        AssertSame("&is_demo=true,false", _ => true);
        AssertSame("&code=R001,R100,R999", p => p.Code is "R001" or "R100");
    }

    [Fact]
    public void Commas_and_backslashes_inside_a_text_are_escaped()
    {
        AssertSame("&name_zh=" + Uri.EscapeDataString(@"甲\,乙"), p => p.Name == "甲,乙");
        AssertSame("&name_zh=" + Uri.EscapeDataString(@"甲\\乙,小区1"), p => p.Name is @"甲\乙" or "小区1");
        AssertSame("&name_zh=" + Uri.EscapeDataString("甲,乙"), _ => false);
    }

    [Fact]
    public void All_kinds_of_filter_hold_together() =>
        AssertSame(
            "&bbox=119.5,31.3,119.6,31.4&datetime=2024-06-01/..&stage=approved,construction&plan_year=2025",
            p => (p.West is not { } x || (x <= 119.6 && x + 0.001 >= 119.5 && p.South <= 31.4 && p.South + 0.001 >= 31.3))
                && ((p.Start is null && p.Finish is null) || p.Finish is null || p.Finish >= new DateOnly(2024, 6, 1))
                && p.Stage is ("approved" or "construction") && p.Year == 2025);

    private void AssertSame(string query, Func<Plot, bool> holds)
    {
        var expected = served.Plots.Where(holds).Select(p => p.Code).ToList();
        var page = served.JsonAsync(Compounds + query).GetAwaiter().GetResult();
        Assert.Equal(expected, ServedRegister.Codes(page));
        Assert.Equal(expected.Count, page.GetProperty("numberMatched").GetInt32());
        var exported = served.JsonAsync("/collections/compounds/export?" + query.TrimStart('&')).GetAwaiter().GetResult();
        Assert.Equal(expected, ServedRegister.Codes(exported));
    }

    private static double Round(double degrees) => Math.Round(degrees, 4) + 0.00005; // never exactly on an edge

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
