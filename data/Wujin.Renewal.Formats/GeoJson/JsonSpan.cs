using System.Buffers;

namespace Wujin.Renewal.Formats.GeoJson;

/// <summary>
/// Finds where JSON values end without reading them: outside of strings only brackets of the value's own kind are counted, so that a list of
/// coordinates passes at the speed of memory. What lies between is checked when it is read.
/// </summary>
internal static class JsonSpan
{
    /// <summary>White space between tokens.</summary>
    public static readonly SearchValues<byte> Space = SearchValues.Create(" \t\r\n"u8);

    /// <summary>White space, commas and colons.</summary>
    public static readonly SearchValues<byte> Gap = SearchValues.Create(" \t\r\n,:"u8);

    /// <summary>What ends a number, true, false or null.</summary>
    public static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>Progress inside a value whose end has not arrived yet.</summary>
    public struct Progress
    {
        /// <summary>Bytes looked at.</summary>
        public int Offset;

        /// <summary>Brackets open.</summary>
        public int Depth;

        /// <summary>Inside a string.</summary>
        public bool IsInString;
    }

    /// <summary>Goes on towards the end of an object, array or string that begins at the first byte.</summary>
    /// <param name="text">The bytes so far; the first is <c>{</c>, <c>[</c> or a quote.</param>
    /// <param name="progress">Where the last call stopped; begin with the default.</param>
    /// <returns>The length of the value, or -1 where more bytes are needed.</returns>
    public static int FindEnd(ReadOnlySpan<byte> text, ref Progress progress)
    {
        var (open, close) = text[0] == (byte)'[' ? ((byte)'[', (byte)']') : ((byte)'{', (byte)'}');
        while (progress.Offset < text.Length)
        {
            if (progress.IsInString)
            {
                if (!SkipString(text, ref progress))
                {
                    return -1;
                }

                if (progress.Depth == 0)
                {
                    return progress.Offset;
                }

                continue;
            }

            var step = text[progress.Offset..].IndexOfAny(open, close, (byte)'"');
            if (step < 0)
            {
                progress.Offset = text.Length;
                return -1;
            }

            var found = text[progress.Offset + step];
            progress.Offset += step + 1;
            if (found == (byte)'"')
            {
                progress.IsInString = true;
            }
            else if (found == open)
            {
                progress.Depth++;
            }
            else if (--progress.Depth == 0)
            {
                return progress.Offset;
            }
        }

        return -1;
    }

    // Stops after the closing quote; leaves the offset at a backslash whose companion has not arrived.
    private static bool SkipString(ReadOnlySpan<byte> text, ref Progress progress)
    {
        while (true)
        {
            var step = text[progress.Offset..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0)
            {
                progress.Offset = text.Length;
                return false;
            }

            if (text[progress.Offset + step] == (byte)'"')
            {
                progress.Offset += step + 1;
                progress.IsInString = false;
                return true;
            }

            if (progress.Offset + step + 2 > text.Length)
            {
                progress.Offset += step;
                return false;
            }

            progress.Offset += step + 2;
        }
    }
}
