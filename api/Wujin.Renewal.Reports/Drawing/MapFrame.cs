using SkiaSharp;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Takes degrees to the frame of a map: EPSG:4549, so that one scale holds all over it and north is up.</summary>
internal sealed class MapFrame
{
    private static readonly Projection Plane = CoordinateSystems.Find(4549)!.Projection;

    /// <summary>Cells of the grid that vertices are interpolated in, each way.</summary>
    private const int Cells = 32;

    private readonly double _west;
    private readonly double _north;
    private readonly Extent _grid;
    private readonly (double X, double Y)[] _corners;

    internal MapFrame(Extent extent, SKRect box)
    {
        Box = box;
        // A place without extent still gets a map: 400 m of surroundings.
        var (west, south, east, north) = Bounds(extent);
        var (middleX, middleY) = ((west + east) / 2, (south + north) / 2);
        var (width, height) = (Math.Max(east - west, 400), Math.Max(north - south, 400));
        MetresPerUnit = Math.Max(width / box.Width, height / box.Height);
        (_west, _north) = (middleX - (MetresPerUnit * box.Width / 2), middleY + (MetresPerUnit * box.Height / 2));
        _grid = extent.Grown(0.1);
        _corners = Corners(_grid);
    }

    internal SKRect Box { get; }

    internal double MetresPerUnit { get; }

    internal SKPoint At(double longitude, double latitude)
    {
        var (x, y) = Metres(longitude, latitude);
        return new SKPoint(Box.Left + (float)((x - _west) / MetresPerUnit), Box.Top + (float)((_north - y) / MetresPerUnit));
    }

    /// <summary>The geometry as a path of closed rings, or of open lines.</summary>
    /// <remarks>Vertices nearer than half a pixel to the one before are left out: nobody sees them, and they take most of the time.</remarks>
    internal SKPath Path(byte[] wkb, bool isClosed) => Path([wkb], isClosed);

    /// <summary>Several geometries as one path.</summary>
    internal SKPath Path(IEnumerable<byte[]> geometries, bool isClosed)
    {
        using var path = new SKPathBuilder { FillType = SKPathFillType.EvenOdd };
        foreach (var line in geometries.SelectMany(WkbLines.Read))
        {
            var last = At(line[0], line[1]);
            path.MoveTo(last);
            for (var i = 2; i < line.Length; i += 2)
            {
                var next = At(line[i], line[i + 1]);
                if (Math.Abs(next.X - last.X) + Math.Abs(next.Y - last.Y) >= 0.25f || i == line.Length - 2)
                {
                    path.LineTo(next);
                    last = next;
                }
            }

            if (isClosed)
            {
                path.Close();
            }
        }

        return path.Detach();
    }

    /// <summary>The box of the first vertices of a geometry, cheaply: only whether it is worth a path.</summary>
    internal SKRect Around(byte[] wkb)
    {
        var box = SKRect.Empty;
        var isFirst = true;
        foreach (var line in WkbLines.Read(wkb))
        {
            for (var i = 0; i < line.Length; i += 2)
            {
                var at = At(line[i], line[i + 1]);
                box = isFirst ? new SKRect(at.X, at.Y, at.X, at.Y) : new SKRect(Math.Min(box.Left, at.X), Math.Min(box.Top, at.Y), Math.Max(box.Right, at.X), Math.Max(box.Bottom, at.Y));
                isFirst = false;
            }
        }

        return box;
    }

    /// <remarks>
    /// Within the extent by interpolation between exact corners: the curvature over a cell of a district's map (1.5 km) amounts to 0.05 m, and the
    /// series of the projection takes twenty times as long. On a map of the whole delta a cell is 20 km and the error 8 m, a fiftieth of a pixel.
    /// </remarks>
    private (double X, double Y) Metres(double longitude, double latitude)
    {
        var column = (longitude - _grid.West) / (_grid.East - _grid.West) * Cells;
        var row = (latitude - _grid.South) / (_grid.North - _grid.South) * Cells;
        if (!(column >= 0 && column < Cells && row >= 0 && row < Cells))
        {
            return Plane.FromGeographic(longitude, latitude);
        }

        var (c, r) = ((int)column, (int)row);
        var (across, up) = (column - c, row - r);
        var at = (r * (Cells + 1)) + c;
        var (a, b, d, e) = (_corners[at], _corners[at + 1], _corners[at + Cells + 1], _corners[at + Cells + 2]);
        return (
            ((1 - up) * (((1 - across) * a.X) + (across * b.X))) + (up * (((1 - across) * d.X) + (across * e.X))),
            ((1 - up) * (((1 - across) * a.Y) + (across * b.Y))) + (up * (((1 - across) * d.Y) + (across * e.Y))));
    }

    private static (double X, double Y)[] Corners(Extent grid)
    {
        var corners = new (double X, double Y)[(Cells + 1) * (Cells + 1)];
        for (var i = 0; i < corners.Length; i++)
        {
            corners[i] = Plane.FromGeographic(
                grid.West + ((grid.East - grid.West) * (i % (Cells + 1)) / Cells), grid.South + ((grid.North - grid.South) * (i / (Cells + 1)) / Cells));
        }

        return corners;
    }

    private static (double West, double South, double East, double North) Bounds(Extent extent)
    {
        if (extent.IsEmpty)
        {
            throw new ArgumentException("A map of nothing has no place.", nameof(extent));
        }

        var corners = new[] { (extent.West, extent.South), (extent.West, extent.North), (extent.East, extent.South), (extent.East, extent.North) }
            .Select(c => Plane.FromGeographic(c.Item1, c.Item2)).ToList();
        return (corners.Min(c => c.Item1), corners.Min(c => c.Item2), corners.Max(c => c.Item1), corners.Max(c => c.Item2));
    }
}
