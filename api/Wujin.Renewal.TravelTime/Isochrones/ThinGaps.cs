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

    private ThinGaps(Gap[] gaps) => _gaps = gaps;

    /// <summary>Finds them: what no walk reaches though every road were reached.</summary>
    public static ThinGaps Find(SurfaceIndex index)
    {
        var (lattice, access) = (index.Lattice, index.Access);
        var (seeds, times) = (new int[lattice.NodeCount], new int[lattice.NodeCount]);
        Array.Fill(seeds, PackedTime.Unreached);
        Array.Fill(times, PackedTime.Unreached);
        for (var p = 0; p < access.FirstPoint[^1]; p++)
        {
            seeds[access.Nodes[p]] = 0;
        }

        new WalkSpread(index).Run(seeds, times, new NodeWindow(0, 0, lattice.Width, lattice.Height));
        var gaps = new List<Gap>();
        for (var node = lattice.Width; node < lattice.NodeCount - lattice.Width; node++)
        {
            if (times[node] == PackedTime.Unreached)
            {
                Consider(index, times, node, gaps);
            }
        }

        return new ThinGaps([.. gaps]);
    }

    /// <summary>Fills the gaps of a surface.</summary>
    /// <param name="times">By node, packed.</param>
    /// <param name="width">Nodes in a row.</param>
    public void Fill(Span<int> times, int width)
    {
        foreach (ref readonly var gap in _gaps.AsSpan())
        {
            var along = gap.IsAcrossColumns ? Math.Max(times[gap.Node - 1], times[gap.Node + 1]) : PackedTime.Unreached;
            var up = gap.IsAcrossRows ? Math.Max(times[gap.Node - width], times[gap.Node + width]) : PackedTime.Unreached;
            times[gap.Node] = Math.Min(along, up) & ~PackedTime.WalkMask;
        }
    }

    private static void Consider(SurfaceIndex index, int[] times, int node, List<Gap> gaps)
    {
        var width = index.Lattice.Width;
        var isAcrossColumns = IsGap(index, times, node, 1, isVertical: false);
        var isAcrossRows = IsGap(index, times, node, width, isVertical: true);
        if (isAcrossColumns || isAcrossRows)
        {
            gaps.Add(new Gap(node, isAcrossColumns, isAcrossRows));
        }
    }

    private static bool IsGap(SurfaceIndex index, int[] times, int node, int step, bool isVertical) =>
        times[node - step] != PackedTime.Unreached && times[node + step] != PackedTime.Unreached
        && index.Links.IsCrossed(LinkCrossings.Link(node - step, isVertical), out _) && index.Links.IsCrossed(LinkCrossings.Link(node, isVertical), out _);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Gap(int Node, bool IsAcrossColumns, bool IsAcrossRows);
}
