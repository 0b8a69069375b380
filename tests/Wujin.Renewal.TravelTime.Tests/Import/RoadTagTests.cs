using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Import;

/// <summary>What the tags of one way mean: who may use it, which way, how fast.</summary>
public sealed class RoadTagTests
{
    [Theory]
    [InlineData("highway=residential", "car ebike walk")]
    [InlineData("highway=motorway", "car")]
    [InlineData("highway=trunk", "car ebike walk")]
    [InlineData("highway=trunk motorroad=yes", "car")]
    [InlineData("highway=trunk name=龙江高架路", "car")]
    [InlineData("highway=trunk name=青洋快速路 bicycle=yes", "car ebike")]
    [InlineData("highway=footway", "walk")]
    [InlineData("highway=footway bicycle=yes", "ebike walk")]
    [InlineData("highway=pedestrian motor_vehicle=yes", "car walk")]
    [InlineData("highway=steps bicycle=yes", "walk")]
    [InlineData("highway=cycleway", "ebike walk")]
    [InlineData("highway=path", "ebike walk")]
    [InlineData("highway=residential access=no", "")]
    [InlineData("highway=residential access=no foot=yes", "walk")]
    [InlineData("highway=residential vehicle=no", "walk")]
    [InlineData("highway=residential vehicle=no motorcar=yes", "car walk")]
    [InlineData("highway=residential motor_vehicle=no", "ebike walk")]
    [InlineData("highway=residential motor_vehicle=no motorcar=yes", "car ebike walk")]
    [InlineData("highway=residential access=private", "car ebike walk")]
    [InlineData("highway=residential access=agricultural", "")]
    [InlineData("highway=service access=yes bicycle=dismount", "car walk")]
    [InlineData("highway=footway access=yes", "walk")]
    [InlineData("route=ferry", "car ebike walk")]
    [InlineData("route=ferry foot=yes", "ebike walk")]
    [InlineData("route=ferry foot=yes motor_vehicle=yes", "car ebike walk")]
    public void The_key_nearest_to_the_mode_says_who_may_use_a_road(string tags, string expected) => Assert.Equal(expected, Modes(tags, 1, 2));

    [Theory]
    [InlineData("highway=residential oneway=yes", "car ebike walk", "walk")]
    [InlineData("highway=residential oneway=-1", "walk", "car ebike walk")]
    [InlineData("highway=residential oneway=yes oneway:bicycle=no", "car ebike walk", "ebike walk")]
    [InlineData("highway=residential oneway=yes cycleway=opposite_lane", "car ebike walk", "ebike walk")]
    [InlineData("highway=residential junction=roundabout", "car ebike walk", "walk")]
    [InlineData("highway=residential junction=circular", "car ebike walk", "walk")]
    [InlineData("highway=motorway", "car", "")]
    [InlineData("highway=motorway oneway=no", "car", "car")]
    [InlineData("highway=motorway_link", "car", "car")]
    [InlineData("highway=residential oneway=reversible", "walk", "walk")]
    [InlineData("highway=residential motor_vehicle:backward=no", "car ebike walk", "ebike walk")]
    [InlineData("highway=residential access=no motor_vehicle:forward=yes", "car", "")]
    public void One_way_streets_are_said_or_implied(string tags, string forward, string backward) =>
        Assert.Equal((forward, backward), (Modes(tags, 1, 2), Modes(tags, 2, 1)));

    [Theory]
    [InlineData("50", 50)]
    [InlineData("30 mph", 48.28)]
    [InlineData("10 knots", 18.52)]
    [InlineData("CN:urban", 50)]
    [InlineData("CN:rural", 70)]
    [InlineData("CN:motorway", 120)]
    [InlineData("DE:zone:30", 30)]
    [InlineData("FR:zone30", 30)]
    [InlineData("PT:urban", 50)]
    [InlineData("60;40", 40)]
    [InlineData("walk", 7)]
    [InlineData("none", 0)]
    [InlineData("signals", 0)]
    [InlineData("-5", 0)]
    [InlineData("9999", 0)]
    [InlineData("CN:", 0)]
    public void Speed_limits_have_units_and_zones(string value, double kmh) => Assert.Equal(kmh, SpeedLimits.Parse(value, SpeedModel.China), 0.01);

    [Theory]
    [InlineData("12", 720)]
    [InlineData("00:20", 1200)]
    [InlineData("1:05:30", 3930)]
    [InlineData("PT15M", 900)]
    [InlineData("soon", 0)]
    [InlineData("99:00:00:00", 0)]
    public void Durations_of_ferries_come_in_several_spellings(string value, double seconds) => Assert.Equal(seconds, FerryDuration.Seconds(value));

    [Fact]
    public void A_limit_may_differ_by_direction_and_is_driven_in_part()
    {
        var drawn = Line("highway=primary maxspeed:forward=80 maxspeed:backward=40");

        Assert.Equal(drawn.Seconds(1, 2) * 2, drawn.Seconds(2, 1), 0.01);
        Assert.Equal(1000 / (80 * 0.82 / 3.6), drawn.Seconds(1, 2), 0.05);
    }

    [Fact]
    public void A_ferry_takes_its_duration_and_the_wait_before_it()
    {
        var drawn = Line("route=ferry duration=00:10");

        Assert.Equal(600 + 900, drawn.Seconds(1, 2), 0.01);
        Assert.Equal(600 + 600, drawn.Seconds(2, 1, Profile.Walk), 0.01);
    }

    [Fact]
    public void A_speed_seen_on_a_way_goes_before_the_model()
    {
        var observed = ObservedSpeeds.Read(new StringReader("way_id,speed_kmh,direction\n10,36,forward\n"));
        var drawn = new Drawn(Sketch("highway=residential"), new(SpeedModel.China, observed));

        Assert.Equal(100, drawn.Seconds(1, 2), 0.05);
        Assert.True(drawn.Seconds(2, 1) > 100);
    }

    [Fact]
    public void Chinese_names_go_first()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 1000, 0).Way(10, [1, 2], ("highway", "primary"), ("name", "Wuyi Road"), ("name:zh", "武宜路")));

        Assert.Equal("武宜路", drawn.Network.Names[drawn.Segment(1, 2).Name]);
    }

    [Fact]
    public void Zone_tags_go_before_density_in_telling_town_from_country()
    {
        Assert.Equal(SegmentFlags.None, Line("highway=primary").Segment(1, 2).Flags & SegmentFlags.Urban);
        Assert.Equal(SegmentFlags.Urban, Line("highway=primary source:maxspeed=CN:urban").Segment(1, 2).Flags & SegmentFlags.Urban);
    }

    [Fact]
    public void A_dense_net_of_streets_is_a_town()
    {
        var sketch = new OsmSketch();
        for (var i = 0; i < 20; i++)
        {
            sketch.Node(100 + i, 0, i * 100).Node(200 + i, 2000, i * 100).Way(1000 + i, [100 + i, 200 + i], ("highway", "residential"));
        }

        Assert.All(new Drawn(sketch).Network.Segments.Span.ToArray().Skip(5).Take(10), s => Assert.True((s.Flags & SegmentFlags.Urban) != 0));
    }

    private static string Modes(string tags, long from, long to)
    {
        // A way that nobody may use is not there at all; a second one makes a network in any case.
        var drawn = new Drawn(Sketch(tags).Node(8, 0, 500).Node(9, 1000, 500).Way(99, [8, 9], ("highway", "residential")));
        return drawn.Network.Segments.Length == 1
            ? string.Empty
            : string.Join(' ', Enum.GetValues<TravelMode>().Where(m => drawn.IsOpen(from, to, m)).Select(m => m.ToString().ToLowerInvariant()));
    }

    private static Drawn Line(string tags) => new(Sketch(tags));

    private static OsmSketch Sketch(string tags) => new OsmSketch().Node(1, 0, 0).Node(2, 1000, 0)
        .Way(10, [1, 2], [.. tags.Split(' ').Select(t => t.Split('=')).Select(t => (t[0], t[1]))]);
}
