using System.Buffers.Binary;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>
/// Writes a geometry as GeoJSON straight from its extended well-known binary, the format in which PostGIS sends it. Outer rings come out
/// counter-clockwise and holes clockwise, however they are stored (RFC 7946, section 3.1.6).
/// </summary>
public static class EwkbGeometry
{
    private const uint HasZ = 0x8000_0000;
    private const uint HasM = 0x4000_0000;
    private const uint HasSrid = 0x2000_0000;

    /// <summary>Appends a GeoJSON geometry object in CRS84.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="ewkb">One geometry; M values are left out, Z values are written.</param>
    /// <exception cref="InvalidDataException">A geometry type that GeoJSON does not have, or bytes that end early.</exception>
    public static void AppendGeometry(this Utf8Buffer output, ReadOnlySpan<byte> ewkb) => AppendGeometry(output, ewkb, CoordinateForm.Crs84);

    /// <summary>Appends a GeoJSON geometry object.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="ewkb">One geometry in storage coordinates; M values are left out, Z values are written.</param>
    /// <param name="form">The system, axis order and precision to write. Rings run by the stored coordinates, whatever the axis order.</param>
    /// <exception cref="InvalidDataException">A geometry type that GeoJSON does not have, bytes that end early, or a vertex without image in the system.</exception>
    public static void AppendGeometry(this Utf8Buffer output, ReadOnlySpan<byte> ewkb, CoordinateForm form)
    {
        var reader = new WkbReader(ewkb);
        AppendGeometry(output, ref reader, form);
    }

    private static void AppendGeometry(Utf8Buffer output, ref WkbReader reader, CoordinateForm form)
    {
        var (type, dimensions, hasZ) = reader.ReadHeader();
        var coordinates = new CoordinateLayout(dimensions, hasZ, form);
        output.Append("{\"type\":\""u8);
        output.Append(TypeName(type));
        if (type == 7)
        {
            output.Append("\",\"geometries\":["u8);
            var members = reader.ReadCount();
            for (var i = 0; i < members; i++)
            {
                Separate(output, i);
                AppendGeometry(output, ref reader, form);
            }

            output.Append("]}"u8);
            return;
        }

        output.Append("\",\"coordinates\":"u8);
        AppendCoordinates(output, ref reader, type, coordinates);
        output.Append((byte)'}');
    }

    private static void AppendCoordinates(Utf8Buffer output, ref WkbReader reader, uint type, CoordinateLayout layout)
    {
        switch (type)
        {
            case 1:
                AppendPosition(output, reader.ReadBytes(layout.Stride), layout, reader.IsLittleEndian);
                break;
            case 2:
                AppendLine(output, ref reader, layout);
                break;
            case 3:
                AppendPolygon(output, ref reader, layout);
                break;
            default:
                output.Append((byte)'[');
                var members = reader.ReadCount();
                for (var i = 0; i < members; i++)
                {
                    Separate(output, i);
                    reader.ReadHeader();
                    AppendCoordinates(output, ref reader, type - 3, layout);
                }

                output.Append((byte)']');
                break;
        }
    }

    private static void AppendLine(Utf8Buffer output, ref WkbReader reader, CoordinateLayout layout)
    {
        var count = reader.ReadCount();
        var positions = reader.ReadBytes(checked(count * layout.Stride));
        AppendPositions(output, positions, layout, reader.IsLittleEndian, isReversed: false);
    }

    private static void AppendPolygon(Utf8Buffer output, ref WkbReader reader, CoordinateLayout layout)
    {
        output.Append((byte)'[');
        var rings = reader.ReadCount();
        for (var ring = 0; ring < rings; ring++)
        {
            Separate(output, ring);
            var count = reader.ReadCount();
            var positions = reader.ReadBytes(checked(count * layout.Stride));
            var isCounterClockwise = TwiceSignedArea(positions, layout, reader.IsLittleEndian) > 0;
            var isOuter = ring == 0;
            AppendPositions(output, positions, layout, reader.IsLittleEndian, isReversed: isOuter != isCounterClockwise);
        }

        output.Append((byte)']');
    }

    private static void AppendPositions(Utf8Buffer output, ReadOnlySpan<byte> positions, CoordinateLayout layout, bool isLittleEndian, bool isReversed)
    {
        output.Append((byte)'[');
        var count = positions.Length / layout.Stride;
        for (var i = 0; i < count; i++)
        {
            Separate(output, i);
            var at = (isReversed ? count - 1 - i : i) * layout.Stride;
            AppendPosition(output, positions.Slice(at, layout.Stride), layout, isLittleEndian);
        }

        output.Append((byte)']');
    }

    private static void AppendPosition(Utf8Buffer output, ReadOnlySpan<byte> position, CoordinateLayout layout, bool isLittleEndian)
    {
        var (first, second) = (Ordinate(position, isLittleEndian), Ordinate(position[8..], isLittleEndian));
        if (!layout.Form.IsAsStored)
        {
            (first, second) = layout.Form.Place(first, second);
        }

        output.Append((byte)'[');
        output.AppendCoordinate(first, layout.Form.Decimals);
        output.Append((byte)',');
        output.AppendCoordinate(second, layout.Form.Decimals);
        if (layout.HasZ)
        {
            output.Append((byte)',');
            output.AppendCoordinate(Ordinate(position[16..], isLittleEndian));
        }

        output.Append((byte)']');
    }

    /// <remarks>The shoelace sum, relative to the first position so that far-off coordinates do not cancel.</remarks>
    private static double TwiceSignedArea(ReadOnlySpan<byte> positions, CoordinateLayout layout, bool isLittleEndian)
    {
        if (positions.IsEmpty)
        {
            return 0;
        }

        var (x0, y0) = (Ordinate(positions, isLittleEndian), Ordinate(positions[8..], isLittleEndian));
        double sum = 0, x1 = 0, y1 = 0;
        for (var at = layout.Stride; at < positions.Length; at += layout.Stride)
        {
            var (x2, y2) = (Ordinate(positions[at..], isLittleEndian) - x0, Ordinate(positions[(at + 8)..], isLittleEndian) - y0);
            sum += (x1 * y2) - (x2 * y1);
            (x1, y1) = (x2, y2);
        }

        return sum;
    }

    private static double Ordinate(ReadOnlySpan<byte> bytes, bool isLittleEndian) =>
        isLittleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(bytes) : BinaryPrimitives.ReadDoubleBigEndian(bytes);

    private static void Separate(Utf8Buffer output, int index)
    {
        if (index > 0)
        {
            output.Append((byte)',');
        }
    }

    private static ReadOnlySpan<byte> TypeName(uint type) => type switch
    {
        1 => "Point"u8,
        2 => "LineString"u8,
        3 => "Polygon"u8,
        4 => "MultiPoint"u8,
        5 => "MultiLineString"u8,
        6 => "MultiPolygon"u8,
        7 => "GeometryCollection"u8,
        _ => throw new InvalidDataException($"GeoJSON has no geometry type for well-known binary type {type}."),
    };

    /// <summary>How the ordinates of a position lie, and how they are written.</summary>
    private readonly record struct CoordinateLayout(int Dimensions, bool HasZ, CoordinateForm Form)
    {
        internal int Stride => Dimensions * sizeof(double);
    }

    /// <summary>Steps through well-known binary.</summary>
    private ref struct WkbReader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> _rest = bytes;

        internal bool IsLittleEndian { get; private set; } = true;

        internal (uint Type, int Dimensions, bool HasZ) ReadHeader()
        {
            IsLittleEndian = ReadBytes(1)[0] == 1;
            var header = ReadUInt32();
            if ((header & HasSrid) != 0)
            {
                ReadUInt32();
            }

            var hasZ = (header & HasZ) != 0;
            return (header & 0xff, 2 + (hasZ ? 1 : 0) + ((header & HasM) != 0 ? 1 : 0), hasZ);
        }

        internal int ReadCount() => checked((int)ReadUInt32());

        internal ReadOnlySpan<byte> ReadBytes(int count)
        {
            if (count > _rest.Length)
            {
                throw new InvalidDataException("The well-known binary ends early.");
            }

            var taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }

        private uint ReadUInt32()
        {
            var four = ReadBytes(4);
            return IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(four) : BinaryPrimitives.ReadUInt32BigEndian(four);
        }
    }
}
