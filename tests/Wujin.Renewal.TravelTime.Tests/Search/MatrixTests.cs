using CsCheck;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Routes;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Search;

public sealed class MatrixTests
{
    public static TheoryData<Profile> Profiles => [.. Enum.GetValues<Profile>()];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_matrix_is_what_the_textbook_says_of_each_pair(Profile profile) => Gen.Int[0, 1 << 30].Sample(
        seed =>
        {
            var (engine, origins, destinations) = Make(seed);
            var (graph, times) = (engine.Network.TurnGraphs[(int)profile.Mode()], engine.Network.Times[(int)profile]);

            var matrix = new MatrixQuery(engine.Metric(profile)).Run(origins, destinations);

            for (var o = 0; o < origins.Count; o++)
            {
                var labels = TextbookSearch.Edges(graph, times, origins[o], isTowards: false);
                for (var d = 0; d < destinations.Count; d++)
                {
                    Assert.Equal(Expected(graph, times, labels, origins[o], destinations[d]), matrix[o, d]);
                }
            }
        },
        iter: 40);

    [Theory]
    [MemberData(nameof(Profiles))]
    public void The_matrix_equals_the_route_to_the_millisecond_and_the_route_adds_up(Profile profile) => Gen.Int[0, 1 << 30].Sample(
        seed =>
        {
            var (engine, origins, destinations) = Make(seed);
            var matrix = new MatrixQuery(engine.Metric(profile)).Run(origins, destinations);
            var query = new RouteQuery(engine.Network, engine.Metric(profile));
            for (var o = 0; o < origins.Count; o++)
            {
                for (var d = 0; d < destinations.Count; d++)
                {
                    var route = query.Run(origins[o], destinations[d]);

                    Assert.Equal(matrix[o, d], route?.Milliseconds ?? ReachField.Unreached);
                    if (route is not null)
                    {
                        RouteCertificate.Check(engine, profile, route, origins[o], destinations[d]);
                    }
                }
            }
        },
        iter: 40);

    [Fact]
    public void Ahead_on_the_same_street_it_is_straight_on_and_behind_it_is_round_the_block()
    {
        var city = new GridCity(2, 2);
        var network = city.Build();
        var engine = new TravelTimeEngine(network);
        var street = city.Edge(network, (0, 0), (1, 0));
        IReadOnlyList<EdgePlace> near = [new(street, 0.25, 0)];
        IReadOnlyList<EdgePlace> far = [new(street, 0.75, 0)];

        var matrix = new MatrixQuery(engine.Metric(Profile.Car)).Run([near, far], [near, far]);

        var block = network.Times[(int)Profile.Car].Milliseconds[street];
        Assert.Equal(0u, matrix[0, 0]);
        Assert.Equal(block / 2, matrix[0, 1]);
        Assert.Equal(4 * block - block / 2, matrix[1, 0]);
    }

    private static (TravelTimeEngine Engine, List<IReadOnlyList<EdgePlace>> Origins, List<IReadOnlyList<EdgePlace>> Destinations) Make(int seed)
    {
        var random = new Random(seed);
        var network = RandomNetwork.Make(seed, random.Next(3, 80));
        var engine = new TravelTimeEngine(network);
        var count = network.EdgeCount == 0 ? 0 : 6;
        List<IReadOnlyList<EdgePlace>> Places() => [.. Enumerable.Range(0, count).Select(_ => RandomPlaces.Make(random, network))];
        return (engine, Places(), Places());
    }

    private static uint Expected(TurnGraph graph, EdgeTimes times, uint[] labels, IReadOnlyList<EdgePlace> origin, IReadOnlyList<EdgePlace> destination)
    {
        const uint never = int.MaxValue;
        uint Part(EdgePlace place) => (uint)Math.Round(times.Milliseconds[place.Edge] * place.Fraction);
        var least = never;
        foreach (var to in destination.Where(p => graph.FirstState[p.Edge] >= 0 && times.Milliseconds[p.Edge] < never))
        {
            least = labels[to.Edge] < never ? Math.Min(least, labels[to.Edge] + Part(to) + to.Milliseconds) : least;
            foreach (var from in origin.Where(p => p.Edge == to.Edge && p.Fraction <= to.Fraction))
            {
                least = Math.Min(least, from.Milliseconds + Part(to) - Part(from) + to.Milliseconds);
            }
        }

        return least;
    }
}
