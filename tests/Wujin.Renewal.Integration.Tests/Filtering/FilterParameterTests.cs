using System.Net;
using System.Text.Json;
using Wujin.Renewal.Integration.Tests.Features;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>The parameters filter, filter-lang and filter-crs beside the others (Features Part 3).</summary>
public sealed class FilterParameterTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    private const string Items = "/collections/compounds/items?limit=1000";

    [Fact]
    public async Task A_filter_is_joined_by_and_with_every_other_parameter()
    {
        var expected = served.Plots.Where(p => p.Households > 5 && p.IsDemo && (p.Outline is null || p.Outline.EnvelopeInternal.MinX <= Plot.X(5.5))
            && ((p.Start is null && p.Finish is null) || p.Finish is null || p.Finish >= new DateOnly(2024, 1, 15))).Select(p => p.Code).ToList();
        var box = FormattableString.Invariant($"&bbox=119,31,{Plot.X(5.5):R},32");
        Assert.Equal(expected, await served.CodesAsync($"{Items}&filter=households>5&is_demo=true{box}&datetime=2024-01-15/.."));
        Assert.NotEmpty(expected);
    }

    [Fact]
    public async Task A_filter_works_on_pages_exports_and_the_past_and_is_counted()
    {
        var expected = served.Plots.Where(p => p.Year == 2024).Select(p => p.Code).ToList();
        var first = await served.JsonAsync("/collections/compounds/items?limit=10&filter=plan_year=2024");
        Assert.Equal(expected.Count, first.GetProperty("numberMatched").GetInt32());
        Assert.Equal(expected.Skip(10).Take(10), await served.CodesAsync(ServedRegister.Link(first, "next")!));
        Assert.Equal(expected, ServedRegister.Codes(await served.JsonAsync("/collections/compounds/export?filter=plan_year=2024")));
        Assert.Equal(expected, await served.CodesAsync($"{Items}&filter=plan_year=2024&asOf={DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ}"));
        Assert.Empty(await served.CodesAsync($"{Items}&filter=plan_year=2024&asOf=2020-01-01T00:00:00Z"));
        Assert.Contains("P0", await served.HtmlAsync("/collections/compounds/items?f=html&filter=plan_year=2024"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_is_the_default_language_and_others_are_refused()
    {
        Assert.Equal(await served.CodesAsync(Items + "&filter=plan_year=2024"), await served.CodesAsync(Items + "&filter=plan_year=2024&filter-lang=cql2-text"));
        Assert.Equal(served.Plots.Count, (await served.CodesAsync(Items + "&filter-lang=cql2-json")).Count);
        foreach (var query in new[] { "filter=plan_year=2024&filter-lang=cql2-json", "filter=TRUE&filter-lang=cql-text", "filter=", "filter=TRUE&filter=FALSE", "filter={\"op\":\"=\",\"args\":[1,1]}", "filter=TRUE&filter-crs=EPSG:1" })
        {
            await served.ProblemAsync($"{Items}&{query}", HttpStatusCode.BadRequest);
        }

        var definition = (await served.JsonAsync("/api")).GetProperty("components").GetProperty("parameters").GetProperty("filter-lang").GetProperty("schema");
        Assert.Equal(["cql2-text", "cql2-json"], definition.GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("cql2-text", definition.GetProperty("default").GetString());
    }

    [Fact]
    public async Task The_problem_of_a_filter_says_where_and_what_was_expected_beside_all_other_faults()
    {
        var problem = await served.ProblemAsync($"{Items}&limit=0&filter=plan_year%20=%20'soon'", HttpStatusCode.BadRequest);
        var error = problem.GetProperty("errors").EnumerateArray().Single(e => e.GetProperty("parameter").GetString() == "filter");
        Assert.Equal(13, error.GetProperty("position").GetInt32());
        Assert.StartsWith("At character 13: ", error.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("Expected a number", error.GetProperty("detail").GetString(), StringComparison.Ordinal);

        problem = await served.ProblemAsync($"{Items}&filter-lang=cql2-json&filter=" + Uri.EscapeDataString("""{"op":"=","args":[{"property":"plan_year"},"soon"]}"""), HttpStatusCode.BadRequest);
        Assert.Equal("/args/1", problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal(JsonValueKind.Undefined, problem.GetProperty("errors")[0].TryGetProperty("position", out var position) ? position.ValueKind : JsonValueKind.Undefined);
    }
}
