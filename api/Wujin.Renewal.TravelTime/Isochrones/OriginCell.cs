namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// The cell an origin stands in. It is inside at any limit, so that the origin is, however short the limit: all its corners that one can walk to without crossing an
/// obstacle; where the straight line between the banks would still leave the origin outside, all four.
/// </summary>
internal sealed class OriginCell
{
    /// <summary>By how much of a cell the origin must be inside: more than rounding moves the border.</summary>
    private const double Margin = 0.05;

    private readonly int _x;
    private readonly int _y;
    private readonly int _pinned;

    private OriginCell(int x, int y, int pinned) => (_x, _y, _pinned) = (x, y, pinned);

    /// <summary>Finds the cells of the origins of a surface.</summary>
    public static IReadOnlyList<OriginCell> Of(TimeSurface surface)
    {
        var cells = new List<OriginCell>(surface.Origins.Count);
        foreach (var origin in surface.Origins)
        {
            var (column, row) = (surface.Index.Lattice.Column(origin), surface.Index.Lattice.Row(origin));
            var (x, y) = ((int)Math.Floor(column), (int)Math.Floor(row));
            var window = surface.Window;
            if (x > window.West && y > window.South && x + 2 < window.East && y + 2 < window.North)
            {
                cells.Add(new OriginCell(x, y, Pinned(surface.Index, x, y, column, row)));
            }
        }

        return cells;
    }

    /// <summary>Puts its corners inside.</summary>
    public void MarkInside(InsideNodes nodes)
    {
        for (var corner = 0; corner < 4; corner++)
        {
            if ((_pinned >> corner & 1) != 0)
            {
                nodes.Mark(_x + (corner & 1), _y + (corner >> 1));
            }
        }
    }

    /// <summary>Whether a link is a side of this cell.</summary>
    public bool HasSide(int x, int y, bool isVertical) => isVertical
        ? y == _y && (x == _x || x == _x + 1)
        : x == _x && (y == _y || y == _y + 1);

    private static int Pinned(SurfaceIndex index, int x, int y, double column, double row)
    {
        var seen = 0;
        for (var corner = 0; corner < 4; corner++)
        {
            if (!index.Obstacles.Block(x, y, column, row, x + (corner & 1), y + (corner >> 1)))
            {
                seen |= 1 << corner;
            }
        }

        // Two opposite corners alone would be drawn apart.
        return seen is not (0 or 0b1001 or 0b0110) && IsWithin(index, x, y, seen, column - x, row - y) ? seen : 0b1111;
    }

    // Inside the polygon of the seen corners and the banks on the sides: left of every piece of its outline.
    private static bool IsWithin(SurfaceIndex index, int x, int y, int seen, double px, double py)
    {
        Span<(double X, double Y)> outline = stackalloc (double, double)[8];
        var count = 0;
        ReadOnlySpan<int> round = [0, 1, 3, 2];
        for (var i = 0; i < 4; i++)
        {
            var (a, b) = (round[i], round[(i + 1) % 4]);
            if ((seen >> a & 1) != 0)
            {
                outline[count++] = (a & 1, a >> 1);
            }

            if ((seen >> a & 1) != (seen >> b & 1))
            {
                var share = BankShare(index, x, y, a, b, (seen >> a & 1) != 0);
                outline[count++] = ((a & 1) + (share * ((b & 1) - (a & 1))), (a >> 1) + (share * ((b >> 1) - (a >> 1))));
            }
        }

        var isWithin = count >= 3;
        for (var i = 0; i < count; i++)
        {
            var (p, q) = (outline[i], outline[(i + 1) % count]);
            isWithin &= ((q.X - p.X) * (py - p.Y)) - ((q.Y - p.Y) * (px - p.X)) > (IsSide(p, q) ? -1e-9 : Margin);
        }

        return isWithin;
    }

    private static bool IsSide((double X, double Y) p, (double X, double Y) q) => (p.X == q.X && p.X is 0 or 1) || (p.Y == q.Y && p.Y is 0 or 1);

    private static double BankShare(SurfaceIndex index, int x, int y, int a, int b, bool isFromA)
    {
        var least = Math.Min(a, b);
        var isVertical = Math.Abs(a - b) == 2;
        var link = LinkCrossings.Link(((y + (least >> 1)) * index.Lattice.Width) + x + (least & 1), isVertical);
        if (!index.Links.IsCrossed(link, out var shares))
        {
            return isFromA ? 0 : 1;
        }

        // From the inside corner to the first bank it meets; shares count from the western or southern corner.
        var inside = isFromA ? a : b;
        var share = inside == least ? shares.First : shares.Last;
        return a == least ? share : 1 - share;
    }
}
