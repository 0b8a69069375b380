using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Store.Indicators;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Targets, for their page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Year">The year.</param>
/// <param name="Targets">The targets, or the versions of one.</param>
/// <param name="TownName">Name of a town by its code.</param>
/// <param name="Links">Links.</param>
public sealed record TargetsModel(PageFrame Frame, int Year, IReadOnlyList<RecordedTarget> Targets, Func<string, string> TownName, IReadOnlyList<Link> Links);

/// <summary>Reading yearly targets, <c>/indicators/targets</c>.</summary>
internal static class TargetEndpoints
{
    /// <summary>Stands in the place of a town in addresses.</summary>
    internal const string District = "district";

    internal static async Task ListAsync(HttpContext context)
    {
        var (representation, year, asOf, targets) = await ReadListAsync(context).ConfigureAwait(false);
        var links = Links(context.Request, representation, year);
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, new JsonObject
            {
                ["year"] = year,
                ["as_of"] = SnapshotJson.Instant(asOf),
                ["has_demo"] = targets.Any(t => t.Target.IsDemo),
                ["targets"] = new JsonArray([.. targets.Select(t => Json(context.Request, t, withHistory: false))]),
                ["links"] = JsonSerializer.SerializeToNode(links, ApiJson.Reflected),
            }).ConfigureAwait(false);
            return;
        }

        await PageAsync(context, representation, representation.Language.Pick("年度目标", "Targets") + string.Create(CultureInfo.InvariantCulture, $" {year}"), year, targets, links).ConfigureAwait(false);
    }

    internal static async Task CsvAsync(HttpContext context)
    {
        var (representation, year, _, targets) = await ReadListAsync(context).ConfigureAwait(false);
        var csv = new CsvTable("year", "indicator", "title_zh", "unit", "town", "target", "path_percent", "note", "is_demo", "source");
        foreach (var t in targets.Select(t => t.Target))
        {
            var indicator = IndicatorCatalogue.Find(t.Indicator);
            csv.Add(
                t.Year, t.Indicator, indicator?.TitleZh, indicator?.UnitEn, t.TownCode ?? District, t.Target,
                t.PathPercent is { } path ? string.Join(';', path.Select(p => p.ToString(CultureInfo.InvariantCulture))) : null, t.Note, t.IsDemo, t.Source);
        }

        await IndicatorEndpoints.WriteCsvAsync(context, representation, csv, string.Create(CultureInfo.InvariantCulture, $"targets-{year}")).ConfigureAwait(false);
    }

    internal static async Task GetAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var place = Place(context);
        var target = await FindAsync(context, place).ConfigureAwait(false) ?? throw Missing(place);
        await WriteAsync(context, representation, target).ConfigureAwait(false);
    }

    internal static async Task VersionsAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        var place = Place(context);
        var versions = await AllVersionsAsync(context, place).ConfigureAwait(false);
        if (versions.Count == 0)
        {
            throw Missing(place);
        }

        var links = Addresses.SelfAndAlternate(context.Request, representation, MediaTypes.Json).Append(
            new Link(Address(context.Request, versions[0].Target), "latest-version", MediaTypes.Json) { Title = representation.Language.Pick("现行目标", "The target now") }).ToList();
        if (representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, representation, new JsonObject
            {
                ["versions"] = new JsonArray([.. versions.Select(v => Json(context.Request, v, withHistory: true))]),
                ["links"] = JsonSerializer.SerializeToNode(links, ApiJson.Reflected),
            }).ConfigureAwait(false);
            return;
        }

        await PageAsync(context, representation, representation.Language.Pick("目标的历史版本", "All versions of a target"), place.Year, versions, links).ConfigureAwait(false);
    }

    /// <summary>Which target an address names.</summary>
    internal sealed record TargetPlace(int Year, IndicatorDefinition Indicator, string? Town);

    /// <summary>Reads the address.</summary>
    /// <exception cref="ProblemException">404: no such indicator or year.</exception>
    internal static TargetPlace Place(HttpContext context)
    {
        var year = int.Parse(context.GetRouteValue("year")!.ToString()!, CultureInfo.InvariantCulture);
        var place = context.GetRouteValue("place") as string ?? "";
        return year is < IndicatorTarget.FirstYear or > IndicatorTarget.LastYear || place.Contains('\0', StringComparison.Ordinal)
            ? throw ProblemException.NotFound($"Targets are for years from {IndicatorTarget.FirstYear} to {IndicatorTarget.LastYear}, for a town by its code or for '{District}'.")
            : new TargetPlace(year, IndicatorRequest.Indicator(context, "indicator"), place == District ? null : place);
    }

    /// <summary>The target as it is now, or null.</summary>
    internal static async Task<RecordedTarget?> FindAsync(HttpContext context, TargetPlace place) =>
        (await AllVersionsAsync(context, place).ConfigureAwait(false)) is [{ IsDeleted: false } latest, ..] ? latest : null;

    internal static ProblemException Missing(TargetPlace place) => ProblemException.NotFound(
        $"There is no target of {place.Indicator.Code} for {place.Town ?? "the district"} in {place.Year}. PUT to this address records one; …/versions shows those that were withdrawn.");

    /// <summary>Answers with a target; its entity tag begins with its version.</summary>
    internal static async Task WriteAsync(HttpContext context, Representation representation, RecordedTarget target)
    {
        var links = Links(context.Request, representation, target.Target.Year).Append(
            new Link(Address(context.Request, target.Target) + "/versions", "version-history", MediaTypes.Json) { Title = representation.Language.Pick("历史版本", "All versions") }).ToList();
        if (representation.Format == Format.Json)
        {
            var json = Json(context.Request, target, withHistory: false);
            json["links"] = JsonSerializer.SerializeToNode(links, ApiJson.Reflected);
            var tag = string.Create(CultureInfo.InvariantCulture, $"\"{target.Version}-target.{representation.Language.Code()}.{representation.Coding.Name()}\"");
            context.Response.Headers.ETag = tag;
            await DocumentResponse.WriteJsonAsync(context, representation, json, entityTag: tag).ConfigureAwait(false);
            return;
        }

        await PageAsync(context, representation, representation.Language.Pick("年度目标", "Target"), target.Target.Year, [target], links).ConfigureAwait(false);
    }

    private static Task<IReadOnlyList<RecordedTarget>> AllVersionsAsync(HttpContext context, TargetPlace place) =>
        context.RequestServices.GetRequiredService<IndicatorTargetStore>().VersionsAsync(place.Year, place.Indicator.Code, place.Town, context.RequestAborted);

    private static async Task<(Representation, int Year, DateTimeOffset AsOf, IReadOnlyList<RecordedTarget> Targets)> ReadListAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var year = parameters.Single<int>("year", IndicatorRequest.ParseYear);
        var asOf = parameters.Single<DateTimeOffset>("asOf", Instants.Parse);
        parameters.ThrowIfFaulty("year, asOf, f and lang");
        var wanted = year ?? Store.TwoDates.DayOf(asOf ?? context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()).Year;
        var (at, targets) = await context.RequestServices.GetRequiredService<IndicatorTargetStore>().ListAsync(wanted, asOf, context.RequestAborted).ConfigureAwait(false);
        return (representation, wanted, at, targets);
    }

    private static List<Link> Links(HttpRequest request, Representation representation, int year) =>
    [
        .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
        new Link(Addresses.At(request, string.Create(CultureInfo.InvariantCulture, $"/indicators/targets/csv?year={year}")), "alternate", "text/csv") { Title = representation.Language.Pick("表格（CSV）", "As CSV") },
        new Link(Addresses.At(request, string.Create(CultureInfo.InvariantCulture, $"/indicators?year={year}")), "related", MediaTypes.Json) { Title = representation.Language.Pick("指标完成情况", "Figures against these targets") },
    ];

    private static string Address(HttpRequest request, IndicatorTarget target) => Addresses.At(
        request, string.Create(CultureInfo.InvariantCulture, $"/indicators/targets/{target.Year}/{target.Indicator}/{Uri.EscapeDataString(target.TownCode ?? District)}"));

    private static JsonObject Json(HttpRequest request, RecordedTarget recorded, bool withHistory)
    {
        var target = recorded.Target;
        var json = new JsonObject
        {
            ["year"] = target.Year,
            ["indicator"] = target.Indicator,
            ["town"] = target.TownCode,
            ["target"] = target.Target,
            ["path_percent"] = target.PathPercent is { } path ? new JsonArray([.. path.Select(p => (JsonNode)p)]) : null,
            ["note"] = target.Note,
            ["is_demo"] = target.IsDemo,
            ["source"] = target.Source,
            ["version"] = recorded.Version,
            ["updated_at"] = SnapshotJson.Instant(recorded.UpdatedAt),
            ["updated_by"] = recorded.UpdatedBy,
        };
        if (withHistory)
        {
            json["reason"] = recorded.Reason;
            json["operation"] = recorded.IsDeleted ? "delete" : recorded.Version == 1 ? "insert" : "update";
        }

        json["href"] = Address(request, target);
        return json;
    }

    private static async Task PageAsync(HttpContext context, Representation representation, string title, int year, IReadOnlyList<RecordedTarget> targets, IReadOnlyList<Link> links)
    {
        var towns = await context.RequestServices.GetRequiredService<Towns>().ReadAsync(null, context.RequestAborted).ConfigureAwait(false);
        var names = towns.ToDictionary(t => t.Id, t => t.Text("name_zh") ?? t.Id, StringComparer.Ordinal);
        var crumb = new Crumb(representation.Language.Pick("指标", "Indicators"), Addresses.At(context.Request, "/indicators") + Crumb.Keep(representation));
        var frame = PageFrame.Of(context, representation, title, [crumb]) with { HasDemo = targets.Any(t => t.Target.IsDemo) };
        await DocumentResponse.WriteHtmlAsync(context, representation, TargetsPage.Create(new TargetsModel(frame, year, targets, code => names.GetValueOrDefault(code, code), links))).ConfigureAwait(false);
    }
}
