using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Crs;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Crs;

public sealed class CoordinateSystemsTests
{
    [Theory]
    [InlineData("EPSG:4549", "EPSG:4549")]
    [InlineData("epsg:4549", "EPSG:4549")]
    [InlineData(" 4549 ", "EPSG:4549")]
    [InlineData("[EPSG:4549]", "EPSG:4549")]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/4549", "EPSG:4549")]
    [InlineData("https://www.opengis.net/def/crs/EPSG/9.9.1/4528", "EPSG:4528")]
    [InlineData("<http://www.opengis.net/def/crs/EPSG/0/4490>", "EPSG:4490")]
    [InlineData("urn:ogc:def:crs:EPSG::4549", "EPSG:4549")]
    [InlineData("urn:ogc:def:crs:EPSG:6.9:3857", "EPSG:3857")]
    [InlineData("900913", "EPSG:3857")]
    [InlineData("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84")]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", "CRS84")]
    [InlineData("OGC:CRS84", "CRS84")]
    [InlineData("GCJ-02", "GCJ-02")]
    [InlineData("gcj02", "GCJ-02")]
    [InlineData("BD09", "BD-09")]
    [InlineData("bd-09", "BD-09")]
    [InlineData("BD09MC", "BD09MC")]
    [InlineData("CGCS 2000", "EPSG:4490")]
    [InlineData("WGS84", "EPSG:4326")]
    public void Spellings_of_coordinate_systems_are_understood(string text, string code)
    {
        Assert.True(CoordinateSystems.TryParse(text, out var system));
        Assert.Equal(code, system.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EPSG:")]
    [InlineData("EPSG:99999")]
    [InlineData("EPSG:2437")]
    [InlineData("4549; DROP TABLE site")]
    [InlineData("http://example.org/def/crs/EPSG/0/4549")]
    [InlineData("99999999999999999999")]
    public void Unknown_spellings_are_refused(string? text) => Assert.False(CoordinateSystems.TryParse(text, out _));

    [Fact]
    public void Every_system_is_found_by_its_own_code_and_URI()
    {
        foreach (var system in CoordinateSystems.All)
        {
            Assert.Same(system, CoordinateSystems.Parse(system.Code));
            Assert.True(system.Uri is null || ReferenceEquals(system, CoordinateSystems.Parse(system.Uri)));
        }
    }

    [Fact]
    public void All_zones_of_both_families_are_known() =>
        Assert.All(Enumerable.Range(4491, 4554 - 4491 + 1), srid => Assert.NotNull(CoordinateSystems.Find(srid)));

    [Theory]
    [InlineData("EPSG:4490", true)]
    [InlineData("EPSG:4326", true)]
    [InlineData("EPSG:4549", true)]
    [InlineData("EPSG:4528", true)]
    [InlineData("CRS84", false)]
    [InlineData("EPSG:3857", false)]
    public void The_axis_order_of_the_definition_is_known(string code, bool isNorthingFirst) =>
        Assert.Equal(isNorthingFirst, CoordinateSystems.Parse(code).IsNorthingFirst);

    [Fact]
    public void A_square_keeps_its_shape_through_zone_forty_and_back()
    {
        var square = new WKTReader().Read("POLYGON((119.94 31.70, 119.95 31.70, 119.95 31.71, 119.94 31.71, 119.94 31.70))");

        var inZone = CrsTransform.FromStorage(square, CoordinateSystems.Parse("4528"));
        var back = CrsTransform.ToStorage(inZone, CoordinateSystems.Parse("4528"));

        Assert.Equal(40494312.028552, inZone.Coordinate.X, 1e-5);
        Assert.Equal(3508588.742429, inZone.Coordinate.Y, 1e-5);
        Assert.Equal(4490, back.SRID);
        Assert.True(back.EqualsExact(square, 1e-11));
        Assert.Equal(119.94, square.Coordinate.X);
    }

    [Fact]
    public void The_area_of_a_square_is_that_of_its_Gauss_Kruger_zone()
    {
        var square = new WKTReader().Read("POLYGON((119.94 31.70, 119.95 31.70, 119.95 31.71, 119.94 31.71, 119.94 31.70))");

        // The corners through PROJ (EPSG:4490 to 4549), then the shoelace formula.
        Assert.Equal(1_051_097.095, GeometryArea.SquareMetres(square), 0.01);
    }

    [Fact]
    public void Points_have_no_area() => Assert.Equal(0, GeometryArea.SquareMetres(new Point(119.94, 31.7)));
}
