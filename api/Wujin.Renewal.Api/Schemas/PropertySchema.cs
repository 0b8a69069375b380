using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Schemas;

/// <summary>One property as JSON Schema: its type, title, unit, codes and bounds.</summary>
internal static class PropertySchema
{
    internal static JsonObject Of(PropertyDefinition property, SchemaPurpose purpose, Language language, int sequence)
    {
        var schema = new JsonObject { ["title"] = language.Pick(property.TitleZh, property.TitleEn) };
        if (property.Type == PropertyType.TextList)
        {
            schema["type"] = "array";
            schema["items"] = new JsonObject { ["type"] = "string" };
        }
        else
        {
            AddValue(schema, property, language);
        }

        if (Unit(property) is var (symbol, ucum))
        {
            schema["description"] = language.Pick("单位：", "Unit: ") + symbol;
            schema["x-ogc-unit"] = ucum;
            schema["x-ogc-unitLang"] = "UCUM";
        }

        if (property.Name == "code")
        {
            schema["x-ogc-role"] = "id";
        }

        if (purpose == SchemaPurpose.Content)
        {
            AddKeeping(schema, property);
        }

        schema["x-ogc-propertySeq"] = sequence;
        return schema;
    }

    private static void AddValue(JsonObject schema, PropertyDefinition property, Language language)
    {
        var (type, format) = property.Type switch
        {
            PropertyType.Integer => ("integer", "int64"),
            PropertyType.Decimal => ("number", null),
            PropertyType.Number => ("number", "double"),
            PropertyType.Boolean => ("boolean", null),
            PropertyType.Date => ("string", "date"),
            PropertyType.Timestamp => ("string", "date-time"),
            _ => ("string", (string?)null),
        };
        schema["type"] = type;
        if (format is not null)
        {
            schema["format"] = format;
        }

        if (property.Codes is { } codes)
        {
            // The profile codelist-inline: a value and what it means.
            schema["enum"] = new JsonArray([.. codes.Entries.Select(e => (JsonNode)e.Code)]);
            schema["oneOf"] = new JsonArray([.. codes.Entries.Select(e => (JsonNode)new JsonObject { ["const"] = e.Code, ["title"] = language.Pick(e.TitleZh, e.TitleEn) })]);
        }
        else if (property.Type == PropertyType.Text)
        {
            schema["maxLength"] = property.MaximumLength;
        }

        if (property.Minimum is { } minimum)
        {
            schema["minimum"] = minimum;
        }

        if (property.Maximum is { } maximum)
        {
            schema["maximum"] = maximum;
        }
    }

    private static void AddKeeping(JsonObject schema, PropertyDefinition property)
    {
        if (property.IsReadOnly)
        {
            schema["readOnly"] = true;
        }

        switch (property.Default)
        {
            case string text:
                schema["default"] = text;
                break;
            case bool flag:
                schema["default"] = flag;
                break;
        }
    }

    /// <summary>The unit as people write it and in UCUM; 1 mu is 2000/3 m², 万元 are ten thousand yuan.</summary>
    private static (string Symbol, string Ucum)? Unit(PropertyDefinition property) => property.Unit switch
    {
        null => null,
        "m²" => ("m²", "m2"),
        "万元" => ("万元", "10*4.{CNY}"),
        "mu" => ("mu (亩)", "2000.m2/3"),
        "万元/mu" => ("万元/mu (万元/亩)", "10*4.{CNY}/(2000.m2/3)"),
        var unit => (unit, unit),
    };
}
