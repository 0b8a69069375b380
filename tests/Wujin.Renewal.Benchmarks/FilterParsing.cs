using System.Text;
using BenchmarkDotNet.Attributes;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Filters;

namespace Wujin.Renewal.Benchmarks;

/// <summary>
/// What does a CQL2 filter cost before the database sees it? Read, checked against the catalogue and written as SQL: one condition, a planner's
/// filter of a dozen, and an outline of 100 vertices.
/// </summary>
[MemoryDiagnoser]
public class FilterParsing
{
    private readonly StringBuilder _sql = new();
    private string _filter = "";
    private string _json = "";
    private int _parameters;

    /// <summary>Which filter.</summary>
    [Params("one", "dozen", "outline")]
    public string Size { get; set; } = "one";

    /// <summary>Makes the filter.</summary>
    [GlobalSetup]
    public void MakeFilter()
    {
        var corners = Enumerable.Range(0, 100).Select(i => FormattableString.Invariant($"{119.9 + (0.05 * Math.Cos(i * Math.Tau / 100)):0.000000} {31.7 + (0.05 * Math.Sin(i * Math.Tau / 100)):0.000000}")).ToList();
        _filter = Size switch
        {
            "one" => "stage = 'approved'",
            "dozen" => "stage IN ('approved', 'construction') AND plan_year BETWEEN 2024 AND 2026 AND (budget_wan > 500 OR spent_wan / budget_wan < 0.5) AND CASEI(name_zh) LIKE CASEI('%新村%') "
                + "AND NOT is_demo = TRUE AND S_INTERSECTS(geometry, BBOX(119.9, 31.6, 120, 31.8)) AND T_INTERSECTS(INTERVAL(planned_start, planned_finish), INTERVAL('2024-01-01', '..'))",
            _ => $"S_INTERSECTS(geometry, POLYGON(({string.Join(", ", corners.Append(corners[0]))})))",
        };
        _json = FilterJson.Write(FilterGrammar.Read(_filter)).ToJsonString();
    }

    /// <summary>From CQL2 text to SQL.</summary>
    [Benchmark(Baseline = true)]
    public int FromText() => Translate(FilterGrammar.Read(_filter));

    /// <summary>From CQL2 JSON to SQL.</summary>
    [Benchmark]
    public int FromJson() => Translate(FilterJsonReader.Read(_json));

    private int Translate(Expression filter)
    {
        _sql.Clear();
        _parameters = 0;
        FilterSql.Append(_sql, FilterTyping.Resolve(filter, RegisterCatalogue.Compounds, CoordinateSystems.Crs84), (_, _) => "$" + (++_parameters));
        return _sql.Length;
    }
}
