using System.Globalization;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>A node of a well-known text of a coordinate system (OGC 01-009, and the dialect of ESRI .prj files): a keyword and its parts.</summary>
/// <param name="Keyword">In capitals: <c>PROJCS</c>.</param>
/// <param name="Texts">Quoted parts, in order; the first is the name.</param>
/// <param name="Numbers">Numeric parts, in order.</param>
/// <param name="Children">Parts that are nodes.</param>
internal sealed record WktNode(string Keyword, IReadOnlyList<string> Texts, IReadOnlyList<double> Numbers, IReadOnlyList<WktNode> Children)
{
    private const int MaximumDepth = 32;

    /// <summary>The name, or an empty text.</summary>
    public string Name => Texts.Count > 0 ? Texts[0] : "";

    /// <summary>The first number, or null.</summary>
    public double? Value => Numbers.Count > 0 ? Numbers[0] : null;

    /// <summary>The first child of a keyword.</summary>
    public WktNode? Child(string keyword) => Children.FirstOrDefault(c => c.Keyword == keyword);

    /// <summary>Reads a text.</summary>
    /// <returns>Null when it is no well-known text.</returns>
    public static WktNode? Parse(string text)
    {
        var position = 0;
        var root = Read(text, ref position, depth: 0);
        return root is not null && string.IsNullOrWhiteSpace(text[position..].TrimEnd('\0')) ? root : null;
    }

    private static WktNode? Read(string text, ref int position, int depth)
    {
        var keyword = ReadWord(text, ref position).ToUpperInvariant();
        if (keyword.Length == 0 || depth > MaximumDepth || !Take(text, ref position, '[', '('))
        {
            return null;
        }

        List<string> texts = [];
        List<double> numbers = [];
        List<WktNode> children = [];
        do
        {
            if (!ReadPart(text, ref position, depth, texts, numbers, children))
            {
                return null;
            }
        }
        while (Take(text, ref position, ',', ','));
        return Take(text, ref position, ']', ')') ? new(keyword, texts, numbers, children) : null;
    }

    private static bool ReadPart(string text, ref int position, int depth, List<string> texts, List<double> numbers, List<WktNode> children)
    {
        SkipSpace(text, ref position);
        if (position < text.Length && text[position] == '"')
        {
            var end = text.IndexOf('"', position + 1);
            texts.Add(end < 0 ? "" : text[(position + 1)..end]);
            position = end + 1;
            return end >= 0;
        }

        var start = position;
        var word = ReadWord(text, ref position);
        if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            numbers.Add(number);
            return true;
        }

        SkipSpace(text, ref position);
        if (position >= text.Length || text[position] is not ('[' or '('))
        {
            return word.Length > 0; // A bare word, such as the direction of an axis.
        }

        position = start;
        if (Read(text, ref position, depth + 1) is not { } child)
        {
            return false;
        }

        children.Add(child);
        return true;
    }

    private static string ReadWord(string text, ref int position)
    {
        SkipSpace(text, ref position);
        var start = position;
        while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '_' or '.' or '+' or '-'))
        {
            position++;
        }

        return text[start..position];
    }

    private static bool Take(string text, ref int position, char one, char other)
    {
        SkipSpace(text, ref position);
        if (position >= text.Length || (text[position] != one && text[position] != other))
        {
            return false;
        }

        position++;
        return true;
    }

    private static void SkipSpace(string text, ref int position)
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] == '\uFEFF'))
        {
            position++;
        }
    }
}
