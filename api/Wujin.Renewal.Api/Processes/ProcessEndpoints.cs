using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Representations;

namespace Wujin.Renewal.Api.Processes;

/// <summary>The processes, <c>/processes</c> and <c>/processes/{processId}</c>, and their execution.</summary>
internal static class ProcessEndpoints
{
    private const int LargestLimit = 1000;

    /// <summary>Maps list, descriptions and execution.</summary>
    internal static IEndpointRouteBuilder MapProcesses(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/processes", ListAsync);
        routes.MapRead("/processes/{processId}", DescribeAsync);
        routes.MapPost("/processes/{processId}/execution", Execution.HandleAsync);
        return routes;
    }

    private static Task ListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var limit = parameters.Single<int>("limit", (string text, out string fault) => Limits.Parse(text, LargestLimit, out fault)) ?? 100;
        var cursor = parameters.Single("cursor");
        parameters.ThrowIfFaulty("limit, cursor, f and lang");
        var all = context.RequestServices.GetRequiredService<ProcessCatalogue>().All.Select(p => p.Definition).ToList();
        var rest = cursor is null ? all : [.. all.SkipWhile(p => p.Id != cursor).Skip(1)];
        List<Link> links = [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)];
        if (rest.Count > limit)
        {
            links.Add(new Link(Addresses.With(context.Request, "cursor", rest[limit - 1].Id), "next", MediaTypes.Json) { Title = representation.Language.Pick("下一页", "Next page") });
        }

        var document = new ProcessList([.. rest.Take(limit).Select(p => ProcessDocument.Summary(context.Request, representation, p))], links);
        if (representation.Format == Format.Json)
        {
            return DocumentResponse.WriteJsonAsync(context, representation, document);
        }

        var frame = PageFrame.Of(context, representation, representation.Language.Pick("计算过程", "Processes"), []);
        return DocumentResponse.WriteHtmlAsync(context, representation, ProcessesPage.Create(new ProcessesModel(frame, document)));
    }

    private static Task DescribeAsync(HttpContext context)
    {
        var process = context.RequestServices.GetRequiredService<ProcessCatalogue>().FromRoute(context).Definition;
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var document = ProcessDocument.Of(context.Request, representation, process);
        if (representation.Format == Format.Json)
        {
            return DocumentResponse.WriteJsonAsync(context, representation, document);
        }

        var frame = PageFrame.Of(context, representation, document.Title, [ProcessesCrumb(context.Request, representation)]);
        return DocumentResponse.WriteHtmlAsync(context, representation, ProcessPage.Create(new ProcessModel(frame, document)));
    }

    /// <summary>The list of processes above a page.</summary>
    internal static Crumb ProcessesCrumb(HttpRequest request, Representation representation) =>
        new(representation.Language.Pick("计算过程", "Processes"), Addresses.At(request, "/processes") + Crumb.Keep(representation));
}
