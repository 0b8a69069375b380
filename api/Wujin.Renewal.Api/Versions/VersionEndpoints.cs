using System.Globalization;
using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Versions;

namespace Wujin.Renewal.Api.Versions;

/// <summary>The versions of a feature, <c>…/items/{featureId}/versions</c>, of deleted features too.</summary>
public static class VersionEndpoints
{
    private const int DefaultLimit = 100;
    private const int LargestLimit = 1000;

    /// <summary>Maps the list of versions, each version, and the difference of two.</summary>
    public static IEndpointRouteBuilder MapVersions(this IEndpointRouteBuilder routes)
    {
        const string Versions = "/collections/{collectionId}/items/{featureId}/versions";
        routes.MapRead(Versions, ListAsync);
        routes.MapRead(Versions + "/{which}", GetAsync);
        return routes;
    }

    private static async Task ListAsync(HttpContext context)
    {
        var request = context.Request;
        var collection = CollectionEndpoints.WithHistory(context);
        var code = context.GetRouteValue("featureId") as string ?? "";
        var parameters = new RequestParameters(request);
        var representation = parameters.Representation();
        var before = parameters.Single<long>("before", PositiveNumber);
        var limit = (int)Math.Min(parameters.Single<long>("limit", PositiveNumber) ?? DefaultLimit, LargestLimit);
        var from = parameters.Single<long>("from", PositiveNumber);
        var to = parameters.Single<long>("to", PositiveNumber);
        if (from is null != to is null)
        {
            parameters.Fault(from is null ? "from" : "to", "from and to are given together: the two versions to compare.");
        }

        parameters.ThrowIfFaulty("before, limit, from, to, f and lang");
        if (from is { } earlier && to is { } later)
        {
            await DifferenceEndpoint.WriteAsync(context, collection, code, representation, earlier, later).ConfigureAwait(false);
            return;
        }

        var entries = await EntriesAsync(context, collection, code, before, limit + 1).ConfigureAwait(false);
        var next = entries.Count > limit ? Addresses.With(request, "before", entries[limit - 1].Version.ToString(CultureInfo.InvariantCulture)) : null;
        var document = new VersionList(
            code,
            [.. entries.Take(limit).Select(e => VersionDocument.Of(e, LinksOf(request, collection, code, e)))],
            [.. VersionLinks.OfList(request, representation, collection, code, next)]);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, document).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(
            context, representation, representation.Language.Pick($"{code} 的版本", $"Versions of {code}"), Crumbs.OfItem(request, representation, collection, code));
        frame = await HistoryNotice.AddAsync(frame, context, collection, code, ShownVersions(entries)).ConfigureAwait(false);
        await DocumentResponse.WriteHtmlAsync(context, representation, VersionsPage.Create(new VersionsModel(frame, collection, document))).ConfigureAwait(false);
    }

    /// <summary><c>…/versions/3</c> is a version, <c>…/versions/3..5</c> the difference of two.</summary>
    private static async Task GetAsync(HttpContext context)
    {
        var collection = CollectionEndpoints.WithHistory(context);
        var code = context.GetRouteValue("featureId") as string ?? "";
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var numbers = (context.GetRouteValue("which") as string ?? "").Split("..").Select(part => PositiveNumber(part, out _)).ToArray();
        switch (numbers)
        {
            case [{ } version]:
                await OneVersion.WriteAsync(context, collection, code, representation, version).ConfigureAwait(false);
                break;
            case [{ } from, { } to]:
                await DifferenceEndpoint.WriteAsync(context, collection, code, representation, from, to).ConfigureAwait(false);
                break;
            default:
                throw ProblemException.NotFound("A version is addressed by its number, the difference of two by both: …/versions/3, …/versions/3..5.");
        }
    }

    /// <summary>Versions of a feature, latest first.</summary>
    /// <exception cref="ProblemException">404: the collection never had such a feature.</exception>
    internal static async Task<IReadOnlyList<VersionEntry>> EntriesAsync(HttpContext context, CollectionDefinition collection, string code, long? before, int limit)
    {
        var store = context.RequestServices.GetRequiredService<VersionStore>();
        var isPossible = !code.Contains('\0', StringComparison.Ordinal);
        var entries = isPossible ? await store.ListAsync(collection, code, before, limit, context.RequestAborted).ConfigureAwait(false) : [];
        return entries.Count > 0 || before is not null
            ? entries
            : throw ProblemException.NotFound($"{collection.Id} never had a feature '{code}'.");
    }

    /// <summary>One version of a feature.</summary>
    /// <exception cref="ProblemException">404: there is no such version.</exception>
    internal static async Task<VersionEntry> EntryAsync(HttpContext context, CollectionDefinition collection, string code, long version)
    {
        if (version < long.MaxValue
            && await EntriesAsync(context, collection, code, version + 1, 1).ConfigureAwait(false) is [var entry] && entry.Version == version)
        {
            return entry;
        }

        throw ProblemException.NotFound($"There is no version {version} of '{code}' in {collection.Id}.");
    }

    /// <summary>The version that tells what a list of versions is about: the latest, or what was there before a deletion.</summary>
    private static long[] ShownVersions(IReadOnlyList<VersionEntry> entries) => entries switch
    {
        [] => [],
        [{ Operation: VersionOperation.Delete } deletion, ..] => [deletion.Version - 1],
        _ => [entries[0].Version],
    };

    /// <summary>The version itself, and its difference from the one before.</summary>
    internal static List<Link> LinksOf(HttpRequest request, CollectionDefinition collection, string code, VersionEntry entry)
    {
        List<Link> links = [];
        if (entry.Operation != VersionOperation.Delete)
        {
            links.Add(new Link(VersionLinks.Version(request, collection, code, entry.Version), "item", MediaTypes.GeoJson));
        }

        if (entry.Operation == VersionOperation.Update)
        {
            links.Add(new Link(VersionLinks.Difference(request, collection, code, entry.Version - 1, entry.Version), "related", MediaTypes.GeoJson));
        }

        return links;
    }

    private static long? PositiveNumber(string text, out string fault)
    {
        fault = $"'{text}' is not a version number or count: a whole number from 1.";
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
    }
}
