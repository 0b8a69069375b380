using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>From a road to a node of a cell it passes through.</summary>
/// <param name="Node">The node.</param>
/// <param name="Share">Where one gets off: along the drawing of the segment, in 1/65536, at most 65535.</param>
/// <param name="Walk">How long the walk is, in units of <see cref="PackedTime"/>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AccessPoint(int Node, ushort Share, ushort Walk);

/// <summary>The nodes that a segment touches.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NodeBox(ushort West, ushort South, ushort East, ushort North);

/// <summary>
/// Where one gets from each segment to the lattice: for every cell it passes through, the nearest place on it for each of the four corners. Made once for a
/// network and a cell size, 8 bytes an access point.
/// </summary>
/// <param name="FirstPoint">Where the points of each segment begin; one entry more than segments.</param>
/// <param name="Points">The points. A segment that nobody gets off has none.</param>
/// <param name="Boxes">By segment.</param>
internal sealed record AccessTable(int[] FirstPoint, AccessPoint[] Points, NodeBox[] Boxes);
