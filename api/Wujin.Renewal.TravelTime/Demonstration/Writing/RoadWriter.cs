using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Writing;

/// <summary>Writes roads: nodes with their signals, ways cut where a bridge or a restricted crossing begins, and restrictions.</summary>
internal sealed class RoadWriter
{
    private readonly OsmFile _file;
    private readonly Junctions _junctions;
    private readonly JunctionUse _use;
    private readonly Restrictions _restrictions;
    private readonly HashSet<int> _restricted;
    private readonly List<long> _nodes = [];

    private RoadWriter(OsmFile file, IReadOnlyList<Chain> chains, Junctions junctions, SeededRandom random)
    {
        (_file, _junctions) = (file, junctions);
        _use = new JunctionUse(chains, junctions.Count);
        _restrictions = new Restrictions(file, junctions, random);
        _restricted = _restrictions.Choose(chains, _use);
    }

    /// <summary>Writes roads. Junctions get their nodes; those that have one already keep it.</summary>
    public static void Write(OsmFile file, IReadOnlyList<Chain> chains, Junctions junctions, SeededRandom random)
    {
        var writer = new RoadWriter(file, chains, junctions, random);
        foreach (var chain in chains)
        {
            writer.Write(chain);
        }

        writer._restrictions.Write();
    }

    private void Write(Chain chain)
    {
        var stops = chain.Stops;
        var first = 0;
        _nodes.Clear();
        _nodes.Add(NodeOf(stops[0]));
        for (var i = 1; i < stops.Count; i++)
        {
            _nodes.Add(NodeOf(stops[i]));
            if (i == stops.Count - 1 || stops[i].IsBridgeAhead != stops[i - 1].IsBridgeAhead || _restricted.Contains(stops[i].Junction) || _nodes.Count == 1800)
            {
                WriteWay(chain, first, i);
                _nodes.RemoveRange(0, _nodes.Count - 1);
                first = i;
            }
        }
    }

    private void WriteWay(Chain chain, int first, int last)
    {
        var stops = chain.Stops;
        var way = _file.AddWay(_nodes, RoadTags.Of(chain.Style, stops[first].IsBridgeAhead));
        if (_restricted.Contains(stops[first].Junction))
        {
            var outwards = (stops[first + 1].Position - stops[first].Position).Unit;
            _restrictions.Note(stops[first].Junction, new Arm(way, outwards, !chain.Style.IsOneWay, true, stops[last].Junction));
        }

        if (_restricted.Contains(stops[last].Junction))
        {
            var outwards = (stops[last - 1].Position - stops[last].Position).Unit;
            _restrictions.Note(stops[last].Junction, new Arm(way, outwards, true, !chain.Style.IsOneWay, stops[first].Junction));
        }
    }

    private long NodeOf(Stop stop)
    {
        if (stop.Junction < 0)
        {
            return _file.AddNode(Plane.Position(stop.Position), []);
        }

        if (_junctions.NodeId(stop.Junction) == 0)
        {
            _junctions.SetNodeId(stop.Junction, _file.AddNode(
                Plane.Position(_junctions.Position(stop.Junction)), _use.HasSignals(stop.Junction) ? RoadTags.Signals : []));
        }

        return _junctions.NodeId(stop.Junction);
    }
}
