namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Which steps of a <see cref="WalkWindow"/> an obstacle blocks: for each group of 8 nodes near one, a byte a step, a bit a node. A walk between two nodes is thus a
/// straight line that crosses nothing; it never creeps round the end of a bank.
/// </summary>
internal sealed class WalkBarriers
{
    /// <summary>Nodes that are spread together: the 32-bit lanes of a 256-bit vector.</summary>
    public const int GroupNodes = 8;

    private readonly int _steps;
    private readonly int[] _slotOfGroup;
    private readonly byte[] _blocked;

    public WalkBarriers(Lattice lattice, WalkWindow window, ObstaclePieces obstacles)
    {
        _steps = window.Steps.Length;
        _slotOfGroup = new int[lattice.NodeCount / GroupNodes];
        var slots = 0;
        foreach (var piece in obstacles.Pieces)
        {
            slots = Reserve(lattice, piece, slots);
        }

        _blocked = new byte[checked(slots * _steps)];
        var half = Enumerable.Range(0, _steps).Where(k => window.Steps[k] is { Dy: > 0 } or { Dy: 0, Dx: > 0 }).ToArray();
        foreach (var piece in obstacles.Pieces)
        {
            foreach (var k in half)
            {
                Block(lattice, window, piece, k);
            }
        }
    }

    /// <summary>Whether no obstacle is near a group.</summary>
    /// <param name="group">Its first node, divided by 8.</param>
    /// <param name="blocked">Otherwise a byte a step: bit n is set where node n of the group cannot be walked to from the node a step further.</param>
    public bool IsOpen(int group, out ReadOnlySpan<byte> blocked)
    {
        var slot = _slotOfGroup[group] - 1;
        blocked = slot < 0 ? default : _blocked.AsSpan(slot * _steps, _steps);
        return slot < 0;
    }

    /// <summary>Whether a step from a node is blocked.</summary>
    public bool IsBlocked(int node, int step) =>
        !IsOpen(node / GroupNodes, out var blocked) && (blocked[step] >> (node % GroupNodes) & 1) != 0;

    private int Reserve(Lattice lattice, in ObstaclePiece p, int slots)
    {
        var (west, east) = ((int)Math.Min(p.Ax, p.Bx) - lattice.Reach, (int)Math.Max(p.Ax, p.Bx) + lattice.Reach + 1);
        var (south, north) = ((int)Math.Min(p.Ay, p.By) - lattice.Reach, (int)Math.Max(p.Ay, p.By) + lattice.Reach + 1);
        for (var y = south; y <= north; y++)
        {
            for (var g = ((y * lattice.Width) + west) / GroupNodes; g <= ((y * lattice.Width) + east) / GroupNodes; g++)
            {
                if (_slotOfGroup[g] == 0)
                {
                    _slotOfGroup[g] = ++slots;
                }
            }
        }

        return slots;
    }

    // The nodes from which a step crosses the piece fill a parallelogram: the piece, moved back along the step.
    private void Block(Lattice lattice, WalkWindow window, in ObstaclePiece p, int step)
    {
        var (dx, dy) = window.Steps[step];
        var back = window.IndexOf(-dx, -dy);
        ReadOnlySpan<(double X, double Y)> corners = [(p.Ax, p.Ay), (p.Bx, p.By), (p.Bx - dx, p.By - dy), (p.Ax - dx, p.Ay - dy)];
        var south = (int)Math.Ceiling(Math.Min(p.Ay, p.By) - dy);
        var north = (int)Math.Floor(Math.Max(p.Ay, p.By));
        for (var y = south; y <= north; y++)
        {
            var (west, east) = RowOf(corners, y);
            for (var x = (int)Math.Ceiling(west - 1e-9); x <= east + 1e-9; x++)
            {
                var node = (y * lattice.Width) + x;
                Set(node, step);
                Set(node + window.NodeOffsets[step], back);
            }
        }
    }

    private static (double West, double East) RowOf(ReadOnlySpan<(double X, double Y)> corners, int y)
    {
        var (west, east) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < corners.Length; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
            if (Math.Min(a.Y, b.Y) > y || Math.Max(a.Y, b.Y) < y)
            {
                continue;
            }

            var x = a.Y == b.Y ? a.X : a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X));
            var other = a.Y == b.Y ? b.X : x;
            (west, east) = (Math.Min(west, Math.Min(x, other)), Math.Max(east, Math.Max(x, other)));
        }

        return (west, east);
    }

    private void Set(int node, int step) =>
        _blocked[((_slotOfGroup[node / GroupNodes] - 1) * _steps) + step] |= (byte)(1 << (node % GroupNodes));
}
