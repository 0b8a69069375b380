using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Filters;

namespace Wujin.Renewal.Api.Filtering;

/// <summary>The functions that filters can call, <c>/functions</c> (OGC 21-065r2, requirements class Functions).</summary>
public static class FunctionEndpoints
{
    /// <summary>Registers the list of functions, and the parameters of filters, in the API definition.</summary>
    public static IServiceCollection AddFiltering(this IServiceCollection services) => services.AddSingleton<IOpenApiContribution, FunctionOperation>();

    /// <summary>Maps the list of functions.</summary>
    public static IEndpointRouteBuilder MapFunctions(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/functions", GetAsync);
        return routes;
    }

    private static Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var language = representation.Language;
        if (representation.Format == Format.Html)
        {
            var frame = PageFrame.Of(context, representation, language.Pick("过滤函数", "Functions of filters"), []);
            return DocumentResponse.WriteHtmlAsync(context, representation, FunctionsPage.Create(frame));
        }

        var document = new JsonObject
        {
            ["functions"] = new JsonArray([.. FilterFunction.All.Select(f => (JsonNode)new JsonObject
            {
                ["name"] = f.Name,
                ["description"] = language.Pick(f.DescriptionZh, f.DescriptionEn),
                ["args"] = new JsonArray([.. f.Arguments.Select(a => (JsonNode)new JsonObject { ["title"] = a.Title, ["type"] = Types(a.Types) })]),
                ["returns"] = Types(f.Returns),
            })]),
            ["links"] = System.Text.Json.JsonSerializer.SerializeToNode(Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json), ApiJson.Reflected),
        };
        return DocumentResponse.WriteJsonAsync(context, representation, document);
    }

    private static JsonArray Types(params FilterType[] types) => new([.. types.Select(Name).Distinct().Select(n => (JsonNode)n)]);

    private static string Name(FilterType type) => type switch
    {
        FilterType.Text => "string",
        FilterType.Number => "number",
        FilterType.Boolean => "boolean",
        FilterType.Geometry => "geometry",
        _ => "datetime",
    };

    private sealed class FunctionOperation : IOpenApiContribution
    {
        public void Contribute(OpenApiDefinition definition)
        {
            var ok = ReadOperations.Ok(definition, MediaTypes.Json, new OpenApiSchema { Type = JsonSchemaType.Object });
            definition.Add("/functions", HttpMethod.Get, ReadOperations.Operation(
                definition, definition.T("服务", "Service"), "getFunctions", definition.T("过滤函数", "Functions of filters"), ["f", "lang"], ok));
        }
    }
}
