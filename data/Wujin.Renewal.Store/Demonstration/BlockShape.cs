using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// Draws the outline of a compound in a rectangular city block, in the (u, v) of a <see cref="StreetFrame"/>: cut corners where streets
/// meet, a corner or a street front that belongs to others, a wall that is not quite straight.
/// </summary>
internal static class BlockShape
{
    private const double LaneMetres = 11;

    /// <summary>The outline: one polygon, one with a hole (a school kept), or two (a lane runs through).</summary>
    /// <param name="block">The block, u and v in metres.</param>
    /// <param name="random">Decides the shape.</param>
    public static Polygon[] Draw(Envelope block, SeededRandom random)
    {
        if (Math.Max(block.Width, block.Height) > 190 && random.Chance(0.06))
        {
            var (first, second) = Split(block, random.Between(0.4, 0.6), LaneMetres);
            return [Outline(first, random, isPlain: true), Outline(second, random, isPlain: true)];
        }

        if (block.Width > 170 && block.Height > 170 && random.Chance(0.12))
        {
            var shell = Outline(block, random, isPlain: true);
            return [MetricPlane.Metres.CreatePolygon(shell.Shell, [Hole(block, random)])];
        }

        return [Outline(block, random, isPlain: false)];
    }

    /// <summary>Cuts a block across its longer side.</summary>
    public static (Envelope First, Envelope Second) Split(Envelope block, double share, double gapMetres)
    {
        if (block.Width >= block.Height)
        {
            var cut = block.MinX + (block.Width * share);
            return (new(block.MinX, cut - (gapMetres / 2), block.MinY, block.MaxY), new(cut + (gapMetres / 2), block.MaxX, block.MinY, block.MaxY));
        }

        var cross = block.MinY + (block.Height * share);
        return (new(block.MinX, block.MaxX, block.MinY, cross - (gapMetres / 2)), new(block.MinX, block.MaxX, cross + (gapMetres / 2), block.MaxY));
    }

    private static Polygon Outline(Envelope block, SeededRandom random, bool isPlain)
    {
        var ring = new CoordinateList();
        var missingCorner = !isPlain && random.Chance(0.3) ? random.Between(0, 3) : -1;
        for (var side = 0; side < 4; side++)
        {
            Corner(ring, block, side, isMissing: side == missingCorner, random);
            var share = (side + 1) % 4 == missingCorner ? 0.4 : 0.66;
            Wall(ring, block, side, share, hasRecess: !isPlain && missingCorner < 0 && random.Chance(0.14), random);
        }

        ring.CloseRing();
        return MetricPlane.Metres.CreatePolygon(ring.ToCoordinateArray());
    }

    // Walks anticlockwise: side 0 along the bottom from its left end, 1 up the right, 2 back along the top, 3 down the left.
    // A position is given along the side (metres from its start) and inwards of it.
    private static Coordinate On(Envelope b, int side, double along, double inwards) => side switch
    {
        0 => new(b.MinX + along, b.MinY + inwards),
        1 => new(b.MaxX - inwards, b.MinY + along),
        2 => new(b.MaxX - along, b.MaxY - inwards),
        _ => new(b.MinX + inwards, b.MaxY - along),
    };

    private static double Length(Envelope b, int side) => side % 2 == 0 ? b.Width : b.Height;

    private static void Corner(CoordinateList ring, Envelope block, int side, bool isMissing, SeededRandom random)
    {
        var before = (side + 3) % 4;
        if (isMissing)
        {
            var along = Length(block, side) * random.Between(0.28, 0.46);
            var inwards = Length(block, before) * random.Between(0.24, 0.42);
            ring.Add(On(block, side, 0, inwards), false);
            ring.Add(On(block, side, along, inwards), false);
            ring.Add(On(block, side, along, 0), false);
        }
        else if (random.Chance(0.55))
        {
            ring.Add(On(block, side, 0, random.Between(5, 14)), false);
            ring.Add(On(block, side, random.Between(5, 14), 0), false);
        }
        else
        {
            ring.Add(On(block, side, 0, 0), false);
        }
    }

    private static void Wall(CoordinateList ring, Envelope block, int side, double bendAt, bool hasRecess, SeededRandom random)
    {
        var length = Length(block, side);
        if (hasRecess)
        {
            var (from, to, depth) = (length * random.Between(0.52, 0.6), length * random.Between(0.72, 0.8), random.Between(9, 22));
            ring.Add(On(block, side, from, 0), false);
            ring.Add(On(block, side, from, depth), false);
            ring.Add(On(block, side, to, depth), false);
            ring.Add(On(block, side, to, 0), false);
            return;
        }

        ring.Add(On(block, side, length * (bendAt + (0.04 * random.Bell())), random.Between(0, 2.2)), false);
    }

    private static LinearRing Hole(Envelope block, SeededRandom random)
    {
        var (width, height) = (random.Between(45, 75), random.Between(40, 65));
        var (u, v) = (block.MinX + (block.Width * random.Between(0.35, 0.65)), block.MinY + (block.Height * random.Between(0.35, 0.65)));
        return MetricPlane.Metres.CreateLinearRing(
        [
            new(u - (width / 2), v - (height / 2)), new(u - (width / 2), v + (height / 2)), new(u + (width / 2), v + (height / 2)),
            new(u + (width / 2), v - (height / 3)), new(u + (width / 4), v - (height / 2)), new(u - (width / 2), v - (height / 2)),
        ]);
    }
}
