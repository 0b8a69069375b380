namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Where the border of a limit crosses the link between a node inside and its neighbour outside. For a given link the place depends on the limit alone and only moves
/// outwards as that grows, so the borders of two limits never cross; it rests on nothing later than the limit and a walk over one cell.
/// </summary>
/// <remarks>
/// The first of: where time runs out, walking on from the node or towards the sooner neighbour; where the longest walk ends; where an obstacle stands.
/// </remarks>
internal sealed class BorderCrossing
{
    private readonly TimeSurface _surface;
    private readonly IReadOnlyList<OriginCell> _origins;
    private readonly double _millisecondsPerMetre;
    private readonly double _capMetres;
    private readonly float _edge;

    public BorderCrossing(TimeSurface surface, IReadOnlyList<OriginCell> origins)
    {
        (_surface, _origins) = (surface, origins);
        _millisecondsPerMetre = surface.Index.Walk.MillisecondsPerMetre;
        _capMetres = surface.Index.Walk.CapMetres;
        _edge = (float)Math.Max(1 / 64.0, 0.75 / surface.Index.Lattice.CellMetres);
    }

    /// <summary>The place, from the inside node (0) to the outside one (1); never on either, so that rounding to 10⁻⁶ degrees keeps it between them.</summary>
    /// <param name="x">Column of the inside node.</param>
    /// <param name="y">Row of the inside node.</param>
    /// <param name="dx">Step to the outside node.</param>
    /// <param name="dy">Step to the outside node.</param>
    /// <param name="limitMilliseconds">The limit.</param>
    public float Share(int x, int y, int dx, int dy, uint limitMilliseconds)
    {
        var lattice = _surface.Index.Lattice;
        var node = (y * lattice.Width) + x;
        var neighbour = node + (dy * lattice.Width) + dx;
        var isBackward = dx + dy < 0;
        var link = LinkCrossings.Link(isBackward ? neighbour : node, dy != 0);
        var bank = 1f;
        if (_surface.Index.Links.IsCrossed(link, out var shares))
        {
            bank = isBackward ? 1 - shares.Last : shares.First;
            if (IsSideOfOrigin(Math.Min(x, x + dx), Math.Min(y, y + dy), dy != 0))
            {
                return Math.Clamp(bank, _edge, 1 - _edge);
            }
        }

        var share = Math.Min(bank, Open(node, neighbour, dy == 0 ? lattice.EastMetres(y) : lattice.NorthMetres(y), bank < 1, limitMilliseconds));
        return Math.Clamp(share, _edge, 1 - _edge);
    }

    private float Open(int node, int neighbour, float cellMetres, bool isCrossed, uint limit)
    {
        var times = _surface.Times;
        var (here, there) = (times[node], times[neighbour]);
        var left = (double)limit - PackedTime.Milliseconds(here);
        if (left < 0)
        {
            // Inside only because the origin stands here.
            return 0;
        }

        // Less than one cell's walk below the cap, and the neighbour would be reached as well: only time ends there.
        var walked = PackedTime.WalkMetres(here);
        var (metres, room) = ((double)cellMetres, double.MaxValue);
        if (walked + cellMetres > _capMetres)
        {
            metres = Math.Max(1, _surface.WalkedOnTo(node, neighbour) - walked);
            room = Math.Max(0, _capMetres - walked);
        }

        var span = metres * _millisecondsPerMetre;
        if (!isCrossed && there < PackedTime.Unreached)
        {
            span = Math.Min(span, Math.Max(1, (double)PackedTime.Milliseconds(there) - PackedTime.Milliseconds(here)));
        }

        return (float)Math.Min(left / span, room / metres);
    }

    private bool IsSideOfOrigin(int x, int y, bool isVertical)
    {
        foreach (var origin in _origins)
        {
            if (origin.HasSide(x, y, isVertical))
            {
                return true;
            }
        }

        return false;
    }
}
