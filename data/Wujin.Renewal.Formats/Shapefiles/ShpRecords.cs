using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>
/// The shapes of a .shp file, one after the other (ESRI Shapefile Technical Description, 1998). The .shx index is not needed. A record whose
/// content makes no sense costs that record; a length that leads out of the file ends the reading.
/// </summary>
internal sealed class ShpRecords(Stream stream)
{
    private const int FileHeaderBytes = 100;
    private const int RecordHeaderBytes = 8;

    /// <summary>The extent in the header, as written; null extent where it is not finite.</summary>
    public Envelope Extent { get; private set; } = new();

    /// <summary>Reads the file header.</summary>
    /// <exception cref="SourceFileException">It is no shapefile.</exception>
    public static ShpRecords Open(Stream stream)
    {
        stream.Position = 0;
        Span<byte> head = stackalloc byte[FileHeaderBytes];
        if (stream.ReadAtLeast(head, FileHeaderBytes, throwOnEndOfStream: false) < FileHeaderBytes
            || BinaryPrimitives.ReadInt32BigEndian(head) != 9994 || BinaryPrimitives.ReadInt32LittleEndian(head[28..]) != 1000)
        {
            throw new SourceFileException("The .shp file is cut off inside its header or is no shapefile. Copy or export it again.");
        }

        var (minX, minY) = (BinaryPrimitives.ReadDoubleLittleEndian(head[36..]), BinaryPrimitives.ReadDoubleLittleEndian(head[44..]));
        var (maxX, maxY) = (BinaryPrimitives.ReadDoubleLittleEndian(head[52..]), BinaryPrimitives.ReadDoubleLittleEndian(head[60..]));
        var isSound = double.IsFinite(minX) && double.IsFinite(minY) && double.IsFinite(maxX) && double.IsFinite(maxY) && minX <= maxX && minY <= maxY;
        return new(stream) { Extent = isSound ? new(minX, maxX, minY, maxY) : new() };
    }

    /// <summary>The shapes in order; null for a null shape. What is wrong with one is added to <paramref name="faults"/> before it is handed out.</summary>
    /// <param name="faults">Emptied before each shape.</param>
    /// <exception cref="SourceFileException">While enumerating: the file is cut off or broken from here on.</exception>
    public IEnumerable<Geometry?> Shapes(List<Fault> faults)
    {
        var header = new byte[RecordHeaderBytes];
        var content = new byte[4096];
        long position = FileHeaderBytes;
        for (long number = 1; ; number++)
        {
            stream.Position = position;
            var read = stream.ReadAtLeast(header, RecordHeaderBytes, throwOnEndOfStream: false);
            if (read == 0)
            {
                yield break;
            }

            var length = read < RecordHeaderBytes ? -1 : BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)) * 2L;
            position += RecordHeaderBytes;
            if (length < 4 || position + length > stream.Length)
            {
                throw new SourceFileException(
                    $"The .shp file is broken or cut off at record {number}, {stream.Length} bytes long in all. Copy or export it again.");
            }

            if (content.Length < length)
            {
                content = new byte[Math.Max(length, content.Length * 2L)];
            }

            stream.ReadExactly(content, 0, (int)length);
            position += length;
            faults.Clear();
            yield return ShpShape.Read(content.AsSpan(0, (int)length), faults);
        }
    }
}
