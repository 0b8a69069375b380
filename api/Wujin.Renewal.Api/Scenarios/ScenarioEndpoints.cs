using System.Globalization;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Scenarios;

namespace Wujin.Renewal.Api.Scenarios;

/// <summary>Scenarios, <c>/scenarios</c>: named sets of road changes, each a GeoJSON document of edits, with all its versions.</summary>
internal static class ScenarioEndpoints
{
    private const int LargestLimit = 1000;

    /// <summary>Adds what scenarios need.</summary>
    internal static IServiceCollection AddScenarios(this IServiceCollection services) => services
        .AddSingleton<IOpenApiContribution, ScenarioOperations>()
        .AddSingleton(s => new ScenarioStore(s.GetRequiredService<RegisterDatabase>().DataSource));

    /// <summary>Maps reading, creating, replacing, copying, judging and deleting.</summary>
    internal static IEndpointRouteBuilder MapScenarios(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/scenarios", ListAsync);
        routes.MapPost("/scenarios", WriteScenario.CreateAsync);
        routes.MapPost("/scenarios/validate", WriteScenario.ValidateAsync);
        routes.MapRead("/scenarios/{code}", GetAsync);
        routes.MapPut("/scenarios/{code}", WriteScenario.ReplaceAsync);
        routes.MapDelete("/scenarios/{code}", WriteScenario.DeleteAsync);
        routes.MapPost("/scenarios/{code}/copy", WriteScenario.CopyAsync);
        routes.MapRead("/scenarios/{code}/versions", VersionsAsync);
        routes.MapRead("/scenarios/{code}/versions/{version:long}", VersionAsync);
        return routes;
    }

    /// <summary>The code of the address.</summary>
    internal static string Code(HttpContext context) => context.GetRouteValue("code") as string ?? "";

    /// <summary>The scenario that a route names.</summary>
    /// <exception cref="ProblemException">404.</exception>
    internal static async Task<Scenario> FindAsync(HttpContext context)
    {
        var code = Code(context);
        var found = code.Contains('\0', StringComparison.Ordinal) ? null : await Store(context).FindAsync(code, context.RequestAborted).ConfigureAwait(false);
        return found ?? throw ProblemException.NotFound($"There is no scenario '{code}'. New ones are sent by POST to /scenarios; /scenarios/…/versions shows those that were deleted.");
    }

    /// <summary>Answers with a scenario; its entity tag begins with its version.</summary>
    internal static async Task WriteAsync(HttpContext context, Representation representation, Scenario scenario)
    {
        if (representation.Format == Format.Json)
        {
            var tag = string.Create(CultureInfo.InvariantCulture, $"\"{scenario.Version}-scenario.{representation.Language.Code()}.{representation.Coding.Name()}\"");
            context.Response.Headers.ETag = tag;
            await DocumentResponse.WriteJsonAsync(context, representation, ScenarioLinks.Document(context.Request, representation, scenario), MediaTypes.GeoJson, tag).ConfigureAwait(false);
            return;
        }

        var crumb = new Crumb(representation.Language.Pick("方案", "Scenarios"), Addresses.At(context.Request, "/scenarios") + Crumb.Keep(representation));
        var frame = PageFrame.Of(context, representation, scenario.Draft.NameZh, [crumb]) with { HasDemo = scenario.Draft.IsDemo };
        var model = new ScenarioModel(frame, scenario, JsonNode.Parse(scenario.Draft.EditsJson)!.AsArray(), ScenarioLinks.Of(context.Request, representation, scenario.Draft.Code));
        await DocumentResponse.WriteHtmlAsync(context, representation, ScenarioPage.Create(model)).ConfigureAwait(false);
    }

    internal static ScenarioStore Store(HttpContext context) => context.RequestServices.GetRequiredService<ScenarioStore>();

    private static async Task ListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var limit = parameters.Single<int>("limit", (string text, out string fault) => Limits.Parse(text, LargestLimit, out fault)) ?? 100;
        var cursor = parameters.Single<long>("cursor", ParseCursor);
        parameters.ThrowIfFaulty("limit, cursor, f and lang");
        var found = await Store(context).ListAsync(cursor, limit + 1, context.RequestAborted).ConfigureAwait(false);
        List<Link> links = [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)];
        if (found.Count > limit)
        {
            links.Add(new Link(Addresses.With(context.Request, "cursor", found[limit - 1].Key.ToString(CultureInfo.InvariantCulture)), "next", MediaTypes.Json) { Title = representation.Language.Pick("下一页", "Next page") });
        }

        var document = new ScenarioList([.. found.Take(limit).Select(s => ScenarioSummary.Of(context.Request, representation, s))], links);
        await WriteListAsync(context, representation, document, representation.Language.Pick("方案", "Scenarios"), found.Any(s => s.Draft.IsDemo)).ConfigureAwait(false);
    }

    private static async Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        await WriteAsync(context, representation, await FindAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static async Task VersionsAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var versions = await AllVersionsAsync(context).ConfigureAwait(false);
        var document = new ScenarioList(
            [.. versions.Select(s => ScenarioSummary.OfVersion(context.Request, representation, s))],
            [.. Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json)]);
        await WriteListAsync(context, representation, document, Code(context) + representation.Language.Pick(" 的历史版本", ": all versions"), versions.Any(s => s.Draft.IsDemo)).ConfigureAwait(false);
    }

    private static async Task VersionAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var number = long.Parse(context.GetRouteValue("version")!.ToString()!, CultureInfo.InvariantCulture);
        var version = (await AllVersionsAsync(context).ConfigureAwait(false)).FirstOrDefault(s => s.Version == number && !s.IsDeleted);
        await WriteAsync(context, representation, version ?? throw ProblemException.NotFound($"Scenario '{Code(context)}' has no version {number}, or it records a deletion.")).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<Scenario>> AllVersionsAsync(HttpContext context)
    {
        var code = Code(context);
        var versions = code.Contains('\0', StringComparison.Ordinal) ? [] : await Store(context).VersionsAsync(code, context.RequestAborted).ConfigureAwait(false);
        return versions.Count > 0 ? versions : throw ProblemException.NotFound($"There never was a scenario '{code}'.");
    }

    private static async Task WriteListAsync(HttpContext context, Representation representation, ScenarioList document, string title, bool hasDemo)
    {
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, representation, title, []) with { HasDemo = hasDemo };
        await DocumentResponse.WriteHtmlAsync(context, representation, ScenariosPage.Create(new ScenariosModel(frame, document))).ConfigureAwait(false);
    }

    private static long? ParseCursor(string text, out string fault)
    {
        fault = "cursor is taken from a next link as it is.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;
    }
}
