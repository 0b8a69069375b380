using System.Globalization;
using System.Text;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Parameters;

/// <summary>Reads the value of a property filter: one value, or several separated by commas of which any may hold.</summary>
internal static class PropertyValues
{
    /// <summary>So many values one filter may have.</summary>
    internal const int MostValues = 100;

    /// <summary>Reads the values by the type of the property. In texts a comma that belongs to the value is written <c>\,</c> and a backslash <c>\\</c>.</summary>
    /// <returns>Null when a value is refused; <paramref name="fault"/> then says why.</returns>
    internal static IReadOnlyList<object>? Parse(PropertyDefinition property, string text, out string fault)
    {
        var parts = Split(text);
        if (parts.Count > MostValues)
        {
            fault = $"{parts.Count} values are more than the {MostValues} that one filter may have.";
            return null;
        }

        var values = new List<object>(parts.Count);
        foreach (var part in parts)
        {
            if (ParseOne(property, part, out fault) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        fault = "";
        return values;
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is ',' or '\\')
            {
                part.Append(text[++i]);
            }
            else if (text[i] == ',')
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    /// <summary>Reads one value by the type of the property.</summary>
    internal static object? ParseOne(PropertyDefinition property, string text, out string fault)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var invariant = CultureInfo.InvariantCulture;
        fault = $"'{text}' is not a number.";
        switch (property.Type)
        {
            case PropertyType.Integer:
                fault = $"'{text}' is not a whole number.";
                return long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var integer) ? integer : null;
            case PropertyType.Decimal:
                return decimal.TryParse(text, Plain, invariant, out var exact) ? exact : null;
            case PropertyType.Number:
                return double.TryParse(text, Plain | NumberStyles.AllowExponent, invariant, out var number) && double.IsFinite(number) ? number : null;
            case PropertyType.Boolean:
                fault = $"'{text}' is neither true nor false.";
                return text switch { "true" => true, "false" => false, _ => null };
            case PropertyType.Date:
                return Instants.ParseDate(text, out fault);
            case PropertyType.Timestamp:
                return Instants.Parse(text, out fault);
            case PropertyType.Code when property.Codes is { } codes:
                fault = $"'{text}' is not one of {string.Join(", ", codes.Entries.Select(e => e.Code))}.";
                return codes.Find(text)?.Code;
            default:
                fault = "The text holds a NUL character, which no value has.";
                return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
    }
}
