using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// The polygons of one limit: closed rings of points in 10⁻⁶ degrees, exteriors anticlockwise, holes clockwise (RFC 7946, 3.1.6). Reusable buffer, filled by a
/// <see cref="IsochroneTracer"/>.
/// </summary>
public sealed class IsochroneShape
{
    private readonly List<(int LonE6, int LatE6)> _points = new(4096);
    private readonly List<Ring> _rings = new(256);

    /// <summary>The limit in milliseconds.</summary>
    public uint LimitMilliseconds { get; internal set; }

    /// <summary>The area on the ellipsoid in m², holes left out.</summary>
    public double AreaSquareMetres { get; internal set; }

    /// <summary>The rings.</summary>
    internal ReadOnlySpan<Ring> Rings => CollectionsMarshal.AsSpan(_rings);

    internal List<(int LonE6, int LatE6)> Points => _points;

    internal void Clear(uint limit)
    {
        _points.Clear();
        _rings.Clear();
        (LimitMilliseconds, AreaSquareMetres) = (limit, 0);
    }

    internal void Add(in Ring ring) => _rings.Add(ring);

    /// <summary>The points of a ring, the first not repeated.</summary>
    internal ReadOnlySpan<(int LonE6, int LatE6)> PointsOf(in Ring ring) => CollectionsMarshal.AsSpan(_points).Slice(ring.First, ring.Count);

    /// <summary>One ring.</summary>
    /// <param name="First">Its first point.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Exterior">Number of the exterior ring that it is a hole in; its own for an exterior.</param>
    internal readonly record struct Ring(int First, int Count, int Exterior);
}
