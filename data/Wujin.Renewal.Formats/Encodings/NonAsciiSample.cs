using System.Buffers;

namespace Wujin.Renewal.Formats.Encodings;

/// <summary>Collects the texts of a file that have bytes above ASCII: all that decides an encoding.</summary>
internal static class NonAsciiSample
{
    private const int MaximumTexts = 3000;
    private const int MaximumTextBytes = 2000;
    private const int BlockBytes = 128 * 1024;

    // No Chinese multi-byte encoding uses these as a second or later byte.
    private static readonly SearchValues<byte> Separators = SearchValues.Create("\n\r,;\t\""u8);

    /// <summary>Reads the stream until enough texts are found or it ends.</summary>
    public static List<byte[]> Collect(Stream stream)
    {
        List<byte[]> texts = [];
        var buffer = new byte[BlockBytes];
        var kept = 0;
        var isInsideText = false;
        while (texts.Count < MaximumTexts)
        {
            var read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var length = kept + read;
            var whole = read == 0 ? length : buffer.AsSpan(0, length).LastIndexOfAny(Separators) + 1;
            var block = buffer.AsSpan(0, whole == 0 ? length : whole);
            Add(isInsideText ? AfterFirstSeparator(block) : block, texts);
            if (read == 0)
            {
                break;
            }

            // A text longer than a block: where the next block begins, a character may be cut in two.
            isInsideText = whole == 0;
            kept = whole == 0 ? 0 : length - whole;
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }

        return texts;
    }

    private static void Add(ReadOnlySpan<byte> block, List<byte[]> texts)
    {
        while (texts.Count < MaximumTexts)
        {
            var first = block.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (first < 0)
            {
                return;
            }

            var start = block[..first].LastIndexOfAny(Separators) + 1;
            var length = block[first..].IndexOfAny(Separators);
            var end = length < 0 ? block.Length : first + length;

            // A long text is judged by the bytes from its first character beyond ASCII; one cut in two at the end is forgiven.
            texts.Add((end - start <= MaximumTextBytes ? block[start..end] : block[first..Math.Min(end, first + MaximumTextBytes)]).ToArray());
            block = block[end..];
        }
    }

    private static ReadOnlySpan<byte> AfterFirstSeparator(ReadOnlySpan<byte> block) =>
        block.IndexOfAny(Separators) is >= 0 and var separator ? block[separator..] : [];
}
