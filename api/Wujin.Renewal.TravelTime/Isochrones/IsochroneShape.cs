using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

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

    /// <summary>A copy as a geometry in EPSG:4326, degrees; exteriors anticlockwise.</summary>
    public MultiPolygon ToGeometry()
    {
        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        var holes = new List<LinearRing>[Rings.Length];
        var shells = new LinearRing?[Rings.Length];
        for (var r = 0; r < Rings.Length; r++)
        {
            var ring = factory.CreateLinearRing(CoordinatesOf(Rings[r]));
            var exterior = Rings[r].Exterior;
            shells[r] = exterior == r ? ring : null;
            holes[r] = [];
            if (exterior != r)
            {
                holes[exterior].Add(ring);
            }
        }

        return factory.CreateMultiPolygon(
            [.. shells.Select((shell, r) => shell is null ? null : factory.CreatePolygon(shell, [.. holes[r]])).OfType<Polygon>()]);
    }

    internal void Clear(uint limit)
    {
        _points.Clear();
        _rings.Clear();
        (LimitMilliseconds, AreaSquareMetres) = (limit, 0);
    }

    internal void Add(in Ring ring) => _rings.Add(ring);

    /// <summary>The points of a ring, the first not repeated.</summary>
    internal ReadOnlySpan<(int LonE6, int LatE6)> PointsOf(in Ring ring) => CollectionsMarshal.AsSpan(_points).Slice(ring.First, ring.Count);

    private Coordinate[] CoordinatesOf(in Ring ring)
    {
        var points = PointsOf(ring);
        var coordinates = new Coordinate[points.Length + 1];
        for (var i = 0; i < points.Length; i++)
        {
            coordinates[i] = new Coordinate(points[i].LonE6 / 1e6, points[i].LatE6 / 1e6);
        }

        coordinates[^1] = coordinates[0].Copy();
        return coordinates;
    }

    /// <summary>One ring.</summary>
    /// <param name="First">Its first point.</param>
    /// <param name="Count">How many.</param>
    /// <param name="Exterior">Number of the exterior ring that it is a hole in; its own for an exterior.</param>
    internal readonly record struct Ring(int First, int Count, int Exterior);
}
