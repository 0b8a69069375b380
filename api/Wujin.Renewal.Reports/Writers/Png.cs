using System.Buffers.Binary;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>What has to be known of a picture that an office brings.</summary>
public static class Png
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The size in pixels, or null where the bytes are no PNG.</summary>
    public static (int Width, int Height)? SizeOf(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 24 && bytes[..8].SequenceEqual(Signature) && BinaryPrimitives.ReadInt32BigEndian(bytes[16..]) is > 0 and var width && BinaryPrimitives.ReadInt32BigEndian(bytes[20..]) is > 0 and var height
            ? (width, height)
            : null;
}
