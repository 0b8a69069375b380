using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api.Collections;

/// <summary>What can be had, <c>/collections</c> and <c>/collections/{collectionId}</c>.</summary>
public static class CollectionEndpoints
{
    /// <summary>Maps the list of collections and each collection.</summary>
    public static IEndpointRouteBuilder MapCollections(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/collections", GetAllAsync);
        routes.MapRead("/collections/{collectionId}", GetOneAsync);
        return routes;
    }

    /// <summary>The collection that a route names.</summary>
    /// <exception cref="ProblemException">404: there is none of this name.</exception>
    public static CollectionDefinition FromRoute(HttpContext context)
    {
        var id = context.GetRouteValue("collectionId") as string ?? "";
        return RegisterCatalogue.Find(id)
            ?? throw ProblemException.NotFound($"There is no collection '{id}'; there are {string.Join(", ", RegisterCatalogue.All.Select(c => c.Id))}.");
    }

    /// <summary>As <see cref="FromRoute"/>, of those whose features have versions.</summary>
    /// <exception cref="ProblemException">404: there is no such collection, or it has no history.</exception>
    internal static CollectionDefinition WithHistory(HttpContext context) => FromRoute(context) is { IsDerived: false } collection
        ? collection
        : throw ProblemException.NotFound($"Features of {context.GetRouteValue("collectionId")} have no versions: they are replaced as a whole.");

    /// <summary>As <see cref="FromRoute"/>, of those that clients may write.</summary>
    /// <exception cref="ProblemException">404, or 405 where it is only read.</exception>
    internal static CollectionDefinition Writable(HttpContext context)
    {
        var collection = FromRoute(context);
        if (!collection.IsDerived)
        {
            return collection;
        }

        context.Response.Headers.Allow = "GET, HEAD, OPTIONS";
        throw new ProblemException(ProblemTypes.MethodNotAllowed, $"{collection.Id} is only read: the service derives it from something else.");
    }

    private static async Task GetAllAsync(HttpContext context)
    {
        var (request, representation) = Read(context);
        var extents = await Store(context).ExtentsAsync(context.RequestAborted).ConfigureAwait(false);
        var document = new CollectionList(
            [.. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json)],
            [.. RegisterCatalogue.All.Select(c => CollectionDocument.Of(request, representation, c, extents[c.Id], isAlone: false))]);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("图层", "Collections"), []);
        var model = new CollectionsModel(frame with { HasDemo = extents.Values.Any(e => e.DemoCount > 0) }, document, extents);
        await DocumentResponse.WriteHtmlAsync(context, representation, CollectionsPage.Create(model)).ConfigureAwait(false);
    }

    private static async Task GetOneAsync(HttpContext context)
    {
        var collection = FromRoute(context);
        var (request, representation) = Read(context);
        var extents = await Store(context).ExtentsAsync(context.RequestAborted).ConfigureAwait(false);
        var extent = extents[collection.Id];
        var document = CollectionDocument.Of(request, representation, collection, extent, isAlone: true);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, document.Title, [Crumb.Collections(request, representation)]);
        var model = new CollectionModel(
            frame with { HasDemo = extent.DemoCount > 0, HasSchematic = extent.SchematicCount > 0 }, collection, document, extent);
        await DocumentResponse.WriteHtmlAsync(context, representation, CollectionPage.Create(model)).ConfigureAwait(false);
    }

    private static (HttpRequest Request, Representation Representation) Read(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        return (context.Request, representation);
    }

    private static FeatureStore Store(HttpContext context) => context.RequestServices.GetRequiredService<FeatureStore>();
}
