using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.WebMap;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Landing;

/// <summary>The landing page, <c>/</c>. A browser that asks for no form gets the map there, where it was built.</summary>
public static class LandingEndpoints
{
    /// <summary>Maps the landing page.</summary>
    public static IEndpointRouteBuilder MapLanding(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/", GetAsync);
        return routes;
    }

    private static async Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        if (WebMapEndpoints.IsForMap(context, representation))
        {
            await WebMapEndpoints.WritePageAsync(context).ConfigureAwait(false);
            return;
        }

        var document = LandingPage.Of(context.Request, representation);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var extents = await context.RequestServices.GetRequiredService<FeatureStore>().ExtentsAsync(context.RequestAborted).ConfigureAwait(false);
        var frame = PageFrame.Of(context, representation, document.Title, []) with { Crumbs = [], HasDemo = extents.Values.Any(e => e.DemoCount > 0) };
        await DocumentResponse.WriteHtmlAsync(context, representation, HomePage.Create(new HomeModel(frame, document, extents))).ConfigureAwait(false);
    }
}
