using System.Runtime.InteropServices;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>One straight piece of an obstacle, in cells of a lattice.</summary>
internal readonly record struct ObstaclePiece(double Ax, double Ay, double Bx, double By)
{
    /// <summary>Whether the straight walk between two places crosses or touches it.</summary>
    public bool Crosses(double px, double py, double qx, double qy)
    {
        var (dx, dy) = (qx - px, qy - py);
        var sideA = (dx * (Ay - py)) - (dy * (Ax - px));
        var sideB = (dx * (By - py)) - (dy * (Bx - px));
        if (sideA * sideB > 0)
        {
            return false;
        }

        var (ex, ey) = (Bx - Ax, By - Ay);
        var sideP = (ex * (py - Ay)) - (ey * (px - Ax));
        var sideQ = (ex * (qy - Ay)) - (ey * (qx - Ax));
        return sideP * sideQ <= 0 && (sideA != sideB || sideP != sideQ);
    }
}

/// <summary>The obstacles of a network in cells of a lattice, found by cell.</summary>
internal sealed class ObstaclePieces
{
    private readonly Dictionary<int, List<int>> _byCell = [];
    private readonly int _width;

    public ObstaclePieces(Obstacles obstacles, Lattice lattice)
    {
        _width = lattice.Width;
        var pieces = new List<ObstaclePiece>(obstacles.Points.Length);
        for (var line = 0; line < obstacles.Count; line++)
        {
            var points = obstacles.Line(line);
            for (var i = 1; i < points.Length; i++)
            {
                var piece = new ObstaclePiece(
                    lattice.Column(points[i - 1]), lattice.Row(points[i - 1]), lattice.Column(points[i]), lattice.Row(points[i]));
                if (Clip(lattice, piece) is { } within)
                {
                    pieces.Add(within);
                }
            }
        }

        Pieces = [.. pieces];
        for (var p = 0; p < Pieces.Length; p++)
        {
            Register(p);
        }
    }

    public ObstaclePiece[] Pieces { get; }

    /// <summary>Whether a walk within one cell, its border included, crosses an obstacle.</summary>
    /// <param name="cellX">Column of the cell's western nodes.</param>
    /// <param name="cellY">Row of its southern nodes.</param>
    /// <param name="px">From, eastwards.</param>
    /// <param name="py">From, northwards.</param>
    /// <param name="qx">To, eastwards.</param>
    /// <param name="qy">To, northwards.</param>
    public bool Block(int cellX, int cellY, double px, double py, double qx, double qy)
    {
        if (!_byCell.TryGetValue((cellY * _width) + cellX, out var near))
        {
            return false;
        }

        foreach (var p in CollectionsMarshal.AsSpan(near))
        {
            if (Pieces[p].Crosses(px, py, qx, qy))
            {
                return true;
            }
        }

        return false;
    }

    // Obstacles reach beyond the roads; what is off the lattice can block nothing on it (Liang and Barsky, ACM TOG 3, 1984).
    private static ObstaclePiece? Clip(Lattice lattice, in ObstaclePiece p)
    {
        var pad = lattice.Reach + 1;
        var (dx, dy) = (p.Bx - p.Ax, p.By - p.Ay);
        var (from, to) = (0.0, 1.0);
        ReadOnlySpan<(double Step, double Room)> sides =
            [(-dx, p.Ax - pad), (dx, lattice.Width - pad - p.Ax), (-dy, p.Ay - pad), (dy, lattice.Height - pad - p.Ay)];
        foreach (var (step, room) in sides)
        {
            if (step == 0 && room < 0)
            {
                return null;
            }

            from = step < 0 ? Math.Max(from, room / step) : from;
            to = step > 0 ? Math.Min(to, room / step) : to;
        }

        return from >= to ? null
            : from == 0 && to == 1 ? p
            : new ObstaclePiece(p.Ax + (from * dx), p.Ay + (from * dy), p.Ax + (to * dx), p.Ay + (to * dy));
    }

    private void Register(int number)
    {
        var p = Pieces[number];
        CellWalk.Over(p.Ax, p.Ay, p.Bx, p.By, (x, y, _, _) =>
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_byCell, (y * _width) + x, out _);
            (list ??= []).Add(number);
        });
    }
}
