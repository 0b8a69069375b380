using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Html;

namespace Wujin.Renewal.Api.Schemas;

/// <summary>The page of a schema.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Properties">The member <c>properties</c> of the schema.</param>
public sealed record SchemaModel(PageFrame Frame, JsonObject Properties)
{
    /// <summary>The values a property may have, in words.</summary>
    internal static string Values(JsonNode property)
    {
        if (property["oneOf"] is JsonArray codes)
        {
            return string.Join("; ", codes.Select(c => $"{c!["const"]} {c["title"]}"));
        }

        var (minimum, maximum) = (property["minimum"]?.ToString(), property["maximum"]?.ToString());
        return (minimum, maximum, property["maxLength"]?.ToString()) switch
        {
            ({ } low, { } high, _) => $"{low} – {high}",
            ({ } low, null, _) => $"≥ {low}",
            (null, { } high, _) => $"≤ {high}",
            (_, _, { } length) => $"≤ {length}",
            _ => "",
        };
    }
}
