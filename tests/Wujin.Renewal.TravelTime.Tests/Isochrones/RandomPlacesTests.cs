using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Testing;
using Wujin.Renewal.Testing.Roads;
using Xunit;
using Position = Wujin.Renewal.TravelTime.Network.Position;

namespace Wujin.Renewal.TravelTime.Tests.Isochrones;

/// <summary>A place is inside exactly when its own time is within the limit, but for one cell at the border.</summary>
[Collection(nameof(Porto))]
public sealed class RandomPlacesTests
{
    private const int Places = 2000;

    [Theory]
    [InlineData(false, 120)]
    [InlineData(true, 120)]
    [InlineData(false, 400)]
    public void In_a_city_with_a_river(bool isTowards, uint seconds)
    {
        var city = new GridCity(31, 31);
        for (var x = 0; x < 31; x++)
        {
            if (x is not (3 or 22))
            {
                city.Remove((x, 12), (x, 13));
            }
        }

        city.Obstacle((-9, 12.4), (10, 12.7), (40, 12.3)).OneWay((10, 10), (11, 10)).OneWay((12, 10), (11, 10));
        var network = city.Build();
        Check(new DrawnCity(network), city.At(10.6, 10), seconds, isTowards);
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 300)]
    [InlineData(3, 1000)]
    public void In_random_networks(int seed, uint seconds)
    {
        var network = RandomNetwork.Make(seed, 400);
        var drawn = new DrawnCity(network);
        var random = new Random(seed);
        var origin = Enumerable.Range(0, 100).Select(_ => network.Points[random.Next(network.Points.Length)]).First(drawn.CanBegin);
        Check(drawn, origin, seconds, isTowards: seed == 2);
    }

    [Theory]
    [InlineData(7, 300, false)]
    [InlineData(8, 900, true)]
    [InlineData(9, 1800, false)]
    public void In_Porto(int seed, uint seconds, bool isTowards)
    {
        Assert.SkipWhen(SharedData.Find("osm", "porto.osm.pbf") is null, SharedData.Absent);
        var network = Porto.Network;
        var random = new Random(seed);
        var origin = Enumerable.Range(0, 100).Select(_ => network.Points[random.Next(network.Points.Length)]).First(Porto.Drawn.CanBegin);
        Check(Porto.Drawn, origin, seconds, isTowards);
    }

    private static void Check(DrawnCity drawn, Position origin, uint seconds, bool isTowards)
    {
        var limit = seconds * 1000;
        var field = drawn.Search(origin, [limit], isTowards);
        var truth = new PlaceTimes(field, [origin]);
        var polygons = drawn.Draw(origin, seconds, isTowards);
        var locator = new IndexedPointInAreaLocator(polygons);
        var bounds = polygons.EnvelopeInternal.Copy();
        bounds.ExpandBy(0.005);
        var random = new Random(42);
        var wrong = 0;
        for (var n = 0; n < Places; n++)
        {
            var place = Position.FromDegrees(bounds.MinX + (random.NextDouble() * bounds.Width), bounds.MinY + (random.NextDouble() * bounds.Height));
            var isInside = locator.Locate(new Coordinate(place.Longitude, place.Latitude)) != Location.Exterior;
            if (isInside != truth.At(place) <= limit)
            {
                wrong++;
                Assert.True(IsAtBorder(drawn, truth, place, limit, isInside), $"{place} is {(isInside ? "in" : "out")}side, but takes {truth.At(place) / 1000:0} s");
            }
        }

        Assert.True(wrong < Places / 20, $"{wrong} of {Places} places lie on the wrong side of the border");
    }

    // Somewhere within one cell lies a place whose time is on the side that the polygon says.
    private static bool IsAtBorder(DrawnCity drawn, PlaceTimes truth, Position place, uint limit, bool isInside)
    {
        var lattice = drawn.Query.Index.Lattice;
        for (var dx = -2; dx <= 2; dx++)
        {
            for (var dy = -2; dy <= 2; dy++)
            {
                var near = new Position(place.LonE7 + (dx * 5 * lattice.StepLonE6), place.LatE7 + (dy * 5 * lattice.StepLatE6));
                if (truth.At(near) <= limit == isInside)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
