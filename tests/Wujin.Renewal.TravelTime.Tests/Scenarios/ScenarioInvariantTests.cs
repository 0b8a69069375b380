using CsCheck;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Routes;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Wujin.Renewal.TravelTime.Tests.Search;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Scenarios;

public sealed class ScenarioInvariantTests
{
    public static TheoryData<Profile> Profiles => [.. Enum.GetValues<Profile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Times_with_a_scenario_are_those_of_the_textbook_on_the_changed_network(Profile profile) => Each((random, engine) =>
    {
        var edits = RandomScenario.Changes(random, engine.Network, slowsOnly: false);
        edits.AddRange(RandomScenario.Adds(random, engine.Network, random.Next(4)));
        if (Apply(engine, edits) is not { } overlay)
        {
            return;
        }

        var network = overlay.Engine.Network;
        var (graph, times) = (network.TurnGraphs[(int)profile.Mode()], network.Times[(int)profile]);
        foreach (var isTowards in new[] { false, true })
        {
            var places = RandomPlaces.Make(random, network);

            var field = new OneToAllQuery(network, overlay.Engine.Metric(profile)).Run(places, isTowards);

            Assert.Equal(TextbookSearch.Edges(graph, times, places, isTowards), field.Labels.ToArray());
        }
    });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Matrix_and_route_agree_under_a_scenario(Profile profile) => Each((random, engine) =>
    {
        if (Apply(engine, RandomScenario.Adds(random, engine.Network, 3)) is not { } overlay)
        {
            return;
        }

        IReadOnlyList<EdgePlace>[] places = [.. Enumerable.Range(0, 5).Select(_ => RandomPlaces.Make(random, overlay.Engine.Network))];
        var matrix = new MatrixQuery(overlay.Engine.Metric(profile)).Run(places, places);
        var query = new RouteQuery(overlay.Engine.Network, overlay.Engine.Metric(profile));
        for (var o = 0; o < places.Length; o++)
        {
            for (var d = 0; d < places.Length; d++)
            {
                var route = query.Run(places[o], places[d]);
                Assert.Equal(matrix[o, d], route?.Milliseconds ?? ReachField.Unreached);
                if (route is not null)
                {
                    RouteCertificate.Check(overlay.Engine, profile, route, places[o], places[d]);
                }
            }
        }
    });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void An_empty_scenario_changes_nothing(Profile profile) => Each((random, engine) =>
        AssertGains(engine, Apply(engine, [])!, profile, random, gain => gain == 0));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void A_new_road_makes_nothing_slower(Profile profile) => Each((random, engine) =>
    {
        if (Apply(engine, RandomScenario.Adds(random, engine.Network, random.Next(1, 4))) is { } overlay)
        {
            AssertGains(engine, overlay, profile, random, gain => gain >= 0);
        }
    });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Closing_and_slowing_make_nothing_faster(Profile profile) => Each((random, engine) =>
        AssertGains(engine, Apply(engine, RandomScenario.Changes(random, engine.Network, slowsOnly: true))!, profile, random, gain => gain <= 0));

    [Fact]
    public void The_baseline_is_never_touched() => Each((random, engine) =>
    {
        var network = engine.Network;
        var before = (network.Times.Select(t => t.Milliseconds.Span.ToArray()).ToArray(), network.Segments.Span.ToArray(), network.TurnGraphs[0].Targets.Span.ToArray());
        var edits = RandomScenario.Changes(random, network, slowsOnly: false);
        edits.AddRange(RandomScenario.Adds(random, network, 2));

        _ = Apply(engine, edits)?.Engine.Metric(Profile.Car);

        Assert.Equal(before.Item1, network.Times.Select(t => t.Milliseconds.Span.ToArray()));
        Assert.Equal(before.Item2, network.Segments.Span.ToArray());
        Assert.Equal(before.Item3, network.TurnGraphs[0].Targets.Span.ToArray());
    });

    private static void AssertGains(TravelTimeEngine engine, ScenarioOverlay overlay, Profile profile, Random random, Func<int, bool> isRight)
    {
        foreach (var isTowards in new[] { false, true })
        {
            // From the end or towards the beginning of an edge, which are in both networks the same places.
            var edge = random.Next(engine.Network.EdgeCount);
            EdgePlace place = new(edge, isTowards ? 0 : 1, 0);
            var there = isTowards ? overlay.BeginningOf(edge) : overlay.BeginningOf(edge ^ 1) ^ 1;
            var without = new OneToAllQuery(engine.Network, engine.Metric(profile)).Run([place], isTowards);
            var with = new OneToAllQuery(overlay.Engine.Network, overlay.Engine.Metric(profile)).Run([place with { Edge = there }], isTowards);

            Assert.All(FieldComparison.Of(overlay, without, with).Gains.ToArray(), gain => Assert.True(isRight(gain), $"gain {gain}"));
        }
    }

    /// <summary>The overlay, or null where a random road joins nothing.</summary>
    private static ScenarioOverlay? Apply(TravelTimeEngine engine, IReadOnlyList<ScenarioEdit> edits)
    {
        try
        {
            return ScenarioOverlay.Apply(engine, new Scenario("random", edits), SpeedModel.China);
        }
        catch (ScenarioException wrong) when (wrong.Faults.All(f => f.Message.StartsWith("This road joins nothing", StringComparison.Ordinal)))
        {
            return null;
        }
    }

    private static void Each(Action<Random, TravelTimeEngine> check) => Gen.Int[0, 1 << 30].Sample(
        seed =>
        {
            var random = new Random(seed);
            var network = RandomNetwork.Make(seed, random.Next(3, 60));
            if (network.EdgeCount > 0)
            {
                check(random, new TravelTimeEngine(network));
            }
        },
        iter: 60);
}
