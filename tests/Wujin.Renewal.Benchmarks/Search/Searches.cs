using BenchmarkDotNet.Attributes;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Benchmarks.Search;

/// <summary>
/// What does each search cost, and against which other? Seeded origins, all turns; one thread but for the order of the hierarchy. On Porto, or,
/// to see how cost grows, on a synthetic network of as many junctions as <c>WUJIN_BENCHMARK_JUNCTIONS</c> says.
/// </summary>
[MemoryDiagnoser]
public class Searches
{
    private const int Origins = 20;

    private readonly uint[][] _labels = new uint[EightToAllQuery.Lanes][];
    private RoadNetwork _network = null!;
    private ContractionHierarchy _hierarchy = null!;
    private HierarchyMetric _metric = null!;
    private TravelTimeEngine _engine = null!;
    private IReadOnlyList<EdgePlace>[] _places = [];
    private IReadOnlyList<EdgePlace>[] _many = [];
    private PlainQuery _plain = null!;
    private HeapDijkstra _heap = null!;
    private OneToAllQuery _one = null!;
    private EightToAllQuery _eight = null!;
    private MatrixQuery _matrix = null!;
    private BoxTree _segments = null!;
    private Scenario _scenario = Scenario.Empty;
    private int _next;

    /// <summary>Reads or makes the network and chooses places, from a fixed seed.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _network = int.TryParse(Environment.GetEnvironmentVariable("WUJIN_BENCHMARK_JUNCTIONS"), out var junctions)
            ? SyntheticNetwork.Make(1, junctions)
            : OsmImport.Read(RoadGraphs.PortoPbf(), ImportOptions.China).Network;
        _hierarchy = ContractionHierarchy.Build(_network, TravelMode.Car);
        _engine = new TravelTimeEngine(_network, mode => mode == TravelMode.Car ? _hierarchy : ContractionHierarchy.Build(_network, mode));
        _metric = _engine.Metric(Profile.Car);
        var random = new Random(20);
        _places = [.. Enumerable.Range(0, Origins).Select(_ => Place(random))];
        _many = [.. Enumerable.Range(0, 1000).Select(_ => Place(random))];
        var graph = _network.TurnGraphs[(int)TravelMode.Car];
        _plain = new PlainQuery(PlainGraph.Make(graph, _metric.Times, isTowards: false));
        _heap = new HeapDijkstra(graph, _metric.Times);
        _one = new OneToAllQuery(_network, _metric);
        _eight = new EightToAllQuery(_network, _metric);
        _matrix = new MatrixQuery(_metric);
        _segments = BoxTree.OverSegments(_network);
        for (var i = 0; i < _labels.Length; i++)
        {
            _labels[i] = new uint[_network.EdgeCount];
        }

        _scenario = TenEdits.Draw(_network, random);
    }

    /// <summary>One to all, Dijkstra with buckets.</summary>
    [Benchmark(Baseline = true)]
    public int DijkstraWithBuckets()
    {
        _plain.Run(_network, Next());
        return _plain.ReachedCount;
    }

    /// <summary>One to all, Dijkstra with a 4-ary heap.</summary>
    [Benchmark]
    public int DijkstraWithHeap() => _heap.Run(_network.TurnGraphs[(int)TravelMode.Car].FirstState[Next()[0].Edge]);

    /// <summary>One to all, sweep.</summary>
    [Benchmark]
    public void Sweep() => _one.Run(Next(), isTowards: false, ReachField.Unreached - 1, _labels[0]);

    /// <summary>One to all, eight sources; divide by eight.</summary>
    [Benchmark]
    public void SweepOfEight() => _eight.Run(_places.AsSpan(0, EightToAllQuery.Lanes), isTowards: false, ReachField.Unreached - 1, _labels);

    /// <summary>1,000 × 1,000.</summary>
    [Benchmark]
    public TravelTimeMatrix Matrix() => _matrix.Run(_many, _many);

    /// <summary>All arcs after a change of speeds.</summary>
    [Benchmark]
    public HierarchyMetric Customise() => HierarchyMetric.Customise(_hierarchy, _metric.Times);

    /// <summary>Order and contraction of the car's turn graph; two threads.</summary>
    [Benchmark]
    public ContractionHierarchy BuildHierarchy() => ContractionHierarchy.Build(_network, TravelMode.Car);

    /// <summary>Ten edits, from parsed file to the first field.</summary>
    [Benchmark]
    public ReachField ScenarioOfTenEdits()
    {
        var overlay = ScenarioOverlay.Apply(_engine, _scenario, SpeedModel.China, _segments);
        return new OneToAllQuery(overlay.Engine.Network, overlay.Engine.Metric(Profile.Car)).Run(_places[0], isTowards: false);
    }

    private IReadOnlyList<EdgePlace> Next() => _places[_next++ % Origins];

    private IReadOnlyList<EdgePlace> Place(Random random)
    {
        var graph = _network.TurnGraphs[(int)TravelMode.Car];
        while (true)
        {
            var edge = random.Next(_network.EdgeCount);
            if (graph.FirstState[edge] >= 0 && ((ModeSet)_network.LargeComponent[edge >> 1]).Has(TravelMode.Car))
            {
                return [new EdgePlace(edge, random.NextDouble(), 0)];
            }
        }
    }
}
