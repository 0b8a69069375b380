using System.Text;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>Texts made fit for documents.</summary>
internal static class Texts
{
    /// <summary>Longer texts are cut on pages; a workbook has them whole.</summary>
    internal const int LongestOnPages = 160;

    /// <summary>The most that a cell of a workbook may hold.</summary>
    internal const int LongestInCells = 32_767;

    /// <summary>Cut after a number of characters, never within one.</summary>
    internal static string Cut(string text, int longest = LongestOnPages)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..end] + "…";
    }

    /// <summary>Without what XML 1.0 cannot hold: control characters and halves of surrogate pairs.</summary>
    internal static string Clean(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else if (!char.IsSurrogate(text[i]) && System.Xml.XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
        }

        return clean.ToString();
    }

    /// <summary>Escaped for XML and HTML, text and attributes alike.</summary>
    internal static string Escape(string text)
    {
        text = Clean(text);
        return text.AsSpan().IndexOfAny("&<>\"'") < 0 ? text : text
            .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);
    }

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c) || !System.Xml.XmlConvert.IsXmlChar(c))
            {
                return false;
            }
        }

        return true;
    }
}
