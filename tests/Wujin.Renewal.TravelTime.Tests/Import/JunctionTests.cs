using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Import;

/// <summary>Where ways are cut, and what signals, gates and barriers do.</summary>
public sealed class JunctionTests
{
    private static readonly (string, string) Street = ("highway", "secondary");

    [Fact]
    public void A_way_is_cut_where_another_meets_it_and_keeps_its_bends()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 50, 30).Node(3, 100, 0).Node(4, 200, 0).Node(5, 100, 90)
            .Way(10, [1, 2, 3, 4], Street).Way(11, [3, 5], Street));

        Assert.Equal((4, 3), (drawn.Network.Junctions.Length, drawn.Network.Segments.Length));
        Assert.Equal(3, drawn.Segment(1, 3).PointCount);
        Assert.InRange(drawn.Segment(1, 3).LengthMm, 2 * 58_300u, 2 * 58_320u);
    }

    [Fact]
    public void Each_direction_waits_at_the_signal_that_stands_before_its_junction()
    {
        // 1 — 200 m — 2 (signal) — 20 m — 3 (junction)
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 200, 0, ("highway", "traffic_signals")).Node(3, 220, 0).Node(4, 220, 100).Node(5, 320, 0)
            .Way(10, [1, 2, 3], Street).Way(11, [3, 4], Street).Way(12, [3, 5], Street));

        Assert.Equal(18, drawn.Turn(1, 2, 3));
        Assert.Equal(0, drawn.Turn(3, 2, 1));
    }

    [Fact]
    public void A_signal_with_a_direction_is_for_that_direction()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 200, 0, ("highway", "traffic_signals"), ("traffic_signals:direction", "backward")).Node(3, 220, 0)
            .Way(10, [1, 2, 3], Street));

        Assert.Equal((0, 18), (drawn.Turn(1, 2, 3), drawn.Turn(3, 2, 1)));
    }

    [Fact]
    public void Two_signals_of_one_crossing_are_waited_at_once()
    {
        // A dual carriageway, 20 m wide, crossed by a street from 1 to 4.
        var drawn = new Drawn(new OsmSketch().Node(1, 0, -100).Node(2, 0, 0, ("highway", "traffic_signals")).Node(3, 0, 20, ("highway", "traffic_signals")).Node(4, 0, 120)
            .Node(5, -100, 0).Node(6, 100, 0).Node(7, -100, 20).Node(8, 100, 20)
            .Way(10, [1, 2, 3, 4], Street).Way(11, [5, 2, 6], Street, ("oneway", "yes")).Way(12, [8, 3, 7], Street, ("oneway", "yes")));

        Assert.Equal(18.5, drawn.Turn(1, 2, 3));
        Assert.Equal(0.5, drawn.Turn(2, 3, 4));
    }

    [Fact]
    public void A_footpath_that_crosses_at_a_signal_makes_no_junction_of_it()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 200, 0, ("highway", "traffic_signals")).Node(3, 220, 0).Node(4, 220, 100).Node(5, 320, 0)
            .Node(6, 200, 30).Node(7, 200, -30)
            .Way(10, [1, 2, 3], Street).Way(11, [3, 4], Street).Way(12, [3, 5], Street).Way(13, [6, 2, 7], ("highway", "footway")));

        Assert.Equal(18, drawn.Turn(1, 2, 3));
        Assert.Equal(0, drawn.Turn(3, 2, 1));
        Assert.Equal(15, drawn.Turn(6, 2, 7, TravelMode.Walk));
    }

    [Theory]
    [InlineData("barrier=bollard", false, true, true)]
    [InlineData("barrier=gate", true, true, true)]
    [InlineData("barrier=gate access=no", false, false, false)]
    [InlineData("barrier=gate access=no foot=yes", false, false, true)]
    [InlineData("barrier=lift_gate", true, true, true)]
    [InlineData("barrier=stile", false, false, true)]
    [InlineData("barrier=wall", false, false, false)]
    [InlineData("barrier=bollard motor_vehicle=yes", true, true, true)]
    [InlineData("barrier=no", true, true, true)]
    public void A_barrier_bars_some_modes(string tags, bool car, bool ebike, bool walk)
    {
        var drawn = Barrier(tags);

        Assert.Equal((car, ebike, walk), (drawn.Allows(TravelMode.Car, 1, 2, 3), drawn.Allows(TravelMode.Ebike, 1, 2, 3), drawn.Allows(TravelMode.Walk, 1, 2, 3)));
    }

    [Fact]
    public void A_gate_costs_time_and_one_for_residents_costs_much()
    {
        Assert.Equal(10, Barrier("barrier=gate").Turn(1, 2, 3));
        Assert.Equal(190, Barrier("barrier=gate access=private").Turn(1, 2, 3));
    }

    [Fact]
    public void A_private_street_is_no_way_through_but_can_be_reached()
    {
        var drawn = new Drawn(new OsmSketch().Node(1, 0, 0).Node(2, 100, 0).Node(3, 200, 0).Node(4, 300, 0)
            .Way(10, [1, 2], Street).Way(11, [2, 3], Street, ("access", "private")).Way(12, [3, 4], Street));

        Assert.True(drawn.Allows(TravelMode.Car, 1, 2, 3));
        Assert.False(drawn.Allows(TravelMode.Car, 1, 2, 3, 4));
        Assert.True(drawn.Allows(TravelMode.Car, 2, 3, 4));
    }

    [Fact]
    public void Rivers_lakes_and_sealed_roads_are_obstacles_and_bridges_are_none()
    {
        var sketch = new OsmSketch();
        for (var n = 1; n <= 14; n++)
        {
            sketch.Node(n, n * 50, n % 2 * 50);
        }

        sketch.Way(10, [1, 2], Street).Way(11, [3, 4], ("waterway", "river")).Way(12, [5, 6], ("waterway", "ditch")).Way(13, [7, 8], ("highway", "motorway"))
            .Way(14, [9, 10], ("highway", "motorway"), ("bridge", "yes")).Way(15, [11, 12]).Way(16, [13, 14], ("waterway", "canal"), ("tunnel", "culvert"));
        sketch.Relations.Add((1, [("way", 15, "outer")], [("type", "multipolygon"), ("natural", "water")]));
        var obstacles = new Drawn(sketch).Network.Obstacles;

        Assert.Equal(
            [3, 7, 11],
            Enumerable.Range(0, obstacles.Count).Select(o => sketch.Nodes.Single(n => n.Place == obstacles.Line(o)[0]).Id).Order());
    }

    private static Drawn Barrier(string tags) => new(new OsmSketch().Node(1, 0, 0)
        .Node(2, 100, 0, [.. tags.Split(' ').Select(t => t.Split('=')).Select(t => (t[0], t[1]))]).Node(3, 200, 0).Way(10, [1, 2], Street).Way(11, [2, 3], Street));
}
