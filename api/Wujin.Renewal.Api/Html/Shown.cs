using System.Globalization;
using System.Text.Json;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Html;

/// <summary>How values read on pages.</summary>
internal static class Shown
{
    /// <summary>What stands where there is no value.</summary>
    internal const string Nothing = "—";

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>A value for people: labels for codes, thousands separated, instants in China's time.</summary>
    internal static string Value(PageFrame frame, PropertyDefinition property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => Nothing,
        JsonValueKind.True => frame.T("是", "yes"),
        JsonValueKind.False => frame.T("否", "no"),
        JsonValueKind.Array => string.Join(frame.T("、", ", "), value.EnumerateArray().Select(v => Label(frame, property, v.GetString() ?? ""))),
        JsonValueKind.Number => Number(property, value),
        _ => Text(frame, property, value.GetString() ?? ""),
    };

    /// <summary>Whether a value stands to the right in tables.</summary>
    internal static bool IsNumber(PropertyDefinition property) =>
        property.Type is PropertyType.Integer or PropertyType.Decimal or PropertyType.Number;

    /// <summary>A whole number with thousands separated.</summary>
    internal static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A box of degrees.</summary>
    internal static string Box(BoundingBox box) => string.Create(
        CultureInfo.InvariantCulture, $"{box.West:0.####}°E – {box.East:0.####}°E, {box.South:0.####}°N – {box.North:0.####}°N");

    /// <summary>A length for people.</summary>
    internal static string Length(double metres) => metres >= 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0} km")
        : metres >= 1000
            ? string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0.0} km")
            : string.Create(CultureInfo.InvariantCulture, $"{metres:0} m");

    /// <summary>An RFC 3339 instant in China's time.</summary>
    internal static string Instant(PageFrame frame, string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant)
        ? instant.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + frame.T("（北京时间）", " (UTC+8)")
        : text;

    /// <summary>The label of a property in the page's language.</summary>
    internal static string Title(PageFrame frame, PropertyDefinition property) => frame.T(property.TitleZh, property.TitleEn + Unit(property));

    /// <summary>The label of a property in the other language.</summary>
    internal static string OtherTitle(PageFrame frame, PropertyDefinition property) => frame.Other(property.TitleZh, property.TitleEn + Unit(property));

    /// <remarks>Chinese labels carry their unit already.</remarks>
    private static string Unit(PropertyDefinition property) => property.Unit is { } unit ? $" ({unit})" : "";

    private static string Number(PropertyDefinition property, JsonElement value)
    {
        // A year is not a quantity.
        if (property.Name.EndsWith("_year", StringComparison.Ordinal) || property.Name.StartsWith("year_", StringComparison.Ordinal))
        {
            return value.GetRawText();
        }

        return value.TryGetDecimal(out var exact)
            ? exact.ToString(property.Type == PropertyType.Number ? "#,##0.##" : "#,##0.##########", CultureInfo.InvariantCulture)
            : value.GetRawText();
    }

    private static string Text(PageFrame frame, PropertyDefinition property, string text) => property.Type switch
    {
        PropertyType.Timestamp => Instant(frame, text),
        PropertyType.Code => Label(frame, property, text),
        _ => text,
    };

    private static string Label(PageFrame frame, PropertyDefinition property, string code)
    {
        var codes = property.Codes ?? (property.Name == "destination_roles" ? CodeLists.PlaceRoles : null);
        return codes?.Find(code) is { } entry ? frame.Language.Pick(entry.TitleZh, entry.TitleEn) : code;
    }
}
