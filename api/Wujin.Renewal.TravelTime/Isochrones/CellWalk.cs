namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Goes along a straight line from cell to cell of a lattice.</summary>
internal static class CellWalk
{
    /// <summary>Calls for every cell that the line passes, with the part of the line in it (0 to 1).</summary>
    /// <remarks>A line that runs along or ends on a lattice line may miss the cell beyond: nothing of it lies inside that one.</remarks>
    public static void Over(double ax, double ay, double bx, double by, Action<int, int, double, double> visit)
    {
        var (dx, dy) = (bx - ax, by - ay);
        var (x, y) = ((int)Math.Floor(ax), (int)Math.Floor(ay));
        var (lastX, lastY) = ((int)Math.Floor(bx), (int)Math.Floor(by));
        var (stepX, stepY) = (Math.Sign(dx), Math.Sign(dy));
        var nextX = stepX == 0 ? double.PositiveInfinity : ((stepX > 0 ? x + 1 : x) - ax) / dx;
        var nextY = stepY == 0 ? double.PositiveInfinity : ((stepY > 0 ? y + 1 : y) - ay) / dy;
        var from = 0.0;
        for (var left = Math.Abs(lastX - x) + Math.Abs(lastY - y); ; left--)
        {
            var to = left == 0 ? 1 : Math.Min(1, Math.Min(nextX, nextY));
            visit(x, y, from, to);
            if (left == 0)
            {
                return;
            }

            if (nextX <= nextY)
            {
                x += stepX;
                nextX += 1 / Math.Abs(dx);
            }
            else
            {
                y += stepY;
                nextY += 1 / Math.Abs(dy);
            }

            from = to;
        }
    }
}
