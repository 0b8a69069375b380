using System.Net;
using System.Text;
using System.Text.Json;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Integration.Tests.Register;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>Filters that somebody wrote to do harm.</summary>
public sealed class HostileFilterTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    private const string Items = "/collections/compounds/items?limit=1&filter=";

    private static readonly string[] Attacks =
    [
        "' OR '1'='1", "'; DROP TABLE renewal.site; --", "$1", "$1::text) OR true --", "\\'; SELECT pg_sleep(9); --", "%' UNION SELECT usename FROM pg_user --", "f.geom", "\" OR \"1\"=\"1",
        "E'\\x27'", "\u2019 OR 1=1", "{0}", "${jndi:ldap://x}", "\\", "\r\n", "/* */", "@p1", ":p1", "?",
    ];

    [Fact]
    public async Task Texts_patterns_and_arguments_are_only_ever_values()
    {
        foreach (var attack in Attacks)
        {
            var literal = FilterText.Quote(attack);
            await served.AssertSelectsAsync($"name_zh = {literal}", p => p.Name == attack);
            await served.AssertSelectsAsync($"name_zh IN ({literal}, {literal})", p => p.Name == attack);
            await served.AssertSelectsAsync($"CASEI(name_zh) = CASEI({literal}) OR ACCENTI(name_en) = ACCENTI({literal})", _ => false);
            await served.AssertSelectsAsync($"lower({literal}) = name_zh OR trim({literal}) = name_zh OR length({literal}) = 0", _ => false);
            if (!attack.EndsWith('\\') && !attack.Contains('%', StringComparison.Ordinal))
            {
                await served.AssertSelectsAsync($"name_zh LIKE {literal}", _ => false);
            }
        }

        Assert.Equal(served.Plots.Count, await served.Source.ScalarAsync<long>("SELECT count(*) FROM renewal.site"));
    }

    [Fact]
    public async Task Names_of_properties_and_functions_come_from_the_catalogue_only()
    {
        string[] names =
        [
            "geom", "feature_key", "district_code", "works_start", "change_id", "f.code", "ctid", "xmin", "tableoid", "pg_sleep", "code\u0000", "code--", "code;x", "renewal.site", "CODE", "名称", "__proto__",
            "code) OR (true", "code' OR 'a'='a",
        ];
        foreach (var name in names)
        {
            await RefusedAsync($"\"{name}\" = 'x'");
            var json = new System.Text.Json.Nodes.JsonObject { ["op"] = "=", ["args"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["property"] = name }, "x") };
            await RefusedAsync(json.ToJsonString(), "&filter-lang=cql2-json");
            json = new() { ["op"] = name, ["args"] = new System.Text.Json.Nodes.JsonArray() };
            await RefusedAsync(json.ToJsonString(), "&filter-lang=cql2-json");
        }

        foreach (var call in new[] { "pg_sleep(5) = 1", "version() = 'x'", "current_setting('data_directory') = 'x'", "pg_read_file('/etc/passwd') = ''", "dblink('x') = 1", "ST_AsText(geometry) = ''", "renewal.today() = 1" })
        {
            await RefusedAsync(call);
        }
    }

    [Fact]
    public async Task Ten_thousand_brackets_are_refused_at_the_first_one_too_many()
    {
        var deep = new string('(', 10_000) + "TRUE" + new string(')', 10_000);
        var fault = Assert.Throws<FilterException>(() => FilterGrammar.Read(deep));
        Assert.Equal(FilterLimits.Depth, fault.Place.Offset);
        await RefusedAsync(deep);

        var negated = string.Concat(Enumerable.Repeat("NOT (", 9_000)) + "TRUE" + new string(')', 9_000);
        Assert.Throws<FilterException>(() => FilterGrammar.Read(negated));
        var nested = string.Concat(Enumerable.Repeat("""{"op":"not","args":[""", 10_000)) + "true" + string.Concat(Enumerable.Repeat("]}", 10_000));
        Assert.Contains("nested", Assert.Throws<FilterException>(() => FilterJsonReader.Read(nested)).Message, StringComparison.Ordinal);
        var arrays = new string('[', 100_000);
        Assert.Throws<FilterException>(() => FilterJsonReader.Read(arrays));
        var calls = string.Concat(Enumerable.Repeat("lower(", 10_000)) + "'x'" + new string(')', 10_000) + " = 'x'";
        Assert.Throws<FilterException>(() => FilterGrammar.Read(calls));
    }

    [Fact]
    public void What_is_allowed_in_depth_and_size_is_read_and_translated()
    {
        var deep = new string('(', FilterLimits.Depth) + "TRUE" + new string(')', FilterLimits.Depth);
        Assert.IsType<BooleanLiteral>(FilterGrammar.Read(deep));
        var wide = string.Join(" OR ", Enumerable.Range(0, 600).Select(i => $"plan_year = {i}"));
        Resolve(FilterGrammar.Read(wide));
    }

    [Theory]
    [InlineData("1 + ", "plan_year = ", "1", 3_000)]
    [InlineData("plan_year = 1 AND ", "", "TRUE", 3_000)]
    [InlineData("1,", "plan_year IN (", "1)", 5_000)]
    [InlineData("-1 - ", "plan_year < ", "1", 400)]
    public void More_parts_or_steps_than_anyone_needs_are_refused(string part, string before, string after, int times) =>
        Assert.Throws<FilterException>(() => Resolve(FilterGrammar.Read(before + string.Concat(Enumerable.Repeat(part, times)) + after)));

    [Fact]
    public async Task Well_known_text_of_a_million_points_is_refused_in_text_and_in_JSON()
    {
        var points = new StringBuilder("S_INTERSECTS(geometry, LINESTRING(");
        points.AppendJoin(',', Enumerable.Range(0, 1_000_000).Select(i => "1 2")).Append("))");
        Assert.Contains("characters", Assert.Throws<FilterException>(() => FilterGrammar.Read(points.ToString())).Message, StringComparison.Ordinal);
        var some = "S_INTERSECTS(geometry, LINESTRING(" + string.Join(',', Enumerable.Range(0, 60_000).Select(i => "1 2")) + "))";
        Assert.Contains("vertices", Assert.Throws<FilterException>(() => FilterGrammar.Read(some)).Message, StringComparison.Ordinal);
        var json = """{"op":"s_intersects","args":[{"property":"geometry"},{"type":"LineString","coordinates":[""" + string.Join(',', Enumerable.Range(0, 60_000).Select(i => "[1,2]")) + "]}]}";
        Assert.Contains("vertices", Assert.Throws<FilterException>(() => FilterJsonReader.Read(json)).Message, StringComparison.Ordinal);

        // Over HTTP the address itself is bounded.
        using var response = await served.GetAsync(Items + some);
        Assert.Contains(response.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong });
        Assert.Equal(60, (await served.JsonAsync("/collections/places/items")).GetProperty("numberMatched").GetInt32());
    }

    [Fact]
    public async Task An_outline_of_a_thousand_vertices_fits_into_an_address()
    {
        var corners = Enumerable.Range(0, 1_000).Select(i => FormattableString.Invariant($"{119.505 + (0.004 * Math.Cos(i * Math.Tau / 1_000)):0.000000} {31.505 + (0.004 * Math.Sin(i * Math.Tau / 1_000)):0.000000}")).ToList();
        Assert.NotEmpty(await served.SelectAsync("compounds", $"S_INTERSECTS(geometry, POLYGON(({string.Join(',', corners.Append(corners[0]))})))"));
    }

    [Theory]
    [InlineData("households ^ 1e9 > 1")]
    [InlineData("9.9e307 * 9.9e307 > households")]
    [InlineData("(plan_year ^ 80) ^ 80 > 1")]
    [InlineData("1e308 ^ households > 1")]
    [InlineData("households / 0 = 1")]
    [InlineData("households % 0 = 1 OR households div 0 = 1")]
    [InlineData("0 ^ (0 - households) = 1")]
    [InlineData("floor(1e300 * budget_wan) = 1")]
    [InlineData("name_zh LIKE '%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%_%'")]
    [InlineData("S_INTERSECTS(geometry, buffer_m(geometry, 1e308))")]
    [InlineData("S_INTERSECTS(geometry, buffer_m(geometry, -99999))")]
    [InlineData("S_INTERSECTS(geometry, LINESTRING(-180 -90, 180 90))")]
    [InlineData("S_INTERSECTS(geometry, POINT(1e300 1e300))")]
    [InlineData("S_TOUCHES(geometry, POLYGON((0 0, 0 0, 0 0, 0 0)))")]
    [InlineData("area_m2(POINT(0 90)) > 0")]
    [InlineData("distance_m(geometry, POINT(-60 -31)) > 0")]
    public async Task Sums_and_shapes_that_lead_nowhere_are_answered_without_a_fault_of_the_service(string filter)
    {
        using var response = await served.GetAsync(Items + Uri.EscapeDataString(filter));
        var body = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"{filter}: {(int)response.StatusCode} {body}");
        AssertDiscreet(body);
    }

    [Fact]
    public async Task No_fault_of_a_filter_tells_of_the_inside()
    {
        foreach (var filter in Attacks.Concat(["code = ", "S_INTERSECTS(geometry, POINT(1))", "1 = 'a'", "(", "\u0001", "code = '\u0000'", "{\"op\":1}", "\ud83d"]))
        {
            foreach (var language in new[] { "", "&filter-lang=cql2-json", "&filter-lang=cql2-text" })
            {
                await RefusedAsync(filter, language);
            }
        }
    }

    private async Task RefusedAsync(string filter, string more = "")
    {
        using var response = await served.GetAsync(Items + Uri.EscapeDataString(filter) + more);
        var body = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{filter[..Math.Min(200, filter.Length)]}: {(int)response.StatusCode} {body}");
        var error = Assert.Single(JsonDocument.Parse(body).RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("filter", error.GetProperty("parameter").GetString());
        Assert.True(error.TryGetProperty("position", out _) || error.TryGetProperty("pointer", out _), body);
        Assert.True(error.GetRawText().Length < 2_000, "The answer repeats the question at length.");
        AssertDiscreet(error.GetRawText().Replace(JsonSerializer.Serialize(filter).Trim('"'), "", StringComparison.Ordinal));
    }

    private static void AssertDiscreet(string body)
    {
        foreach (var word in new[] { "Npgsql", "Exception", "   at ", "Superpower", "SELECT ", "FROM renewal", "42601", "/src/" })
        {
            Assert.DoesNotContain(word, body, StringComparison.Ordinal);
        }
    }

    private static void Resolve(Expression filter) => FilterTyping.Resolve(filter, RegisterCatalogue.Compounds, Domain.Crs.CoordinateSystems.Crs84);
}
