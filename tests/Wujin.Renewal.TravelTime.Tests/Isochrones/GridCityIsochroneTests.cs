using NetTopologySuite.Geometries;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

/// <summary>Blocks of 100 m that take 10 s each: where an isochrone ends can be told in the head. Off the road a metre takes 0.9 s.</summary>
public sealed class GridCityIsochroneTests
{
    private const double CellDegrees = 0.0006;
    private static readonly GridCity City = new(41, 41);

    [Fact]
    public void One_minute_reaches_six_blocks_along_the_streets()
    {
        var polygon = new DrawnCity(City, cellMetres: 20).Draw(City.At(20, 20), 60);

        // The nearest nodes may lie 10 m beside the street: a walk of 9 s, or a block less.
        Assert.InRange(polygon.EnvelopeInternal.MaxX, City.At(25, 20).Longitude, City.At(26.1, 20).Longitude);
        Assert.InRange(polygon.EnvelopeInternal.MinX, City.At(13.9, 20).Longitude, City.At(15, 20).Longitude);
        Assert.InRange(polygon.EnvelopeInternal.MaxY, City.At(20, 25).Latitude, City.At(20, 26.1).Latitude);
        Assert.InRange(polygon.EnvelopeInternal.MinY, City.At(20, 13.9).Latitude, City.At(20, 15).Latitude);
    }

    [Fact]
    public void The_area_is_that_of_the_places_within_the_limit()
    {
        var drawn = new DrawnCity(City, cellMetres: 20);
        var truth = new PlaceTimes(drawn.Search(City.At(20, 20), [120_000]), [City.At(20, 20)]);
        var random = new Random(1);
        var within = Enumerable.Range(0, 2000).Count(_ => truth.At(City.At(5 + (random.NextDouble() * 30), 5 + (random.NextDouble() * 30))) <= 120_000);

        // 30 by 30 blocks of 10,000 m².
        Assert.Equal(within / 2000.0, StatedArea(drawn.GeoJson(City.At(20, 20), [120])) / 9e6, 0.02);
    }

    [Fact]
    public void The_stated_area_is_that_of_the_polygons()
    {
        var city = new DrawnCity(City);
        var json = city.GeoJson(City.At(20, 20), [150]);

        Assert.Equal(1, StatedArea(json) / Domain.Crs.GeometryArea.SquareMetres(DrawnCity.Read(json)[0]), 1e-4);
    }

    [Fact]
    public void A_river_is_crossed_at_its_bridge_only()
    {
        var river = new GridCity(41, 41);
        for (var x = 0; x < 41; x++)
        {
            if (x != 35)
            {
                river.Remove((x, 20), (x, 21));
            }
        }

        river.Is((35, 20), (35, 21), RoadClass.Residential, SegmentFlags.Bridge);
        river.Obstacle((-9, 20.4), (50, 20.4)).Obstacle((-9, 20.6), (50, 20.6));
        var polygon = new DrawnCity(river).Draw(river.At(20, 15), 300);

        // The bridge is 20 blocks away and itself one: 210 s. 90 s remain on the other side: 9 blocks, 2 of them too narrow for cells of 50 m.
        Assert.True(polygon.Covers(DrawnCity.PointAt(river.At(20, 20))));
        Assert.False(polygon.Covers(DrawnCity.PointAt(river.At(20, 21))));
        Assert.True(polygon.Covers(DrawnCity.PointAt(river.At(35, 21))));
        Assert.True(polygon.Covers(DrawnCity.PointAt(river.At(35, 27))));
        Assert.False(polygon.Covers(DrawnCity.PointAt(river.At(35, 30.5))));
        var beyond = polygon.Intersection(Box(river, -5, 21, 23, 50));
        Assert.Equal(0, beyond.Area);
    }

    [Fact]
    public void A_motorway_is_crossed_at_its_underpass_only()
    {
        var city = new GridCity(41, 41);
        for (var x = 0; x < 41; x++)
        {
            if (x != 30)
            {
                city.Remove((x, 20), (x, 21));
            }
        }

        for (var x = 0; x < 40; x++)
        {
            city.Is((x, 20), (x + 1, 20), RoadClass.Motorway, SegmentFlags.Sealed);
        }

        city.Obstacle((-9, 20), (50, 20));
        var polygon = new DrawnCity(city).Draw(city.At(25, 15), 150);

        Assert.True(polygon.Covers(DrawnCity.PointAt(city.At(25, 19))));
        Assert.False(polygon.Covers(DrawnCity.PointAt(city.At(25, 21))));
        Assert.True(polygon.Covers(DrawnCity.PointAt(city.At(30, 22))));
    }

    [Fact]
    public void An_island_without_a_bridge_is_left_out_and_one_with_a_bridge_is_kept()
    {
        var polygon = new DrawnCity(WithIsland(hasBridge: false)).Draw(City.At(10, 10), 600);
        var bridged = new DrawnCity(WithIsland(hasBridge: true)).Draw(City.At(10, 10), 600);

        Assert.False(polygon.Covers(DrawnCity.PointAt(City.At(20, 20))));
        Assert.True(bridged.Covers(DrawnCity.PointAt(City.At(20, 20))));
        Assert.Contains(polygon.Geometries.Cast<Polygon>(), p => p.NumInteriorRings > 0);
    }

    [Fact]
    public void A_field_without_roads_stays_a_hole()
    {
        var city = new GridCity(41, 41);
        for (var x = 10; x < 30; x++)
        {
            for (var y = 10; y < 30; y++)
            {
                if (y > 10)
                {
                    city.Remove((x, y), (x + 1, y));
                }

                if (x > 10)
                {
                    city.Remove((x, y), (x, y + 1));
                }
            }
        }

        var polygon = new DrawnCity(city).Draw(city.At(5, 5), 1200);

        Assert.False(polygon.Covers(DrawnCity.PointAt(city.At(20, 20))));
        Assert.True(polygon.Covers(DrawnCity.PointAt(city.At(20, 12))));
        Assert.False(polygon.Covers(DrawnCity.PointAt(city.At(20, 13.2))));
    }

    [Fact]
    public void From_and_to_differ_where_streets_are_one_way()
    {
        var city = new GridCity(41, 3);
        for (var x = 0; x < 40; x++)
        {
            city.Takes((x, 0), (x + 1, 0), 1000).Remove((x, 2), (x + 1, 2)).OneWay((x, 1), (x + 1, 1));
        }

        var drawn = new DrawnCity(city, cellMetres: 20);
        var (from, to) = (drawn.Draw(city.At(20, 1), 100), drawn.Draw(city.At(20, 1), 100, isTowards: true));

        // Ten blocks with the traffic; against it 100 s on foot, 111 m.
        Assert.InRange(from.EnvelopeInternal.MaxX, city.At(29, 1).Longitude, city.At(30.1, 1).Longitude);
        Assert.InRange(from.EnvelopeInternal.MinX, city.At(18.8, 1).Longitude, city.At(19.1, 1).Longitude);
        Assert.InRange(to.EnvelopeInternal.MinX, city.At(9.9, 1).Longitude, city.At(11, 1).Longitude);
        Assert.InRange(to.EnvelopeInternal.MaxX, city.At(20.9, 1).Longitude, city.At(21.2, 1).Longitude);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(30)]
    [InlineData(7200)]
    public void The_origin_is_inside_however_short_the_limit(uint seconds)
    {
        var drawn = new DrawnCity(WithIsland(hasBridge: false));
        var random = new Random(5);
        for (var n = 0; n < 100; n++)
        {
            var origin = City.At(random.NextDouble() * 40, random.NextDouble() * 40);
            if (drawn.CanBegin(origin))
            {
                Assert.True(drawn.Draw(origin, seconds).Covers(DrawnCity.PointAt(origin)));
            }
        }
    }

    [Fact]
    public void Ten_minutes_lie_between_a_second_less_and_a_second_more()
    {
        var polygons = new DrawnCity(new GridCity(81, 81)).Draw(City.At(1, 1), [599, 600, 601]);

        Assert.True(polygons[0].Area < polygons[1].Area && polygons[1].Area < polygons[2].Area);
        Assert.True(polygons[1].Covers(polygons[0]) && polygons[2].Covers(polygons[1]));
        Assert.Equal(polygons[0].EnvelopeInternal.MaxX, polygons[2].EnvelopeInternal.MaxX, CellDegrees);
    }

    [Fact]
    public void A_limit_has_the_same_polygons_whatever_is_asked_beside_it()
    {
        var drawn = new DrawnCity(WithIsland(hasBridge: true));
        var origin = City.At(13.3, 17.8);
        var alone = drawn.GeoJson(origin, [180]);
        var among = System.Text.Encoding.UTF8.GetString(drawn.GeoJson(origin, [60, 180, 400, 1200]));

        Assert.Contains(System.Text.Encoding.UTF8.GetString(alone)[40..^2], among, StringComparison.Ordinal);
    }

    private static double StatedArea(byte[] json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return document.RootElement.GetProperty("features")[0].GetProperty("properties").GetProperty("area_m2").GetDouble();
    }

    private static Polygon Box(GridCity city, double west, double south, double east, double north) =>
        (Polygon)new GeometryFactory().ToGeometry(new Envelope(
            city.At(west, south).Longitude, city.At(east, north).Longitude, city.At(west, south).Latitude, city.At(east, north).Latitude));

    private static GridCity WithIsland(bool hasBridge)
    {
        var city = new GridCity(41, 41);
        for (var i = 15; i <= 25; i++)
        {
            city.Remove((i, 14), (i, 15)).Remove((i, 25), (i, 26)).Remove((25, i), (26, i));
            if (hasBridge && i == 20)
            {
                city.Is((14, i), (15, i), RoadClass.Residential, SegmentFlags.Bridge);
            }
            else
            {
                city.Remove((14, i), (15, i));
            }
        }

        return city.Obstacle((14.4, 14.4), (25.6, 14.4), (25.6, 25.6), (14.4, 25.6), (14.4, 14.4));
    }
}
