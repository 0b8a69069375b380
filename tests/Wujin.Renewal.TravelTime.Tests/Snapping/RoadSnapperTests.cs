using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Snapping;

/// <summary>Where a place gets on the roads.</summary>
public sealed class RoadSnapperTests
{
    [Fact]
    public void A_place_beside_a_street_gets_on_it_in_both_directions()
    {
        var city = new GridCity(3, 3);
        var network = city.Build();
        var road = Snap(network, city.At(0.25, 0.1));

        Assert.Equal(10, road.Metres, 0.02);
        var (east, west) = (city.Edge(network, (0, 0), (1, 0)), city.Edge(network, (1, 0), (0, 0)));
        Assert.Equal([east, west], road.Edges.Select(e => e.Edge).OrderBy(e => e == west));
        Assert.Equal(0.25, road.Edges.Single(e => e.Edge == east).Fraction, 3);
        Assert.Equal(0.75, road.Edges.Single(e => e.Edge == west).Fraction, 3);
        Assert.All(road.Edges, e => Assert.InRange(e.Milliseconds, 8990u, 9010u));
    }

    [Fact]
    public void On_a_one_way_street_a_car_gets_on_in_its_direction_only()
    {
        var city = new GridCity(3, 3).OneWay((1, 0), (0, 0));
        var network = city.Build();

        Assert.Equal([city.Edge(network, (1, 0), (0, 0))], Snap(network, city.At(0.5, 0.1)).Edges.Select(e => e.Edge));
        Assert.Equal(2, Snap(network, city.At(0.5, 0.1), TravelMode.Walk).Edges.Count);
    }

    [Fact]
    public void Too_far_is_said_and_nothing_is_guessed()
    {
        var city = new GridCity(3, 3);
        var result = new RoadSnapper(city.Build(), SpeedModel.China).Nearest(city.At(0, -3), TravelMode.Car, 250);

        var far = Assert.IsType<SnapResult.TooFar>(result);
        Assert.Equal((250, null), (far.LimitMetres, far.NearestMetres));
        Assert.Contains("no road within 250 m", far.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_walk_crosses_no_canal()
    {
        var city = new GridCity(2, 2).Obstacle((-1, 0.1), (2, 0.1));
        var network = city.Build();

        Assert.Equal(50, Snap(network, city.At(0.5, 0.2)).Metres, 0.1);
        var far = Assert.IsType<SnapResult.TooFar>(new RoadSnapper(network, SpeedModel.China).Nearest(city.At(0.5, 0.2), TravelMode.Car, 30));
        Assert.Equal(20, far.NearestMetres!.Value, 0.1);
    }

    [Fact]
    public void Nobody_gets_on_a_motorway_or_an_island()
    {
        var city = new GridCity(3, 2).Is((0, 0), (1, 0), RoadClass.Motorway, SegmentFlags.Sealed).Add((10, 10), (10, 11));
        var network = city.Build();

        Assert.NotEqual(city.Edge(network, (0, 0), (1, 0)) >> 1, Snap(network, city.At(0.5, -0.1)).Segment);
        Assert.IsType<SnapResult.TooFar>(new RoadSnapper(network, SpeedModel.China).Nearest(city.At(10, 10), TravelMode.Car, 300));
    }

    [Theory]
    [InlineData(TravelMode.Car)]
    [InlineData(TravelMode.Walk)]
    public void The_tree_finds_what_looking_at_every_segment_finds(TravelMode mode)
    {
        var network = RandomNetwork.Make(11, 400);
        var snapper = new RoadSnapper(network, SpeedModel.China);
        var random = new Random(5);
        for (var n = 0; n < 300; n++)
        {
            var place = new Position(GridCity.Origin.LonE7 - 50_000 + random.Next(350_000), GridCity.Origin.LatE7 - 50_000 + random.Next(300_000));
            var expected = Enumerable.Range(0, network.Segments.Length)
                .Where(s => ((ModeSet)network.LargeComponent[s]).Has(mode) && (network.Segments[s].Flags & SegmentFlags.Sealed) == 0)
                .Select(s => DistanceTo(network.Shape(s), place)).Where(m => m <= 300).Order().Take(7).ToArray();
            var found = snapper.NearestSegments(place, mode, 300, 7).Select(r => r.Metres).ToArray();

            Assert.Equal(expected.Length, found.Length);
            Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 0.05));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(300)]
    public void A_tree_of_any_size_finds_the_boxes_that_meet_a_box(int count)
    {
        var random = new Random(count);
        var boxes = Enumerable.Range(0, count).Select(_ => new Position(random.Next(1000), random.Next(1000))).Select(p => new Box(p.LonE7, p.LatE7, p.LonE7 + 30, p.LatE7 + 30)).ToArray();
        var tree = BoxTree.Over(boxes);
        var wanted = new Box(200, 200, 500, 400);
        var found = new List<int>();
        tree.Find(wanted, found);

        Assert.Equal(Enumerable.Range(0, count).Where(b => boxes[b].Meets(wanted)), found.Order());
    }

    // Along a piece the distance falls, then rises: thirds close in on where it turns.
    private static double DistanceTo(ReadOnlySpan<Position> line, Position place)
    {
        var best = double.MaxValue;
        for (var i = 1; i < line.Length; i++)
        {
            var (a, b) = (line[i - 1], line[i]);
            double At(double share) => GroundDistance.Metres(
                place, new((int)Math.Round(a.LonE7 + share * (b.LonE7 - a.LonE7)), (int)Math.Round(a.LatE7 + share * (b.LatE7 - a.LatE7))));
            var (low, high) = (0.0, 1.0);
            for (var step = 0; step < 40; step++)
            {
                var third = (high - low) / 3;
                (low, high) = At(low + third) < At(high - third) ? (low, high - third) : (low + third, high);
            }

            best = Math.Min(best, At((low + high) / 2));
        }

        return best;
    }

    private static RoadPlace Snap(RoadNetwork network, Position place, TravelMode mode = TravelMode.Car) =>
        Assert.IsType<SnapResult.Snapped>(new RoadSnapper(network, SpeedModel.China).Nearest(place, mode, 500)).Road;
}
