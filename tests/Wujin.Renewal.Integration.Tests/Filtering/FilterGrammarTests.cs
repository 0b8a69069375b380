using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Domain.Filters;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>What CQL2 text and JSON are read as, and back.</summary>
public sealed class FilterGrammarTests
{
    [Theory]
    [InlineData("code='C1'", """{"op":"=","args":[{"property":"code"},"C1"]}""")]
    [InlineData("a<>1 and b>=-2.50", """{"op":"and","args":[{"op":"<>","args":[{"property":"a"},1]},{"op":">=","args":[{"property":"b"},-2.50]}]}""")]
    [InlineData("a = 1 OR b = 2 AND c = 3", """{"op":"or","args":[{"op":"=","args":[{"property":"a"},1]},{"op":"and","args":[{"op":"=","args":[{"property":"b"},2]},{"op":"=","args":[{"property":"c"},3]}]}]}""")]
    [InlineData("NOT a = 1 AND b = 2", """{"op":"and","args":[{"op":"not","args":[{"op":"=","args":[{"property":"a"},1]}]},{"op":"=","args":[{"property":"b"},2]}]}""")]
    [InlineData("(a=1 or b=2) and c=3", """{"op":"and","args":[{"op":"or","args":[{"op":"=","args":[{"property":"a"},1]},{"op":"=","args":[{"property":"b"},2]}]},{"op":"=","args":[{"property":"c"},3]}]}""")]
    [InlineData("a not like 'x%'", """{"op":"not","args":[{"op":"like","args":[{"property":"a"},"x%"]}]}""")]
    [InlineData("a Between 1 And 2.5", """{"op":"between","args":[{"property":"a"},1,2.5]}""")]
    [InlineData("a NOT IN ('x','y')", """{"op":"not","args":[{"op":"in","args":[{"property":"a"},["x","y"]]}]}""")]
    [InlineData("a IS NOT NULL", """{"op":"not","args":[{"op":"isNull","args":[{"property":"a"}]}]}""")]
    [InlineData("\"and\" = TRUE", """{"op":"=","args":[{"property":"and"},true]}""")]
    [InlineData("名称 = 'x' AND ns:a.b_1 = 2", """{"op":"and","args":[{"op":"=","args":[{"property":"名称"},"x"]},{"op":"=","args":[{"property":"ns:a.b_1"},2]}]}""")]
    [InlineData("a > b - 1 - 2 * c ^ 2", """{"op":">","args":[{"property":"a"},{"op":"-","args":[{"op":"-","args":[{"property":"b"},1]},{"op":"*","args":[2,{"op":"^","args":[{"property":"c"},2]}]}]}]}""")]
    [InlineData("balance-150.0 > 0", """{"op":">","args":[{"op":"-","args":[{"property":"balance"},150.0]},0]}""")]
    [InlineData("a DIV 2 % 3 = 1", """{"op":"=","args":[{"op":"%","args":[{"op":"div","args":[{"property":"a"},2]},3]},1]}""")]
    [InlineData("CASEI(a) = casei('B')", """{"op":"=","args":[{"op":"casei","args":[{"property":"a"}]},{"op":"casei","args":["B"]}]}""")]
    [InlineData("ACCENTI(CASEI(a)) LIKE ACCENTI(CASEI('é%'))", """{"op":"like","args":[{"op":"accenti","args":[{"op":"casei","args":[{"property":"a"}]}]},{"op":"accenti","args":[{"op":"casei","args":["é%"]}]}]}""")]
    [InlineData("a >= DATE('2024-02-29')", """{"op":">=","args":[{"property":"a"},{"date":"2024-02-29"}]}""")]
    [InlineData("a < TIMESTAMP('2024-02-29T01:02:03.25Z')", """{"op":"<","args":[{"property":"a"},{"timestamp":"2024-02-29T01:02:03.25Z"}]}""")]
    [InlineData("T_DURING(INTERVAL(a, '..'), INTERVAL('2024-01-01','2024-01-02T00:00:00Z'))", """{"op":"t_during","args":[{"interval":[{"property":"a"},".."]},{"interval":["2024-01-01","2024-01-02T00:00:00Z"]}]}""")]
    [InlineData("t_finishedby(a, b)", """{"op":"t_finishedBy","args":[{"property":"a"},{"property":"b"}]}""")]
    [InlineData("S_INTERSECTS(geometry, POINT(1 -2.5))", """{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[1,-2.5]}]}""")]
    [InlineData("s_within(geometry, bbox(1,2,3,4))", """{"op":"s_within","args":[{"property":"geometry"},{"bbox":[1,2,3,4]}]}""")]
    [InlineData("S_EQUALS(g, LINESTRING Z(0 0 1, 1 1 2))", """{"op":"s_equals","args":[{"property":"g"},{"type":"LineString","coordinates":[[0,0,1],[1,1,2]]}]}""")]
    [InlineData("S_EQUALS(g, POLYGON((0 0,4 0,4 4,0 0),(1 1,2 1,2 2,1 1)))", """{"op":"s_equals","args":[{"property":"g"},{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}]}""")]
    [InlineData("S_EQUALS(g, MULTIPOINT((0 0),(1 1)))", """{"op":"s_equals","args":[{"property":"g"},{"type":"MultiPoint","coordinates":[[0,0],[1,1]]}]}""")]
    [InlineData("S_EQUALS(g, MULTILINESTRING((0 0,1 1),(2 2,3 3)))", """{"op":"s_equals","args":[{"property":"g"},{"type":"MultiLineString","coordinates":[[[0,0],[1,1]],[[2,2],[3,3]]]}]}""")]
    [InlineData("S_EQUALS(g, MULTIPOLYGON(((0 0,1 0,1 1,0 0))))", """{"op":"s_equals","args":[{"property":"g"},{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}]}""")]
    [InlineData("S_EQUALS(g, GEOMETRYCOLLECTION(POINT(0 0),LINESTRING(0 0,1 1)))", """{"op":"s_equals","args":[{"property":"g"},{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},{"type":"LineString","coordinates":[[0,0],[1,1]]}]}]}""")]
    [InlineData("S_WITHIN(road, Buffer(geometry, 10, 'm'))", """{"op":"s_within","args":[{"property":"road"},{"op":"Buffer","args":[{"property":"geometry"},10,"m"]}]}""")]
    [InlineData("now() = a", """{"op":"=","args":[{"op":"now","args":[]},{"property":"a"}]}""")]
    [InlineData("point = date AND bbox < z", """{"op":"and","args":[{"op":"=","args":[{"property":"point"},{"property":"date"}]},{"op":"<","args":[{"property":"bbox"},{"property":"z"}]}]}""")]
    public void Text_is_read_as_the_same_filter_as_its_JSON_and_both_are_written_and_read_again(string text, string json)
    {
        var filter = FilterGrammar.Read(text);
        AssertSame(json, FilterJson.Write(filter).ToJsonString());
        AssertSame(json, FilterJson.Write(FilterJsonReader.Read(json)).ToJsonString());
        AssertSame(json, FilterJson.Write(FilterGrammar.Read(FilterText.Write(filter))).ToJsonString());
        Assert.Equal(FilterText.Write(filter), FilterText.Write(FilterJsonReader.Read(json)));
    }

    [Theory]
    [InlineData(@"'it''s'", "it's")]
    [InlineData(@"'it\'s'", "it's")]
    [InlineData(@"'\a\b\t\n\v\f\r'", "\a\b\t\n\v\f\r")]
    [InlineData(@"'C:\\dir\\'", @"C:\dir\")]
    [InlineData(@"'50\%'", @"50\%")]
    [InlineData("'常州\t武进 \U0001F600'", "常州\t武进 \U0001F600")]
    [InlineData("''", "")]
    [InlineData("''''", "'")]
    public void Texts_keep_quotes_backslashes_and_control_characters(string literal, string text)
    {
        var read = (Comparison)FilterGrammar.Read("a = " + literal);
        Assert.Equal(text, ((TextLiteral)read.Right).Value);
        Assert.Equal(text, ((TextLiteral)((Comparison)FilterGrammar.Read(FilterText.Write(read))).Right).Value);
        Assert.Equal(text, ((TextLiteral)((Comparison)FilterJsonReader.Read(FilterJson.Write(read).ToJsonString())).Right).Value);
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.", "1")]
    [InlineData(".5", "0.5")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("1e3", "1000")]
    [InlineData("2.5E-3", "0.0025")]
    [InlineData("12345678901234567890.123456", "12345678901234567890.123456")]
    public void Numbers_are_read_as_they_are_written(string literal, string number)
    {
        var read = (NumberLiteral)((Comparison)FilterGrammar.Read("a = " + literal)).Right;
        Assert.Equal(double.Parse(number, System.Globalization.CultureInfo.InvariantCulture), read.Nearest);
        Assert.Equal(literal.Contains('e', StringComparison.OrdinalIgnoreCase), read.Exact is null);
    }

    [Fact]
    public void Random_filters_come_back_from_text_and_from_JSON_as_they_were()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var filter = FilterGrammar.Read(RandomFilter.Make(new Random(seed), 4).Text);
            var json = FilterJson.Write(filter).ToJsonString();
            AssertSame(json, FilterJson.Write(FilterGrammar.Read(FilterText.Write(filter))).ToJsonString());
            AssertSame(json, FilterJson.Write(FilterJsonReader.Read(json)).ToJsonString());
        }
    }

    [Theory]
    [InlineData("", 1, "expected")]
    [InlineData("code", 1, "Expected a comparison")]
    [InlineData("code =", 7, "unexpected end of input, expected")]
    [InlineData("code = C1'", 10, "the text has no end")]
    [InlineData("code = 'C1", 8, "the text has no end")]
    [InlineData("code == 'C1'", 7, "unexpected comparison `=`, expected")]
    [InlineData("code = 'C1' AND", 16, "unexpected end of input")]
    [InlineData("code = 'C1' stage = 'approved'", 13, "unexpected `stage`, expected an operator")]
    [InlineData("(code = 'C1'", 13, "expected `)`")]
    [InlineData("code = 'C1')", 12, "unexpected `)`")]
    [InlineData("code IN ()", 10, "unexpected `)`")]
    [InlineData("code IN 'C1'", 9, "expected `(`")]
    [InlineData("plan_year BETWEEN 1 OR 2", 21, "expected `AND`")]
    [InlineData("code IS 'x'", 9, "expected `NULL`")]
    [InlineData("code NOT 'x'", 10, "expected `LIKE`, `BETWEEN` or `IN`")]
    [InlineData("code ; 1", 6, "unexpected \";\"")]
    [InlineData("code = $1", 8, "unexpected \"$\"")]
    [InlineData("plan_year = 1e", 13, "Expected digits after E")]
    [InlineData("plan_year = 1e999", 13, "too large")]
    [InlineData("stage_date > DATE('2024-02-30')", 19, "'2024-02-30' is no date")]
    [InlineData("stage_date > DATE(2024)", 19, "expected text")]
    [InlineData("updated_at > TIMESTAMP('2024-02-01')", 24, "is no instant")]
    [InlineData("S_INTERSECTS(geometry, POINT(1))", 31, "expected")]
    [InlineData("S_INTERSECTS(geometry, POINT(1 2, 3 4))", 29, "A point has one position")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1)))", 32, "Expected four or more")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((0 0, 1 0, 1 1, 2 2)))", 32, "not closed")]
    [InlineData("S_INTERSECTS(geometry, BBOX(1,2,3))", 28, "4 numbers")]
    [InlineData("S_INTERSECTS(geometry)", 22, "expected `,`")]
    [InlineData("kode = 'C1'", 1, "no queryable \"kode\". Expected one of code, name_zh")]
    [InlineData("CODE = 'C1'", 1, "Names are case-sensitive")]
    [InlineData("plan_year = 'soon'", 13, "plan_year, a number stands against a text. Expected a number.")]
    [InlineData("town_code = 320412", 13, "Expected a text, in single quotes")]
    [InlineData("is_demo < TRUE", 1, "no order")]
    [InlineData("name_zh + 1 = 2", 1, "+ calculates with numbers, but this is name_zh, a text")]
    [InlineData("plan_year LIKE '2%'", 1, "LIKE compares texts")]
    [InlineData("name_zh LIKE name_en", 14, "pattern of LIKE is a text in single quotes")]
    [InlineData(@"name_zh LIKE 'a\\'", 14, "single backslash")]
    [InlineData("name_zh BETWEEN 'a' AND 'b'", 1, "BETWEEN compares numbers")]
    [InlineData("S_INTERSECTS(code, POINT(1 2))", 14, "S_INTERSECTS compares geometries, but this is code, a text")]
    [InlineData("geometry = POINT(1 2)", 1, "Expected a function S_")]
    [InlineData("T_AFTER(code, DATE('2024-01-01'))", 9, "T_AFTER compares times")]
    [InlineData("T_DISJOINT(INTERVAL('2024-02-01','2024-01-01'), stage_date)", 12, "ends before it starts")]
    [InlineData("frobnicate(code) = 1", 1, "There is no function \"frobnicate\". Expected one of lower")]
    [InlineData("lower(plan_year) = 'x'", 7, "Argument 1 of lower is plan_year, a number. Expected lower(text)")]
    [InlineData("lower() = 'x'", 1, "takes 1 arguments, not 0")]
    [InlineData("S_INTERSECTS(geometry, BBOX(119, 95, 120, 96))", 24, "latitudes between -90 and 90")]
    [InlineData("S_INTERSECTS(geometry, BBOX(119, 32, 120, 31))", 24, "lower edge")]
    [InlineData("plan_year = 1 AND code = 'a' OR (stage = 5)", 42, "Expected a text, in single quotes")]
    public void A_fault_in_text_says_where_it_is_and_what_was_expected(string text, int position, string detail)
    {
        var fault = Assert.Throws<FilterException>(() =>
            FilterTyping.Resolve(FilterGrammar.Read(text), Domain.Schema.RegisterCatalogue.Compounds, Domain.Crs.CoordinateSystems.Crs84));

        Assert.Contains(detail, fault.Message, StringComparison.Ordinal);
        Assert.Equal(position, Math.Max(0, fault.Place.Offset) + 1);
    }

    [Theory]
    [InlineData("{", "", "not well-formed JSON")]
    [InlineData("null", "", "Expected an operation")]
    [InlineData("""{"op":"="}""", "", "array \"args\"")]
    [InlineData("""{"op":"=","args":[1]}""", "", "takes 2 args, not 1")]
    [InlineData("""{"op":"and","args":[true]}""", "", "2 args or more")]
    [InlineData("""{"op":"and","args":[true,{"op":"=","args":[{"property":"kode"},1]}]}""", "/args/1/args/0", "no queryable")]
    [InlineData("""{"op":"in","args":[{"property":"code"},"x"]}""", "", "an array of at least one")]
    [InlineData("""{"op":"=","args":[{"property":5},1]}""", "/args/0/property", "Expected a text")]
    [InlineData("""{"op":"=","args":[{"prop":"code"},1]}""", "/args/0", "Expected a member op, property")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":["1",2]}]}""", "/args/1/coordinates", "Expected a position")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Polygon","coordinates":[[[0,0],[1,1],[2,2]]]}]}""", "/args/1/coordinates/0", "Expected four or more")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Circle","coordinates":[0,0]}]}""", "/args/1/type", "Expected Point")]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[1,2,3]}]}""", "/args/1/bbox", "4 numbers")]
    [InlineData("""{"op":"t_after","args":[{"property":"stage_date"},{"date":"soon"}]}""", "/args/1", "is no date")]
    [InlineData("""{"op":"=","args":[{"property":"name_zh"},"a\u0000b"]}""", "/args/1", "NUL")]
    [InlineData("""{"op":"=","args":[{"property":"name_zh"},"\ud800"]}""", "/args/1", "surrogate")]
    [InlineData("""{"op":"a_contains","args":[{"property":"name_zh"},"x"]}""", "", "no function \"a_contains\"")]
    public void A_fault_in_JSON_says_where_it_is_and_what_was_expected(string json, string pointer, string detail)
    {
        var fault = Assert.Throws<FilterException>(() =>
            FilterTyping.Resolve(FilterJsonReader.Read(json), Domain.Schema.RegisterCatalogue.Compounds, Domain.Crs.CoordinateSystems.Crs84));

        Assert.Contains(detail, fault.Message, StringComparison.Ordinal);
        Assert.Equal(pointer, fault.Place.Pointer ?? "");
    }

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"expected {expected}\nbut got  {actual}");
}
