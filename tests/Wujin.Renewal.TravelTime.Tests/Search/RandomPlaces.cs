using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Tests.Search;

/// <summary>Places to search from on random networks: one to three, ends of edges included, some on edges the mode may not use.</summary>
internal static class RandomPlaces
{
    public static List<EdgePlace> Make(Random random, RoadNetwork network) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new EdgePlace(random.Next(network.EdgeCount), Fraction(random), (uint)random.Next(0, 40_000)))];

    private static double Fraction(Random random) => random.Next(5) switch { 0 => 0, 1 => 1, _ => random.NextDouble() };
}
