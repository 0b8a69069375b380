using System.Net;
using System.Text.Json;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>What is refused, and how it is said.</summary>
public sealed class ParameterTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string Compounds = "/collections/compounds/items";

    [Theory]
    [InlineData("/?x=1")]
    [InlineData("/conformance?limit=1")]
    [InlineData("/collections?bbox=1,2,3,4")]
    [InlineData("/collections/compounds?x=")]
    [InlineData("/collections/compounds/items?X-Ray=1")]
    [InlineData("/collections/compounds/items?Stage=approved")]
    [InlineData("/collections/compounds/items?land_mu=3")]
    [InlineData("/collections/compounds/items?CRS=http://www.opengis.net/def/crs/EPSG/0/4326")]
    [InlineData("/collections/compounds/items?bboxCrs=http://www.opengis.net/def/crs/EPSG/0/4326")]
    [InlineData("/collections/compounds/items/C1?stage=approved")]
    [InlineData("/collections/compounds/export?limit=3")]
    [InlineData("/api?x=1")]
    public async Task An_unknown_parameter_is_refused(string address)
    {
        var problem = await served.ProblemAsync(address, HttpStatusCode.BadRequest);

        Assert.Equal("/problems/invalid-parameter", problem.GetProperty("type").GetString());
        Assert.StartsWith("Unknown parameter", problem.GetProperty("errors")[0].GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=ten")]
    [InlineData("limit=1.5")]
    [InlineData("limit=")]
    [InlineData("limit=%2B5")]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=1,2,3,4,5")]
    [InlineData("bbox=a,b,c,d")]
    [InlineData("bbox=NaN,0,1,1")]
    [InlineData("bbox=0,0,Infinity,1")]
    [InlineData("bbox=0,0,1e999,1")]
    [InlineData("bbox=119,32,120,31")]
    [InlineData("bbox=31,119,32,120")]
    [InlineData("bbox=-181,0,0,1")]
    [InlineData("bbox=119,31,9,120,32,1")]
    [InlineData("datetime=yesterday")]
    [InlineData("datetime=2024-02-30")]
    [InlineData("datetime=20215-01-01")]
    [InlineData("datetime=2024-01-01T00:00:00")]
    [InlineData("datetime=2025-01-01/2024-01-01")]
    [InlineData("datetime=../..")]
    [InlineData("datetime=/")]
    [InlineData("datetime=2024-01-01/2024-02-01/2024-03-01")]
    [InlineData("plan_year=soon")]
    [InlineData("plan_year=99999999999999999999")]
    [InlineData("stage=begun")]
    [InlineData("is_demo=1")]
    [InlineData("stage_date=2024-13-01")]
    [InlineData("updated_at=2024-01-01")]
    [InlineData("budget_wan=1,x")]
    [InlineData("area_m2=NaN")]
    [InlineData("name_zh=%00")]
    [InlineData("asOf=2024-01-01")]
    [InlineData("asOf=2999-01-01T00:00:00Z")]
    [InlineData("offset=-1")]
    [InlineData("offset=10001")]
    [InlineData("cursor=1")]
    [InlineData("cursor=AAAAAAAAAAAA")]
    [InlineData("f=xml")]
    [InlineData("lang=fr")]
    [InlineData("limit=1&limit=2")]
    [InlineData("stage=approved&stage=surveyed")]
    public async Task A_wrong_value_is_refused(string query)
    {
        var problem = await served.ProblemAsync($"{Compounds}?{query}", HttpStatusCode.BadRequest);

        var error = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal(query[..query.IndexOf('=', StringComparison.Ordinal)], error.GetProperty("parameter").GetString());
    }

    [Fact]
    public async Task Every_fault_is_reported_at_once()
    {
        var problem = await served.ProblemAsync(Compounds + "?limit=0&bbox=1&datetime=x&stage=y&plan_year=z&foo=1&asOf=q", HttpStatusCode.BadRequest);

        Assert.Equal(
            ["asOf", "bbox", "datetime", "foo", "limit", "plan_year", "stage"],
            problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("parameter").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("' OR '1'='1")]
    [InlineData("'; DROP TABLE renewal.site; --")]
    [InlineData("$1")]
    [InlineData("\\'; SELECT pg_sleep(5); --")]
    [InlineData("%' UNION SELECT null::text --")]
    [InlineData("\u2019 OR 1=1")]
    public async Task SQL_is_only_ever_a_value(string attack)
    {
        var escaped = Uri.EscapeDataString(attack);
        foreach (var property in Domain.Schema.RegisterCatalogue.Compounds.Properties)
        {
            using var response = await served.GetAsync($"{Compounds}?{property.Name}={escaped}");
            var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ServedRegister.Cancel)).RootElement;
            Assert.True(
                response.StatusCode == HttpStatusCode.BadRequest || (response.StatusCode == HttpStatusCode.OK && body.GetProperty("numberMatched").GetInt64() == 0),
                $"{property.Name}: {body}");
        }

        foreach (var parameter in new[] { "limit", "bbox", "datetime", "asOf", "cursor", "f", "lang", escaped, "code" + escaped, "f.code" })
        {
            using var response = await served.GetAsync($"{Compounds}?{parameter}={escaped}");
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        await served.ProblemAsync($"{Compounds}/{escaped}", HttpStatusCode.NotFound);
        await served.ProblemAsync($"/collections/{escaped}/items", HttpStatusCode.NotFound);
        Assert.Equal(4, (await served.CodesAsync(Compounds)).Count);
    }

    [Fact]
    public async Task Formats_are_negotiated_and_f_decides()
    {
        async Task<string?> TypeAsync(string address, string accept)
        {
            using var response = await served.GetAsync(address, accept);
            return response.Content.Headers.ContentType?.MediaType;
        }

        Assert.Equal("application/geo+json", await TypeAsync(Compounds, "*/*"));
        Assert.Equal("application/geo+json", await TypeAsync(Compounds, "application/geo+json"));
        Assert.Equal("application/geo+json", await TypeAsync(Compounds, "application/json"));
        Assert.Equal("text/html", await TypeAsync(Compounds, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));
        Assert.Equal("application/geo+json", await TypeAsync(Compounds + "?f=json", "text/html"));
        Assert.Equal("text/html", await TypeAsync(Compounds + "?f=html", "application/json"));
        Assert.Equal("application/geo+json", await TypeAsync(Compounds, "text/html;q=0, */*"));
    }

    [Fact]
    public async Task Accept_that_rules_out_everything_is_not_acceptable()
    {
        using var response = await served.GetAsync("/collections", "image/png");

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
    }
}
