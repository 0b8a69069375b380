using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// How long it takes to or from every node of a lattice: what isochrones, grids and comparisons are drawn from. It lives in the workspace of the
/// <see cref="SurfaceQuery"/> that made it, until that runs again.
/// </summary>
public sealed class TimeSurface
{
    private readonly int[] _seeds;
    private readonly int[] _times;

    internal TimeSurface(SurfaceIndex index, int[] seeds, int[] times, NodeWindow window, IReadOnlyList<Position> origins, bool isTowards)
    {
        (Index, _seeds, _times, Window, Origins, IsTowards) = (index, seeds, times, window, origins, isTowards);
    }

    /// <summary>What it was made with.</summary>
    public SurfaceIndex Index { get; }

    /// <summary>Where the times are taken from, or to.</summary>
    public IReadOnlyList<Position> Origins { get; }

    /// <summary>False: from the origin. True: towards it.</summary>
    public bool IsTowards { get; }

    /// <summary>The nodes that may be reached; all others are not.</summary>
    internal NodeWindow Window { get; }

    /// <summary>Packed times by node, within <see cref="Window"/>; beyond it, whatever was there before.</summary>
    internal ReadOnlySpan<int> Times => _times;

    /// <summary>The time of a node in milliseconds, or null where it is not reached.</summary>
    /// <param name="x">Column.</param>
    /// <param name="y">Row.</param>
    public uint? MillisecondsAt(int x, int y)
    {
        var isInside = x >= Window.West && x < Window.East && y >= Window.South && y < Window.North;
        var packed = isInside ? _times[(y * Index.Lattice.Width) + x] : PackedTime.Unreached;
        return packed < PackedTime.Unreached ? PackedTime.Milliseconds(packed) : null;
    }

    /// <summary>Copies the part that is reached.</summary>
    public TimeGrid ToGrid()
    {
        var (west, south, east, north) = Trim();
        var seconds = new float[(east - west) * (north - south)];
        for (var y = south; y < north; y++)
        {
            for (var x = west; x < east; x++)
            {
                seconds[((y - south) * (east - west)) + x - west] = MillisecondsAt(x, y) is { } ms ? ms / 1000f : float.NaN;
            }
        }

        return new TimeGrid(Index.Lattice, west, south, east - west, north - south, seconds);
    }

    /// <summary>
    /// The metres walked at a node if one went on there from the road place by which another node is reached: how the border is drawn where the cap of the walk ends it.
    /// </summary>
    /// <param name="node">The reached node.</param>
    /// <param name="neighbour">The node next to it.</param>
    internal double WalkedOnTo(int node, int neighbour)
    {
        var lattice = Index.Lattice;
        var (y, x) = Math.DivRem(node, lattice.Width);
        var (ny, nx) = Math.DivRem(neighbour, lattice.Width);
        var source = SourceOf(node);
        var (sy, sx) = Math.DivRem(source, lattice.Width);
        var (east, north) = (lattice.EastMetres(y), lattice.NorthMetres(y));
        double Metres(int column, int row) => Math.Sqrt(Math.Pow((column - sx) * east, 2) + Math.Pow((row - sy) * north, 2));
        return PackedTime.WalkMetres(_times[node]) + Metres(nx, ny) - Metres(x, y);
    }

    // The node beside a road whose time a node has.
    private int SourceOf(int node)
    {
        var window = Index.Window;
        if (_seeds[node] == _times[node])
        {
            return node;
        }

        var costs = window.Costs(node / Index.Lattice.Width);
        // It is far away: otherwise nobody asks.
        for (var k = costs.Length - 1; k >= 0; k--)
        {
            var from = node + window.NodeOffsets[k];
            if (_seeds[from] < PackedTime.Unreached && _seeds[from] + costs[k] == _times[node] && !Index.Barriers.IsBlocked(node, k))
            {
                return from;
            }
        }

        return node;
    }

    private NodeWindow Trim()
    {
        var found = NodeWindow.Nothing;
        for (var y = Window.South; y < Window.North; y++)
        {
            var row = Times.Slice((y * Index.Lattice.Width) + Window.West, Math.Max(0, Window.East - Window.West));
            var first = row.IndexOfAnyInRange(0, PackedTime.Unreached - 1);
            if (first >= 0)
            {
                var last = row.LastIndexOfAnyInRange(0, PackedTime.Unreached - 1);
                found = found.With(new NodeBox((ushort)(Window.West + first), (ushort)y, (ushort)(Window.West + last), (ushort)y));
            }
        }

        return found.IsEmpty ? default : found;
    }
}
