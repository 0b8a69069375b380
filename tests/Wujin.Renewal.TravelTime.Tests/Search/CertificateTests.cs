using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Search;

/// <summary>
/// Proof of searches on a network too large for the textbook: labels are right exactly when no transition improves one and each has a witness, a seed or
/// a transition that gives it.
/// </summary>
public sealed class CertificateTests
{
    private static readonly RoadNetwork Network = SyntheticNetwork.Make(7, 6000);
    private static readonly TravelTimeEngine Engine = new(Network);

    public static TheoryData<Profile, bool> Searches => [.. Enum.GetValues<Profile>().SelectMany(p => new[] { (p, false), (p, true) })];

    [Theory]
    [MemberData(nameof(Searches))]
    public void No_transition_improves_a_label_and_every_label_has_a_witness(Profile profile, bool isTowards)
    {
        var (graph, times) = (Network.TurnGraphs[(int)profile.Mode()], Network.Times[(int)profile]);
        var query = new PlainQuery(PlainGraph.Make(graph, times, isTowards));
        foreach (var place in Places(profile, 5))
        {
            var field = query.Run(Network, place);
            var labels = query.Labels.ToArray();
            var hasWitness = Seeded(graph, times, place, isTowards, labels);
            foreach (var (u, v, w) in TextbookSearch.Transitions(graph, times))
            {
                var (near, far) = isTowards ? (labels[v], u) : (labels[u], v);
                if (near < ReachField.Unreached && w < ReachField.Unreached)
                {
                    Assert.True(labels[far] <= near + w, $"{u} to {v} improves a label");
                    hasWitness[far] |= labels[far] == near + w;
                }
            }

            Assert.All(Enumerable.Range(0, labels.Length), s => Assert.True(labels[s] == ReachField.Unreached || hasWitness[s], $"label of {s} has no witness"));
            Assert.Equal(field.Labels.ToArray(), new OneToAllQuery(Network, Engine.Metric(profile)).Run(place, isTowards).Labels.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Searches))]
    public void A_higher_limit_only_adds_labels(Profile profile, bool isTowards)
    {
        var query = new OneToAllQuery(Network, Engine.Metric(profile));
        foreach (var place in Places(profile, 4))
        {
            var whole = query.Run(place, isTowards).Labels.ToArray();
            foreach (var limit in new uint[] { 0, 30_000, 300_000, 599_999, 600_000, 600_001, 3_600_000 })
            {
                Assert.Equal(whole.Select(label => label <= limit ? label : ReachField.Unreached), query.Run(place, isTowards, limit).Labels.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(Profile.Car)]
    [InlineData(Profile.CarPeakPm)]
    [InlineData(Profile.Ebike)]
    [InlineData(Profile.Walk)]
    public void There_and_back_on_the_graph_turned_round_are_the_same(Profile profile)
    {
        var places = Places(profile, 12);
        var query = new OneToAllQuery(Network, Engine.Metric(profile));
        var times = Network.Times[(int)profile].Milliseconds;
        var matrix = new MatrixQuery(Engine.Metric(profile)).Run(places, places);
        for (var o = 0; o < places.Count; o++)
        {
            var from = query.Run(places[o], isTowards: false).Labels.ToArray();
            for (var d = 0; d < places.Count; d++)
            {
                if (o == d || places[o][0].Edge == places[d][0].Edge)
                {
                    continue;
                }

                var (start, end) = (places[o][0], places[d][0]);
                var towards = query.Run(places[d], isTowards: true).Labels.Span[start.Edge];
                var forward = from[end.Edge] == ReachField.Unreached ? ReachField.Unreached : from[end.Edge] + EdgeTimes.Part(times[end.Edge], end.Fraction);
                var backward = towards == ReachField.Unreached ? ReachField.Unreached : towards - EdgeTimes.Part(times[start.Edge], start.Fraction);
                Assert.Equal((matrix[o, d], matrix[o, d]), (forward, backward));
            }
        }
    }

    [Fact]
    public void A_network_without_roads_is_searched_without_complaint()
    {
        var network = new RoadDraft().Build(TurnCostTable.Free);
        var engine = new TravelTimeEngine(network);

        Assert.Empty(new OneToAllQuery(network, engine.Metric(Profile.Car)).Run([], false).Labels.ToArray());
        Assert.Equal(0, new MatrixQuery(engine.Metric(Profile.Car)).Run([], []).OriginCount);
    }

    private static bool[] Seeded(TurnGraph graph, EdgeTimes times, IReadOnlyList<EdgePlace> places, bool isTowards, uint[] labels)
    {
        var seeds = new List<Seed>();
        Seeds.Collect(graph, times, places, isTowards, seeds);
        var seeded = new bool[graph.StateCount];
        foreach (var seed in seeds)
        {
            Assert.True(labels[seed.State] <= seed.Milliseconds);
            seeded[seed.State] |= labels[seed.State] == seed.Milliseconds;
        }

        return seeded;
    }

    private static List<IReadOnlyList<EdgePlace>> Places(Profile profile, int count)
    {
        var random = new Random(99);
        var graph = Network.TurnGraphs[(int)profile.Mode()];
        var places = new List<IReadOnlyList<EdgePlace>>();
        while (places.Count < count)
        {
            var edge = random.Next(Network.EdgeCount);
            if (graph.FirstState[edge] >= 0)
            {
                places.Add([new EdgePlace(edge, random.NextDouble(), 0)]);
            }
        }

        return places;
    }
}
