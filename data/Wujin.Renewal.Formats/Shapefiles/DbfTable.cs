using System.Buffers.Binary;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>
/// The bytes of a dBASE III to FoxPro table: header and records. Read by hand, because the encoding has to be judged on raw bytes, a broken
/// value must cost its row only, and a cut-off file must be told from a complete one: the library that reads shapefiles gives none of these.
/// </summary>
internal sealed class DbfTable
{
    private const int HeaderBytes = 32;
    private const int DescriptorBytes = 32;
    private const byte HeaderEnd = 0x0D;
    private const byte Deleted = (byte)'*';

    private readonly Stream _stream;
    private readonly int _headerLength;
    private readonly int _recordLength;

    private DbfTable(Stream stream, int headerLength, int recordLength, long count, byte languageId, IReadOnlyList<DbfField> fields)
    {
        (_stream, _headerLength, _recordLength, Count, LanguageId, Fields) = (stream, headerLength, recordLength, count, languageId, fields);
    }

    /// <summary>Records, deleted ones included, as the header counts them.</summary>
    public long Count { get; }

    /// <summary>The language driver id; 0 where none is given.</summary>
    public byte LanguageId { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<DbfField> Fields { get; }

    /// <summary>Reads the header.</summary>
    /// <param name="stream">A seekable stream, which stays with the table.</param>
    /// <exception cref="SourceFileException">It is no such table, or its header is broken.</exception>
    public static DbfTable Open(Stream stream)
    {
        stream.Position = 0;
        Span<byte> head = stackalloc byte[HeaderBytes];
        if (stream.ReadAtLeast(head, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            throw Broken("is shorter than its header");
        }

        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        int recordLength = BinaryPrimitives.ReadUInt16LittleEndian(head[10..]);
        if (headerLength <= HeaderBytes || recordLength < 2 || headerLength > stream.Length)
        {
            throw Broken("has a header that makes no sense, or was cut off inside it");
        }

        var descriptors = new byte[headerLength - HeaderBytes];
        stream.ReadExactly(descriptors);
        var fields = ReadFields(descriptors, recordLength);
        return new(stream, headerLength, recordLength, BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), head[29], fields);
    }

    /// <summary>The records in order: bytes after the deletion mark, or empty where the record is deleted. The bytes are good until the next.</summary>
    /// <exception cref="SourceFileException">While enumerating: the file ends before the last record that the header announces.</exception>
    public IEnumerable<ReadOnlyMemory<byte>> Records()
    {
        var record = new byte[_recordLength];
        for (long number = 0; number < Count; number++)
        {
            // Another reader of the same stream may have moved it.
            _stream.Position = _headerLength + (number * _recordLength);
            if (_stream.ReadAtLeast(record, _recordLength, throwOnEndOfStream: false) < _recordLength)
            {
                throw Broken($"ends after {number} of the {Count} records that its header announces; it was probably cut off while it was copied");
            }

            yield return record[0] == Deleted ? default : record.AsMemory(1);
        }
    }

    private static List<DbfField> ReadFields(ReadOnlySpan<byte> descriptors, int recordLength)
    {
        List<DbfField> fields = [];
        var offset = 0;
        for (var at = 0; at + DescriptorBytes <= descriptors.Length && descriptors[at] != HeaderEnd; at += DescriptorBytes)
        {
            var descriptor = descriptors.Slice(at, DescriptorBytes);
            var name = descriptor[..11];
            var end = name.IndexOf((byte)0);
            var field = new DbfField(name[..(end < 0 ? 11 : end)].ToArray(), (char)descriptor[11], offset, descriptor[16], descriptor[17]);
            fields.Add(field);
            offset += field.Length;
        }

        // Clipper and FoxPro keep the upper byte of the length of long texts where others keep decimals.
        if (offset != recordLength - 1)
        {
            offset = 0;
            for (var i = 0; i < fields.Count; i++)
            {
                var f = fields[i];
                fields[i] = f with { Offset = offset, Length = f.Type == 'C' ? f.Length + (f.Decimals << 8) : f.Length };
                offset += fields[i].Length;
            }
        }

        return fields.Count > 0 && offset <= recordLength - 1
            ? fields
            : throw Broken("has a header whose columns do not fit its record length");
    }

    private static SourceFileException Broken(string what) => new($"The .dbf table {what}. Copy or export it again.");
}
