using System.Globalization;
using System.Net;
using System.Text.Json;
using Wujin.Renewal.Integration.Tests.Filtering;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Order and shape of answers: <c>sortby</c>, <c>properties</c>, <c>skipGeometry</c>.</summary>
public sealed class ShapeTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    private const string Compounds = "/collections/compounds/items";

    [Theory]
    [InlineData("plan_year")]
    [InlineData("-plan_year")]
    [InlineData("%2Bplan_year")]
    [InlineData("+plan_year")]
    [InlineData("-plan_year,budget_wan")]
    [InlineData("is_demo,-households,planned_start")]
    [InlineData("-stage,code")]
    [InlineData("-area_m2")]
    [InlineData("-planned_finish")]
    [InlineData("-code")]
    [InlineData("updated_at,-code")]
    public async Task Pages_in_an_order_are_together_the_collection_in_that_order(string sortby)
    {
        var expected = Sorted(sortby).Select(p => p.Code).ToList();
        Assert.Equal(expected, await served.CodesAsync($"{Compounds}?limit=1000&sortby={sortby}"));
        foreach (var limit in new[] { 1, 7, 50 })
        {
            var codes = new List<string>();
            for (var next = $"{Compounds}?limit={limit}&sortby={sortby}&properties=code&skipGeometry=true"; next is not null;)
            {
                var page = await served.JsonAsync(next);
                codes.AddRange(ServedRegister.Codes(page));
                Assert.Equal(expected.Count, page.GetProperty("numberMatched").GetInt32());
                next = ServedRegister.Link(page, "next");
            }

            Assert.Equal(expected, codes);
        }

        Assert.Equal(expected, ServedRegister.Codes(await served.JsonAsync($"/collections/compounds/export?sortby={sortby}")));
    }

    [Fact]
    public async Task Names_are_sorted_by_their_reading()
    {
        var names = (await served.JsonAsync($"{Compounds}?limit=1000&sortby=name_zh&properties=name_zh&filter={Uri.EscapeDataString("name_zh LIKE '_小区'")}")).GetProperty("features").EnumerateArray()
            .Select(f => f.GetProperty("properties").GetProperty("name_zh").GetString()).Distinct().ToList();
        Assert.Equal(["甲小区", "乙小区"], names); // jiǎ before yǐ; by code point 乙 comes first
    }

    [Fact]
    public async Task An_order_goes_together_with_filters_and_boxes()
    {
        var expected = Sorted("-plan_year,code").Where(p => p.IsDemo && p.Households > 4).Select(p => p.Code);
        Assert.Equal(expected, await served.CodesAsync($"{Compounds}?limit=1000&sortby=-plan_year,code&is_demo=true&filter=households>4"));
    }

    [Theory]
    [InlineData("sortby=")]
    [InlineData("sortby=colour")]
    [InlineData("sortby=-")]
    [InlineData("sortby=--code")]
    [InlineData("sortby=code,code")]
    [InlineData("sortby=code;DROP TABLE renewal.site")]
    [InlineData("sortby=geometry")]
    [InlineData("sortby=code,name_zh,stage,kind,plan_year,is_demo")]
    [InlineData("properties=")]
    [InlineData("properties=code,colour")]
    [InlineData("properties=code, name_zh")]
    [InlineData("properties=feature_key")]
    [InlineData("skipGeometry=yes")]
    public async Task What_cannot_be_sorted_by_or_shown_is_refused(string query)
    {
        var problem = await served.ProblemAsync($"{Compounds}?{query}", HttpStatusCode.BadRequest);
        Assert.Equal(query[..query.IndexOf('=', StringComparison.Ordinal)], Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task A_cursor_of_another_order_or_with_other_values_is_refused()
    {
        var cursor = Cursor(await served.JsonAsync($"{Compounds}?limit=5&sortby=plan_year"));
        await served.JsonAsync($"{Compounds}?limit=5&sortby=plan_year&cursor={cursor}");
        foreach (var query in new[] { $"cursor={cursor}", $"sortby=-plan_year&cursor={cursor}", $"sortby=households&cursor={cursor}", $"sortby=plan_year&cursor={cursor[..^2]}", $"sortby=plan_year&cursor={cursor}AA" })
        {
            await served.ProblemAsync($"{Compounds}?{query}", HttpStatusCode.BadRequest);
        }

        var plain = Cursor(await served.JsonAsync(Compounds + "?limit=5"));
        await served.ProblemAsync($"{Compounds}?sortby=plan_year&cursor={plain}", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_the_properties_asked_for_come_in_the_order_of_the_catalogue()
    {
        foreach (var address in new[] { Compounds + "?limit=3&properties=stage,name_zh", Compounds + "/P000?properties=stage,name_zh", "/collections/compounds/export?properties=stage,name_zh" })
        {
            var document = await served.JsonAsync(address);
            var features = document.TryGetProperty("features", out var list) ? list.EnumerateArray().ToList() : [document];
            Assert.All(features, f => Assert.Equal(["name_zh", "stage"], f.GetProperty("properties").EnumerateObject().Select(p => p.Name)));
            Assert.All(features, f => Assert.StartsWith("P", f.GetProperty("id").GetString(), StringComparison.Ordinal));
        }

        var version = (await served.JsonAsync(Compounds + "/P000?properties=version")).GetProperty("properties");
        Assert.Equal("""{"version":1}""", version.GetRawText());
        using var response = await served.GetAsync(Compounds + "/P000?properties=name_zh&skipGeometry=true");
        Assert.Equal("\"1-geojson.crs84.identity\"", response.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Geometries_are_left_out_where_they_are_not_wanted()
    {
        foreach (var address in new[] { Compounds + "?skipGeometry=true&limit=500", "/collections/compounds/export?skipGeometry=true&sortby=-code&properties=code" })
        {
            Assert.All((await served.JsonAsync(address)).GetProperty("features").EnumerateArray(), f => Assert.Equal(JsonValueKind.Null, f.GetProperty("geometry").ValueKind));
        }

        var features = (await served.JsonAsync(Compounds + "?skipGeometry=false&limit=500")).GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(served.Plots.Count(p => p.Outline is not null), features.Count(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Object));
    }

    [Fact]
    public async Task An_offset_passes_features_over_and_the_next_page_goes_on_by_key()
    {
        var page = await served.JsonAsync(Compounds + "?limit=5&offset=10&sortby=-code");
        Assert.Equal(served.Plots.Select(p => p.Code).Reverse().Skip(10).Take(5), ServedRegister.Codes(page));
        Assert.Equal(served.Plots.Count, page.GetProperty("numberMatched").GetInt32());
        Assert.Equal(served.Plots.Select(p => p.Code).Reverse().Skip(15).Take(5), await served.CodesAsync(ServedRegister.Link(page, "next")!));
        Assert.Empty(await served.CodesAsync(Compounds + "?offset=10000"));
    }

    private List<Plot> Sorted(string sortby)
    {
        var sorted = served.Plots.OrderBy(_ => 0);
        foreach (var part in sortby.Replace("%2B", "", StringComparison.Ordinal).Split(','))
        {
            var (name, isDescending) = (part.TrimStart('-', '+'), part[0] == '-');
            IComparable? Value(Plot p) => name switch
            {
                "plan_year" => p.Year, "budget_wan" => p.Budget, "households" => p.Households, "is_demo" => p.IsDemo, "planned_start" => p.Start, "planned_finish" => p.Finish,
                "area_m2" => p.Area, "updated_at" => 0, "stage" => new Ordinal(p.Stage), _ => new Ordinal(p.Code),
            };
            sorted = sorted.ThenBy(p => Value(p) is null);
            sorted = isDescending ? sorted.ThenByDescending(Value) : sorted.ThenBy(Value);
        }

        return [.. sorted];
    }

    private static string Cursor(JsonElement page) => System.Web.HttpUtility.ParseQueryString(new Uri(ServedRegister.Link(page, "next")!).Query)["cursor"]!;

    private readonly record struct Ordinal(string Text) : IComparable
    {
        public int CompareTo(object? obj) => string.CompareOrdinal(Text, ((Ordinal)obj!).Text);

        public override string ToString() => Text.ToString(CultureInfo.InvariantCulture);
    }
}
