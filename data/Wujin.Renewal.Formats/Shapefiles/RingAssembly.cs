using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>Puts rings that come without structure together to polygons.</summary>
internal static class RingAssembly
{
    /// <summary>
    /// A ring is a hole where it runs against the direction of outer rings (clockwise, as in shapefiles) and lies inside one; a ring that lies in none is an outer ring
    /// whichever way it runs, because many programs do not care. A hole belongs to the smallest outer ring around it.
    /// </summary>
    /// <param name="rings">At least one ring.</param>
    /// <param name="factory">Makes the result.</param>
    /// <returns>A polygon, or a multipolygon where there are several.</returns>
    public static Geometry Assemble(IReadOnlyList<LinearRing> rings, GeometryFactory factory)
    {
        if (rings.Count == 1)
        {
            return factory.CreatePolygon(rings[0]);
        }

        var outer = rings.Where(r => !r.IsCCW).Select(r => new Shell(r)).ToList();
        var known = outer.Count;
        foreach (var ring in rings.Where(r => r.IsCCW))
        {
            if (outer.Take(known).Where(s => s.Contains(ring)).MinBy(s => s.Extent.Area) is { } around)
            {
                around.Holes.Add(ring);
            }
            else
            {
                outer.Add(new(ring));
            }
        }

        Polygon[] polygons = [.. outer.Select(s => factory.CreatePolygon(s.Ring, [.. s.Holes]))];
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }

    /// <summary>
    /// For rings whose direction means nothing: the largest first, a ring inside an odd number of others is a hole.
    /// </summary>
    /// <param name="rings">At least one ring.</param>
    /// <param name="factory">Makes the result.</param>
    public static Geometry AssembleByNesting(IReadOnlyList<LinearRing> rings, GeometryFactory factory)
    {
        List<(Shell Shell, int Depth)> placed = [];
        foreach (var ring in rings.OrderByDescending(r => Area.OfRing(r.CoordinateSequence)))
        {
            var around = placed.Where(p => p.Shell.Contains(ring)).ToList();
            placed.Add((new(ring), around.Count));
            if (around.Count % 2 == 1)
            {
                around.MaxBy(p => p.Depth).Shell.Holes.Add(ring);
            }
        }

        Polygon[] polygons = [.. placed.Where(p => p.Depth % 2 == 0).Select(p => factory.CreatePolygon(p.Shell.Ring, [.. p.Shell.Holes]))];
        return polygons.Length == 1 ? polygons[0] : factory.CreateMultiPolygon(polygons);
    }

    private sealed class Shell(LinearRing ring)
    {
        public LinearRing Ring { get; } = ring;

        public Envelope Extent { get; } = ring.EnvelopeInternal;

        public List<LinearRing> Holes { get; } = [];

        // The first vertex that is not on the border decides.
        public bool Contains(LinearRing other)
        {
            if (!Extent.Covers(other.EnvelopeInternal))
            {
                return false;
            }

            foreach (var vertex in other.Coordinates)
            {
                var location = PointLocation.LocateInRing(vertex, Ring.Coordinates);
                if (location != Location.Boundary)
                {
                    return location == Location.Interior;
                }
            }

            return false;
        }
    }
}
