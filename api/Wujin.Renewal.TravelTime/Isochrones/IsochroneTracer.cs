using System.Numerics;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// From a surface to the polygons of a limit by marching squares. Every ring is simple and rings neither touch nor cross, by construction: a link between two nodes
/// holds one point of the border at most, strictly between them, and the pieces of border within a cell do not meet. For the same reasons the polygons of a shorter limit
/// lie within those of a longer one. Reusable; one thread at a time.
/// </summary>
/// <remarks>
/// Where opposite corners of a cell are inside and the others outside, they are joined if one can walk from the sooner over the middle of the cell within the limit and
/// no obstacle is on its sides: a rule that, once true, stays true for longer limits.
/// </remarks>
public sealed class IsochroneTracer
{
    private const int Bottom = 0;
    private const int Right = 1;
    private const int Top = 2;
    private const int Left = 3;

    // Where the border leaves a cell, by corners inside (south-west 1, south-east 2, north-east 4, north-west 8) and side of entry, inside kept on the left.
    private static readonly sbyte[] Exits = MakeExits();

    private readonly InsideNodes _inside = new();
    private ulong[] _isTraced = [];
    private int[] _ringOfChange = [];
    private double[] _areaToEquator = [];
    private BorderCrossing? _crossing;
    private TimeSurface? _surface;
    private uint _limit;

    /// <summary>Traces one limit.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="limitMilliseconds">The limit; what takes exactly that long is inside.</param>
    /// <param name="shape">Receives the polygons.</param>
    public void Trace(TimeSurface surface, uint limitMilliseconds, IsochroneShape shape)
    {
        shape.Clear(limitMilliseconds);
        if (surface.Window.IsEmpty)
        {
            return;
        }

        var origins = OriginCell.Of(surface);
        (_surface, _limit, _crossing) = (surface, limitMilliseconds, new BorderCrossing(surface, origins));
        _inside.Read(surface, limitMilliseconds, origins);
        Prepare(surface);
        for (var y = _inside.Window.South; y < _inside.Window.North; y++)
        {
            for (var word = 0; word < _inside.WordsPerRow; word++)
            {
                for (var changes = _inside.Changes(word, y); changes != 0; changes &= changes - 1)
                {
                    var x = _inside.Window.West + (word * 64) + BitOperations.TrailingZeroCount(changes);
                    var number = _inside.ChangeNumber(x, y);
                    if ((_isTraced[number >> 6] >> (number & 63) & 1) == 0)
                    {
                        Begin(x, y, number, shape);
                    }
                }
            }
        }
    }

    private void Prepare(TimeSurface surface)
    {
        var words = (_inside.ChangeCount + 63) / 64;
        if (_isTraced.Length < words)
        {
            _isTraced = new ulong[words];
            _ringOfChange = new int[words * 64];
        }

        Array.Clear(_isTraced, 0, words);
        var lattice = surface.Index.Lattice;
        if (_areaToEquator.Length != lattice.Height)
        {
            _areaToEquator = new double[lattice.Height];
            for (var y = 0; y < lattice.Height; y++)
            {
                _areaToEquator[y] = GroundArea.ToEquator(lattice.LatitudeE6(y) * 1e-6);
            }
        }
    }

    // The first crossing met of a ring is on its southernmost row, the westernmost there: from outside to inside it is an exterior, else a hole, and what bounds the
    // same inside to the west of it belongs to the same polygon.
    private void Begin(int x, int y, int number, IsochroneShape shape)
    {
        var isHole = _inside[x, y];
        var ring = shape.Rings.Length;
        var exterior = isHole ? shape.Rings[_ringOfChange[number - 1]].Exterior : ring;
        var first = shape.Points.Count;
        shape.AreaSquareMetres += Follow(x, y, ring, shape.Points);
        shape.Add(new IsochroneShape.Ring(first, shape.Points.Count - first, exterior));
    }

    // Returns the area enclosed, positive anticlockwise.
    private double Follow(int startX, int startY, int ring, List<(int LonE6, int LatE6)> points)
    {
        var (x, y, side) = _inside[startX, startY] ? (startX, startY, Bottom) : (startX, startY - 1, Top);
        var (begin, area) = ((x, y, side), 0.0);
        var (firstLon, firstStrip) = Point(x, y, side, ring, points);
        var (lon, strip) = (firstLon, firstStrip);
        do
        {
            side = Exit(x, y, side);
            (x, y, side) = side switch
            {
                Bottom => (x, y - 1, Top),
                Top => (x, y + 1, Bottom),
                Left => (x - 1, y, Right),
                _ => (x + 1, y, Left),
            };
            if ((x, y, side) == begin)
            {
                break;
            }

            var (nextLon, nextStrip) = Point(x, y, side, ring, points);
            area -= (nextLon - lon) * (nextStrip + strip) / 2;
            (lon, strip) = (nextLon, nextStrip);
        }
        while (true);

        return area - ((firstLon - lon) * (firstStrip + strip) / 2);
    }

    private int Exit(int x, int y, int side)
    {
        var corners = _inside.Corners(x, y);
        var isSaddle = corners is 5 or 10;
        return Exits[(((isSaddle && IsJoined(x, y, corners) ? 16 : 0) + corners) * 4) + side];
    }

    private bool IsJoined(int x, int y, int corners)
    {
        var lattice = _surface!.Index.Lattice;
        var node = (y * lattice.Width) + x;
        var times = _surface.Times;
        var sooner = corners == 5
            ? Math.Min(times[node], times[node + lattice.Width + 1])
            : Math.Min(times[node + 1], times[node + lattice.Width]);
        var half = Math.Sqrt(Math.Pow(lattice.EastMetres(y), 2) + Math.Pow(lattice.NorthMetres(y), 2)) / 2;
        var links = _surface.Index.Links;
        return PackedTime.Milliseconds(sooner) + (half * _surface.Index.Walk.MillisecondsPerMetre) <= _limit
            && PackedTime.WalkMetres(sooner) + half <= _surface.Index.Walk.CapMetres
            && !links.IsCrossed(LinkCrossings.Link(node, false), out _) && !links.IsCrossed(LinkCrossings.Link(node, true), out _)
            && !links.IsCrossed(LinkCrossings.Link(node + lattice.Width, false), out _) && !links.IsCrossed(LinkCrossings.Link(node + 1, true), out _);
    }

    // The point of the border on a side of a cell: adds it, and returns its longitude and the area from the equator to it, for each of its units.
    private (double LonE6, double Strip) Point(int x, int y, int side, int ring, List<(int LonE6, int LatE6)> points)
    {
        var lattice = _surface!.Index.Lattice;
        if (side is Bottom or Top)
        {
            var row = side == Top ? y + 1 : y;
            var number = _inside.ChangeNumber(x, row);
            _isTraced[number >> 6] |= 1ul << (number & 63);
            _ringOfChange[number] = ring;
            var share = _inside[x, row] ? _crossing!.Share(x, row, 1, 0, _limit) : 1 - _crossing!.Share(x + 1, row, -1, 0, _limit);
            var lon = lattice.LongitudeE6(x) + (int)MathF.Round(share * lattice.StepLonE6);
            points.Add((lon, lattice.LatitudeE6(row)));
            return (lon, _areaToEquator[row]);
        }

        var column = side == Right ? x + 1 : x;
        var up = _inside[column, y] ? _crossing!.Share(column, y, 0, 1, _limit) : 1 - _crossing!.Share(column, y + 1, 0, -1, _limit);
        var above = (int)MathF.Round(up * lattice.StepLatE6);
        points.Add((lattice.LongitudeE6(column), lattice.LatitudeE6(y) + above));
        return (lattice.LongitudeE6(column), _areaToEquator[y] + ((_areaToEquator[y + 1] - _areaToEquator[y]) * above / lattice.StepLatE6));
    }

    private static sbyte[] MakeExits()
    {
        var exits = new sbyte[32 * 4];
        Array.Fill(exits, (sbyte)-1);
        void Set(int corners, params ReadOnlySpan<(int Entry, int Exit)> pieces)
        {
            foreach (var (entry, exit) in pieces)
            {
                exits[(corners * 4) + entry] = (sbyte)exit;
            }
        }

        Set(1, (Bottom, Left));
        Set(2, (Right, Bottom));
        Set(4, (Top, Right));
        Set(8, (Left, Top));
        Set(3, (Right, Left));
        Set(6, (Top, Bottom));
        Set(12, (Left, Right));
        Set(9, (Bottom, Top));
        Set(7, (Top, Left));
        Set(14, (Left, Bottom));
        Set(13, (Bottom, Right));
        Set(11, (Right, Top));
        Set(5, (Bottom, Left), (Top, Right));
        Set(10, (Right, Bottom), (Left, Top));
        Set(16 + 5, (Bottom, Right), (Top, Left));
        Set(16 + 10, (Left, Bottom), (Right, Top));
        return exits;
    }
}
