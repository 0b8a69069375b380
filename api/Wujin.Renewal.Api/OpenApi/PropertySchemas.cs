using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>Schemas of properties, features and pages, from the catalogue.</summary>
internal static class PropertySchemas
{
    /// <summary>The schema of one value: type, format, codes and bounds.</summary>
    internal static OpenApiSchema Value(PropertyDefinition property)
    {
        var (type, format) = property.Type switch
        {
            PropertyType.Integer => (JsonSchemaType.Integer, "int64"),
            PropertyType.Decimal => (JsonSchemaType.Number, null),
            PropertyType.Number => (JsonSchemaType.Number, "double"),
            PropertyType.Boolean => (JsonSchemaType.Boolean, null),
            PropertyType.Date => (JsonSchemaType.String, "date"),
            PropertyType.Timestamp => (JsonSchemaType.String, "date-time"),
            _ => (JsonSchemaType.String, null),
        };
        var schema = new OpenApiSchema
        {
            Type = type,
            Format = format,
            Minimum = property.Minimum?.ToString(CultureInfo.InvariantCulture),
            Maximum = property.Maximum?.ToString(CultureInfo.InvariantCulture),
        };
        if (property.Codes is { } codes)
        {
            schema.Enum = [.. codes.Entries.Select(e => (JsonNode)JsonValue.Create(e.Code))];
        }

        if (property.Type == PropertyType.Text)
        {
            schema.MaxLength = property.MaximumLength;
        }

        return schema;
    }

    /// <summary>The properties of a feature.</summary>
    internal static OpenApiSchema Properties(OpenApiDefinition definition, CollectionDefinition collection) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = collection.Properties.ToDictionary(p => p.Name, p => (IOpenApiSchema)Member(definition, p), StringComparer.Ordinal),
        Required = collection.Properties.Where(p => p.IsRequired).Select(p => p.Name).ToHashSet(StringComparer.Ordinal),
    };

    /// <summary>A feature of a collection.</summary>
    internal static OpenApiSchema Feature(OpenApiDefinition definition, CollectionDefinition collection) => new()
    {
        Type = JsonSchemaType.Object,
        Title = definition.T(collection.TitleZh, collection.TitleEn),
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "geometry", "properties" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = OneOf("Feature"),
            ["id"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = definition.T("即属性 code", "The property code") },
            ["geometry"] = Geometry(definition, collection.Geometry),
            ["properties"] = Properties(definition, collection),
            ["links"] = Array(definition.Schema("link")),
        },
    };

    /// <summary>A page of features of a collection.</summary>
    internal static OpenApiSchema Page(OpenApiDefinition definition, CollectionDefinition collection) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "features" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = OneOf("FeatureCollection"),
            ["features"] = Array(definition.Schema(OpenApiDefinition.FeatureSchema(collection))),
            ["links"] = Array(definition.Schema("link")),
            ["timeStamp"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            ["numberMatched"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
            ["numberReturned"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0" },
        },
    };

    /// <summary>An array.</summary>
    internal static OpenApiSchema Array(IOpenApiSchema items) => new() { Type = JsonSchemaType.Array, Items = items };

    /// <summary>A text that is one of a few.</summary>
    internal static OpenApiSchema OneOf(params string[] values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(v => (JsonNode)JsonValue.Create(v))] };

    private static OpenApiSchema Member(OpenApiDefinition definition, PropertyDefinition property)
    {
        var schema = property.Type == PropertyType.TextList ? Array(Value(property)) : Value(property);
        schema.Title = definition.T(property.TitleZh, property.TitleEn);
        schema.ReadOnly = property.IsReadOnly;
        if (!property.IsRequired)
        {
            schema.Type |= JsonSchemaType.Null;
            schema.Enum?.Add(JsonNullSentinel.JsonNull);
        }

        var codes = property.Codes?.Entries.Select(e => $"{e.Code} {definition.T(e.TitleZh, e.TitleEn)}");
        schema.Description = codes is not null ? string.Join(definition.T("、", ", "), codes) : property.Unit is { } unit ? definition.T("单位：", "Unit: ") + unit : null;
        return schema;
    }

    private static OpenApiSchema Geometry(OpenApiDefinition definition, GeometryKind kind)
    {
        if (kind == GeometryKind.None)
        {
            return new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = definition.T("恒为 null", "Always null") };
        }

        OpenApiSchema coordinates = new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Number }, MinItems = 2, MaxItems = 2 };
        if (kind == GeometryKind.MultiPolygon)
        {
            coordinates = Array(Array(new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 4, Items = coordinates }));
        }

        if (kind == GeometryKind.LineString)
        {
            coordinates = new OpenApiSchema { Type = JsonSchemaType.Array, MinItems = 2, Items = coordinates };
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.Null,
            Required = new HashSet<string>(StringComparer.Ordinal) { "type", "coordinates" },
            Description = definition.T("经度在前、纬度在后（CRS84），单位度", "Longitude before latitude (CRS84), degrees"),
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["type"] = OneOf(kind.ToString()), ["coordinates"] = coordinates },
        };
    }
}
