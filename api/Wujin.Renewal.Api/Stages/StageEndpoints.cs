using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Stages;

namespace Wujin.Renewal.Api.Stages;

/// <summary>The stage of a site, <c>/collections/{collectionId}/items/{featureId}/stage</c>: its events, and the only way to change it.</summary>
public static class StageEndpoints
{
    /// <summary>Maps reading, changing, correcting and withdrawing stages.</summary>
    public static IEndpointRouteBuilder MapStages(this IEndpointRouteBuilder routes)
    {
        const string Stage = "/collections/{collectionId}/items/{featureId}/stage";
        routes.MapRead(Stage, GetAsync);
        routes.MapPost(Stage, ChangeStage.MoveAsync);
        routes.MapDelete(Stage, ChangeStage.WithdrawAsync);
        return routes;
    }

    /// <summary>The kind of the sites of a collection.</summary>
    /// <exception cref="ProblemException">404: the features of the collection have no stages.</exception>
    internal static SiteKind KindOf(CollectionDefinition collection) => collection.SiteKind
        ?? throw ProblemException.NotFound($"Features of {collection.Id} have no stages; sites do.");

    /// <summary>The stages of the site that a route names.</summary>
    /// <exception cref="ProblemException">404: there is no such site.</exception>
    internal static async Task<StageHistory> ReadAsync(HttpContext context, CollectionDefinition collection)
    {
        var kind = KindOf(collection);
        var code = context.GetRouteValue("featureId") as string ?? "";
        var store = context.RequestServices.GetRequiredService<StageStore>();
        var history = code.Contains('\0', StringComparison.Ordinal) ? null : await store.ReadAsync(kind, code, context.RequestAborted).ConfigureAwait(false);
        return history ?? throw await WriteRequest.MissingAsync(context, collection, code).ConfigureAwait(false);
    }

    /// <summary>Answers with the stage resource. Its entity tag begins with the version of the site, like that of the site itself.</summary>
    internal static async Task WriteAsync(HttpContext context, Representation representation, CollectionDefinition collection, StageHistory history)
    {
        var document = StageDocument.Of(context.Request, representation, collection, history);
        if (representation.Format == Format.Json)
        {
            var tag = $"\"{history.Version}-stage.{representation.Language.Code()}.{representation.Coding.Name()}\"";
            await DocumentResponse.WriteJsonAsync(context, representation, document, entityTag: tag).ConfigureAwait(false);
            return;
        }

        var title = representation.Language.Pick($"{history.Code} 的阶段", $"Stages of {history.Code}");
        var frame = PageFrame.Of(context, representation, title, Crumbs.OfItem(context.Request, representation, collection, history.Code));
        frame = await HistoryNotice.AddAsync(frame, context, collection, history.Code, history.Version).ConfigureAwait(false);
        await DocumentResponse.WriteHtmlAsync(context, representation, StagePage.Create(new StageModel(frame, document))).ConfigureAwait(false);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var collection = CollectionEndpoints.FromRoute(context);
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        await WriteAsync(context, representation, collection, await ReadAsync(context, collection).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
