using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Import;

/// <summary>
/// Turn restrictions on two crossroads, 5 and 6, joined by way 56; ways are called by the nodes they join:
/// <code>
///     2       4
///     |       |
/// 1 — 5 ————— 6 — 8
///     |       |
///     3       7
/// </code>
/// </summary>
public sealed class RestrictionTests
{
    private const TravelMode Car = TravelMode.Car;

    [Fact]
    public void A_forbidden_turn_is_forbidden_and_others_are_not()
    {
        var drawn = new Drawn(Crossroads().Restriction(1, "no_left_turn", 15, [5], 25));

        Assert.False(drawn.Allows(Car, 1, 5, 2));
        Assert.True(drawn.Allows(Car, 1, 5, 3));
        Assert.True(drawn.Allows(Car, 3, 5, 2));
        Assert.True(drawn.Allows(TravelMode.Walk, 1, 5, 2));
        Assert.Equal(1, drawn.Report.Counts["restrictions_applied"]);
    }

    [Fact]
    public void An_only_turn_forbids_all_others()
    {
        var drawn = new Drawn(Crossroads().Restriction(1, "only_straight_on", 15, [5], 56));

        Assert.True(drawn.Allows(Car, 1, 5, 6));
        Assert.False(drawn.Allows(Car, 1, 5, 2));
        Assert.False(drawn.Allows(Car, 1, 5, 3));
        Assert.True(drawn.Allows(Car, 2, 5, 1));
    }

    [Fact]
    public void A_restriction_over_a_way_binds_only_who_comes_from_its_beginning()
    {
        var drawn = new Drawn(Crossroads().Restriction(1, "no_u_turn", 25, [56], 46, viaIsWay: true));

        Assert.False(drawn.Allows(Car, 2, 5, 6, 4));
        Assert.True(drawn.Allows(Car, 2, 5, 6, 7));
        Assert.True(drawn.Allows(Car, 1, 5, 6, 4));
    }

    [Fact]
    public void An_only_restriction_over_a_way_lets_who_has_entered_it_go_nowhere_else()
    {
        var drawn = new Drawn(Crossroads().Restriction(1, "only_left_turn", 15, [56], 46, viaIsWay: true));

        Assert.True(drawn.Allows(Car, 1, 5, 6, 4));
        Assert.False(drawn.Allows(Car, 1, 5, 6, 7));
        Assert.True(drawn.Allows(Car, 1, 5, 3));
        Assert.True(drawn.Allows(Car, 2, 5, 6, 7));
    }

    [Theory]
    [InlineData("except", "bicycle", false, true)]
    [InlineData("except", "motorcar;psv", true, false)]
    [InlineData("except", "hgv", false, false)]
    public void Who_is_excepted_may_turn(string key, string value, bool car, bool ebike)
    {
        var drawn = new Drawn(Crossroads().Restriction(1, "no_left_turn", 15, [5], 25, false, (key, value)));

        Assert.Equal((car, ebike), (drawn.Allows(Car, 1, 5, 2), drawn.Allows(TravelMode.Ebike, 1, 5, 2)));
    }

    [Theory]
    [InlineData("restriction:motorcar", false, true)]
    [InlineData("restriction:bicycle", true, false)]
    [InlineData("restriction:hgv", true, true)]
    [InlineData("restriction:conditional", true, true)]
    public void A_restriction_may_be_for_some_only(string key, bool car, bool ebike)
    {
        var sketch = Crossroads();
        sketch.Relations.Add((1, [("way", 15, "from"), ("node", 5, "via"), ("way", 25, "to")], [("type", "restriction"), (key, "no_left_turn")]));
        var drawn = new Drawn(sketch);

        Assert.Equal((car, ebike), (drawn.Allows(Car, 1, 5, 2), drawn.Allows(TravelMode.Ebike, 1, 5, 2)));
    }

    [Fact]
    public void No_entry_may_have_several_beginnings()
    {
        var sketch = Crossroads();
        sketch.Relations.Add((1, [("way", 15, "from"), ("way", 25, "from"), ("node", 5, "via"), ("way", 56, "to")], [("type", "restriction"), ("restriction", "no_entry")]));
        var drawn = new Drawn(sketch);

        Assert.False(drawn.Allows(Car, 1, 5, 6));
        Assert.False(drawn.Allows(Car, 2, 5, 6));
        Assert.True(drawn.Allows(Car, 3, 5, 6));
    }

    [Fact]
    public void Restrictions_that_make_no_sense_are_left_out_and_reported()
    {
        var sketch = Crossroads()
            .Restriction(1, "no_left_turn", 15, [6], 25).Restriction(2, "no_left_turn", 999, [5], 25).Restriction(3, "no_left_turn", 15, [12345], 25)
            .Restriction(4, "no_left_turn", 15, [], 25).Restriction(5, "perhaps", 15, [5], 25).Restriction(6, "no_left_turn", 15, [46, 56, 46, 56], 25, viaIsWay: true);
        sketch.Relations.Add((7, [("relation", 7, "from"), ("relation", 7, "via"), ("relation", 7, "to")], [("type", "restriction"), ("restriction", "no_left_turn")]));
        var drawn = new Drawn(sketch);

        Assert.True(drawn.Allows(Car, 1, 5, 2));
        Assert.Equal(0, drawn.Report.Counts["restrictions_applied"]);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], drawn.Report.Findings.Where(f => f.What.StartsWith("turn restriction", StringComparison.Ordinal)).SelectMany(f => f.Examples).Order());
    }

    [Fact]
    public void Ways_may_run_through_the_junction_where_a_restriction_lies_if_only_one_direction_fits()
    {
        var sketch = new OsmSketch().Node(1, 0, 0).Node(5, 100, 0).Node(6, 200, 0).Node(2, 100, 100)
            .Way(156, [1, 5, 6], ("highway", "primary"), ("oneway", "yes")).Way(25, [2, 5], ("highway", "primary"))
            .Restriction(1, "no_left_turn", 156, [5], 25);
        var drawn = new Drawn(sketch);

        Assert.False(drawn.Allows(Car, 1, 5, 2));
    }

    private static OsmSketch Crossroads()
    {
        var sketch = new OsmSketch().Node(5, 0, 0).Node(6, 200, 0).Node(1, -100, 0).Node(2, 0, 100).Node(3, 0, -100).Node(4, 200, 100).Node(7, 200, -100).Node(8, 300, 0);
        foreach (var (a, b) in new[] { (1, 5), (2, 5), (3, 5), (5, 6), (4, 6), (6, 7), (6, 8) })
        {
            sketch.Way(a * 10 + b, [a, b], ("highway", "secondary"));
        }

        return sketch;
    }
}
