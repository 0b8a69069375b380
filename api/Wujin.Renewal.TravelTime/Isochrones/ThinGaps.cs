using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Nodes that nobody ever reaches because they lie in a gap thinner than two cells between obstacles: the strip between the carriageways of a motorway, a narrow canal.
/// Their neighbours across the gap stand for them, the later of the two; else every motorway would be a string of holes, one wherever a node happens to fall between
/// its carriageways.
/// </summary>
internal sealed class ThinGaps
{
    private readonly Gap[] _gaps;
    private readonly int[] _nodes;

    private ThinGaps(Gap[] gaps) => (_gaps, _nodes) = (gaps, [.. gaps.Select(g => g.Node)]);

    /// <summary>Finds them: what no walk reaches though every road were reached. Only nodes beside a crossed link are looked at.</summary>
    public static ThinGaps Find(SurfaceIndex index)
    {
        var roadside = new Roadside(index);
        var width = index.Lattice.Width;
        var gaps = new List<Gap>();
        foreach (var link in index.Links.Crossed)
        {
            // A gap is crossed on both sides: it begins behind a crossed link.
            var isVertical = (link & 1) != 0;
            var node = (link / 2) + (isVertical ? width : 1);
            if (node >= index.Lattice.NodeCount - width || !index.Links.IsCrossed(LinkCrossings.Link(node, isVertical), out _) || roadside.IsReached(node))
            {
                continue;
            }

            var isAcrossColumns = IsGap(index, roadside, node, 1, isVertical: false);
            var isAcrossRows = IsGap(index, roadside, node, width, isVertical: true);
            if (isAcrossColumns || isAcrossRows)
            {
                gaps.Add(new Gap(node, isAcrossColumns, isAcrossRows));
            }
        }

        return new ThinGaps([.. gaps.DistinctBy(g => g.Node).OrderBy(g => g.Node)]);
    }

    /// <summary>Fills the gaps of a surface.</summary>
    /// <param name="times">By node, packed.</param>
    /// <param name="width">Nodes in a row.</param>
    /// <param name="window">Where there are times; one node inside its border at least.</param>
    public void Fill(Span<int> times, int width, NodeWindow window)
    {
        if (window.IsEmpty)
        {
            return;
        }

        var first = Array.BinarySearch(_nodes, (window.South + 1) * width);
        for (var g = first < 0 ? ~first : first; g < _gaps.Length && _nodes[g] < (window.North - 1) * width; g++)
        {
            ref readonly var gap = ref _gaps[g];
            var x = gap.Node % width;
            if (x > window.West && x + 1 < window.East)
            {
                var along = gap.IsAcrossColumns ? Math.Max(times[gap.Node - 1], times[gap.Node + 1]) : PackedTime.Unreached;
                var up = gap.IsAcrossRows ? Math.Max(times[gap.Node - width], times[gap.Node + width]) : PackedTime.Unreached;
                times[gap.Node] = Math.Min(along, up) & ~PackedTime.WalkMask;
            }
        }
    }

    private static bool IsGap(SurfaceIndex index, Roadside roadside, int node, int step, bool isVertical) =>
        index.Links.IsCrossed(LinkCrossings.Link(node - step, isVertical), out _) && index.Links.IsCrossed(LinkCrossings.Link(node, isVertical), out _)
        && roadside.IsReached(node - step) && roadside.IsReached(node + step);

    /// <summary>What is reached when every road is: the nodes that roads touch, and a walk around them.</summary>
    private sealed class Roadside
    {
        private readonly SurfaceIndex _index;
        private readonly ulong[] _isTouched;

        public Roadside(SurfaceIndex index)
        {
            _index = index;
            _isTouched = new ulong[(index.Lattice.NodeCount + 63) / 64];
            foreach (var node in index.Access.Nodes.AsSpan(0, index.Access.FirstPoint[^1]))
            {
                _isTouched[node >> 6] |= 1ul << (node & 63);
            }
        }

        public bool IsReached(int node)
        {
            if (IsTouched(node))
            {
                return true;
            }

            var (lattice, window) = (_index.Lattice, _index.Window);
            var y = node / lattice.Width;
            if (y < lattice.Reach || y >= lattice.Height - lattice.Reach)
            {
                return false;
            }

            var costs = window.Costs(y);
            for (var k = 0; k < costs.Length; k++)
            {
                if (costs[k] != PackedTime.Unreached && IsTouched(node + window.NodeOffsets[k]) && !_index.Barriers.IsBlocked(node, k))
                {
                    return true;
                }
            }

            return false;
        }

        private bool IsTouched(int node) => (uint)node < (uint)_index.Lattice.NodeCount && (_isTouched[node >> 6] >> (node & 63) & 1) != 0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Gap(int Node, bool IsAcrossColumns, bool IsAcrossRows);
}
