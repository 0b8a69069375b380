using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Wujin.Renewal.TravelTime.Storage;

/// <summary>
/// How a graph file is laid out: a header of 128 bytes, sections that begin at multiples of 64 bytes with zeros between, and the table of sections at
/// the end. Little-endian. The header's checksum covers the table's, which covers the sections': one flipped byte anywhere is found.
/// </summary>
internal static class GraphFileLayout
{
    public const int Version = 1;
    public const int Alignment = 64;
    public const int MostSections = 1000;

    public static ReadOnlySpan<byte> Magic => "WUJINRDS"u8;

    public static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;

    /// <summary>The checksum of a header, without its last field.</summary>
    public static UInt128 HashOf(in GraphFileHeader header)
    {
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<GraphFileHeader>(in header));
        return XxHash128.HashToUInt128(bytes[..(GraphFileHeader.Size - Unsafe.SizeOf<UInt128>())]);
    }
}

/// <summary>The first bytes of a graph file.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct GraphFileHeader
{
    public const int Size = 128;

    [FieldOffset(0)]
    public ulong Magic;

    [FieldOffset(8)]
    public int Version;

    [FieldOffset(12)]
    public int SectionCount;

    [FieldOffset(16)]
    public long FileLength;

    [FieldOffset(24)]
    public long TableOffset;

    [FieldOffset(32)]
    public UInt128 TableHash;

    [FieldOffset(112)]
    public UInt128 HeaderHash;
}

/// <summary>An entry of the table of sections.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal struct GraphFileSection
{
    public const int Size = 96;
    public const int LongestName = 48;

    [FieldOffset(0)]
    public SectionName Name;

    [FieldOffset(48)]
    public int ElementSize;

    [FieldOffset(56)]
    public long Offset;

    [FieldOffset(64)]
    public long ByteLength;

    [FieldOffset(80)]
    public UInt128 Hash;

    /// <summary>The name as text.</summary>
    public readonly string NameText
    {
        get
        {
            ReadOnlySpan<byte> bytes = Name;
            var end = bytes.IndexOf((byte)0);
            return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
        }
    }

    [InlineArray(LongestName)]
    public struct SectionName
    {
        private byte _first;
    }
}
