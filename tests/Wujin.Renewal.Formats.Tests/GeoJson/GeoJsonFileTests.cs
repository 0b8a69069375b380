using NetTopologySuite.Geometries;
using Wujin.Renewal.Formats.Encodings;
using Xunit;

namespace Wujin.Renewal.Formats.Tests.GeoJson;

public sealed class GeoJsonFileTests : IDisposable
{
    private const string Square = """{"type":"Polygon","coordinates":[[[119.94,31.7],[119.95,31.7],[119.95,31.71],[119.94,31.71],[119.94,31.7]]]}""";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static string Feature(string properties, string geometry = Square) => $$"""{"type":"Feature","properties":{{properties}},"geometry":{{geometry}}}""";

    private string Collection(params string[] features) => _folder.Write("a.geojson", $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", features)}}]}""");

    private SourceFile OpenCollection(params string[] features) => SourceFile.Open(Collection(features));

    [Fact]
    public void Properties_and_outlines_are_read_in_order()
    {
        using var source = OpenCollection(Feature("""{"code":"C-1","名称":"清英新村","households":120,"budget":12.50,"done":true,"none":null}"""));

        var row = Assert.Single(source.Rows());
        Assert.Equal(["code", "名称", "households", "budget", "done", "none"], source.Fields.Select(f => f.Name));
        Assert.Equal(["C-1", "清英新村", 120L, 12.50m, true, null], row.Values);
        Assert.Equal(1e-4, Assert.IsType<Polygon>(row.Geometry).Area, 1e-12);
        Assert.Equal((1L, "CRS84"), (source.RowCountHint, source.Crs.System!.Code));
    }

    [Fact]
    public void Fields_that_only_a_later_feature_has_are_known_from_the_beginning()
    {
        using var source = OpenCollection(Feature("""{"a":1}"""), Feature("""{"b":"x","a":2}"""));

        Assert.Equal(["a", "b"], source.Fields.Select(f => f.Name));
        Assert.Equal([null, "x"], source.Column("b"));
    }

    [Fact]
    public void Members_in_any_order_and_of_any_other_name_do_not_matter()
    {
        var path = _folder.Write("a.geojson", """
            { "name": "小区", "features": [ {"geometry": {"coordinates": [119.9, 31.7, 5], "type": "Point"}, "bbox": [1,2,3,4], "properties": {"a": {"deep": [1, {"x": "}"}]}}, "type": "Feature"} ],
              "type": "FeatureCollection", "crs": {"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}} }
            """);
        using var source = SourceFile.Open(path);

        var row = Assert.Single(source.Rows());
        Assert.Empty(row.Faults);
        Assert.Equal("POINT (119.9 31.7)", row.Geometry!.AsText());
        Assert.Equal("""{"deep": [1, {"x": "}"}]}""", row.Values[0]);
        Assert.Equal((CrsOrigin.Declared, "EPSG:4490"), (source.Crs.Origin, source.Crs.System!.Code));
    }

    [Fact]
    public void A_single_feature_and_a_bare_geometry_are_files_of_one_row()
    {
        var feature = Assert.Single(Reading.All(_folder.Write("f.json", Feature("""{"a":1}"""))));
        var bare = Assert.Single(Reading.All(_folder.Write("g.json", Square)));

        Assert.Equal([1L], feature.Values);
        Assert.NotNull(feature.Geometry);
        Assert.NotNull(bare.Geometry);
        Assert.Empty(bare.Values);
    }

    [Fact]
    public void The_identifier_of_a_feature_is_a_field_unless_a_property_has_that_name()
    {
        using var plain = SourceFile.Open(_folder.Write("a.json", """{"type":"FeatureCollection","features":[{"type":"Feature","id":"C-7","properties":{"a":1},"geometry":null}]}"""));
        using var both = SourceFile.Open(_folder.Write("b.json", """{"type":"FeatureCollection","features":[{"type":"Feature","id":"C-7","properties":{"id":"P-7"},"geometry":null}]}"""));

        Assert.Equal(["C-7", 1L], Assert.Single(plain.Rows()).Values);
        Assert.Equal(["P-7"], Assert.Single(both.Rows()).Values);
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[119.94,31.7],[119.95,31.7],[119.95,31.71],[119.94,31.71]]]}""", "/geometry/coordinates/0", "not closed")]
    [InlineData("""{"type":"MultiPolygon","coordinates":[[[[119.94,31.7],[119.95,31.7],[119.94,31.7]]]]}""", "/geometry/coordinates/0/0", "at least four")]
    [InlineData("""{"type":"Polygon","coordinates":[[[119.94,1e999],[119.95,31.7],[119.95,31.71],[119.94,1e999]]]}""", "/geometry/coordinates/0", "Position 1")]
    [InlineData("""{"type":"Polygon","coordinates":[[[119.94,31.7],[119.95,"NaN"],[119.95,31.71],[119.94,31.7]]]}""", "/geometry/coordinates/0", "Position 2")]
    [InlineData("""{"type":"Polygon","coordinates":[[119.94,31.7],[119.95,31.7]]}""", "/geometry/coordinates/0", "Position 1")]
    [InlineData("""{"type":"Polygon","coordinates":"none"}""", "/geometry/coordinates", "nesting")]
    [InlineData("""{"type":"Polygon"}""", "/geometry", "no coordinates")]
    [InlineData("""{"type":"Circle","coordinates":[1,2]}""", "/geometry", "unknown")]
    [InlineData("""{"coordinates":[1,2]}""", "/geometry", "unknown")]
    [InlineData("""{"type":"Point","coordinates":[119.9]}""", "/geometry/coordinates", "two finite numbers")]
    [InlineData("17", "/geometry", "object or null")]
    public void A_broken_geometry_is_a_fault_of_its_row_and_the_next_row_is_read(string geometry, string pointer, string words)
    {
        var rows = Reading.All(Collection(Feature("""{"a":1}""", geometry), Feature("""{"a":2}""")));

        var fault = Assert.Single(rows[0].Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(words, fault.Detail, StringComparison.Ordinal);
        Assert.Null(rows[0].Geometry);
        Assert.Equal([1L], rows[0].Values);
        Assert.Empty(rows[1].Faults);
        Assert.NotNull(rows[1].Geometry);
    }

    [Theory]
    [InlineData("""{"type":"Feature","properties":{"a":NaN},"geometry":null}""")]
    [InlineData("""{"type":"Feature","properties":{"a":1 "b":2},"geometry":null}""")]
    [InlineData("""{"type":"Feature","properties":[1],"geometry":null}""")]
    [InlineData("""{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}""")]
    [InlineData("""{"type":"Feature","properties":{"a":1e999},"geometry":null}""")]
    [InlineData("""{"type":"Feature","properties":{"a":"\ud83d"},"geometry":null}""")]
    [InlineData("""17""")]
    [InlineData("""null""")]
    [InlineData("""[]""")]
    public void A_broken_feature_costs_its_row_only(string feature)
    {
        var rows = Reading.All(Collection(Feature("""{"a":1}"""), feature, Feature("""{"a":3}""")));

        Assert.Equal([true, false, true], rows.Select(r => r.Faults.Count == 0));
        Assert.Equal([1L, 2L, 3L], rows.Select(r => r.Number));
    }

    [Fact]
    public void A_thousand_levels_of_nesting_cost_a_row_not_the_process()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000);

        var rows = Reading.All(Collection($$"""{"type":"Feature","properties":{{deep}},"geometry":null}""", Feature("{}")));

        Assert.Single(rows[0].Faults);
        Assert.Empty(rows[1].Faults);
    }

    [Theory]
    [InlineData("""{"type":"FeatureCollection","features":[""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Fea""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":null}]""")]
    [InlineData("""{"type":"FeatureCollection","name":"x""")]
    public void A_file_that_is_cut_off_is_told_before_the_first_row(string text)
    {
        var fault = Assert.Throws<SourceFileException>(() => SourceFile.Open(_folder.Write("a.geojson", text)));

        Assert.Contains("cut off", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[1,2]""", "object")]
    [InlineData("""{"type":"Feature","properties":{},"geometry":null}{"type":"Feature"}""", "newline-delimited")]
    [InlineData("""{"crs":{"properties":{"name":"EPSG:2437"}},"features":[]}""", "--crs")]
    [InlineData("""{"type" "FeatureCollection"}""", "name and a colon")]
    [InlineData("""{"type":"Topology","objects":{}}""", "its type is \"Topology\"")]
    [InlineData("""{"rows":[1,2]}""", "it has no type")]
    [InlineData("""{"type":"FeatureCollection","features":null}""", "holds no features")]
    public void What_is_no_GeoJSON_is_refused_with_the_reason(string text, string words)
    {
        var fault = Assert.Throws<SourceFileException>(() => SourceFile.Open(_folder.Write("a.geojson", text)));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metres_without_a_declaration_ask_for_the_coordinate_system()
    {
        using var source = OpenCollection(Feature("{}", """{"type":"Point","coordinates":[40494000,3508000]}"""));

        Assert.Equal(CrsOrigin.Unknown, source.Crs.Origin);
        Assert.Contains("EPSG:4528", source.Crs.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Single(Reading.All(_folder.Write("a.geojson", "\uFEFF" + Feature("{}"))));

    [Fact]
    public void GeoJSON_in_GBK_is_noticed_and_read()
    {
        var path = _folder.Write("a.geojson", $$"""{"type":"FeatureCollection","features":[{{Feature("""{"名称":"清英新村三期"}""")}}]}""", TestFolder.Gbk);
        using var source = SourceFile.Open(path);

        Assert.Equal(["清英新村三期"], source.Column("名称"));
        Assert.Equal(EncodingOrigin.Guess, source.Encoding!.Origin);
        Assert.Contains(source.Notices, n => n.Contains("not UTF-8", StringComparison.Ordinal));
    }

    [Fact]
    public void A_feature_larger_than_the_buffer_is_read_whole()
    {
        var ring = string.Join(",", Enumerable.Range(0, 60_000).Select(i => FormattableString.Invariant($"[{119.9 + (0.05 * Math.Cos(i * Math.PI / 30_000)):F9},{31.7 + (0.05 * Math.Sin(i * Math.PI / 30_000)):F9}]")));
        var rows = Reading.All(Collection(Feature("{}"), Feature("{}", $$"""{"type":"Polygon","coordinates":[[{{ring}},[119.95,31.7]]]}"""), Feature("{}")));

        Assert.All(rows, r => Assert.Empty(r.Faults));
        Assert.Equal(60_001, rows[1].Geometry!.NumPoints);
    }

    [Fact]
    public void Reading_begins_again_with_each_enumeration_and_tells_how_far_it_is()
    {
        using var source = OpenCollection(Feature("""{"a":1}"""), Feature("""{"a":2}"""));

        Assert.Equal(2, source.Rows().Count());
        Assert.Equal(2, source.Rows().Count());
        Assert.Equal(source.TotalBytes, source.BytesRead);
    }
}
