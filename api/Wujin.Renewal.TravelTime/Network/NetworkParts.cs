namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Roads in their final order, before turns are worked out.</summary>
internal sealed record NetworkParts(
    Position[] Junctions,
    JunctionTraits[] JunctionTraits,
    Segment[] Segments,
    Position[] Points,
    ModeSet[] Modes,
    EdgeTraits[] EdgeTraits,
    IReadOnlyList<ForbiddenPath> Forbidden)
{
    public int EdgeCount => Segments.Length * 2;

    public JunctionEdges Out { get; } = new(Segments, Junctions.Length);

    public ushort[] Bearings { get; } = EdgeBearings.AtBeginning(Segments, Points);

    public int Head(int edge) => (edge & 1) == 0 ? Segments[edge >> 1].To : Segments[edge >> 1].From;
}
