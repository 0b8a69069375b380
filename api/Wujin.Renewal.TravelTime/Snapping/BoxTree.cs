using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Snapping;

/// <summary>
/// A packed R-tree (Kamel and Faloutsos 1993) over boxes that already lie in an order of locality: sixteen neighbours share a parent, sixteen parents a
/// grandparent, up to the root. One flat array, as it lies in the graph file; nothing to build when that is opened.
/// </summary>
public sealed class BoxTree
{
    private const int Fan = 16;

    private readonly int[] _levelStart;

    /// <summary>A tree over boxes of all levels, leaves first.</summary>
    /// <param name="boxes">As <see cref="Boxes"/>.</param>
    /// <param name="leafCount">How many of them are leaves.</param>
    /// <exception cref="ArgumentException">There are more or fewer boxes than a tree of that many leaves has.</exception>
    public BoxTree(Column<Box> boxes, int leafCount)
    {
        (Boxes, LeafCount) = (boxes, leafCount);
        _levelStart = LevelStarts(leafCount);
        if (boxes.Length != _levelStart[^1])
        {
            throw new ArgumentException($"A tree of {leafCount} leaves has {_levelStart[^1]} boxes, not {boxes.Length}.", nameof(boxes));
        }
    }

    /// <summary>Boxes of all levels, leaves first, the root last.</summary>
    public Column<Box> Boxes { get; }

    /// <summary>How many leaves there are; leaf n is box n.</summary>
    public int LeafCount { get; }

    /// <summary>The root, or -1 where there are no leaves.</summary>
    public int Root => Boxes.Length - 1;

    /// <summary>Builds a tree.</summary>
    /// <param name="leaves">In an order of locality.</param>
    public static BoxTree Over(ReadOnlySpan<Box> leaves)
    {
        var starts = LevelStarts(leaves.Length);
        var boxes = new Box[starts[^1]];
        leaves.CopyTo(boxes);
        for (var level = 1; level < starts.Length - 1; level++)
        {
            for (var b = starts[level]; b < starts[level + 1]; b++)
            {
                var first = starts[level - 1] + (b - starts[level]) * Fan;
                boxes[b] = Box.Empty;
                for (var child = first; child < Math.Min(first + Fan, starts[level]); child++)
                {
                    boxes[b] = boxes[b].With(boxes[child]);
                }
            }
        }

        return new(new(boxes), leaves.Length);
    }

    /// <summary>A tree whose leaf n is the box of segment n.</summary>
    public static BoxTree OverSegments(RoadNetwork network)
    {
        var leaves = new Box[network.Segments.Length];
        for (var s = 0; s < leaves.Length; s++)
        {
            leaves[s] = Box.Around(network.Shape(s));
        }

        return Over(leaves);
    }

    /// <summary>A tree whose leaf n is the box of the piece from point n of the obstacles to the next; empty for the last point of each line.</summary>
    public static BoxTree OverObstacles(Obstacles obstacles)
    {
        var leaves = new Box[obstacles.Points.Length];
        Array.Fill(leaves, Box.Empty);
        var points = obstacles.Points.Span;
        for (var line = 0; line < obstacles.Count; line++)
        {
            for (var p = obstacles.FirstPoint[line]; p < obstacles.FirstPoint[line + 1] - 1; p++)
            {
                leaves[p] = Box.Around(points[p]).With(points[p + 1]);
            }
        }

        return Over(leaves);
    }

    /// <summary>The children of a box that is no leaf: box numbers from first to before end.</summary>
    public (int First, int End) Children(int box)
    {
        var level = Array.BinarySearch(_levelStart, box);
        level = level >= 0 ? level : ~level - 1;
        var first = _levelStart[level - 1] + (box - _levelStart[level]) * Fan;
        return (first, Math.Min(first + Fan, _levelStart[level]));
    }

    /// <summary>Collects the leaves whose boxes meet a box.</summary>
    /// <param name="box">The box.</param>
    /// <param name="leaves">Gets their numbers, in no order.</param>
    public void Find(Box box, ICollection<int> leaves)
    {
        var open = new Stack<int>();
        if (Root >= 0)
        {
            open.Push(Root);
        }

        var boxes = Boxes.Span;
        while (open.TryPop(out var b))
        {
            if (!boxes[b].Meets(box))
            {
                continue;
            }

            if (b < LeafCount)
            {
                leaves.Add(b);
                continue;
            }

            var (first, end) = Children(b);
            for (var child = first; child < end; child++)
            {
                open.Push(child);
            }
        }
    }

    // Where each level begins, and behind the last one where all end.
    private static int[] LevelStarts(int leafCount)
    {
        var starts = new List<int> { 0 };
        var count = leafCount;
        var total = leafCount;
        while (count > 1)
        {
            starts.Add(total);
            count = (count + Fan - 1) / Fan;
            total += count;
        }

        starts.Add(total);
        return [.. starts];
    }
}
