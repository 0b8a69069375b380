namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Where obstacles cross the links between neighbouring nodes: there the border of an isochrone follows the bank.</summary>
internal sealed class LinkCrossings
{
    private readonly ulong[] _isCrossed;
    private readonly int[] _links;
    private readonly (float First, float Last)[] _shares;

    public LinkCrossings(Lattice lattice, ObstaclePieces obstacles)
    {
        var found = new Dictionary<int, (float First, float Last)>();
        foreach (var p in obstacles.Pieces)
        {
            Cross(p.Ax, p.Ay, p.Bx, p.By, (x, row) => Note(found, Link((row * lattice.Width) + (int)Math.Floor(x), isVertical: false), x));
            Cross(p.Ay, p.Ax, p.By, p.Bx, (y, column) => Note(found, Link(((int)Math.Floor(y) * lattice.Width) + column, isVertical: true), y));
        }

        _isCrossed = new ulong[((lattice.NodeCount * 2) + 63) / 64];
        _links = [.. found.Keys.Order()];
        _shares = Array.ConvertAll(_links, link => found[link]);
        foreach (var link in _links)
        {
            _isCrossed[link >> 6] |= 1ul << (link & 63);
        }
    }

    /// <summary>The links that are crossed, ascending.</summary>
    public ReadOnlySpan<int> Crossed => _links;

    /// <summary>Number of the link from a node eastwards or northwards.</summary>
    public static int Link(int node, bool isVertical) => (node * 2) + (isVertical ? 1 : 0);

    /// <summary>Whether an obstacle crosses a link, and where: the crossing nearest its western or southern node, and the one nearest the other, 0 to 1.</summary>
    public bool IsCrossed(int link, out (float First, float Last) shares)
    {
        shares = default;
        if ((_isCrossed[link >> 6] >> (link & 63) & 1) == 0)
        {
            return false;
        }

        shares = _shares[Array.BinarySearch(_links, link)];
        return true;
    }

    private static void Cross(double ax, double ay, double bx, double by, Action<double, int> note)
    {
        var last = (int)Math.Floor(Math.Max(ay, by));
        for (var row = (int)Math.Ceiling(Math.Min(ay, by)); row <= last; row++)
        {
            if (ay == by)
            {
                // Along the line itself: only its ends are crossings.
                note(ax, row);
                note(bx, row);
                return;
            }

            note(ax + ((row - ay) / (by - ay) * (bx - ax)), row);
        }
    }

    private static void Note(Dictionary<int, (float First, float Last)> found, int link, double place)
    {
        var share = (float)(place - Math.Floor(place));
        found[link] = found.TryGetValue(link, out var known) ? (Math.Min(known.First, share), Math.Max(known.Last, share)) : (share, share);
    }
}
