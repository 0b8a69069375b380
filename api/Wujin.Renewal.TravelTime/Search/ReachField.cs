using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>The answer of a one-to-all search, by edge: what reached lines, the time surface and isochrones are drawn from.</summary>
/// <param name="Network">The roads.</param>
/// <param name="EdgeMilliseconds">How long each edge takes (of the profile, or of a scenario's overlay).</param>
/// <param name="Labels">
/// By edge, milliseconds between the origin and the edge's beginning, the least over its states; <see cref="Unreached"/> where there is no way or it is beyond the limit.
/// From an origin, a place at fraction f of edge e is reached at <c>Labels[e] + f·EdgeMilliseconds[e]</c>; towards a destination it takes
/// <c>Labels[e] - f·EdgeMilliseconds[e]</c>.
/// </param>
/// <param name="IsTowards">False: from the origin. True: towards it.</param>
/// <param name="Starts">The places on edges where the search began; on such an edge the part before (towards: behind) the place is not covered by it.</param>
public sealed record ReachField(RoadNetwork Network, Column<uint> EdgeMilliseconds, ReadOnlyMemory<uint> Labels, bool IsTowards, IReadOnlyList<EdgePlace> Starts)
{
    /// <summary>The label of an edge that is not reached.</summary>
    public const uint Unreached = int.MaxValue;
}

/// <summary>A place on an edge, and the time already spent when there (walking to the road).</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Fraction">Along the edge in its own direction, 0 to 1.</param>
/// <param name="Milliseconds">Already spent.</param>
public readonly record struct EdgePlace(int Edge, double Fraction, uint Milliseconds);
