using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Editing;

/// <summary>Whatever is wrong with a body: a problem that says what and where, and nothing is recorded.</summary>
public sealed class BadBodyTests : EditingTest
{
    private const string Items = "/collections/compounds/items";

    private async Task<JsonObject> RefusedAsync(string body, int status, string collection = "compounds")
    {
        using var response = await SendAsync(HttpMethod.Post, $"/collections/{collection}/items", body);
        var problem = await ProblemAsync(response, status);
        await NothingIsRecordedAsync();
        return problem;
    }

    private async Task NothingIsRecordedAsync()
    {
        await using var command = Service.Database.DataSource.CreateCommand("SELECT (SELECT count(*) FROM renewal.site) + (SELECT count(*) FROM renewal.change)");
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    private static string Polygon(string ring) => "{\"type\":\"Polygon\",\"coordinates\":[[" + ring + "]]}";

    public static TheoryData<string, string, string> BadGeometries() => new()
    {
        { Polygon("[119.94,31.70],[119.95,31.70],[119.95,31.71],[119.94,31.71]"), "/geometry/coordinates/0", "not closed" },
        { Polygon("[119.94,31.70],[119.95,31.70],[119.94,31.70]"), "/geometry/coordinates/0", "at least four" },
        { """{"type":"Polygon","coordinates":[]}""", "/geometry", "empty" },
        { """{"type":"MultiPolygon","coordinates":[]}""", "/geometry", "empty" },
        { """{"type":"Point","coordinates":[119.94,31.70]}""", "/geometry/type", "\"Polygon\" or \"MultiPolygon\"" },
        { """{"type":"GeometryCollection","geometries":[]}""", "/geometry/type", "GeometryCollection" },
        { """{"type":"Polygon"}""", "/geometry/coordinates", "no array" },
        { """{"coordinates":[]}""", "/geometry/type", "no type" },
        { "[]", "/geometry", "an array" },
        { Polygon("[31.70,119.94],[31.70,119.95],[31.71,119.95],[31.70,119.94]"), "/geometry", "axes look swapped" },
        { Polygon("[494000,3508000],[495000,3508000],[495000,3509000],[494000,3508000]"), "/geometry", "EPSG:4549" },
        { Polygon("[119.94,31.70],[119.95],[119.95,31.71],[119.94,31.70]"), "/geometry/coordinates/0/1", "two numbers" },
        { Polygon("[119.94,31.70],[119.95,\"31.70\"],[119.95,31.71],[119.94,31.70]"), "/geometry/coordinates/0/1", "two numbers" },
        { Polygon("[119.94,31.70],null,[119.95,31.71],[119.94,31.70]"), "/geometry/coordinates/0/1", "null" },
        { "{\"type\":\"Polygon\",\"coordinates\":[[[[119.94,31.70]]]]}", "/geometry/coordinates/0/0", "two numbers" },
        { "{\"type\":\"MultiPolygon\",\"coordinates\":[[[119.94,31.70],[119.95,31.70],[119.95,31.71],[119.94,31.70]]]}", "/geometry/coordinates/0/0/0", "two numbers" },
    };

    [Theory]
    [MemberData(nameof(BadGeometries))]
    public async Task A_geometry_that_is_no_outline_is_refused_at_the_place_of_its_fault(string geometry, string pointer, string words)
    {
        var problem = await RefusedAsync(Compound("a", geometry: geometry), 422);

        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Contains(words, (string?)error["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ring_that_crosses_itself_is_refused_with_the_point_of_the_crossing()
    {
        var problem = await RefusedAsync(Compound("a", geometry: Polygon("[119.94,31.70],[119.96,31.72],[119.96,31.70],[119.94,31.72],[119.94,31.70]")), 422);

        var location = problem["errors"]![0]!["location"]!.AsArray();
        Assert.Equal(119.95, (double)location[0]!, 1e-9);
        Assert.Equal(31.71, (double)location[1]!, 1e-9);
    }

    [Theory]
    [InlineData("\"households\":\"320\"", "/properties/households", "an integer")]
    [InlineData("\"households\":320.5", "/properties/households", "an integer")]
    [InlineData("\"households\":-1", "/properties/households", "between 0 and")]
    [InlineData("\"households\":99999999999999999999", "/properties/households", "an integer")]
    [InlineData("\"budget_wan\":true", "/properties/budget_wan", "a number")]
    [InlineData("\"budget_wan\":1e30", "/properties/budget_wan", "a number")]
    [InlineData("\"is_demo\":\"yes\"", "/properties/is_demo", "true or false")]
    [InlineData("\"name_en\":5", "/properties/name_en", "a text")]
    [InlineData("\"name_en\":{}", "/properties/name_en", "an object")]
    [InlineData("\"name_en\":\"a\\u0000b\"", "/properties/name_en", "U+0000")]
    [InlineData("\"planned_start\":\"20215-03-01\"", "/properties/planned_start", "a date such as")]
    [InlineData("\"planned_start\":\"2021-02-30\"", "/properties/planned_start", "a date such as")]
    [InlineData("\"planned_start\":\"9999-01-01\"", "/properties/planned_start", "2200")]
    [InlineData("\"stage\":\"finished\"", "/properties/stage", "surveyed, proposed")]
    [InlineData("\"stage_date\":\"2199-01-01\"", "/properties/stage_date", "not come yet")]
    [InlineData("\"houshold\":3", "/properties/houshold", "no property")]
    [InlineData("\"floor_area_ratio\":1", "/properties/floor_area_ratio", "no property")]
    [InlineData("\"'; DROP TABLE renewal.site; --\":1", "/properties/'; DROP TABLE renewal.site; --", "no property")]
    [InlineData("\"a/b~c\":1", "/properties/a~1b~0c", "no property")]
    public async Task A_value_that_does_not_fit_is_refused_by_name(string property, string pointer, string words)
    {
        var problem = await RefusedAsync(Compound("a", property), 422);

        var error = Assert.Single(problem["errors"]!.AsArray())!;
        Assert.Equal(pointer, (string?)error["pointer"]);
        Assert.Contains(words, (string?)error["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'; DROP TABLE renewal.site; --x")]
    [InlineData("$1\\u0027||pg_sleep(9)||\\u0027")]
    public async Task SQL_in_a_value_is_a_text_like_any_other(string text)
    {
        using var created = await CreateAsync(Compound("a", $"\"responsible_unit\":\"{text}\""));

        var (read, _) = await GetAsync("a");
        Assert.Equal(JsonNode.Parse($"\"{text}\"")!.GetValue<string>(), (string?)read["properties"]!["responsible_unit"]);
    }

    [Fact]
    public async Task A_negative_floor_area_ratio_is_refused() => Assert.Equal(
        ["/properties/floor_area_ratio"],
        Pointers(await RefusedAsync(Feature("\"code\":\"a\",\"name_zh\":\"x\",\"floor_area_ratio\":-0.1"), 422, "industrial-parks")));

    [Fact]
    public async Task A_site_beyond_the_first_stage_needs_its_outline() => Assert.Equal(
        ["/geometry"], Pointers(await RefusedAsync(Compound("a", "\"stage\":\"approved\"", "null"), 422)));

    [Fact]
    public async Task All_faults_of_a_body_are_reported_at_once()
    {
        var problem = await RefusedAsync(
            """
            {"type":"Feature","id":7,"name_zh":"x","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4]]]},
             "properties":{"code":"a b","households":"many","plan_year":1889,"colour":"red","area_m2":7,"stage":"done"}}
            """,
            422);

        Assert.Equal(
            ["/geometry/coordinates/0", "/id", "/name_zh", "/properties/area_m2", "/properties/code", "/properties/colour", "/properties/households", "/properties/name_zh", "/properties/plan_year", "/properties/stage"],
            Pointers(problem).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "line 1")]
    [InlineData("{\"type\":\"Feature\",}", "trailing comma")]
    [InlineData("{\"type\":\"Feature\"} x", "line 1")]
    [InlineData("{\"type\":\"Feature\",\"properties\":{\"budget_wan\":NaN}}", "/properties/budget_wan")]
    [InlineData("{\"type\":\"Feature\",\"properties\":{\"budget_wan\":Infinity}}", "/properties/budget_wan")]
    [InlineData("{'type':'Feature'}", "line 1")]
    [InlineData("<gml/>", "line 1")]
    public async Task Text_that_is_not_JSON_is_refused_with_its_place(string body, string words)
    {
        var problem = await RefusedAsync(body, 400);

        var error = problem["errors"]![0]!;
        Assert.Contains(words, (string?)error["pointer"] + " " + (string?)error["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_beyond_all_bounds_names_given_twice_and_other_faults_come_together()
    {
        var problem = await RefusedAsync(Compound("a", "\"budget_wan\":1e999,\"name_zh\":\"again\",\"plan_year\":\"x\"", "{\"type\":\"Point\",\"type\":\"Polygon\",\"coordinates\":[]}"), 400);

        Assert.Equal(
            ["/geometry/type", "/properties/budget_wan", "/properties/name_zh", "/properties/plan_year"],
            Pointers(problem).Distinct().Where(p => p != "/geometry").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_in_names_and_in_values()
    {
        var problem = await RefusedAsync(Compound("a", "\"name_en\":\"\\ud83d\",\"\\udc00\":1"), 400);

        Assert.Equal(2, Pointers(problem).Length);
        Assert.All(problem["errors"]!.AsArray(), e => Assert.Contains("surrogate", (string?)e!["detail"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GBK", 400)]
    [InlineData("utf-16", 400)]
    [InlineData("utf-8", 201)]
    public async Task Only_UTF_8_is_read_and_a_byte_order_mark_is_forgiven(string encoding, int status)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var coding = Encoding.GetEncoding(encoding);
        using var response = await SendBytesAsync(HttpMethod.Post, Items, [.. coding.GetPreamble(), .. coding.GetBytes(Compound("a"))], null);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(64, 422)]
    [InlineData(65, 400)]
    [InlineData(100_000, 400)]
    public async Task Deep_nesting_is_refused(int depth, int status)
    {
        var problem = await RefusedAsync("{\"type\":\"Feature\",\"geometry\":null,\"properties\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}", status);

        Assert.Equal(status == 400, ((string?)problem["detail"])!.Contains("nested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_million_vertices_are_refused_with_their_number()
    {
        var ring = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++)
        {
            ring.Append(CultureInfo.InvariantCulture, $"[119.{i % 1000},31.7],");
        }

        var problem = await RefusedAsync(Compound("a", geometry: Polygon(ring.Append("[119,31]").ToString())), 422);

        Assert.Contains("1,000,001 vertices", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_a_hundred_megabytes_is_refused_while_the_service_keeps_little_of_it()
    {
        var before = GC.GetTotalAllocatedBytes();
        using var content = new ByteArrayContent(new byte[100 * 1024 * 1024]);
        content.Headers.ContentType = new("application/geo+json");
        var sent = GC.GetTotalAllocatedBytes();
        using var response = await Client.PostAsync(new Uri(Items, UriKind.Relative), content);

        await ProblemAsync(response, 413);
        Assert.InRange(GC.GetTotalAllocatedBytes() - sent, 0, 60L * 1024 * 1024);
        Assert.True(sent > before);
        await NothingIsRecordedAsync();
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/geo+json; charset=gbk")]
    [InlineData("application/merge-patch+json")]
    [InlineData("nonsense")]
    public async Task Another_content_type_is_refused_and_the_right_ones_are_named(string type)
    {
        using var response = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, ("Content-Type", type));

        await ProblemAsync(response, 415);
        Assert.Equal("application/geo+json, application/json", Assert.Single(response.Headers.GetValues("Accept-Post")));
    }

    [Fact]
    public async Task A_patch_of_the_wrong_type_is_told_the_right_one()
    {
        using var created = await CreateAsync(Compound("a"));
        using var response = await SendAsync(HttpMethod.Patch, Items + "/a", "[]", "*", ("Content-Type", "application/json-patch+json"));

        await ProblemAsync(response, 415);
        Assert.Equal("application/merge-patch+json", Assert.Single(response.Headers.GetValues("Accept-Patch")));
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        using var response = await SendAsync(HttpMethod.Post, Items, Compound("a"), null, ("Content-Encoding", "gzip"));

        await ProblemAsync(response, 415);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", "/type", "batch")]
    [InlineData("""{"type":"Polygon","coordinates":[]}""", "/type", "\"Feature\"")]
    [InlineData("""{"geometry":null,"properties":{"code":"a","name_zh":"x"}}""", "/type", "missing")]
    [InlineData("""{"type":"Feature","properties":{"code":"a","name_zh":"x"}}""", "/geometry", "send null")]
    [InlineData("""{"type":"Feature","geometry":null,"properties":[]}""", "/properties", "an object")]
    [InlineData("""{"type":"Feature","geometry":null,"id":"b","properties":{"code":"a","name_zh":"x"}}""", "/id", "the same thing")]
    [InlineData("""{"type":"Feature","geometry":null,"id":["b"],"properties":{"code":"a","name_zh":"x"}}""", "/id", "an array")]
    [InlineData("""{"type":"Feature","geometry":null,"crs":{"type":"name","properties":{"name":"EPSG:4549"}},"properties":{"code":"a","name_zh":"x"}}""", "/crs", "Content-Crs")]
    [InlineData("""{"type":"Feature","geometry":null,"colour":"red","properties":{"code":"a","name_zh":"x"}}""", "/colour", "no such member")]
    public async Task JSON_that_is_no_feature_is_refused(string body, string pointer, string words)
    {
        var problem = await RefusedAsync(body, 422);

        var error = problem["errors"]!.AsArray().First(e => (string?)e!["pointer"] == pointer)!;
        Assert.Contains(words, (string?)error["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_parameters_and_collections_are_refused()
    {
        using var parameter = await SendAsync(HttpMethod.Post, Items + "?overwrite=1%27--", Compound("a"));
        using var collection = await SendAsync(HttpMethod.Post, "/collections/nope/items", Compound("a"));

        await ProblemAsync(parameter, 400);
        await ProblemAsync(collection, 404);
        await NothingIsRecordedAsync();
    }

    [Fact]
    public async Task A_client_that_breaks_off_in_the_middle_of_a_body_leaves_nothing()
    {
        using (var socket = new System.Net.Sockets.TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, Client.BaseAddress!.Port);
            var half = Compound("a");
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
                $"POST {Items} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/geo+json\r\nContent-Length: {Encoding.UTF8.GetByteCount(half)}\r\n\r\n{half[..50]}"));
        }

        await Task.Delay(200);
        await NothingIsRecordedAsync();
    }
}
