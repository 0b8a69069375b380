using System.Buffers.Binary;
using System.Buffers.Text;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>
/// The place in a collection where the next page starts, as an opaque token in <c>next</c> links. It is the key of the last feature seen, never
/// a number of rows: features that are added or deleted before it shift nothing.
/// </summary>
internal static class Cursor
{
    private const int KeyBytes = sizeof(long);

    internal static string Write(long key)
    {
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        BinaryPrimitives.WriteInt64BigEndian(bytes, key);
        bytes[KeyBytes] = Check(bytes[..KeyBytes]);
        return Base64Url.EncodeToString(bytes);
    }

    internal static long? Parse(string token, out string fault)
    {
        fault = "cursor is taken from a next link and not made up; start again without it.";
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return token.Length == 12 && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == bytes.Length
            && bytes[KeyBytes] == Check(bytes[..KeyBytes])
            ? BinaryPrimitives.ReadInt64BigEndian(bytes)
            : null;
    }

    /// <summary>A check byte, so that a token that lost or swapped a character is refused instead of starting somewhere else.</summary>
    private static byte Check(ReadOnlySpan<byte> key)
    {
        uint sum = 0x5a;
        foreach (var b in key)
        {
            sum = (sum * 31) + b + 7;
        }

        return (byte)(sum ^ (sum >> 8) ^ (sum >> 16));
    }
}
