using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Schemas;

/// <summary>What features are made of, <c>/collections/{collectionId}/schema</c>, <c>…/queryables</c> and <c>…/sortables</c>.</summary>
public static class SchemaEndpoints
{
    /// <summary>Last segments of the addresses, what each is for, and its title.</summary>
    private static readonly (string Segment, SchemaPurpose Purpose, string Zh, string En)[] Resources =
    [
        ("schema", SchemaPurpose.Content, "字段说明（JSON Schema）", "The properties (JSON Schema)"),
        ("queryables", SchemaPurpose.Queryables, "可过滤的字段（JSON Schema）", "What filters can use (JSON Schema)"),
        ("sortables", SchemaPurpose.Sortables, "可排序的字段（JSON Schema）", "What can be sorted by (JSON Schema)"),
    ];

    /// <summary>Registers the operations of schemas in the API definition.</summary>
    public static IServiceCollection AddSchemas(this IServiceCollection services) => services.AddSingleton<IOpenApiContribution, SchemaOperations>();

    /// <summary>Maps the schemas of every collection.</summary>
    public static IEndpointRouteBuilder MapSchemas(this IEndpointRouteBuilder routes)
    {
        foreach (var (segment, purpose, zh, en) in Resources)
        {
            routes.MapRead("/collections/{collectionId}/" + segment, context => GetAsync(context, segment, purpose, zh, en));
        }

        return routes;
    }

    /// <summary>The links of a collection to its schemas.</summary>
    internal static IEnumerable<Link> LinksOf(HttpRequest request, Representation representation, CollectionDefinition collection) => Resources.Select(r =>
        new Link(Addresses.Collection(request, collection.Id) + "/" + r.Segment, "http://www.opengis.net/def/rel/ogc/1.0/" + r.Segment, MediaTypes.Schema)
        {
            Title = representation.Language.Pick(r.Zh, r.En),
        });

    private static Task GetAsync(HttpContext context, string segment, SchemaPurpose purpose, string zh, string en)
    {
        var collection = CollectionEndpoints.FromRoute(context);
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var schema = CollectionSchema.Of(collection, purpose, representation.Language, Addresses.Collection(context.Request, collection.Id) + "/" + segment);
        if (representation.Format == Format.Json)
        {
            return DocumentResponse.WriteJsonAsync(context, representation, schema, MediaTypes.Schema);
        }

        var title = representation.Language.Pick(collection.TitleZh, collection.TitleEn);
        Crumb[] crumbs = [Crumb.Collections(context.Request, representation), new Crumb(title, Addresses.Collection(context.Request, collection.Id) + Crumb.Keep(representation))];
        var frame = PageFrame.Of(context, representation, representation.Language.Pick(zh, en), crumbs);
        return DocumentResponse.WriteHtmlAsync(context, representation, SchemaPage.Create(new SchemaModel(frame, (JsonObject)schema["properties"]!)));
    }
}
