using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>Reads the content of one .shp record. Heights and measures are left out.</summary>
internal static class ShpShape
{
    private const int PointBytes = 16;

    private static readonly GeometryFactory Factory = new(new PrecisionModel());

    /// <summary>Reads a shape.</summary>
    /// <param name="content">The record without its header.</param>
    /// <param name="faults">Receives what is wrong.</param>
    /// <returns>Null for a null or empty shape and where a fault was added.</returns>
    public static Geometry? Read(ReadOnlySpan<byte> content, List<Fault> faults)
    {
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        var geometry = type switch
        {
            0 => null,
            1 or 11 or 21 => ReadPoint(content, faults),
            8 or 18 or 28 => ReadMultiPoint(content, faults),
            3 or 13 or 23 => ReadParts(content, faults) is { } lines ? Lines(lines, faults) : null,
            5 or 15 or 25 => ReadParts(content, faults) is { } rings ? Polygons(rings, faults) : null,
            31 => Fail(faults, "The shape is a multipatch (a solid), which is not read; convert it to polygons."),
            _ => Fail(faults, $"The shape has the unknown type {type}."),
        };
        return faults.Count == 0 ? geometry : null;
    }

    private static Point? ReadPoint(ReadOnlySpan<byte> content, List<Fault> faults)
    {
        if (content.Length < 4 + PointBytes)
        {
            Fail(faults, "The shape is too short for a point.");
            return null;
        }

        // Numbers beyond -1e38 stand for "no data" in a shapefile.
        var position = PositionAt(content, 4);
        return position.X < -1e38 || double.IsNaN(position.X) ? null : Factory.CreatePoint(position);
    }

    private static MultiPoint? ReadMultiPoint(ReadOnlySpan<byte> content, List<Fault> faults)
    {
        var count = content.Length < 40 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        if (count < 0 || 40 + ((long)count * PointBytes) > content.Length)
        {
            Fail(faults, "The shape announces more points than it has.");
            return null;
        }

        return count == 0 ? null : Factory.CreateMultiPointFromCoords(Positions(content, 40, count));
    }

    private static List<Coordinate[]>? ReadParts(ReadOnlySpan<byte> content, List<Fault> faults)
    {
        var (parts, points) = content.Length < 44
            ? (-1, -1)
            : (BinaryPrimitives.ReadInt32LittleEndian(content[36..]), BinaryPrimitives.ReadInt32LittleEndian(content[40..]));
        var start = 44 + (4L * parts);
        if (parts < 0 || points < 0 || start + ((long)points * PointBytes) > content.Length)
        {
            Fail(faults, "The shape announces more parts or points than it has.");
            return null;
        }

        List<Coordinate[]> all = new(parts);
        for (var part = 0; part < parts; part++)
        {
            var from = BinaryPrimitives.ReadInt32LittleEndian(content[(44 + (4 * part))..]);
            var to = part + 1 < parts ? BinaryPrimitives.ReadInt32LittleEndian(content[(48 + (4 * part))..]) : points;
            if (from < 0 || to < from || to > points)
            {
                Fail(faults, $"Part {part + 1} of the shape does not lie inside it.");
                return null;
            }

            all.Add(Positions(content, (int)start + (from * PointBytes), to - from));
        }

        return all;
    }

    private static MultiLineString? Lines(List<Coordinate[]> parts, List<Fault> faults)
    {
        if (parts.Any(p => p.Length == 1))
        {
            Fail(faults, "A line of the shape has only one point.");
            return null;
        }

        return parts.Count == 0 ? null : Factory.CreateMultiLineString([.. parts.Select(p => Factory.CreateLineString(p))]);
    }

    private static Geometry? Polygons(List<Coordinate[]> parts, List<Fault> faults)
    {
        List<LinearRing> rings = [];
        foreach (var part in parts)
        {
            if (GeometryRules.CheckRing(part, "/geometry") is { } fault)
            {
                faults.Add(fault);
                return null;
            }

            rings.Add(Factory.CreateLinearRing(part));
        }

        return rings.Count == 0 ? null : RingAssembly.Assemble(rings, Factory);
    }

    private static Coordinate[] Positions(ReadOnlySpan<byte> content, int start, int count)
    {
        var positions = new Coordinate[count];
        for (var i = 0; i < count; i++)
        {
            positions[i] = PositionAt(content, start + (i * PointBytes));
        }

        return positions;
    }

    private static Coordinate PositionAt(ReadOnlySpan<byte> content, int at) =>
        new(BinaryPrimitives.ReadDoubleLittleEndian(content[at..]), BinaryPrimitives.ReadDoubleLittleEndian(content[(at + 8)..]));

    private static Geometry? Fail(List<Fault> faults, string detail)
    {
        faults.Add(Fault.OfGeometry(detail));
        return null;
    }
}
