using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Valid;
using Wujin.Renewal.Testing;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

// One workspace, one thread at a time.
[Collection(nameof(Porto))]
public sealed class PortoPolygonsTests
{
    private const int Requests = 200;

    [Fact]
    public void Two_hundred_random_requests_are_valid_nested_and_wound_right()
    {
        Assert.SkipWhen(SharedData.Find("osm", "porto.osm.pbf") is null, SharedData.Absent);
        var network = Porto.Network;
        var random = new Random(200);
        for (var n = 0; n < Requests; n++)
        {
            var origin = network.Points[random.Next(network.Points.Length)];
            if (!Porto.Drawn.CanBegin(origin))
            {
                continue;
            }

            uint[] limits = [(uint)random.Next(1, 300), (uint)random.Next(300, 900), (uint)random.Next(900, 1500)];
            var polygons = Porto.Drawn.Draw(origin, limits, isTowards: n % 2 == 1);
            Assert.True(polygons[0].Covers(DrawnCity.PointAt(origin)));
            for (var i = 0; i < polygons.Length; i++)
            {
                var check = new IsValidOp(polygons[i]);
                Assert.True(check.IsValid, $"{origin} {limits[i]} s: {check.ValidationError}");
                AssertWoundRight(polygons[i]);
                Assert.True(i == 0 || PreparedGeometryFactory.Prepare(polygons[i]).Covers(polygons[i - 1]), $"{origin}: {limits[i]} s does not cover what is shorter");
            }
        }
    }

    [Fact]
    public void A_limit_has_the_same_polygons_whatever_is_asked_beside_it()
    {
        Assert.SkipWhen(SharedData.Find("osm", "porto.osm.pbf") is null, SharedData.Absent);
        var random = new Random(11);
        for (var n = 0; n < 20; n++)
        {
            var origin = Porto.Network.Points[random.Next(Porto.Network.Points.Length)];
            if (Porto.Drawn.CanBegin(origin))
            {
                var limit = (uint)random.Next(60, 1200);
                Assert.Equal(Geometry(Porto.Drawn.GeoJson(origin, [limit]), 0), Geometry(Porto.Drawn.GeoJson(origin, [limit / 2, limit, limit * 2]), 1));
            }
        }
    }

    [Fact]
    public void What_was_drawn_before_leaves_no_trace()
    {
        Assert.SkipWhen(SharedData.Find("osm", "porto.osm.pbf") is null, SharedData.Absent);
        var (random, used) = (new Random(12), Porto.Drawn.Query);
        for (var n = 0; n < 12; n++)
        {
            var origin = Porto.Network.Points[random.Next(Porto.Network.Points.Length)];
            if (Porto.Drawn.CanBegin(origin))
            {
                uint[] limits = [(uint)random.Next(100_000, n % 2 == 0 ? 2_000_000 : 400_000)];
                var (field, fresh) = (Porto.Drawn.Search(origin, limits), new IsochroneQuery(used.Index));
                var description = new IsochroneDescription(Profile.Car, false, 50, 0, used.Index.Walk);
                Assert.Equal(
                    fresh.WriteGeoJson(fresh.Surface(field, [origin]), limits, description).ToArray(),
                    used.WriteGeoJson(used.Surface(field, [origin]), limits, description).ToArray());
            }
        }
    }

    private static string Geometry(byte[] json, int feature)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("features")[feature].GetProperty("geometry").GetRawText();
    }

    private static void AssertWoundRight(MultiPolygon polygons) => Assert.All(polygons.Geometries.Cast<Polygon>(), polygon =>
    {
        Assert.True(polygon.Shell.IsCCW);
        Assert.All(polygon.Holes, hole => Assert.False(hole.IsCCW));
    });
}
