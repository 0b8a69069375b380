using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Reads JSON values as the types of the catalogue. Nothing is coerced: <c>"12"</c> is not a number.</summary>
internal static class JsonValues
{
    private static readonly string[] InstantFormats =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Reads a value that is not null.</summary>
    /// <param name="property">What it is a value of.</param>
    /// <param name="json">The value.</param>
    /// <param name="value">The value, typed as in <see cref="FeatureDraft.Values"/>.</param>
    /// <returns>Null when it was read, else what is wrong with it, one sentence.</returns>
    internal static string? Read(PropertyDefinition property, JsonElement json, out object? value)
    {
        value = (property.Type, json.ValueKind) switch
        {
            (PropertyType.Text or PropertyType.Code, JsonValueKind.String) => json.GetString(),
            (PropertyType.Integer, JsonValueKind.Number) => Integer(json),
            (PropertyType.Decimal, JsonValueKind.Number) => json.TryGetDecimal(out var number) ? number : null,
            (PropertyType.Number, JsonValueKind.Number) => json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null,
            (PropertyType.Boolean, JsonValueKind.True) => true,
            (PropertyType.Boolean, JsonValueKind.False) => false,
            (PropertyType.Date, JsonValueKind.String) => Date(json.GetString()!),
            (PropertyType.Timestamp, JsonValueKind.String) => Instant(json.GetString()!),
            (PropertyType.TextList, JsonValueKind.Array) => Texts(json),
            _ => null,
        };
        return value is null ? $"{property.Name} ({property.TitleZh}) is {Shown(json)}; expected {Expected(property.Type)}." : null;
    }

    /// <summary>Reads a calendar date.</summary>
    /// <returns>Null where the text is none.</returns>
    internal static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A JSON value for a message, cut to 40 characters.</summary>
    internal static string Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text \"{Cut(json.GetString()!)}\"",
        JsonValueKind.Number => $"the number {Cut(json.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False => json.GetRawText(),
        _ => "null",
    };

    private static object? Integer(JsonElement json)
    {
        if (json.TryGetInt64(out var integer))
        {
            return integer;
        }

        // 3.0 and 3e0 are integers to JSON.
        return json.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;

    private static string[]? Texts(JsonElement json)
    {
        var items = json.EnumerateArray().ToList();
        return items.TrueForAll(i => i.ValueKind == JsonValueKind.String) ? [.. items.Select(i => i.GetString()!)] : null;
    }

    private static string Cut(string text)
    {
        var cut = text.Length <= 40 ? text : text[..(char.IsHighSurrogate(text[39]) ? 39 : 40)] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) ? $"\\u{(int)c:X4}" : c.ToString()));
    }

    private static string Expected(PropertyType type) => type switch
    {
        PropertyType.Integer => "an integer, such as 12",
        PropertyType.Decimal or PropertyType.Number => "a number, such as 12.5",
        PropertyType.Boolean => "true or false",
        PropertyType.Date => "a date such as \"2026-03-31\"",
        PropertyType.Timestamp => "an instant such as \"2026-03-31T08:00:00Z\"",
        PropertyType.TextList => "an array of texts",
        _ => "a text",
    };
}
