using System.Globalization;
using CsCheck;
using Wujin.Renewal.Domain.Crs;
using Xunit;

namespace Wujin.Renewal.Domain.Tests.Crs;

public sealed class ProjectionTests
{
    private const double ToleranceMetres = 1e-4;

    private static IEnumerable<(int Srid, double Longitude, double Latitude, double X, double Y)> ProjPoints()
    {
        using var reader = new StreamReader(typeof(ProjectionTests).Assembly.GetManifestResourceStream("proj-points.csv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            var p = line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            yield return ((int)p[0], p[1], p[2], p[3], p[4]);
        }
    }

    [Fact]
    public void Every_zone_and_Web_Mercator_agree_with_PROJ_to_a_tenth_of_a_millimetre()
    {
        Assert.Equal(65, ProjPoints().Select(p => p.Srid).Distinct().Count());
        foreach (var (srid, longitude, latitude, x, y) in ProjPoints())
        {
            var (gotX, gotY) = CoordinateSystems.Find(srid)!.Projection.FromGeographic(longitude, latitude);
            Assert.True(Math.Abs(gotX - x) < ToleranceMetres && Math.Abs(gotY - y) < ToleranceMetres, $"EPSG:{srid} {longitude} {latitude}: {gotX:F7} {gotY:F7}, PROJ {x:F6} {y:F6}");
        }
    }

    [Fact]
    public void The_way_back_from_every_zone_agrees_with_PROJ_to_a_hundredth_of_a_millimetre()
    {
        foreach (var (srid, longitude, latitude, x, y) in ProjPoints())
        {
            var (gotLongitude, gotLatitude) = CoordinateSystems.Find(srid)!.Projection.ToGeographic(x, y);
            Assert.Equal(longitude, gotLongitude, 1e-10);
            Assert.Equal(latitude, gotLatitude, 1e-10);
        }
    }

    [Fact]
    public void Every_system_leads_back_to_where_it_started() =>
        Gen.Select(Gen.Int[0, CoordinateSystems.All.Count - 1], Gen.Double[-1.5, 1.5], Gen.Double[3, 54]).Sample(
            (index, offset, latitude) =>
            {
                var system = CoordinateSystems.All[index];
                var longitude = CentralMeridian(system) + offset;
                var (x, y) = system.Projection.FromGeographic(longitude, latitude);
                var (backLongitude, backLatitude) = system.Projection.ToGeographic(x, y);
                Assert.Equal(longitude, backLongitude, 1e-9);
                Assert.Equal(latitude, backLatitude, 1e-9);
            },
            iter: 5000, seed: "0000000000000");

    [Fact]
    public void A_city_grid_with_its_own_meridian_scale_and_origin_agrees_with_PROJ()
    {
        var grid = new TransverseMercator(Ellipsoid.Cgcs2000, 119.9, 50_000, -3000, 1.00002, 30);

        var (x, y) = grid.FromGeographic(119.95, 31.7);

        Assert.Equal(54740.070887, x, ToleranceMetres);
        Assert.Equal(185478.635896, y, ToleranceMetres);
    }

    [Theory]
    [InlineData(119.95, 4549)]
    [InlineData(118.49, 4548)]
    [InlineData(118.5, 4549)]
    [InlineData(121.49, 4549)]
    [InlineData(121.5, 4550)]
    [InlineData(73.6, 4534)]
    [InlineData(134.7, 4554)]
    [InlineData(60, 4534)]
    [InlineData(150, 4554)]
    public void The_zone_of_a_longitude_is_the_nearest_multiple_of_three_degrees(double longitude, int srid) =>
        Assert.Equal(srid, GaussKruger.ZoneOf(longitude));

    private static double CentralMeridian(CoordinateSystem system) => system.Srid switch
    {
        >= 4534 and <= 4554 => 75 + ((system.Srid.Value - 4534) * 3),
        >= 4513 and <= 4533 => 75 + ((system.Srid.Value - 4513) * 3),
        >= 4502 and <= 4512 => 75 + ((system.Srid.Value - 4502) * 6),
        >= 4491 and <= 4501 => 75 + ((system.Srid.Value - 4491) * 6),
        _ => 119.95,
    };
}
