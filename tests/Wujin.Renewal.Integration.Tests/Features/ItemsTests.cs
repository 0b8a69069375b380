using System.Globalization;
using System.Net;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Pages of features and single features.</summary>
public sealed class ItemsTests(SmallRegister served) : IClassFixture<SmallRegister>
{
    private const string Compounds = "/collections/compounds/items";

    [Fact]
    public async Task Every_collection_answers_with_its_features()
    {
        var expected = new Dictionary<string, string[]>
        {
            ["compounds"] = ["C1", "C2", "C3", "C4"], ["industrial-parks"] = ["I1"], ["selfbuild-zones"] = ["Z1"], ["towns"] = ["T1"],
            ["places"] = ["P1"], ["platforms"] = ["F1"], ["constraint-areas"] = ["A1"], ["tiers"] = ["30"], ["roads"] = ["R1"],
            ["assessments"] = ["30-P1-car"], ["site-accessibility"] = ["I1-car"], ["site-nearest-points"] = ["I1-clinics-car"],
        };
        foreach (var collection in RegisterCatalogue.All)
        {
            Assert.Equal(expected[collection.Id], await served.CodesAsync($"/collections/{collection.Id}/items"));
        }
    }

    [Fact]
    public async Task Every_feature_of_a_collection_can_be_had_alone_by_its_id()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            foreach (var listed in (await served.JsonAsync($"/collections/{collection.Id}/items")).GetProperty("features").EnumerateArray())
            {
                var id = listed.GetProperty("id").GetString()!;
                var alone = await served.JsonAsync($"/collections/{collection.Id}/items/{id}");

                Assert.Equal("Feature", alone.GetProperty("type").GetString());
                Assert.Equal(id, alone.GetProperty("id").GetString());
                Assert.Equal(listed.GetProperty("properties").GetRawText(), alone.GetProperty("properties").GetRawText());
                Assert.Equal(listed.GetProperty("geometry").GetRawText(), alone.GetProperty("geometry").GetRawText());
                Assert.NotNull(ServedRegister.Link(alone, "collection", "application/json"));
            }
        }
    }

    [Fact]
    public async Task Features_have_exactly_the_properties_of_the_catalogue()
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var feature = (await served.JsonAsync($"/collections/{collection.Id}/items")).GetProperty("features")[0];

            Assert.Equal(collection.Properties.Select(p => p.Name), feature.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        }
    }

    [Fact]
    public async Task Values_keep_type_and_exactness()
    {
        var properties = (await served.JsonAsync(Compounds + "/C1")).GetProperty("properties");

        Assert.Equal("1234.50", properties.GetProperty("budget_wan").GetRawText());
        Assert.Equal(300, properties.GetProperty("households").GetInt32());
        Assert.Equal("2024-03-01", properties.GetProperty("actual_start").GetString());
        Assert.True(properties.GetProperty("is_demo").GetBoolean());
        Assert.Equal(JsonValueKind.Null, properties.GetProperty("actual_finish").ValueKind);
        Assert.Equal("甲小区", properties.GetProperty("name_zh").GetString());
        Assert.Equal(1, properties.GetProperty("version").GetInt32());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$", properties.GetProperty("updated_at").GetString());
        Assert.Equal(["town", "adjacent"], (await served.JsonAsync("/collections/tiers/items/30")).GetProperty("properties").GetProperty("destination_roles")
            .EnumerateArray().Select(r => r.GetString()));
    }

    [Fact]
    public async Task Chinese_travels_unescaped_and_quotes_escaped()
    {
        using var response = await served.GetAsync(Compounds + "/C2");
        var text = await response.Content.ReadAsStringAsync(ServedRegister.Cancel);

        Assert.Contains("\"name_zh\":\"乙小区\"", text, StringComparison.Ordinal);
        Assert.Contains("""
            "responsible_unit":"a\"b\\c<d>&"
            """, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feature_without_outline_has_a_null_geometry()
    {
        Assert.Equal(JsonValueKind.Null, (await served.JsonAsync(Compounds + "/C4")).GetProperty("geometry").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await served.JsonAsync("/collections/tiers/items/30")).GetProperty("geometry").ValueKind);
    }

    [Fact]
    public async Task Features_come_as_GeoJSON_and_other_documents_as_JSON()
    {
        foreach (var (address, type) in new[]
        {
            (Compounds, "application/geo+json"), (Compounds + "/C1", "application/geo+json"), ("/collections/compounds/export", "application/geo+json"),
            ("/", "application/json"), ("/collections", "application/json"), ("/conformance", "application/json"),
        })
        {
            using var response = await served.GetAsync(address);
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Coordinates_are_longitude_before_latitude()
    {
        var position = (await served.JsonAsync("/collections/places/items/P1")).GetProperty("geometry").GetProperty("coordinates");

        Assert.Equal("[119.95,31.7]", position.GetRawText());
    }

    [Fact]
    public async Task The_numbers_and_the_time_stamp_are_true()
    {
        var before = DateTimeOffset.UtcNow;
        var page = await served.JsonAsync(Compounds + "?limit=3");
        var stamp = DateTimeOffset.Parse(page.GetProperty("timeStamp").GetString()!, CultureInfo.InvariantCulture);

        Assert.Equal(4, page.GetProperty("numberMatched").GetInt64());
        Assert.Equal(3, page.GetProperty("numberReturned").GetInt64());
        Assert.Equal(3, page.GetProperty("features").GetArrayLength());
        Assert.InRange(stamp, before.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.EndsWith("Z", page.GetProperty("timeStamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_number_matched_counts_what_the_filters_select_on_every_page()
    {
        var page = await served.JsonAsync(Compounds + "?stage=approved&limit=1");
        Assert.Equal(2, page.GetProperty("numberMatched").GetInt64());
        var second = await served.JsonAsync(ServedRegister.Link(page, "next")!);
        Assert.Equal(2, second.GetProperty("numberMatched").GetInt64());
        Assert.Equal(["C3"], ServedRegister.Codes(second));
        Assert.Null(ServedRegister.Link(second, "next"));
    }

    [Fact]
    public async Task Next_links_say_their_type_and_keep_the_filters()
    {
        var page = await served.JsonAsync(Compounds + "?stage=approved&limit=1&asOf=" + Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O")));
        var next = ServedRegister.Link(page, "next", "application/geo+json");

        Assert.Contains("stage=approved", next, StringComparison.Ordinal);
        Assert.Contains("asOf=", next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10001")]
    [InlineData("99999999999999999999")]
    public async Task A_limit_above_the_largest_counts_as_the_largest(string limit) =>
        Assert.Equal(4, (await served.CodesAsync(Compounds + "?limit=" + limit)).Count);

    [Fact]
    public async Task An_unknown_feature_is_not_found()
    {
        var problem = await served.ProblemAsync(Compounds + "/NOPE", HttpStatusCode.NotFound);

        Assert.Equal("/problems/not-found", problem.GetProperty("type").GetString());
        Assert.Equal(Compounds + "/NOPE", problem.GetProperty("instance").GetString());
        await served.ProblemAsync(Compounds + "/I1", HttpStatusCode.NotFound); // a site of another kind
    }
}
