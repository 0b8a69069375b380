using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Network;

/// <summary>What one may drive, and what turns cost, in cities small enough to see it.</summary>
public sealed class TurnGraphTests
{
    private static readonly TurnCostTable Costs = new(
        new() { StraightSeconds = 1, NearSideSeconds = 2, FarSideSeconds = 7, UTurnSeconds = 20, GiveWaySeconds = 3, SignalSeconds = 30, GateSeconds = 9 },
        TurnCosts.Free, TurnCosts.Free);

    [Fact]
    public void At_a_crossroads_one_may_go_straight_right_and_left_but_not_back()
    {
        var city = new GridCity(3, 3) { Turns = Costs };
        var network = city.Build();

        Assert.Equal(
            [("east", 2000u), ("north", 7000u), ("straight", 1000u)],
            [("east", Cost(city, network, (1, 0), (1, 1), (2, 1))), ("north", Cost(city, network, (1, 0), (1, 1), (0, 1))), ("straight", Cost(city, network, (1, 0), (1, 1), (1, 2)))]);
        Assert.Null(Cost(city, network, (1, 0), (1, 1), (1, 0)));
    }

    [Fact]
    public void At_a_dead_end_one_turns_round()
    {
        var city = new GridCity(2, 1) { Turns = Costs };

        Assert.Equal(20_000u, Cost(city, city.Build(), (0, 0), (1, 0), (0, 0)));
    }

    [Fact]
    public void Where_two_streets_meet_a_bend_costs_nothing()
    {
        var city = new GridCity(2, 2) { Turns = Costs };

        Assert.Equal(0u, Cost(city, city.Build(), (0, 0), (1, 0), (1, 1)));
    }

    [Fact]
    public void Coming_from_a_side_street_one_gives_way_unless_a_signal_stands()
    {
        var city = new GridCity(3, 3) { Turns = Costs }.Is((0, 1), (1, 1), RoadClass.Primary).Is((1, 1), (2, 1), RoadClass.Primary).Signal((1, 2), (1, 1));
        var network = city.Build();

        Assert.Equal(2000u + 3000u, Cost(city, network, (1, 0), (1, 1), (2, 1)));
        Assert.Equal(7000u + 30_000u, Cost(city, network, (1, 2), (1, 1), (2, 1)));
        Assert.Equal(1000u, Cost(city, network, (0, 1), (1, 1), (2, 1)));
    }

    [Fact]
    public void A_forbidden_turn_is_no_transition_for_vehicles_and_one_on_foot()
    {
        var city = new GridCity(3, 3).Forbid((1, 0), (1, 1), (0, 1));
        var network = city.Build();

        Assert.Null(Cost(city, network, (1, 0), (1, 1), (0, 1)));
        Assert.Null(Cost(city, network, (1, 0), (1, 1), (0, 1), TravelMode.Ebike));
        Assert.NotNull(Cost(city, network, (1, 0), (1, 1), (0, 1), TravelMode.Walk));
    }

    [Fact]
    public void A_forbidden_path_makes_a_second_state_on_the_street_between()
    {
        var city = new GridCity(3, 3).Forbid((1, 0), (1, 1), (1, 2), (0, 2));
        var network = city.Build();
        var graph = network.TurnGraphs[(int)TravelMode.Car];
        var between = city.Edge(network, (1, 1), (1, 2));
        var plain = graph.FirstState[between];

        Assert.Equal(network.EdgeCount + 1, graph.StateCount);
        Assert.Equal([between, between], graph.Edges.Span.Slice(plain, 2).ToArray());
        Assert.Equal([plain + 1], Targets(graph, graph.FirstState[city.Edge(network, (1, 0), (1, 1))]).Where(t => graph.Edges[t] == between));
        Assert.Equal(2, Targets(graph, plain).Length);
        Assert.Equal([city.Edge(network, (1, 2), (2, 2))], Targets(graph, plain + 1).Select(t => graph.Edges[t]));
    }

    [Fact]
    public void A_barrier_lets_those_through_whom_it_does_not_bar()
    {
        var city = new GridCity(3, 1) { Turns = Costs }.Corner((1, 0), JunctionTraits.BarredToCar | JunctionTraits.Gate);
        var network = city.Build();

        Assert.Null(Cost(city, network, (0, 0), (1, 0), (2, 0)));
        Assert.Equal(20_000u, Cost(city, network, (0, 0), (1, 0), (0, 0)));
        Assert.NotNull(Cost(city, network, (0, 0), (1, 0), (2, 0), TravelMode.Ebike));
    }

    [Fact]
    public void Who_has_come_into_a_restricted_street_from_outside_does_not_leave_it_again()
    {
        var city = new GridCity(3, 1).DestinationOnly((1, 0), (2, 0)).Add((2, 0), (2, 1)).Add((2, 1), (1, 1)).Add((1, 1), (1, 0));
        var network = city.Build();
        var graph = network.TurnGraphs[(int)TravelMode.Car];
        var entered = Targets(graph, graph.FirstState[city.Edge(network, (0, 0), (1, 0))]).Single(t => graph.Edges[t] == city.Edge(network, (1, 0), (2, 0)));

        Assert.Empty(Targets(graph, entered));
        Assert.NotEmpty(Targets(graph, graph.FirstState[city.Edge(network, (1, 0), (2, 0))]));
    }

    [Fact]
    public void The_large_component_leaves_out_islands_and_traps_but_not_restricted_streets()
    {
        var city = new GridCity(4, 2).DestinationOnly((2, 0), (3, 0)).Add((9, 9), (9, 10)).Add((0, 1), (-1, 1)).OneWay((0, 1), (-1, 1));
        var network = city.Build();

        byte Large((int, int) a, (int, int) b) => network.LargeComponent[city.Edge(network, a, b) >> 1];
        Assert.Equal((byte)ModeSet.All, Large((0, 0), (1, 0)));
        Assert.Equal((byte)ModeSet.All, Large((2, 0), (3, 0)));
        Assert.Equal((byte)ModeSet.None, Large((9, 9), (9, 10)));
        Assert.Equal((byte)ModeSet.Walk, Large((0, 1), (-1, 1)));
    }

    private static int[] Targets(TurnGraph graph, int state) =>
        graph.Targets.Span[graph.FirstTransition[state]..graph.FirstTransition[state + 1]].ToArray();

    private static uint? Cost(GridCity city, RoadNetwork network, (int, int) a, (int, int) b, (int, int) c, TravelMode mode = TravelMode.Car)
    {
        var graph = network.TurnGraphs[(int)mode];
        var (from, to) = (graph.FirstState[city.Edge(network, a, b)], city.Edge(network, b, c));
        for (var t = graph.FirstTransition[from]; t < graph.FirstTransition[from + 1]; t++)
        {
            if (graph.Edges[graph.Targets[t]] == to)
            {
                return graph.TurnMilliseconds[t];
            }
        }

        return null;
    }
}
