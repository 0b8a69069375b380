using System.IO.Compression;

namespace Wujin.Renewal.TravelTime.Osm;

/// <summary>A block of a PBF file as it is stored.</summary>
/// <param name="Offset">Where it begins in the file, for messages.</param>
/// <param name="IsHeader">The header of the file rather than data.</param>
/// <param name="Bytes">The message <c>Blob</c>.</param>
internal readonly record struct PbfBlob(long Offset, bool IsHeader, byte[] Bytes)
{
    /// <summary>The format's own limit for what a block holds once inflated (wiki.openstreetmap.org/wiki/PBF_Format).</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>Inflates it.</summary>
    /// <exception cref="InvalidDataException">It is damaged, too large or compressed in another way.</exception>
    public byte[] Inflate()
    {
        var reader = new ProtoReader(Bytes);
        ReadOnlySpan<byte> raw = default;
        var (zlibStart, zlibLength, rawSize, isRaw) = (0, -1, -1L, false);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    raw = reader.Bytes();
                    isRaw = true;
                    break;
                case 2:
                    rawSize = reader.Int64();
                    break;
                case 3:
                    zlibLength = reader.Bytes().Length;
                    zlibStart = reader.FieldStart;
                    break;
                case >= 4 and <= 7:
                    throw new InvalidDataException(
                        $"it is compressed with {reader.Field switch { 4 => "LZMA", 5 => "bzip2", 6 => "LZ4", _ => "Zstandard" }}; convert it first: osmium cat IN.osm.pbf -o OUT.osm.pbf -f pbf,pbf_compression=zlib");
                default:
                    reader.Skip();
                    break;
            }
        }

        return isRaw
            ? raw.Length <= MostBytes ? raw.ToArray() : throw new InvalidDataException("it is larger than the 32 MiB that the format allows")
            : zlibLength >= 0 ? Inflate(zlibStart, zlibLength, rawSize)
            : throw new InvalidDataException("it holds no data");
    }

    // No more is inflated than the block says it holds, whatever the compressed bytes would become.
    private byte[] Inflate(int start, int length, long rawSize)
    {
        if (rawSize is < 0 or > MostBytes)
        {
            throw new InvalidDataException($"it says it holds {rawSize} bytes, where the format allows 32 MiB");
        }

        var inflated = new byte[rawSize];
        using var zlib = new ZLibStream(new MemoryStream(Bytes, start, length, writable: false), CompressionMode.Decompress);
        var read = zlib.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false);
        return read == inflated.Length && zlib.ReadByte() < 0
            ? inflated
            : throw new InvalidDataException(read < inflated.Length ? $"it inflates to {read} bytes, not {rawSize}" : $"it inflates to more than {rawSize} bytes");
    }
}
