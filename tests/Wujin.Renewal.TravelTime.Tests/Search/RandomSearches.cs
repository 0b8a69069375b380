using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Tests.Search;

/// <summary>Random networks, each searched in both directions, without a limit and with one.</summary>
internal static class RandomSearches
{
    public delegate void Search(RoadNetwork network, TurnGraph graph, EdgeTimes times, IReadOnlyList<EdgePlace> places, bool isTowards, uint limit);

    public static void Each(int seed, Profile profile, Search search)
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
