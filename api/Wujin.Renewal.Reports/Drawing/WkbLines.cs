using System.Buffers.Binary;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>
/// Walks the vertices of well-known binary without making objects of it: a map of a hundred thousand sites holds their bytes and nothing more.
/// </summary>
internal static class WkbLines
{
    /// <summary>Every ring of a polygon and every line, as x, y, x, y …; a point is a line of one vertex.</summary>
    /// <exception cref="FormatException">The bytes are not well-known binary of points, lines or polygons.</exception>
    public static IEnumerable<double[]> Read(byte[] wkb)
    {
        var at = 0;
        return Read(wkb, ref at);
    }

    /// <summary>The polygons of a polygon or multipolygon, each as its rings, the shell first.</summary>
    public static IReadOnlyList<IReadOnlyList<double[]>> Polygons(byte[] wkb)
    {
        var (at, isLittle) = (0, wkb[0] == 1);
        if (Whole(wkb, 1, isLittle) == 3)
        {
            return [Read(wkb, ref at)];
        }

        at = 5;
        var polygons = new List<IReadOnlyList<double[]>>();
        for (var parts = Count(wkb, ref at, isLittle); parts > 0; parts--)
        {
            polygons.Add(Read(wkb, ref at));
        }

        return polygons;
    }

    /// <summary>The vertices of a ring in one direction.</summary>
    public static IEnumerable<(double X, double Y)> Wound(double[] ring, bool isCounterClockwise)
    {
        var twice = 0.0;
        for (var i = 0; i + 3 < ring.Length; i += 2)
        {
            twice += ((ring[i] - ring[0]) * (ring[i + 3] - ring[1])) - ((ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1]));
        }

        var vertices = Enumerable.Range(0, ring.Length / 2).Select(i => (ring[2 * i], ring[(2 * i) + 1]));
        return twice > 0 == isCounterClockwise ? vertices : vertices.Reverse();
    }

    private static List<double[]> Read(byte[] wkb, ref int at)
    {
        var lines = new List<double[]>();
        Read(wkb, ref at, lines);
        return lines;
    }

    private static void Read(byte[] wkb, ref int at, List<double[]> lines)
    {
        if (wkb.Length < at + 5)
        {
            throw new FormatException("A geometry ends too early.");
        }

        var isLittle = wkb[at] == 1;
        var type = Whole(wkb, at + 1, isLittle);
        at += 5;
        switch (type)
        {
            case 1:
                lines.Add(Vertices(wkb, ref at, 1, isLittle));
                break;
            case 2:
                lines.Add(Vertices(wkb, ref at, Count(wkb, ref at, isLittle), isLittle));
                break;
            case 3:
                for (var rings = Count(wkb, ref at, isLittle); rings > 0; rings--)
                {
                    lines.Add(Vertices(wkb, ref at, Count(wkb, ref at, isLittle), isLittle));
                }

                break;
            case >= 4 and <= 7:
                for (var parts = Count(wkb, ref at, isLittle); parts > 0; parts--)
                {
                    Read(wkb, ref at, lines);
                }

                break;
            default:
                throw new FormatException($"A geometry of type {type} is not drawn.");
        }
    }

    private static int Count(byte[] wkb, ref int at, bool isLittle)
    {
        var count = Whole(wkb, at, isLittle);
        at += 4;
        return count <= (uint)wkb.Length ? (int)count : throw new FormatException("A geometry counts more parts than it has bytes.");
    }

    private static double[] Vertices(byte[] wkb, ref int at, int count, bool isLittle)
    {
        if (wkb.Length < at + (16L * count))
        {
            throw new FormatException("A geometry ends too early.");
        }

        var vertices = new double[2 * count];
        for (var i = 0; i < vertices.Length; i++, at += 8)
        {
            var span = wkb.AsSpan(at);
            vertices[i] = isLittle ? BinaryPrimitives.ReadDoubleLittleEndian(span) : BinaryPrimitives.ReadDoubleBigEndian(span);
        }

        return vertices;
    }

    private static uint Whole(byte[] wkb, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(wkb.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(wkb.AsSpan(at));
}
