using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Draws land that grew plot by plot, such as a park or farmland: cells of an uneven grid joined side by side, its outer corners cut.
/// In (u, v) around (0, 0).
/// </summary>
internal static class PatchShape
{
    private const double Unevenness = 0.11;
    private static readonly (int, int)[] Sides = [(1, 0), (-1, 0), (0, 1), (0, -1)];

    /// <summary>One polygon of about the given area.</summary>
    /// <param name="areaM2">Its area.</param>
    /// <param name="cells">How many cells it is joined of; more make it more irregular.</param>
    /// <param name="random">Decides the shape.</param>
    public static Polygon[] Draw(double areaM2, int cells, SeededRandom random) =>
        Scaled(Joined(Grow(cells, random), random, gapMetres: 0, Math.Sqrt(areaM2 / cells)), areaM2);

    /// <summary>One polygon around a hole, a village that stays.</summary>
    public static Polygon[] DrawRing(double areaM2, SeededRandom random)
    {
        HashSet<(int, int)> cells = [.. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 3) where (i, j) != (1, 1) select (i, j)];
        cells.Add(random.Pick([(3, 0), (3, 1), (0, 3), (-1, 2)]));
        return Scaled(Joined(cells, random, gapMetres: 0, Math.Sqrt(areaM2 / cells.Count)), areaM2);
    }

    /// <summary>Two polygons with a road or a canal between them.</summary>
    public static Polygon[] DrawPair(double areaM2, int cells, double gapMetres, SeededRandom random)
    {
        var left = Grow(cells - (cells / 2), random);
        var right = Grow(cells / 2, random);
        var reach = left.Max(c => c.I);
        var (row, first) = (left.First(c => c.I == reach).J, right.Min(c => c.I));
        var rowOfFirst = right.First(c => c.I == first).J;
        HashSet<(int I, int J)> all = [.. left, .. right.Select(c => (c.I - first + reach + 1, c.J - rowOfFirst + row))];
        return Scaled(Joined(all, random, gapMetres, Math.Sqrt(areaM2 / cells), cutAfter: reach), areaM2);
    }

    private static HashSet<(int I, int J)> Grow(int count, SeededRandom random)
    {
        List<(int I, int J)> order = [(0, 0)];
        HashSet<(int I, int J)> cells = [(0, 0)];
        while (cells.Count < count)
        {
            var (i, j) = random.Pick(order);
            var (di, dj) = random.Pick(Sides);
            if (cells.Add((i + di, j + dj)))
            {
                order.Add((i + di, j + dj));
            }
        }

        return cells;
    }

    // Corners of cells are moved a little, the same for all cells that share one, so that the union is exact.
    private static Polygon[] Joined(
        HashSet<(int I, int J)> cells, SeededRandom random, double gapMetres, double cellMetres, int cutAfter = int.MaxValue)
    {
        var corners = new Dictionary<(int, int, bool), Coordinate>();
        Coordinate CornerAt(int i, int j, bool isBeyond)
        {
            if (!corners.TryGetValue((i, j, isBeyond), out var corner))
            {
                var isAtCut = cutAfter != int.MaxValue && i == cutAfter + 1;
                corner = new Coordinate(
                    ((i + (isAtCut ? 0 : Unevenness * random.Bell())) * cellMetres) + (isBeyond ? gapMetres : 0),
                    (j + (Unevenness * random.Bell())) * cellMetres);
                corners.Add((i, j, isBeyond), corner);
            }

            return corner;
        }

        var squares = cells.OrderBy(c => c).Select(c =>
        {
            var isBeyond = c.I > cutAfter;
            var start = CornerAt(c.I, c.J, isBeyond);
            return MetricPlane.Metres.CreatePolygon(
            [
                start, CornerAt(c.I + 1, c.J, isBeyond), CornerAt(c.I + 1, c.J + 1, isBeyond), CornerAt(c.I, c.J + 1, isBeyond), start.Copy(),
            ]);
        });
        var union = CoverageUnion.Union(MetricPlane.Metres.CreateGeometryCollection([.. squares]));
        return [.. Enumerable.Range(0, union.NumGeometries).Select(n => CutCorners((Polygon)union.GetGeometryN(n), cellMetres, random))];
    }

    private static Polygon CutCorners(Polygon polygon, double cellMetres, SeededRandom random)
    {
        var old = polygon.Shell.Coordinates;
        var ring = new CoordinateList();
        for (var i = 0; i < old.Length - 1; i++)
        {
            var (before, corner, after) = (old[(i + old.Length - 2) % (old.Length - 1)], old[i], old[i + 1]);
            if (random.Chance(0.35))
            {
                ring.Add(Towards(corner, before, cellMetres * random.Between(0.08, 0.24)), false);
                ring.Add(Towards(corner, after, cellMetres * random.Between(0.08, 0.24)), false);
            }
            else
            {
                ring.Add(corner, false);
            }
        }

        ring.CloseRing();
        return MetricPlane.Metres.CreatePolygon(MetricPlane.Metres.CreateLinearRing(ring.ToCoordinateArray()), polygon.Holes);
    }

    private static Coordinate Towards(Coordinate from, Coordinate to, double metres)
    {
        var share = metres / from.Distance(to);
        return new Coordinate(from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share));
    }

    private static Polygon[] Scaled(Polygon[] parts, double areaM2)
    {
        var whole = MetricPlane.Metres.CreateMultiPolygon(parts);
        var centre = whole.EnvelopeInternal.Centre;
        var scale = Math.Sqrt(areaM2 / whole.Area);
        LinearRing Move(LinearRing ring) => MetricPlane.Metres.CreateLinearRing(
            Array.ConvertAll(ring.Coordinates, c => new Coordinate((c.X - centre.X) * scale, (c.Y - centre.Y) * scale)));
        return Array.ConvertAll(parts, p => MetricPlane.Metres.CreatePolygon(Move(p.Shell), Array.ConvertAll(p.Holes, Move)));
    }
}
