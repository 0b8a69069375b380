using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Wujin.Renewal.Testing;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.Benchmarks;

/// <summary>
/// What does a road graph cost: from PBF to the file (each in a process of its own, as on the command line), opening it, verifying it, and finding the road near
/// a place? Porto, from <c>../shared/data</c>.
/// </summary>
[MemoryDiagnoser]
public class RoadGraphs : IDisposable
{
    private const int Places = 1000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"wujin-benchmark-{Guid.NewGuid():N}.graph");
    private readonly Position[] _places = new Position[Places];
    private GraphFile? _file;

    /// <summary>Builds the file, and draws places within its bounds from a fixed seed.</summary>
    [GlobalSetup]
    public void Build()
    {
        RoadGraphBuild.Run(PortoPbf(), _path, ImportOptions.China, [], TimeProvider.System);
        _file = GraphFile.Open(_path);
        var random = new Random(3);
        for (var p = 0; p < Places; p++)
        {
            var near = _file.Network.Junctions[random.Next(_file.Network.Junctions.Length)];
            _places[p] = new(near.LonE7 + random.Next(-20_000, 20_000), near.LatE7 + random.Next(-20_000, 20_000));
        }
    }

    /// <summary>Opens the file and reads its network's counts.</summary>
    [Benchmark]
    public int Open()
    {
        using var file = GraphFile.Open(_path);
        return file.Network.EdgeCount;
    }

    /// <summary>Compares every checksum.</summary>
    [Benchmark]
    public void Verify() => _file!.Verify();

    /// <summary>Snaps a thousand places.</summary>
    [Benchmark(OperationsPerInvoke = Places)]
    public int Snap()
    {
        var found = 0;
        foreach (var place in _places)
        {
            found += _file!.Snapper.Nearest(place, TravelMode.Car, 500) is SnapResult.Snapped ? 1 : 0;
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        File.Delete(_path);
        GC.SuppressFinalize(this);
    }

    internal static string PortoPbf() => SharedData.Find("osm", "porto.osm.pbf") ?? throw new FileNotFoundException(SharedData.Absent);
}

/// <summary>From PBF to the graph file: the first time in a process, as on the command line, and again.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, iterationCount: 3)]
public class RoadGraphBuilding
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"wujin-benchmark-{Guid.NewGuid():N}.graph");

    /// <summary>Builds it.</summary>
    [Benchmark]
    public GraphMetadata Build() => RoadGraphBuild.Run(RoadGraphs.PortoPbf(), _path, ImportOptions.China, [], TimeProvider.System);

    /// <summary>Takes the file away.</summary>
    [GlobalCleanup]
    public void Remove() => File.Delete(_path);
}
