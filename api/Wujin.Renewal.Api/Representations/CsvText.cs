using System.Globalization;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.Api.Representations;

/// <summary>Values in CSV (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>Numbers with a point, whatever the machine's language.</summary>
    public static CultureInfo Invariant => CultureInfo.InvariantCulture;

    /// <summary>A text, in quotes where it needs them. What a spreadsheet would take for a formula is kept from being one by an apostrophe.</summary>
    public static string Quote(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '@' or '\t' or '\r' || (text.Length > 1 && text[0] is '+' or '-' && !double.TryParse(text, NumberStyles.Float, Invariant, out _))
            ? "'" + text
            : text;
        return Enclose(safe);
    }

    /// <summary>A text that is harmless already, in quotes where it needs them.</summary>
    public static string Enclose(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>Milliseconds as seconds, exactly; empty where there is no way.</summary>
    public static string Seconds(uint milliseconds) =>
        milliseconds >= ReachField.Unreached ? string.Empty : (milliseconds / 1000m).ToString("0.000", Invariant);
}
