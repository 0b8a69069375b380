using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Wujin.Renewal.Domain.Schema;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Schema;

public sealed class GeometryRulesTests
{
    private const string Square = "POLYGON((119.94 31.70, 119.95 31.70, 119.95 31.71, 119.94 31.71, 119.94 31.70))";

    private static Geometry Wkt(string wkt) => new WKTReader().Read(wkt);

    private static Fault TheFault(string wkt, GeometryKind kind = GeometryKind.MultiPolygon) => Assert.Single(GeometryRules.Check(Wkt(wkt), kind));

    [Fact]
    public void A_plain_square_in_Wujin_is_sound() => Assert.Empty(GeometryRules.Check(Wkt(Square), GeometryKind.MultiPolygon));

    [Fact]
    public void A_crossing_outline_is_refused_with_the_point_of_the_crossing()
    {
        var fault = TheFault("POLYGON((119.94 31.70, 119.96 31.72, 119.96 31.70, 119.94 31.72, 119.94 31.70))");

        Assert.Equal("/geometry", fault.Pointer);
        Assert.Contains("crosses itself", fault.Detail, StringComparison.Ordinal);
        Assert.NotNull(fault.Location);
        Assert.Equal(119.95, fault.Location.Value.Longitude, 1e-9);
        Assert.Equal(31.71, fault.Location.Value.Latitude, 1e-9);
    }

    [Theory]
    [InlineData("POINT(119.94 31.70)", GeometryKind.MultiPolygon, "expected a Polygon or MultiPolygon")]
    [InlineData("LINESTRING(119.94 31.70, 119.95 31.71)", GeometryKind.MultiPolygon, "expected a Polygon or MultiPolygon")]
    [InlineData(Square, GeometryKind.Point, "expected a Point")]
    [InlineData("POINT(119.94 31.70)", GeometryKind.None, "has no geometry")]
    [InlineData("POLYGON EMPTY", GeometryKind.MultiPolygon, "is empty")]
    [InlineData("MULTIPOLYGON(((119.94 31.70, 119.95 31.70, 119.95 31.71, 119.94 31.70)), EMPTY)", GeometryKind.MultiPolygon, "empty part")]
    public void A_geometry_that_does_not_fit_the_collection_is_named(string wkt, GeometryKind kind, string words) =>
        Assert.Contains(words, TheFault(wkt, kind).Detail, StringComparison.Ordinal);

    [Theory]
    [InlineData("POLYGON((31.70 119.94, 31.70 119.95, 31.71 119.95, 31.70 119.94))", "axes look swapped")]
    [InlineData("POLYGON((494000 3508000, 495000 3508000, 495000 3509000, 494000 3508000))", "EPSG:4549")]
    [InlineData("POLYGON((3508000 494000, 3508000 495000, 3509000 495000, 3508000 494000))", "northing first")]
    [InlineData("POLYGON((40494000 3508000, 40495000 3508000, 40495000 3509000, 40494000 3508000))", "EPSG:4528")]
    [InlineData("POLYGON((20494000 3508000, 20495000 3508000, 20495000 3509000, 20494000 3508000))", "EPSG:4498")]
    [InlineData("POLYGON((13351000 3721000, 13352000 3721000, 13352000 3722000, 13351000 3721000))", "EPSG:3857")]
    [InlineData("POLYGON((2.1 48.1, 2.2 48.1, 2.2 48.2, 2.1 48.1))", "check the coordinates")]
    public void Coordinates_outside_China_come_with_a_diagnosis(string wkt, string words)
    {
        var fault = TheFault(wkt);

        Assert.Contains("outside China", fault.Detail, StringComparison.Ordinal);
        Assert.Contains(words, fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_coordinate_that_is_no_finite_number_is_refused_with_its_place_in_the_outline(double bad)
    {
        var geometry = Wkt(Square);
        geometry.Coordinates[2].Y = bad;
        geometry.GeometryChanged();

        var fault = Assert.Single(GeometryRules.Check(geometry, GeometryKind.MultiPolygon));

        Assert.Contains("Vertex 3", fault.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200_000, true)]
    [InlineData(200_001, false)]
    public void Two_hundred_thousand_vertices_are_the_limit(int vertices, bool isTaken)
    {
        var ring = Enumerable.Range(0, vertices)
            .Select(i => 2 * Math.PI * (i % (vertices - 1)) / (vertices - 1))
            .Select(a => new Coordinate(119.94 + (0.1 * Math.Cos(a)), 31.7 + (0.1 * Math.Sin(a)))).ToArray();

        var faults = GeometryRules.Check(GeometryFactory.Default.CreatePolygon(ring), GeometryKind.MultiPolygon);

        Assert.Equal(isTaken, faults.Count == 0);
    }

    [Fact]
    public void An_open_ring_is_reported_with_its_ends()
    {
        Coordinate[] ring = [new(119.94, 31.70), new(119.95, 31.70), new(119.95, 31.71), new(119.94, 31.71)];

        var fault = GeometryRules.CheckRing(ring, "/geometry/coordinates/0");

        Assert.NotNull(fault);
        Assert.Equal("/geometry/coordinates/0", fault.Pointer);
        Assert.Equal((119.94, 31.71), fault.Location);
        Assert.Contains("begins at 119.94, 31.7 and ends at 119.94, 31.71", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_polygon_is_stored_as_a_multipolygon_with_an_anticlockwise_outer_ring()
    {
        var clockwise = (Polygon)Wkt(Square).Reverse();

        var stored = Assert.IsType<MultiPolygon>(GeometryRules.Normalize(clockwise, GeometryKind.MultiPolygon));

        Assert.Equal(4490, stored.SRID);
        Assert.True(Assert.IsType<Polygon>(stored.GetGeometryN(0)).Shell.IsCCW);
        Assert.True(stored.EqualsTopologically(clockwise));
    }

    [Fact]
    public void Heights_are_dropped_for_storage()
    {
        var stored = GeometryRules.Normalize(Wkt("POINT Z(119.94 31.70 5)"), GeometryKind.Point);

        Assert.Equal("POINT (119.94 31.7)", stored.AsText());
    }
}
