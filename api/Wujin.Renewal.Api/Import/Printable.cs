namespace Wujin.Renewal.Api.Import;

/// <summary>Texts of a file on a terminal: one line, and nothing that the terminal would obey.</summary>
internal static class Printable
{
    /// <summary>The text with control characters shown as a replacement sign, cut to a length.</summary>
    public static string Text(string text, int length = 60)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return line.Length > length ? line[..length] + "…" : line;
    }
}
