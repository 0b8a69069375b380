using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Wujin.Renewal.Store.GeoJson;

/// <summary>Writes JSON strings (RFC 8259, section 7): Chinese as it is, only what must be escaped escaped.</summary>
public static class JsonText
{
    private static readonly SearchValues<byte> MustEscape =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    /// <summary>Appends a quoted string.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="utf8">The text, valid UTF-8.</param>
    public static void AppendString(this Utf8Buffer output, ReadOnlySpan<byte> utf8)
    {
        output.Append((byte)'"');
        int stop;
        while ((stop = utf8.IndexOfAny(MustEscape)) >= 0)
        {
            output.Append(utf8[..stop]);
            AppendEscape(output, utf8[stop]);
            utf8 = utf8[(stop + 1)..];
        }

        output.Append(utf8);
        output.Append((byte)'"');
    }

    /// <summary>Appends a quoted string.</summary>
    public static void AppendString(this Utf8Buffer output, string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        output.AppendString(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }

    /// <summary>Appends an integer.</summary>
    public static void AppendInteger(this Utf8Buffer output, long value)
    {
        Utf8Formatter.TryFormat(value, output.Reserve(20), out var written);
        output.Advance(written);
    }

    private static void AppendEscape(Utf8Buffer output, byte character)
    {
        ReadOnlySpan<byte> shorthand = character switch
        {
            (byte)'"' => "\\\""u8,
            (byte)'\\' => "\\\\"u8,
            (byte)'\n' => "\\n"u8,
            (byte)'\r' => "\\r"u8,
            (byte)'\t' => "\\t"u8,
            _ => default,
        };
        if (!shorthand.IsEmpty)
        {
            output.Append(shorthand);
            return;
        }

        output.Append("\\u00"u8);
        output.Append((byte)('0' + (character >> 4)));
        output.Append("0123456789abcdef"u8[character & 15]);
    }
}
