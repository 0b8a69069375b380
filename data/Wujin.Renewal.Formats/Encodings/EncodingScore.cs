using System.Text;
using UtfUnknown;

namespace Wujin.Renewal.Formats.Encodings;

/// <summary>How well texts read in an encoding: whether it allows the bytes, and whether what comes out is everyday Chinese.</summary>
internal static class EncodingScore
{
    private const double RareCharacter = 0.05;
    private const double StatisticsWeight = 0.25;

    /// <summary>0 where the bytes are not allowed; up to 1 where every character is in daily use.</summary>
    /// <param name="name">UTF-8, GB18030 or Big5.</param>
    /// <param name="encoding">The encoding.</param>
    /// <param name="texts">Texts with at least one byte above ASCII each.</param>
    public static double Of(string name, Encoding encoding, IReadOnlyList<byte[]> texts)
    {
        var strict = TextEncodings.Strict(encoding);
        double sum = 0;
        long characters = 0;
        foreach (var text in texts)
        {
            if (!IsAllowed(strict, text))
            {
                return 0;
            }

            Count(name, text, encoding, ref sum, ref characters);
        }

        return characters == 0 ? 0 : sum / characters;
    }

    /// <summary>Whether an encoding allows a text. A character cut in two at the end, by the width of its column, is forgiven.</summary>
    /// <param name="strict">The encoding with an exception fallback.</param>
    /// <param name="text">The bytes.</param>
    public static bool IsAllowed(Encoding strict, ReadOnlySpan<byte> text)
    {
        try
        {
            _ = strict.GetDecoder().GetCharCount(text, flush: false);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The statistical detector's vote: its confidence where it names the encoding, else 0.</summary>
    public static double Vote(string name, IReadOnlyList<byte[]> texts)
    {
        byte[] all = [.. texts.SelectMany(t => t.Append((byte)'\n'))];
        var found = CharsetDetector.DetectFromBytes(all).Details ?? [];
        return StatisticsWeight * found
            .Where(d => d.EncodingName is { } n && TextEncodings.Find(n)?.Name == name)
            .Select(d => (double)d.Confidence).DefaultIfEmpty(0).Max();
    }

    // Level 1 of GB 2312 (3755 characters, rows B0-D7) and of Big5 (5401 characters, A4-C6) are the characters of daily use.
    private static void Count(string name, ReadOnlySpan<byte> text, Encoding encoding, ref double sum, ref long characters)
    {
        if (name == "UTF-8")
        {
            foreach (var c in encoding.GetString(text).AsSpan())
            {
                if (c >= 0x80)
                {
                    characters++;
                    sum += c is (>= '\u2000' and <= '\u206F') or (>= '\u2E80' and <= '\u9FFF') or (>= '\uFF00' and <= '\uFFEF') ? 1 : 0.5;
                }
            }

            return;
        }

        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] < 0x80)
            {
                continue;
            }

            var (lead, trail) = (text[i], text[i + 1]);
            var isCommon = name == "Big5"
                ? lead is >= 0xA1 and <= 0xC6
                : trail >= 0xA1 && lead is (>= 0xA1 and <= 0xA9) or (>= 0xB0 and <= 0xD7);
            characters++;
            sum += isCommon ? 1 : RareCharacter;
            i++;
        }
    }
}
