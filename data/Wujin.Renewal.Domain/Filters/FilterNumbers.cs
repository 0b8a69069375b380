using System.Globalization;

namespace Wujin.Renewal.Domain.Filters;

/// <summary>Literals that text and JSON have in common.</summary>
public static class FilterNumbers
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>A number as it was written, or null where it has an exponent or more digits than a decimal holds.</summary>
    public static decimal? Exact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= 28 && decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var exact) ? exact : null;
    }

    /// <summary>Passes a text on that the database can hold.</summary>
    /// <exception cref="FilterException">It holds NUL.</exception>
    public static string CheckText(string text, FilterPlace at)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new FilterException(at, "The text holds a NUL character, which no value has.")
            : text;
    }
}
