using System.Buffers.Binary;
using System.Text;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>Reads the blocks of a PBF file one after the other.</summary>
internal static class PbfBlobReader
{
    private const int MostHeaderBytes = 64 * 1024;

    /// <summary>Reads blocks.</summary>
    /// <param name="stream">At the beginning of the file.</param>
    /// <param name="isWanted">By number of the block, whether it is needed; others are passed over.</param>
    /// <param name="file">What messages call the file.</param>
    /// <returns>Each block that is wanted, with its number.</returns>
    /// <exception cref="OsmFileException">The file is cut off or no PBF.</exception>
    public static IEnumerable<(int Number, PbfBlob Blob)> Read(Stream stream, Func<int, bool> isWanted, string file)
    {
        var length = new byte[4];
        long offset = 0;
        for (var number = 0; ; number++)
        {
            var got = stream.ReadAtLeast(length, length.Length, throwOnEndOfStream: false);
            if (got == 0)
            {
                yield break;
            }

            var headerLength = got < length.Length ? throw CutOff(file, offset) : BinaryPrimitives.ReadUInt32BigEndian(length);
            if (headerLength is 0 or > MostHeaderBytes)
            {
                throw Damaged(file, offset, $"its header would be {headerLength} bytes long");
            }

            var (type, size) = ReadHeader(ReadExactly(stream, (int)headerLength, file, offset), file, offset);
            var known = type is "OSMHeader" or "OSMData";
            if (known && isWanted(number))
            {
                yield return (number, new(offset, type == "OSMHeader", ReadExactly(stream, size, file, offset)));
            }
            else
            {
                Pass(stream, size, file, offset);
            }

            offset += 4 + headerLength + size;
        }
    }

    /// <summary>What is said of a block that cannot be read.</summary>
    public static OsmFileException Damaged(string file, long offset, string what, Exception? inner = null) =>
        new($"{file} is damaged: in the block at byte {offset}, {what}. Nothing was built. Download it again and compare its checksum.", inner);

    private static (string Type, int Size) ReadHeader(byte[] bytes, string file, long offset)
    {
        try
        {
            var reader = new ProtoReader(bytes);
            var (type, size) = (string.Empty, -1L);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1:
                        type = Encoding.UTF8.GetString(reader.Bytes());
                        break;
                    case 3:
                        size = reader.Int64();
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return size is >= 0 and <= PbfBlob.MostBytes + 1024 * 1024
                ? (type, (int)size)
                : throw new InvalidDataException($"its size is given as {size} bytes");
        }
        catch (InvalidDataException wrong)
        {
            throw Damaged(file, offset, wrong.Message, wrong);
        }
    }

    private static byte[] ReadExactly(Stream stream, int count, string file, long offset)
    {
        var bytes = new byte[count];
        return stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) == count ? bytes : throw CutOff(file, offset);
    }

    private static void Pass(Stream stream, int count, string file, long offset)
    {
        if (!stream.CanSeek)
        {
            ReadExactly(stream, count, file, offset);
        }
        else if (stream.Seek(count, SeekOrigin.Current) > stream.Length)
        {
            throw CutOff(file, offset);
        }
    }

    private static OsmFileException CutOff(string file, long offset) =>
        new($"{file} ends in the middle of the block that begins at byte {offset}: it was not downloaded whole. Nothing was built. Download it again and compare its checksum.");
}
