using Microsoft.OpenApi;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Schemas;

/// <summary>Schemas in the API definition.</summary>
internal sealed class SchemaOperations : IOpenApiContribution
{
    /// <inheritdoc/>
    public void Contribute(OpenApiDefinition definition)
    {
        foreach (var collection in RegisterCatalogue.All)
        {
            var tag = definition.T(collection.TitleZh, collection.TitleEn);
            foreach (var (segment, zh, en) in new[] { ("schema", "字段说明", "The properties"), ("queryables", "可过滤的字段", "What filters can use"), ("sortables", "可排序的字段", "What can be sorted by") })
            {
                var name = "get" + char.ToUpperInvariant(segment[0]) + segment[1..] + "Of" + string.Concat(collection.Id.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
                definition.Add("/collections/" + collection.Id + "/" + segment, HttpMethod.Get, ReadOperations.Operation(
                    definition, tag, name, definition.T(zh, en), ["f", "lang"], ReadOperations.Ok(definition, MediaTypes.Schema, new OpenApiSchema { Type = JsonSchemaType.Object })));
            }
        }
    }
}
