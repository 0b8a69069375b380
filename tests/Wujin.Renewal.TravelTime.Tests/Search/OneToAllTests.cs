using System.Runtime.Intrinsics.X86;
using CsCheck;
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
        seed => RandomSearches.Each(seed, profile, (network, graph, times, places, isTowards, limit) =>
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
        seed => RandomSearches.Each(seed, profile, (network, graph, times, places, isTowards, limit) =>
        {
            var hierarchy = ContractionHierarchy.Build(network, profile.Mode());
            var metric = HierarchyMetric.Customise(hierarchy, times);
            var expected = TextbookSearch.Edges(graph, times, places, isTowards, limit);
            foreach (var query in new[]
            {
                new OneToAllQuery(network, metric, usesVectors: Avx2.IsSupported),
                new OneToAllQuery(network, metric, usesVectors: false),
                new OneToAllQuery(network, new HierarchyMetric(hierarchy, times, metric.Up, metric.Down, isLasting: false)),
            })
            {
                query.Run(RandomPlaces.Make(new Random(seed), network), !isTowards, limit);

                Assert.Equal(expected, query.Run(places, isTowards, limit).Labels.ToArray());
            }
        }),
        iter: 60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Eight_searches_at_once_are_eight_searches(bool usesVectors) => Gen.Int[0, 1 << 30].Sample(
        seed => RandomSearches.Each(seed, Profile.Car, (network, _, times, _, isTowards, limit) =>
        {
            var metric = HierarchyMetric.Customise(ContractionHierarchy.Build(network, TravelMode.Car), times);
            var random = new Random(seed);
            var eight = new EightToAllQuery(network, metric, usesVectors && Avx2.IsSupported);
            var one = new OneToAllQuery(network, metric);
            foreach (var count in new[] { 8, 3 })
            {
                IReadOnlyList<EdgePlace>[] origins = [.. Enumerable.Range(0, count).Select(_ => RandomPlaces.Make(random, network))];

                var fields = eight.Run(origins, isTowards, limit);

                Assert.All(fields.Zip(origins), pair => Assert.Equal(one.Run(pair.Second, isTowards, limit).Labels.ToArray(), pair.First.Labels.ToArray()));
            }
        }),
        iter: 40);
}
