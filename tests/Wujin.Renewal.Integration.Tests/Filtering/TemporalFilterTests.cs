using System.Net;
using Wujin.Renewal.Domain.Filters;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>The fifteen temporal functions on random days and intervals, against their definitions in C#.</summary>
public sealed class TemporalFilterTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    public static TheoryData<string> Functions => [.. OperatorNames.Temporals.Keys.Select(k => k.ToUpperInvariant())];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_temporal_function_relates_intervals_of_properties_and_values(string function)
    {
        var random = new Random(function.Length);
        var found = 0;
        for (var i = 0; i < 25; i++)
        {
            var (text, literal) = Literal(random);
            bool? Works(Plot p) => p is { Start: { } s, Finish: { } f } ? Relate(function, (s, f), literal) : null;
            await served.AssertSelectsAsync($"{function}(INTERVAL(planned_start, planned_finish), {text})", Works);
            await served.AssertSelectsAsync($"{function}({text}, INTERVAL(planned_start, planned_finish))", p => p is { Start: { } s, Finish: { } f } ? Relate(function, literal, (s, f)) : null);
            await served.AssertSelectsAsync($"NOT {function}(INTERVAL(planned_start, planned_finish), {text})", p => !Works(p));
            await served.AssertSelectsAsync($"{function}(INTERVAL(stage_date, '..'), {text})", p => Relate(function, (p.StageDate, DateOnly.MaxValue), literal));
            found += served.Plots.Count(p => Works(p) == true);
        }

        Assert.True(found > 0, $"{function} never held: the test shows nothing.");
    }

    [Theory]
    [InlineData("T_AFTER")]
    [InlineData("T_BEFORE")]
    [InlineData("T_DISJOINT")]
    [InlineData("T_EQUALS")]
    [InlineData("T_INTERSECTS")]
    public async Task Instants_are_related_to_instants_and_to_intervals(string function)
    {
        var random = new Random(5);
        for (var i = 0; i < 15; i++)
        {
            var (day, (text, literal)) = (Plot.Day(random), Literal(random));
            await served.AssertSelectsAsync($"{function}(stage_date, DATE('{day:yyyy-MM-dd}'))", p => Relate(function, (p.StageDate, p.StageDate), (day, day)));
            await served.AssertSelectsAsync($"{function}(planned_start, {text})", p => p.Start is { } s ? Relate(function, (s, s), literal) : null);
            await served.AssertSelectsAsync($"{function}(planned_start, stage_date)", p => p.Start is { } s ? Relate(function, (s, s), (p.StageDate, p.StageDate)) : null);
        }
    }

    [Fact]
    public async Task Functions_of_intervals_refuse_instants()
    {
        foreach (var function in OperatorNames.Temporals.Where(t => t.Value.IsForIntervalsOnly()).Select(t => t.Key))
        {
            var problem = await served.ProblemAsync($"/collections/compounds/items?filter={function}(stage_date,INTERVAL('2024-01-01','2024-02-01'))", HttpStatusCode.BadRequest);
            Assert.Contains("Expected INTERVAL", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Timestamps_are_exact_against_each_other()
    {
        await served.AssertSelectsAsync("T_AFTER(updated_at, TIMESTAMP('2020-01-01T00:00:00Z'))", _ => true);
        await served.AssertSelectsAsync("T_INTERSECTS(updated_at, INTERVAL('2020-01-01T00:00:00Z', '..'))", _ => true);
        await served.AssertSelectsAsync("T_BEFORE(updated_at, now())", _ => true);
        await served.AssertSelectsAsync("T_DURING(INTERVAL('2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z'), INTERVAL('2024-01-01T00:00:00Z', '2024-01-01T00:00:02Z'))", _ => false);
        await served.AssertSelectsAsync("T_STARTS(INTERVAL('2024-01-01T00:00:00Z', '2024-01-01T00:00:01Z'), INTERVAL('2024-01-01T00:00:00Z', '2024-01-01T00:00:02Z'))", _ => true);
    }

    /// <summary>An interval of days, open at times, its ends sometimes instants in that day in China.</summary>
    private static (string Text, (DateOnly Start, DateOnly Finish) Interval) Literal(Random random)
    {
        var start = Plot.Day(random);
        var finish = start.AddDays(random.Next(12));
        string End(DateOnly day) => random.Next(4) == 0 ? $"'{day:yyyy-MM-dd}T04:00:00Z'" : $"'{day:yyyy-MM-dd}'";
        return random.Next(8) switch
        {
            0 => ($"INTERVAL('..', {End(finish)})", (DateOnly.MinValue, finish)),
            1 => ($"INTERVAL({End(start)}, '..')", (start, DateOnly.MaxValue)),
            _ => ($"INTERVAL({End(start)}, {End(finish)})", (start, finish)),
        };
    }

    /// <summary>W3C Time Ontology: intervalBefore, intervalMeets, … on starts and finishes.</summary>
    private static bool Relate(string function, (DateOnly Start, DateOnly Finish) a, (DateOnly Start, DateOnly Finish) b) => function switch
    {
        "T_AFTER" => a.Start > b.Finish,
        "T_BEFORE" => a.Finish < b.Start,
        "T_DISJOINT" => a.Start > b.Finish || a.Finish < b.Start,
        "T_EQUALS" => a == b,
        "T_INTERSECTS" => !(a.Start > b.Finish || a.Finish < b.Start),
        "T_CONTAINS" => a.Start < b.Start && a.Finish > b.Finish,
        "T_DURING" => Relate("T_CONTAINS", b, a),
        "T_FINISHEDBY" => a.Start < b.Start && a.Finish == b.Finish,
        "T_FINISHES" => Relate("T_FINISHEDBY", b, a),
        "T_MEETS" => a.Finish == b.Start,
        "T_METBY" => a.Start == b.Finish,
        "T_OVERLAPS" => a.Start < b.Start && b.Start < a.Finish && a.Finish < b.Finish,
        "T_OVERLAPPEDBY" => Relate("T_OVERLAPS", b, a),
        "T_STARTS" => a.Start == b.Start && a.Finish < b.Finish,
        _ => a.Start == b.Start && a.Finish > b.Finish,
    };
}
