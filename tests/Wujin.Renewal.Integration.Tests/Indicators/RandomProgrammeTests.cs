using System.Globalization;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Indicators;
using Xunit;
using static Wujin.Renewal.Integration.Tests.Indicators.TinyProgramme;

namespace Wujin.Renewal.Integration.Tests.Indicators;

/// <summary>Random registers: towns add up to the district, and every figure is what a plain loop over the sites makes of it.</summary>
public sealed class RandomProgrammeTests : RegisterTest
{
    private static readonly string[] Kinds = ["compound", "industrial-park", "selfbuild-zone"];
    private static readonly string[] Actions = ["'retain'", "'upgrade'", "'relocate'", "'clear'", "NULL"];

    private sealed record Made(string Kind, string? Town, string? Action, int? Households, decimal? Land, decimal? Tax, bool IsCancelled, List<(DateOnly Day, bool IsDone)> Course);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Towns_add_up_to_the_district_and_to_a_plain_count(int seed)
    {
        await TownsAsync(Source);
        var random = new SeededRandom((ulong)seed);
        List<Made> sites = [];
        for (var i = 1; i <= 60; i++)
        {
            sites.Add(await MakeAsync(i, random));
        }

        var indicators = new IndicatorStore(Register.Reading);
        foreach (var day in new[] { new DateOnly(2024, 12, 31), new DateOnly(2025, 3, 31), new DateOnly(2025, 9, 30), new DateOnly(2026, 2, 1) })
        {
            var table = await indicators.TableAsync(day.Year, day, null, Cancel);

            Assert.Empty(table.UnequalSums);
            foreach (var indicator in IndicatorCatalogue.All.Where(i => i.Aggregation == IndicatorAggregation.Sum))
            {
                Assert.Equal(table.Of(indicator.Code).Actual, table.Towns.Where(v => v.Indicator == indicator).Sum(v => v.Actual));
                Assert.Equal(table.Of(indicator.Code).Forecast, table.Towns.Where(v => v.Indicator == indicator).Sum(v => v.Forecast));
            }

            foreach (var town in (string?[])[null, "A", "B", "-"])
            {
                bool In(Made site) => town is null || (site.Town ?? "-") == town;
                bool Counts(Made site) => In(site) && IsDone(site, day) && !IsDone(site, new DateOnly(day.Year - 1, 12, 31));
                decimal Actual(string code) => (town is null ? table.Of(code) : table.Of(code, town))?.Actual ?? 0;
                Assert.Equal(sites.Count(s => s.Kind == "compound" && Counts(s)), Actual("compounds_renovated"));
                Assert.Equal(sites.Where(s => s.Kind == "compound" && Counts(s)).Sum(s => s.Households ?? 0), Actual("households_renovated"));
                Assert.Equal(sites.Where(s => IsCleared(s) && Counts(s)).Sum(s => s.Land ?? 0), Actual("land_consolidated"));
                Assert.Equal(sites.Count(s => IsCleared(s) && Counts(s)), Actual("parks_cleared"));
                Assert.Equal(sites.Where(s => s.Kind == "selfbuild-zone" && Counts(s)).Sum(s => s.Households ?? 0), Actual("selfbuild_settled"));
                var inUse = sites.Where(s => s.Kind == "industrial-park" && In(s) && !s.IsCancelled && !(IsCleared(s) && IsDone(s, day)) && s.Land > 0 && s.Tax is not null).ToList();
                Assert.Equal(inUse.Count == 0 ? 0 : inUse.Sum(s => s.Tax!.Value * s.Land!.Value) / inUse.Sum(s => s.Land!.Value), Actual("tax_per_mu"));
            }
        }
    }

    private static bool IsCleared(Made site) => site.Kind == "industrial-park" && site.Action is "'relocate'" or "'clear'";

    private static bool IsDone(Made site, DateOnly day) => site.Course.LastOrDefault(c => c.Day <= day).IsDone;

    private async Task<Made> MakeAsync(int number, SeededRandom random)
    {
        var kind = Kinds[random.Between(0, 2)];
        var town = random.Between(0, 9) switch { < 5 => "A", < 9 => "B", _ => null };
        int? households = random.Chance(0.85) ? random.Between(0, 500) : null;
        decimal? land = random.Chance(0.85) ? random.Between(0, 3000) / 10m : null;
        decimal? tax = random.Chance(0.85) ? random.Between(0, 300) / 10m : null;
        var action = Actions[random.Between(0, 4)];
        static string Sql(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "NULL";
        var values = kind switch
        {
            "compound" => $"households = {Sql(households)}",
            "industrial-park" => $"land_mu = {Sql(land)}, tax_wan_per_mu = {Sql(tax)}, action = {action}",
            _ => $"households_settled = {Sql(households)}",
        };
        List<string> stages = [];
        List<(DateOnly, bool)> course = [];
        var day = new DateOnly(2024, 2, 1);
        void Move(string stage, int most)
        {
            day = day.AddDays(random.Between(0, most));
            stages.Add($"{stage} {day:yyyy-MM-dd}");
            course.Add((day, stage is "completed" or "accepted"));
        }

        var isCancelled = random.Chance(0.1);
        if (isCancelled)
        {
            // Given up before any of the days looked at.
            Move("cancelled", 20);
        }
        else if (random.Chance(0.85))
        {
            Move("proposed", 60);
            Move("approved", 60);
            Move("construction", 60);
            while (random.Chance(0.8) && stages.Count < 9)
            {
                Move("completed", 300);
                if (random.Chance(0.3))
                {
                    Move("accepted", 60);
                    break;
                }

                if (random.Chance(0.5))
                {
                    break;
                }

                Move("construction", 60);
            }
        }

        // Works may go on past the end of the course; nothing is recorded of days that have not come.
        await SiteAsync(Source, kind, number, town, values, [.. stages]);
        return new Made(kind, town, kind == "industrial-park" ? action : null, households, land, tax, isCancelled, course);
    }
}
