using System.Text;
using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Import;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Tests.Import;

/// <summary>A sketch imported through XML, and asked about by node ids.</summary>
internal sealed class Drawn(OsmSketch sketch, ImportOptions? options = null)
{
    private readonly ImportedRoads _roads = ReadXml(sketch, options ?? ImportOptions.China);

    public RoadNetwork Network => _roads.Network;

    public ImportReport Report => _roads.Report;

    public static ImportedRoads ReadXml(OsmSketch sketch, ImportOptions options)
    {
        using var folder = new TemporaryFolder();
        return OsmImport.Read(folder.Write("sketch.osm", Encoding.UTF8.GetBytes(sketch.ToXml())), options);
    }

    /// <summary>The edge between two nodes, which must both be junctions.</summary>
    public int Edge(long from, long to)
    {
        var (tail, head) = (PlaceOf(from), PlaceOf(to));
        return Enumerable.Range(0, Network.EdgeCount).Single(e => Network.Junctions[Network.Tail(e)] == tail && Network.Junctions[Network.Head(e)] == head);
    }

    public Segment Segment(long from, long to) => Network.Segments[Edge(from, to) >> 1];

    public bool IsOpen(long from, long to, TravelMode mode = TravelMode.Car) => Graph(mode).FirstState[Edge(from, to)] >= 0;

    public double Seconds(long from, long to, Profile profile = Profile.Car) => Network.Times[(int)profile].Milliseconds[Edge(from, to)] / 1000.0;

    /// <summary>Whether one may drive along these junctions one after the other, starting afresh.</summary>
    public bool Allows(TravelMode mode, params ReadOnlySpan<long> nodes)
    {
        var graph = Graph(mode);
        var state = graph.FirstState[Edge(nodes[0], nodes[1])];
        for (var n = 2; n < nodes.Length && state >= 0; n++)
        {
            var edge = Edge(nodes[n - 1], nodes[n]);
            state = Enumerable.Range(graph.FirstTransition[state], graph.FirstTransition[state + 1] - graph.FirstTransition[state])
                .Select(t => graph.Targets[t]).FirstOrDefault(s => graph.Edges[s] == edge, -1);
        }

        return state >= 0;
    }

    /// <summary>What a turn costs, seconds.</summary>
    public double Turn(long from, long via, long to, TravelMode mode = TravelMode.Car)
    {
        var graph = Graph(mode);
        var state = graph.FirstState[Edge(from, via)];
        var next = Edge(via, to);
        return Enumerable.Range(graph.FirstTransition[state], graph.FirstTransition[state + 1] - graph.FirstTransition[state])
            .Where(t => graph.Edges[graph.Targets[t]] == next).Select(t => graph.TurnMilliseconds[t] / 1000.0).Single();
    }

    private TurnGraph Graph(TravelMode mode) => Network.TurnGraphs[(int)mode];

    private Position PlaceOf(long node) => sketch.Nodes.Last(n => n.Id == node).Place;
}
