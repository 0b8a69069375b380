using CsCheck;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Search;

public sealed class OneToAllTests
{
    public static TheoryData<Profile> Profiles => [.. Enum.GetValues<Profile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Dijkstras_labels_are_those_of_the_textbook(Profile profile) => Gen.Int[0, 1 << 30].Sample(
        seed => EachSearch(seed, profile, (network, graph, times, places, isTowards, limit) =>
        {
            var query = new PlainQuery(PlainGraph.Make(graph, times, isTowards));
            query.Run(network, RandomPlaces.Make(new Random(seed), network), limit);

            var field = query.Run(network, places, limit);

            Assert.Equal(TextbookSearch.Edges(graph, times, places, isTowards, limit), field.Labels.ToArray());
        }),
        iter: 60);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_sweeps_labels_are_those_of_the_textbook(Profile profile) => Gen.Int[0, 1 << 30].Sample(
        seed => EachSearch(seed, profile, (network, graph, times, places, isTowards, limit) =>
        {
            var query = new OneToAllQuery(network, HierarchyMetric.Customise(ContractionHierarchy.Build(network, profile.Mode()), times));
            query.Run(RandomPlaces.Make(new Random(seed), network), !isTowards, limit);

            var field = query.Run(places, isTowards, limit);

            Assert.Equal(TextbookSearch.Edges(graph, times, places, isTowards, limit), field.Labels.ToArray());
        }),
        iter: 60);

    private delegate void Search(RoadNetwork network, TurnGraph graph, EdgeTimes times, IReadOnlyList<EdgePlace> places, bool isTowards, uint limit);

    private static void EachSearch(int seed, Profile profile, Search search)
    {
        var random = new Random(seed);
        var network = RandomNetwork.Make(seed, random.Next(2, 90));
        if (network.EdgeCount == 0)
        {
            return;
        }

        foreach (var isTowards in new[] { false, true })
        {
            foreach (var limit in new[] { ReachField.Unreached - 1, (uint)random.Next(1_000_000) })
            {
                search(network, network.TurnGraphs[(int)profile.Mode()], network.Times[(int)profile], RandomPlaces.Make(random, network), isTowards, limit);
            }
        }
    }
}
