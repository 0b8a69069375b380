using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Osm;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>
/// Reads roads, obstacles and restrictions in three passes: relations (which name the outlines of water), ways, then the nodes that those use. A pass
/// touches only the blocks that hold its kind, so order in the file does not matter and memory grows with the roads, not with the file.
/// </summary>
internal sealed class OsmRoadReader(OsmSource source, SpeedModel model, ImportReport report, IProgress<ImportProgress> progress, CancellationToken cancellation)
{
    private readonly List<TurnRestriction> _restrictions = [];
    private readonly HashSet<long> _waterWays = [];
    private readonly List<RoadWay> _roads = [];
    private readonly List<long> _roadRefs = [];
    private readonly List<int> _firstObstacleRef = [0];
    private readonly List<long> _obstacleRefs = [];

    public OsmRoads Read()
    {
        ReadRelations();
        ReadWays();
        if (_roads.Count == 0)
        {
            throw new OsmFileException($"{source.Name} holds no roads (ways with a highway tag that somebody may use). Nothing was built. Take an extract with roads.");
        }

        var nodes = new UsedNodes(_roadRefs, _obstacleRefs);
        ReadNodes(nodes);
        return new()
        {
            Roads = _roads,
            RoadNodes = nodes.Rows(_roadRefs),
            FirstObstacleNode = _firstObstacleRef,
            ObstacleNodes = nodes.Rows(_obstacleRefs),
            Restrictions = _restrictions,
            Nodes = nodes,
        };
    }

    private void ReadRelations()
    {
        source.Read(OsmKinds.Relations, RelationBatch.Of, batch =>
        {
            _restrictions.AddRange(batch.Restrictions);
            _waterWays.UnionWith(batch.WaterWays);
            foreach (var (id, kind) in batch.LeftOut)
            {
                Note(kind, id);
            }
        }, Telling(ImportStep.Relations), cancellation);

        // A file may hold an element twice; the later one stands.
        var last = _restrictions.GroupBy(r => r.Id).OrderBy(g => g.Key).ToList();
        report.Count("restrictions", last.Count);
        foreach (var doubled in last.Where(g => g.Skip(1).Any()))
        {
            report.Note("relation that the file holds more than once: the last one is taken", doubled.Key);
        }

        _restrictions.Clear();
        _restrictions.AddRange(last.Select(g => g.Last()));
    }

    private void Note(RelationKind kind, long id) => report.Note(
        kind switch
        {
            RelationKind.Conditional => "turn restriction for certain hours: left out",
            RelationKind.ForOthers => "turn restriction for other vehicles: left out",
            _ => "turn restriction with missing, too many or unknown members or values: left out",
        },
        id);

    private void ReadWays()
    {
        source.Read(OsmKinds.Ways, block => WayBatch.Of(block, model, _waterWays), batch =>
        {
            var shift = _roadRefs.Count;
            _roadRefs.AddRange(batch.RoadRefs);
            foreach (var road in batch.Roads)
            {
                _roads.Add(road with { FirstRef = road.FirstRef + shift, EndRef = road.EndRef + shift });
            }

            foreach (var end in batch.ObstacleEnds)
            {
                _firstObstacleRef.Add(_obstacleRefs.Count + end);
            }

            _obstacleRefs.AddRange(batch.ObstacleRefs);
            report.Count("ways_read", batch.WayCount);
        }, Telling(ImportStep.Ways), cancellation);

        var sorted = _roads.OrderBy(r => r.Id).ToList();
        _roads.Clear();
        foreach (var road in sorted)
        {
            if (_roads.Count > 0 && _roads[^1].Id == road.Id)
            {
                report.Note("way that the file holds more than once: the last one is taken", road.Id);
                _roads[^1] = road;
            }
            else
            {
                _roads.Add(road);
            }
        }

        report.Count("road_ways", _roads.Count);
        report.Count("obstacle_ways", _firstObstacleRef.Count - 1);
    }

    private void ReadNodes(UsedNodes nodes)
    {
        var found = 0;
        source.Read(OsmKinds.Nodes, block => NodeBatch.Of(block, nodes), batch =>
        {
            foreach (var (row, position, marks) in batch.Found)
            {
                if (position == OsmBlock.NotOnEarth)
                {
                    report.Note("node whose coordinates are not on earth: left out", nodes.Id(row));
                    continue;
                }

                if (nodes.IsKnown(row))
                {
                    report.Note("node that the file holds more than once: the last one is taken", nodes.Id(row));
                    found--;
                }

                found++;
                nodes.Positions[row] = position;
                nodes.Marks[row] = marks;
            }
        }, Telling(ImportStep.Nodes), cancellation);
        report.Count("nodes_used", nodes.Count);
        report.Count("nodes_missing", nodes.Count - found);
    }

    private Action<double> Telling(ImportStep step) => share => progress.Report(new(step, share));

    private sealed record RelationBatch(List<TurnRestriction> Restrictions, List<long> WaterWays, List<(long Id, RelationKind Kind)> LeftOut)
    {
        public static RelationBatch Of(OsmBlock block)
        {
            var batch = new RelationBatch([], [], []);
            foreach (var row in block.Relations)
            {
                switch (RelationRules.Read(block, row, out var restriction))
                {
                    case RelationKind.Restriction:
                        batch.Restrictions.Add(restriction!);
                        break;
                    case RelationKind.Water:
                        batch.WaterWays.AddRange(block.Members[row.First..row.End].Where(m => m.Kind == OsmKinds.Ways).Select(m => m.Id));
                        break;
                    case RelationKind.Other:
                        break;
                    case var leftOut:
                        batch.LeftOut.Add((row.Id, leftOut));
                        break;
                }
            }

            return batch;
        }
    }

    private sealed record WayBatch(List<RoadWay> Roads, List<long> RoadRefs, List<int> ObstacleEnds, List<long> ObstacleRefs, int WayCount)
    {
        public static WayBatch Of(OsmBlock block, SpeedModel model, HashSet<long> waterWays)
        {
            var batch = new WayBatch([], [], [], [], block.Ways.Count);
            foreach (var row in block.Ways)
            {
                var tags = block.TagsOf(row);
                var refs = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(block.Refs)[row.First..row.End];
                if (refs.Length < 2)
                {
                    continue;
                }

                if (RoadRules.TryRead(tags, model, out var traits))
                {
                    var first = batch.RoadRefs.Count;
                    batch.RoadRefs.AddRange(refs);
                    batch.Roads.Add(new(row.Id, first, batch.RoadRefs.Count, traits));
                }
                else if (waterWays.Contains(row.Id) || ObstacleRules.IsObstacle(tags))
                {
                    batch.ObstacleRefs.AddRange(refs);
                    batch.ObstacleEnds.Add(batch.ObstacleRefs.Count);
                }
            }

            return batch;
        }
    }

    private sealed record NodeBatch(List<(int Row, Position Position, NodeMarks Marks)> Found)
    {
        public static NodeBatch Of(OsmBlock block, UsedNodes nodes)
        {
            var batch = new NodeBatch([]);
            var (near, tagged) = (0, 0);
            for (var n = 0; n < block.NodeIds.Count; n++)
            {
                while (tagged < block.TaggedNodes.Count && block.TaggedNodes[tagged].First < n)
                {
                    tagged++;
                }

                var row = nodes.Row(block.NodeIds[n], near);
                near = row >= 0 ? row : Math.Max(0, ~row - 1);
                if (row >= 0)
                {
                    var hasTags = tagged < block.TaggedNodes.Count && block.TaggedNodes[tagged].First == n;
                    batch.Found.Add((row, block.Positions[n], hasTags ? NodeRules.Read(block.TagsOf(block.TaggedNodes[tagged])) : NodeMarks.None));
                }
            }

            return batch;
        }
    }
}
