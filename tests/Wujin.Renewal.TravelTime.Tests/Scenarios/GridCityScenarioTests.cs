using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Scenarios;

/// <summary>Scenarios in cities whose times anyone can compute in the head.</summary>
public sealed class GridCityScenarioTests
{
    [Fact]
    public void A_new_diagonal_shortens_the_way_by_what_it_saves()
    {
        var city = new GridCity(4, 4);
        var engine = new TravelTimeEngine(city.Build());
        var corner = city.At(0, 0);
        var across = city.At(3, 3);
        var overlay = Apply(engine, new AddRoad("/features/0", [corner, across], RoadClass.Primary, 36, false, "斜路", null, false));

        // In by the street below the corner, out by the street above the other.
        EdgePlace start = new(city.Edge(engine.Network, (0, 1), (0, 0)), 1, 0);
        EdgePlace end = new(city.Edge(engine.Network, (3, 3), (3, 2)), 0, 0);
        var street = overlay.FirstNewSegment * 2;
        var metres = overlay.Engine.Network.Segments[street >> 1].LengthMm / 1000.0;

        var along = Time(overlay.Engine, [new EdgePlace(street, 0, 0)], [new EdgePlace(street, 1, 0)]);

        Assert.InRange(along, (metres * 100) - 1, (metres * 100) + 1);
        Assert.InRange(metres, 420, 428);
        Assert.True(Time(overlay.Engine, [start], [end]) >= along);
        Assert.True(Time(overlay.Engine, [start], [end]) < Time(engine, [start], [end]));
        Assert.Equal(["斜路"], overlay.Engine.Network.Names.Skip(1).Where(n => n.Length > 0));
    }

    [Fact]
    public void A_bridge_over_a_gap_joins_both_banks_in_the_middle_of_their_streets()
    {
        // Two streets 100 m apart that nothing joins; a road from the middle of one to the middle of the other.
        var city = new GridCity(2, 2).Remove((0, 0), (0, 1)).Remove((1, 0), (1, 1));
        var network = city.Build();
        var engine = new TravelTimeEngine(network);
        EdgePlace from = new(city.Edge(network, (0, 0), (1, 0)), 0, 0);
        EdgePlace to = new(city.Edge(network, (0, 1), (1, 1)), 1, 0);
        var overlay = Apply(engine, new AddRoad("/features/0", [city.At(0.5, 0), city.At(0.5, 1)], RoadClass.Tertiary, 36, false, "", null, false));

        Assert.Equal(ReachField.Unreached, Time(engine, [from], [to]));

        var pieces = overlay.Engine.Network;
        var start = new EdgePlace(overlay.BeginningOf(from.Edge), 0, 0);
        var end = new EdgePlace(overlay.BeginningOf(to.Edge ^ 1) ^ 1, 1, 0);
        var block = network.Times[0].Milliseconds[from.Edge];
        var bridge = pieces.Times[0].Milliseconds[2 * overlay.FirstNewSegment];
        var car = SpeedModel.China.Turns.Car;
        var turns = 1000 * (car.NearSideSeconds + car.FarSideSeconds + (2 * car.GiveWaySeconds));
        Assert.InRange(Time(overlay.Engine, [start], [end]), block + bridge, block + bridge + turns);
    }

    [Fact]
    public void A_road_that_crosses_joins_only_if_asked()
    {
        var city = new GridCity(3, 3);
        var engine = new TravelTimeEngine(city.Build());
        AddRoad Across(bool joins) => new("/features/0", [city.At(0.5, 0), city.At(0.5, 2)], RoadClass.Secondary, 50, false, "", null, joins);

        var over = Apply(engine, Across(false)).Engine.Network;
        var at = Apply(engine, Across(true)).Engine.Network;

        Assert.Equal(2, at.Segments.Length - Apply(engine, Across(true)).FirstNewSegment);
        Assert.Equal(1, over.Segments.Length - Apply(engine, Across(false)).FirstNewSegment);
        Assert.Equal(1, at.Junctions.Length - over.Junctions.Length);
    }

    [Fact]
    public void Two_new_roads_that_meet_end_to_end_are_one_way_through()
    {
        var city = new GridCity(2, 2);
        var engine = new TravelTimeEngine(city.Build());
        var (west, north) = (city.At(-3, 0), city.At(0, 0));
        var far = city.At(-6, 0);
        var overlay = Apply(
            engine,
            new AddRoad("/features/0", [far, west], RoadClass.Primary, 36, false, "", null, false),
            new AddRoad("/features/1", [west, north], RoadClass.Primary, 36, false, "", null, false));

        var first = 2 * overlay.FirstNewSegment;
        var time = Time(overlay.Engine, [new EdgePlace(first, 0, 0)], [new EdgePlace(first + 2, 1, 0)]);

        Assert.InRange(time, 59_300u, 60_700u);
    }

    [Fact]
    public void All_faults_of_resolving_are_reported_together()
    {
        var city = new GridCity(2, 2);
        var engine = new TravelTimeEngine(city.Build());

        var wrong = Assert.Throws<ScenarioException>(() => Apply(
            engine,
            new AddRoad("/features/0", [city.At(50, 50), city.At(60, 60)], RoadClass.Primary, 36, false, "", null, false),
            new CloseRoads("/features/1", null, 987_654_321),
            new ChangeSpeeds("/features/2", null, null, RoadClass.Motorway, 80, null)));

        Assert.Equal(["/features/0/geometry", "/features/1/properties/way_id", "/features/2/properties/class"], wrong.Faults.Select(f => f.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_closed_street_sends_traffic_round_the_block()
    {
        var city = new GridCity(2, 2);
        var network = city.Build();
        var engine = new TravelTimeEngine(network);
        var overlay = Apply(engine, new CloseRoads("/features/0", null, GridCity.WayId((0, 0), (1, 0))));
        EdgePlace from = new(city.Edge(network, (0, 1), (0, 0)), 0.5, 0);
        EdgePlace to = new(city.Edge(network, (1, 0), (1, 1)), 0.5, 0);

        var (before, after) = (Time(engine, [from], [to]), Time(overlay.Engine, [from], [to]));

        var block = network.Times[0].Milliseconds[from.Edge];
        Assert.Equal(2 * block, before);
        Assert.Equal(ReachField.Unreached, after);
    }

    [Fact]
    public void Doubled_speed_halves_the_time_and_keeps_the_proportion_of_peak_hours()
    {
        var city = new GridCity(2, 2);
        var network = city.Build();
        var engine = new TravelTimeEngine(network);
        var overlay = Apply(engine, new ChangeSpeeds("/features/0", null, GridCity.WayId((0, 0), (1, 0)), null, null, 2));

        var street = city.Edge(network, (0, 0), (1, 0));
        Assert.All(new[] { Profile.Car, Profile.CarPeakAm, Profile.CarPeakPm }, profile => Assert.Equal(
            network.Times[(int)profile].Milliseconds[street] / 2, overlay.Engine.Network.Times[(int)profile].Milliseconds[street]));
        Assert.Equal(network.Times[(int)Profile.Walk].Milliseconds[street], overlay.Engine.Network.Times[(int)Profile.Walk].Milliseconds[street]);
    }

    private static ScenarioOverlay Apply(TravelTimeEngine engine, params ScenarioEdit[] edits) =>
        ScenarioOverlay.Apply(engine, new Scenario("test", edits), SpeedModel.China);

    private static uint Time(TravelTimeEngine engine, IReadOnlyList<EdgePlace> from, IReadOnlyList<EdgePlace> to) =>
        new MatrixQuery(engine.Metric(Profile.Car)).Run([from], [to])[0, 0];
}
