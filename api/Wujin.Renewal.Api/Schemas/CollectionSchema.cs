using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Filters;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Schemas;

/// <summary>Which properties of a collection a schema lists.</summary>
internal enum SchemaPurpose
{
    /// <summary>What is returned and what is received.</summary>
    Content,

    /// <summary>What filters can use.</summary>
    Queryables,

    /// <summary>What can be sorted by.</summary>
    Sortables,
}

/// <summary>The properties of a collection as JSON Schema (OGC 23-058r1, Features Part 5).</summary>
internal static class CollectionSchema
{
    /// <summary>The schema.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="purpose">Which properties are listed.</param>
    /// <param name="language">Language of titles.</param>
    /// <param name="id">Address of the schema, without parameters.</param>
    internal static JsonObject Of(CollectionDefinition collection, SchemaPurpose purpose, Language language, string id)
    {
        var members = new JsonObject();
        foreach (var property in Listed(collection, purpose))
        {
            members[property.Name] = PropertySchema.Of(property, purpose, language, members.Count + 1);
        }

        if (purpose != SchemaPurpose.Sortables && collection.Geometry != GeometryKind.None)
        {
            members[QueryableProperty.GeometryName] = new JsonObject
            {
                ["title"] = language.Pick("几何", "Geometry"),
                ["format"] = collection.Geometry == GeometryKind.Point ? "geometry-point" : "geometry-multipolygon",
                ["x-ogc-role"] = "primary-geometry",
                ["x-ogc-propertySeq"] = members.Count + 1,
            };
        }

        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = id,
            ["type"] = "object",
            ["title"] = language.Pick(collection.TitleZh, collection.TitleEn),
            ["description"] = language.Pick(collection.DescriptionZh, collection.DescriptionEn),
            ["properties"] = members,
            ["additionalProperties"] = false,
        };
        if (purpose == SchemaPurpose.Content)
        {
            schema["required"] = new JsonArray([.. collection.Properties.Where(p => p.IsRequired).Select(p => (JsonNode)p.Name)]);
        }

        return schema;
    }

    private static IEnumerable<PropertyDefinition> Listed(CollectionDefinition collection, SchemaPurpose purpose) => purpose switch
    {
        SchemaPurpose.Content => collection.Properties,
        SchemaPurpose.Sortables => SortKeys.Sortables(collection),
        _ => QueryableProperty.Of(collection).Values.Where(q => q.Property is not null).Select(q => q.Property!),
    };
}
