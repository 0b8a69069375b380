using BenchmarkDotNet.Attributes;
using Wujin.Renewal.TravelTime.Connectivity;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>
/// What does an isochrone of Porto cost, from position to GeoJSON bytes, on the roads as they are and as the first question about a scenario of ten edits? Seeded
/// origins, cells of 50 m, one thread.
/// </summary>
[MemoryDiagnoser]
public class Isochrones : IDisposable
{
    private const int Origins = 20;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"wujin-benchmark-{Guid.NewGuid():N}.graph");
    private readonly Position[] _places = new Position[Origins];
    private ReadyNetwork _network = null!;
    private Scenario _scenario = Scenario.Empty;
    private int _next;

    /// <summary>Builds the graph file and chooses origins and edits from a fixed seed.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        RoadGraphBuild.Run(RoadGraphs.PortoPbf(), _path, ImportOptions.China, [HierarchySections.Write], TimeProvider.System);
        _network = ReadyNetwork.TakeOver(_path, CancellationToken.None);
        var random = new Random(20);
        for (var p = 0; p < Origins; p++)
        {
            do
            {
                _places[p] = _network.Network.Junctions[random.Next(_network.Network.Junctions.Length)];
            }
            while (_network.Snap(_places[p], Profile.Car) is not SnapResult.Snapped);
        }

        _scenario = TenEdits.Draw(_network.Network, random);
        _ = Ask(_network, 30);
    }

    /// <summary>30 minutes.</summary>
    [Benchmark(Baseline = true)]
    public int ThirtyMinutes() => Ask(_network, 30);

    /// <summary>10, 20 and 30 minutes of one surface.</summary>
    [Benchmark]
    public int TenTwentyThirtyMinutes() => Ask(_network, 10, 20, 30);

    /// <summary>Ten edits, from parsed file to the bytes of the first isochrone.</summary>
    [Benchmark]
    public int ScenarioOfTenEditsToItsFirstIsochrone() => Ask(_network.With(_scenario), 30);

    /// <inheritdoc/>
    public void Dispose()
    {
        _network.File.Dispose();
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }

    private int Ask(ReadyNetwork network, params uint[] minutes) =>
        IsochroneRequest.Answer(network, _places[_next++ % Origins], [.. minutes.Select(m => m * 60_000)]).Bytes;
}
