using System.Globalization;

namespace Wujin.Renewal.Formats;

/// <summary>Values of cells as text, the way a person reads them.</summary>
internal static class CellText
{
    /// <summary>The text of a value; empty for null.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        string[] list => string.Join("、", list),
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
