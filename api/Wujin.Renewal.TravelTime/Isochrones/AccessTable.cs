using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>The nodes that a segment touches.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NodeBox(ushort West, ushort South, ushort East, ushort North);

/// <summary>
/// Where one gets from each segment to the lattice: for every cell it passes through, the nearest place on it for each of the four corners. Made once for a
/// network and a cell size, 8 bytes an access point.
/// </summary>
/// <param name="FirstPoint">Where the points of each segment begin; one entry more than segments.</param>
/// <param name="Nodes">The node of each point, and seven entries more, so that eight can be read anywhere. A segment that nobody gets off has no points.</param>
/// <param name="ShareWalks">
/// Lower half: where one gets off, along the drawing of the segment, in 1/65536, at most 65535. Upper half: how long the walk is, in units of
/// <see cref="PackedTime"/>. Seven entries more.
/// </param>
/// <param name="Boxes">By segment.</param>
internal sealed record AccessTable(int[] FirstPoint, int[] Nodes, uint[] ShareWalks, NodeBox[] Boxes)
{
    /// <summary>How many entries follow the last point.</summary>
    public const int More = 7;

    /// <summary>This table, and behind it the segments of another.</summary>
    public AccessTable With(AccessTable more)
    {
        var points = FirstPoint[^1];
        return new AccessTable(
            [.. FirstPoint, .. more.FirstPoint.Skip(1).Select(p => points + p)],
            [.. Nodes.AsSpan(0, points), .. more.Nodes],
            [.. ShareWalks.AsSpan(0, points), .. more.ShareWalks],
            [.. Boxes, .. more.Boxes]);
    }
}
