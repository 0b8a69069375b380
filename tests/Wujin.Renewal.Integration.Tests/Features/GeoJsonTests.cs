using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.GeoJson;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Features;

/// <summary>Geometry as it is written: winding, precision, and against the database's own words.</summary>
public sealed class GeoJsonTests
{
    private static readonly WKTReader Wkt = new();

    [Theory]
    [InlineData("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))")] // both rings the wrong way
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 1 2, 2 2, 2 1, 1 1))")] // both right
    [InlineData("MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0)), ((20 0, 29 0, 29 9, 20 9, 20 0), (21 1, 22 1, 22 2, 21 2, 21 1)))")]
    public void Outer_rings_run_counter_clockwise_and_holes_clockwise(string wkt)
    {
        var geometry = JsonDocument.Parse(Write(Wkt.Read(wkt))).RootElement;
        var polygons = geometry.GetProperty("type").GetString() == "Polygon"
            ? [geometry.GetProperty("coordinates")]
            : geometry.GetProperty("coordinates").EnumerateArray().ToArray();
        foreach (var rings in polygons)
        {
            var isOuter = true;
            foreach (var ring in rings.EnumerateArray())
            {
                Assert.Equal(isOuter, Orientation.IsCCW([.. ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble()))]));
                isOuter = false;
            }
        }
    }

    [Theory]
    [InlineData("POINT (119.9512345678 31.7)", """{"type":"Point","coordinates":[119.9512346,31.7]}""")]
    [InlineData("POINT (-0.00000001 0.1)", """{"type":"Point","coordinates":[0,0.1]}""")]
    [InlineData("POINT (-179.5 -0.00000006)", """{"type":"Point","coordinates":[-179.5,-0.0000001]}""")]
    [InlineData("LINESTRING (1 2, 3.5 4)", """{"type":"LineString","coordinates":[[1,2],[3.5,4]]}""")]
    [InlineData("MULTIPOINT ((1 2), (3 4))", """{"type":"MultiPoint","coordinates":[[1,2],[3,4]]}""")]
    [InlineData("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))", """{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}""")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), LINESTRING (1 2, 3 4))", """{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"LineString","coordinates":[[1,2],[3,4]]}]}""")]
    public void Every_type_is_written_with_seven_decimals_and_no_trailing_zeros(string wkt, string expected) =>
        Assert.Equal(expected, Write(Wkt.Read(wkt)));

    [Theory]
    [InlineData("01010000A08A110000" + "0000000000E05D40" + "0000000000803F40" + "0000000000802840")] // little-endian, Z, SRID 4490
    [InlineData("00A00000010000118A" + "405DE00000000000" + "403F800000000000" + "4028800000000000")] // big-endian
    [InlineData("01010000E08A110000" + "0000000000E05D40" + "0000000000803F40" + "0000000000802840" + "0000000000000840")] // and an M, which GeoJSON has not
    public void Heights_are_written_and_both_byte_orders_are_read(string ewkb) =>
        Assert.Equal("""{"type":"Point","coordinates":[119.5,31.5,12.25]}""", Write(Convert.FromHexString(ewkb)));

    [Fact]
    public void A_coordinate_is_the_nearest_number_of_seven_decimals() =>
        Gen.Double[-180, 180].Sample(
            degrees =>
            {
                using var buffer = new Utf8Buffer();
                buffer.AppendCoordinate(degrees);
                var text = Encoding.UTF8.GetString(buffer.Written.Span);
                var written = decimal.Parse(text, CultureInfo.InvariantCulture);
                Assert.True(Math.Abs(written - (decimal)degrees) <= 0.000000051m, $"{degrees:R} became {text}.");
                Assert.False(text.Contains('.', StringComparison.Ordinal) && text.EndsWith('0'), text);
            },
            iter: 20_000);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void What_is_no_coordinate_is_refused(double value)
    {
        using var buffer = new Utf8Buffer();

        Assert.Throws<InvalidDataException>(() => buffer.AppendCoordinate(value));
    }

    [Fact]
    public void Truncated_binary_is_refused()
    {
        var bytes = new WKBWriter().Write(Wkt.Read("POLYGON ((0 0, 0 9, 9 9, 9 0, 0 0))"));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Write(bytes[..length]));
        }
    }

    [Fact]
    public void Any_text_survives_being_written_as_a_JSON_string() =>
        Gen.String.Where(text => !text.Any(char.IsSurrogate)).Sample(
            text =>
            {
                using var buffer = new Utf8Buffer(1);
                buffer.AppendString(text);
                Assert.Equal(text, JsonDocument.Parse(buffer.Written).RootElement.GetString());
            },
            iter: 2000);

    private static string Write(Geometry geometry) => Write(new WKBWriter().Write(geometry));

    private static string Write(byte[] bytes)
    {
        using var buffer = new Utf8Buffer();
        buffer.AppendGeometry(bytes);
        return Encoding.UTF8.GetString(buffer.Written.Span);
    }
}

/// <summary>Geometry and numbers as the database holds them, against its own ST_AsGeoJSON and its own text.</summary>
public sealed class GeoJsonAgainstDatabaseTests : ServedTest
{
    [Fact]
    public async Task Served_geometries_and_decimals_are_those_of_the_database()
    {
        await Served.Source.ExecuteAsync("""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, budget_wan, floor_area_m2, pipes_km, geom)
            SELECT 'G' || i, 'compound', '小区', 'approved', '2024-01-01', (random() * 10 ^ (i % 8))::numeric(14, 2),
                CASE WHEN i % 5 = 0 THEN 10000 WHEN i % 5 = 1 THEN 0 WHEN i % 5 = 2 THEN 100000000 ELSE (random() * 1000000)::numeric(12, 1) END, (random())::numeric(10, 4),
                ST_Multi(ST_Difference(
                    ST_Buffer(ST_SetSRID(ST_MakePoint(119.6 + random() * 0.3, 31.4 + random() * 0.3), 4490), 0.002, 3),
                    ST_Buffer(ST_SetSRID(ST_MakePoint(119.75, 31.55), 4490), 0.001, 2)))
            FROM generate_series(1, 200) i
            """);
        var expected = (await Served.Source.RowsAsync(
                "SELECT code, ST_AsGeoJSON(ST_ForcePolygonCCW(geom), 7, 0), budget_wan::text, floor_area_m2::text, pipes_km::text FROM renewal.compound_feature"))
            .ToDictionary(r => (string)r[0]!);

        foreach (var feature in (await Served.JsonAsync("/collections/compounds/items?limit=1000")).GetProperty("features").EnumerateArray())
        {
            var row = expected[feature.GetProperty("id").GetString()!];
            var properties = feature.GetProperty("properties");

            Assert.Equal(JsonDocument.Parse((string)row[1]!).RootElement.GetRawText(), feature.GetProperty("geometry").GetRawText());
            Assert.Equal(row[2], properties.GetProperty("budget_wan").GetRawText());
            Assert.Equal(row[3], properties.GetProperty("floor_area_m2").GetRawText());
            Assert.Equal(row[4], properties.GetProperty("pipes_km").GetRawText());
        }
    }
}
