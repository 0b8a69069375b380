using Wujin.Renewal.TravelTime.Network;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>What stands in the file of the demonstration.</summary>
[Collection("demonstration")]
public sealed class WrittenNetworkTests(DemonstrationFixture demonstration)
{
    private readonly RecordedFile _file = demonstration.Written;

    [Fact]
    public void Every_way_and_relation_says_that_it_is_made_up()
    {
        Assert.All(_file.Ways, way => Assert.Equal("yes", way.Tags["wujin:demo"]));
        Assert.All(_file.Relations, relation => Assert.Equal("yes", relation.Tags["wujin:demo"]));
    }

    [Fact]
    public void Every_way_runs_through_nodes_that_exist_and_not_twice_through_one_in_a_row() => Assert.All(_file.Ways, way =>
    {
        Assert.True(way.Nodes.Length >= 2);
        Assert.All(way.Nodes, node => Assert.InRange(node, 1, _file.NodeCount));
        Assert.All(way.Nodes.Zip(way.Nodes.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    });

    [Fact]
    public void No_node_is_without_a_way() =>
        Assert.Equal(_file.NodeCount, _file.Ways.SelectMany(w => w.Nodes).Distinct().LongCount());

    [Fact]
    public void Names_are_Chinese_with_an_English_one_beside() => Assert.All(_file.Ways.Where(w => w.Tags.ContainsKey("name")), way =>
    {
        Assert.Contains(way.Tags["name"], c => c is >= '\u4e00' and <= '\u9fff');
        Assert.Matches("^[A-Za-z0-9' -]+$", way.Tags["name:en"]);
    });

    [Fact]
    public void Water_is_crossed_by_bridges_only()
    {
        var water = new Segments(_file.Ways.Where(w => w.Tags.ContainsKey("waterway") || w.Tags.GetValueOrDefault("water") == "lake").SelectMany(Pieces));
        var crossing = _file.Ways.Where(w => w.IsRoad && !w.Tags.ContainsKey("bridge") && Pieces(w).Any(water.Cross));

        Assert.Empty(crossing.Select(w => $"{w.Id} {w.Tags["highway"]} {w.Tags.GetValueOrDefault("name")}"));
    }

    [Fact]
    public void There_are_bridges_signals_one_ways_and_speed_limits_on_some_and_not_on_most_streets()
    {
        var streets = _file.Ways.Where(w => w.IsRoad).ToList();

        Assert.InRange(Share(w => w.Tags.ContainsKey("bridge")), 0.01, 0.15);
        Assert.InRange(Share(w => w.Tags.ContainsKey("oneway")), 0.01, 0.2);
        Assert.InRange(Share(w => w.Tags.ContainsKey("maxspeed")), 0.2, 0.8);
        Assert.InRange(_file.Signals.Count, 100, 4000);

        double Share(Func<RecordedWay, bool> has) => streets.Count(has) / (double)streets.Count;
    }

    [Fact]
    public void Motorways_are_one_way_and_end_at_other_roads_only()
    {
        Assert.All(_file.Ways.Where(w => w.Tags.GetValueOrDefault("highway")?.StartsWith("motorway", StringComparison.Ordinal) == true), w => Assert.Equal("yes", w.Tags["oneway"]));
        Assert.True(_file.Ways.Count(w => w.Tags.GetValueOrDefault("highway") == "motorway_link") > 200);
    }

    [Fact]
    public void A_car_gets_from_everywhere_to_everywhere_but_on_the_island()
    {
        var reach = new NodeGraph(_file.Ways.Where(w => w.IsRoad && !w.IsOnIsland));
        var start = _file.Ways.First(w => w.IsRoad).Nodes[0];

        Assert.Equal(reach.Nodes, reach.From(start, forwards: true));
        Assert.Equal(reach.Nodes, reach.From(start, forwards: false));
        Assert.True(_file.Ways.Count(w => w.IsOnIsland) >= 3);
        Assert.DoesNotContain(_file.Ways.Where(w => w.IsOnIsland).SelectMany(w => w.Nodes), reach.Nodes.Contains);
    }

    [Fact]
    public void Restrictions_name_ways_that_meet()
    {
        Assert.All(_file.Relations, relation =>
        {
            var (from, via, to) = (Member(relation, "from"), Member(relation, "via"), Member(relation, "to"));
            var (start, end) = (Way(from), Way(to));
            var middle = via.IsWay ? Way(via) : [via.Id];
            Assert.Contains(new[] { middle[0], middle[^1] }, node => node == start[0] || node == start[^1]);
            Assert.Contains(new[] { middle[0], middle[^1] }, node => node == end[0] || node == end[^1]);
        });
        string[] kinds = [.. _file.Relations.Select(r => r.Tags["restriction"]).Distinct().Order()];
        Assert.Equal(["no_left_turn", "no_straight_on", "no_u_turn", "only_straight_on"], kinds);
        Assert.Contains(_file.Relations, r => r.Members.Single(m => m.Role == "via").IsWay);

        static Wujin.Renewal.TravelTime.Demonstration.Files.OsmMemberRef Member(RecordedRelation relation, string role) => relation.Members.Single(m => m.Role == role);

        long[] Way(Wujin.Renewal.TravelTime.Demonstration.Files.OsmMemberRef member) => _file.Ways[(int)member.Id - 1].Nodes;
    }

    private IEnumerable<(Position From, Position To)> Pieces(RecordedWay way) =>
        way.Nodes.Zip(way.Nodes.Skip(1), (a, b) => (_file[a], _file[b]));
}
