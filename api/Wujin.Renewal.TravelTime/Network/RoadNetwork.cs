using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// The index: everything about the roads that does not depend on speeds or on a question. Immutable; safe to share among threads. Speeds are the
/// <see cref="EdgeTimes"/> of a profile, questions are queries of their own.
/// </summary>
/// <remarks>Edges are numbered 2·segment + direction (0 as drawn, 1 against); every per-edge array has <see cref="EdgeCount"/> entries.</remarks>
public sealed class RoadNetwork
{
    /// <summary>Where roads meet or end.</summary>
    public required Column<Position> Junctions { get; init; }

    /// <summary>What each junction is besides.</summary>
    public required Column<JunctionTraits> JunctionTraits { get; init; }

    /// <summary>Roads between junctions.</summary>
    public required Column<Segment> Segments { get; init; }

    /// <summary>Points of all segments, junctions included.</summary>
    public required Column<Position> Points { get; init; }

    /// <summary>What each edge is besides its segment.</summary>
    public required Column<EdgeTraits> EdgeTraits { get; init; }

    /// <summary>Names of roads; the first is empty.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>What cannot be crossed on foot.</summary>
    public required Obstacles Obstacles { get; init; }

    /// <summary>States and turns, one graph for each <see cref="TravelMode"/> in order of its number.</summary>
    public required IReadOnlyList<TurnGraph> TurnGraphs { get; init; }

    /// <summary>Speeds, one for each <see cref="Profile"/> in order of its number.</summary>
    public required IReadOnlyList<EdgeTimes> Times { get; init; }

    /// <summary>
    /// Which modes have a segment in their large component (bit = number of the mode): where origins and destinations may snap. It can be reached from
    /// nearly everywhere and nearly everywhere can be reached from it.
    /// </summary>
    public required Column<byte> LargeComponent { get; init; }

    /// <summary>How many edges: twice the segments.</summary>
    public int EdgeCount => Segments.Length * 2;

    /// <summary>The points of a segment as drawn, both junctions included.</summary>
    public ReadOnlySpan<Position> Shape(int segment)
    {
        ref readonly var s = ref Segments.Span[segment];
        return Points.Span.Slice(s.FirstPoint, s.PointCount);
    }

    /// <summary>The junction where an edge begins.</summary>
    public int Tail(int edge)
    {
        ref readonly var s = ref Segments.Span[edge >> 1];
        return (edge & 1) == 0 ? s.From : s.To;
    }

    /// <summary>The junction where an edge ends.</summary>
    public int Head(int edge) => Tail(edge ^ 1);
}
