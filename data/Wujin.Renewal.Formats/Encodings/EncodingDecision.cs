using System.Text;

namespace Wujin.Renewal.Formats.Encodings;

/// <summary>Decides the encoding of a file by what a person says, then what the file says and its bytes bear out, then by its bytes alone.</summary>
internal static class EncodingDecision
{
    private const int SampleCount = 5;
    private const double TolerableShareOfBrokenTexts = 0.01;

    /// <summary>Decides.</summary>
    /// <param name="option">What a person says, or null.</param>
    /// <param name="declared">What the file says, its name and where; the first that its bytes bear out counts.</param>
    /// <param name="texts">Texts of the file that have bytes above ASCII; a few thousand suffice.</param>
    /// <param name="notices">Receives a sentence where a declaration is wrong.</param>
    /// <exception cref="SourceFileException">The option is no known encoding.</exception>
    public static SourceEncoding Decide(
        string? option, IReadOnlyList<(Encoding Encoding, string Name, EncodingOrigin Origin)> declared, IReadOnlyList<byte[]> texts, ICollection<string> notices)
    {
        if (option is not null)
        {
            var (encoding, name) = TextEncodings.Find(option)
                ?? throw new SourceFileException($"\"{option}\" is no known encoding; expected UTF-8, GB18030 (GBK, GB2312) or Big5.");
            return Known(encoding, name, EncodingOrigin.Option, texts);
        }

        foreach (var said in declared)
        {
            if (IsBorneOut(said.Encoding, texts))
            {
                return Known(said.Encoding, said.Name, said.Origin, texts);
            }

            notices.Add($"{Where(said.Origin)} says {said.Name}, but the text is not {said.Name}.");
        }

        var guess = Guess(texts);
        if (declared.Count > 0)
        {
            notices.Add($"By its bytes the text is {guess.Name}; confirm it with --encoding.");
        }

        return guess;
    }

    /// <summary>Judges by the bytes alone.</summary>
    public static SourceEncoding Guess(IReadOnlyList<byte[]> texts)
    {
        if (texts.Count == 0)
        {
            return new() { Encoding = TextEncodings.Utf8, Name = "UTF-8", Origin = EncodingOrigin.Ascii };
        }

        var ranked = Candidates()
            .Select(c => (c.Encoding, c.Name, Score: EncodingScore.Of(c.Name, c.Encoding, texts)))
            .Where(c => c.Score > 0)
            .Select(c => (c.Encoding, c.Name, Score: c.Score + EncodingScore.Vote(c.Name, texts)))
            .OrderByDescending(c => c.Score)
            .ToList();
        if (ranked.Count == 0)
        {
            // No Chinese encoding allows every byte: GB18030 loses the fewest texts in files that office programs wrote, and says so.
            var (gb, gbName) = TextEncodings.Named("GB18030");
            return new() { Encoding = gb, Name = gbName, Origin = EncodingOrigin.Guess, Confidence = 0, Samples = Samples(gb, texts) };
        }

        var total = ranked.Sum(c => c.Score);
        var best = ranked[0];
        return new()
        {
            Encoding = best.Encoding,
            Name = best.Name,
            Origin = EncodingOrigin.Guess,
            Confidence = Math.Round(Math.Min(0.99, best.Score / total), 2),
            Samples = Samples(best.Encoding, texts),
            Alternatives = [.. ranked.Skip(1).Select(c => new EncodingCandidate(c.Name, Math.Round(c.Score / total, 2), Samples(c.Encoding, texts)))],
        };
    }

    private static IEnumerable<(Encoding Encoding, string Name)> Candidates() =>
        [(TextEncodings.Utf8, "UTF-8"), TextEncodings.Named("GB18030"), TextEncodings.Named("Big5")];

    private static bool IsBorneOut(Encoding encoding, IReadOnlyList<byte[]> texts)
    {
        var strict = TextEncodings.Strict(encoding);
        var broken = texts.Count(t => !EncodingScore.IsAllowed(strict, t));
        return broken <= texts.Count * TolerableShareOfBrokenTexts;
    }

    private static SourceEncoding Known(Encoding encoding, string name, EncodingOrigin origin, IReadOnlyList<byte[]> texts) =>
        new() { Encoding = encoding, Name = name, Origin = origin, Samples = Samples(encoding, texts) };

    private static List<string> Samples(Encoding encoding, IReadOnlyList<byte[]> texts) =>
        [.. texts.Select(t => encoding.GetString(t).Trim()).Distinct().Take(SampleCount).Select(s => s.Length > 60 ? s[..60] : s)];

    private static string Where(EncodingOrigin origin) => origin switch
    {
        EncodingOrigin.CodePageFile => "The .cpg file",
        EncodingOrigin.LanguageId => "The language id in the .dbf header",
        EncodingOrigin.ByteOrderMark => "The byte order mark",
        _ => "The format",
    };
}
