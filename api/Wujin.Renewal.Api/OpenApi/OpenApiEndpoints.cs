using Microsoft.OpenApi;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.OpenApi;

/// <summary>The API definition, <c>/api</c>: OpenAPI 3.0, or a page to read.</summary>
public static class OpenApiEndpoints
{
    /// <summary>Maps the API definition.</summary>
    public static IEndpointRouteBuilder MapOpenApi(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/api", GetAsync);
        return routes;
    }

    /// <summary>Puts the definition together.</summary>
    /// <param name="language">Language of its texts.</param>
    /// <param name="server">Absolute address of the service.</param>
    /// <param name="contributions">Slices that add operations.</param>
    public static OpenApiDefinition Define(Language language, string server, IEnumerable<IOpenApiContribution> contributions)
    {
        var definition = new OpenApiDefinition(language, server);
        SharedComponents.Add(definition);
        ReadOperations.Add(definition);
        foreach (var contribution in contributions)
        {
            contribution.Contribute(definition);
        }

        WorkedExample.AddTo(definition, WorkedExamples.All);
        return definition;
    }

    private static async Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var contributions = context.RequestServices.GetServices<IOpenApiContribution>();
        var definition = Define(representation.Language, Addresses.Root(context.Request), contributions);
        if (representation.Format == Format.Html)
        {
            var frame = PageFrame.Of(context, representation, representation.Language.Pick("接口说明", "API documentation"), []);
            await DocumentResponse.WriteHtmlAsync(context, representation, ApiPage.Create(new ApiModel(frame, definition.Document))).ConfigureAwait(false);
            return;
        }

        using var json = new MemoryStream();
        await definition.Document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_0, context.RequestAborted).ConfigureAwait(false);
        await DocumentResponse.WriteAsync(context, representation, json.ToArray(), MediaTypes.OpenApi).ConfigureAwait(false);
    }
}
