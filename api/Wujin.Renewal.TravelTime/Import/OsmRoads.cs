using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>What is needed of an OpenStreetMap file, in memory: roads, obstacles, restrictions, and the nodes that they use.</summary>
internal sealed class OsmRoads
{
    /// <summary>Roads by id, each once.</summary>
    public required List<RoadWay> Roads { get; set; }

    /// <summary>Nodes of all roads, by row in <see cref="Nodes"/>.</summary>
    public required int[] RoadNodes { get; init; }

    /// <summary>Where each obstacle begins in <see cref="ObstacleNodes"/>; one entry more than obstacles.</summary>
    public required IReadOnlyList<int> FirstObstacleNode { get; init; }

    /// <summary>Nodes of all obstacles, by row in <see cref="Nodes"/>.</summary>
    public required int[] ObstacleNodes { get; init; }

    /// <summary>By id.</summary>
    public required List<TurnRestriction> Restrictions { get; init; }

    /// <summary>The nodes used.</summary>
    public required UsedNodes Nodes { get; init; }
}

/// <summary>Nodes that roads or obstacles use, in order of their ids: an array to search rather than a dictionary, 18 bytes a node.</summary>
internal sealed class UsedNodes
{
    private readonly long[] _ids;

    /// <param name="ids">In any order, repeated at will.</param>
    public UsedNodes(params ReadOnlySpan<List<long>> ids)
    {
        var all = new List<long>();
        foreach (var list in ids)
        {
            all.AddRange(list);
        }

        var sorted = all.ToArray();
        Array.Sort(sorted);
        var count = 0;
        foreach (var id in sorted)
        {
            if (count == 0 || sorted[count - 1] != id)
            {
                sorted[count++] = id;
            }
        }

        Array.Resize(ref sorted, count);
        _ids = sorted;
        Positions = new Position[count];
        Array.Fill(Positions, Osm.OsmBlock.NotOnEarth);
        Marks = new NodeMarks[count];
    }

    public int Count => _ids.Length;

    /// <summary>By row; <see cref="Osm.OsmBlock.NotOnEarth"/> where the file does not have the node.</summary>
    public Position[] Positions { get; }

    /// <summary>By row.</summary>
    public NodeMarks[] Marks { get; }

    public long Id(int row) => _ids[row];

    public bool IsKnown(int row) => Positions[row] != Osm.OsmBlock.NotOnEarth;

    /// <summary>The row of a node, or a negative number where it is not used.</summary>
    /// <param name="id">OSM node.</param>
    /// <param name="near">Begin to look here: files are mostly sorted, so the next node is near the last one.</param>
    public int Row(long id, int near = 0)
    {
        // Wider and wider steps from the last place, then halves between the last two.
        var low = near < _ids.Length && _ids[near] <= id ? near : 0;
        var step = 1;
        while (low + step < _ids.Length && _ids[low + step] <= id)
        {
            low += step;
            step *= 2;
        }

        return Array.BinarySearch(_ids, low, Math.Min(_ids.Length - low, step), id);
    }

    /// <summary>The rows of many nodes; all must be used.</summary>
    public int[] Rows(List<long> ids)
    {
        var rows = new int[ids.Count];
        Parallel.ForEach(System.Collections.Concurrent.Partitioner.Create(0, Math.Max(1, rows.Length)), range =>
        {
            for (var i = range.Item1; i < Math.Min(range.Item2, rows.Length); i++)
            {
                rows[i] = Array.BinarySearch(_ids, ids[i]);
            }
        });
        return rows;
    }
}
