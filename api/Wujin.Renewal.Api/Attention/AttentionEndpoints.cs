using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Indicators;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Attention;
using Wujin.Renewal.Store.Attention;

namespace Wujin.Renewal.Api.Attention;

/// <summary>The attention list, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="List">The whole list at the two dates.</param>
/// <param name="Matched">What of it is wanted.</param>
/// <param name="Shown">The part shown.</param>
/// <param name="Site">Address of a site.</param>
/// <param name="Filter">Address of the list with one parameter set, or removed by null.</param>
/// <param name="Links">Links.</param>
public sealed record AttentionModel(
    PageFrame Frame, AttentionList List, IReadOnlyList<AttentionItem> Matched, IReadOnlyList<AttentionItem> Shown, Func<AttentionItem, string?> Site, Func<string, string?, string> Filter,
    IReadOnlyList<Link> Links);

/// <summary>Reading the attention list.</summary>
internal static class AttentionEndpoints
{
    internal static async Task ListAsync(HttpContext context)
    {
        var (wanted, list, matched) = await ReadAsync(context).ConfigureAwait(false);
        List<AttentionItem> shown = [.. matched.Skip(wanted.Offset).Take(wanted.Limit)];
        var links = Links(context.Request, wanted, list, matched.Count);
        if (wanted.Representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, wanted.Representation, Document(context.Request, list, matched, shown, links)).ConfigureAwait(false);
            return;
        }

        var frame = PageFrame.Of(context, wanted.Representation, wanted.Representation.Language.Pick("关注清单", "Attention list"), []) with { HasDemo = shown.Any(i => i.IsDemo) };
        string Filter(string name, string? value) => Addresses.With(context.Request, name, value, without: "offset");
        await DocumentResponse.WriteHtmlAsync(context, wanted.Representation, AttentionPage.Create(new AttentionModel(
            frame, list, matched, shown, i => IndicatorJson.ItemAddress(context.Request, list.AsOf, i.Kind, i.SiteCode), Filter, links))).ConfigureAwait(false);
    }

    internal static async Task CsvAsync(HttpContext context)
    {
        var (wanted, list, matched) = await ReadAsync(context).ConfigureAwait(false);
        var csv = new CsvTable(
            "id", "rule", "severity", "site", "kind", "name_zh", "town_code", "town_name", "stage", "since", "measure", "limit", "other", "other_name", "detail_zh", "detail_en", "is_demo",
            "accepted_by", "accepted_at", "accepted_reason", "effective_on", "as_of");
        foreach (var i in matched)
        {
            csv.Add(
                i.Id, i.Rule, i.Severity.Code(), i.SiteCode, i.Kind, i.NameZh, i.TownCode, i.TownName, i.Stage, i.Since, Round(i.Measure), i.Limit, i.OtherCode, i.OtherName, i.DetailZh, i.DetailEn,
                i.IsDemo, i.Acceptance?.Actor, i.Acceptance?.At, i.Acceptance?.Reason, list.EffectiveOn, list.AsOf);
        }

        await IndicatorEndpoints.WriteCsvAsync(context, wanted.Representation, csv, string.Create(CultureInfo.InvariantCulture, $"attention-{list.EffectiveOn:yyyyMMdd}")).ConfigureAwait(false);
    }

    internal static async Task OneAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        parameters.ThrowIfFaulty();
        await WriteOneAsync(context, representation, await FindAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
    }

    internal static async Task LimitsAsync(HttpContext context)
    {
        var parameters = new RequestParameters(context.Request);
        var representation = parameters.Representation();
        var asOf = parameters.Single<DateTimeOffset>("asOf", Instants.Parse);
        parameters.ThrowIfFaulty("asOf, f and lang");
        var limits = await Store(context).LimitsAsync(asOf, context.RequestAborted).ConfigureAwait(false);
        await DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, new JsonObject
        {
            ["limits"] = new JsonArray([.. limits.Select(Limit)]),
            ["links"] = JsonSerializer.SerializeToNode(Addresses.SelfAndAlternate(context.Request, representation with { Format = Format.Json }, MediaTypes.Json).Take(1), ApiJson.Reflected),
        }).ConfigureAwait(false);
    }

    /// <summary>A limit as JSON.</summary>
    internal static JsonNode Limit(AttentionLimit limit) => new JsonObject
    {
        ["code"] = limit.Code,
        ["value"] = limit.Value,
        ["unit"] = limit.Unit,
        ["default"] = limit.Default,
        ["updated_at"] = limit.UpdatedAt is { } at ? SnapshotJson.Instant(at) : null,
        ["updated_by"] = limit.UpdatedBy,
        ["reason"] = limit.Reason,
    };

    /// <summary>The item that a route names, as it stands today.</summary>
    /// <exception cref="ProblemException">404.</exception>
    internal static async Task<AttentionItem> FindAsync(HttpContext context)
    {
        var id = Id(context);
        var list = await context.RequestServices.GetRequiredService<AttentionReader>().ReadAsync(null, null, context.RequestAborted).ConfigureAwait(false);
        return list.Items.FirstOrDefault(i => i.Id == id) ?? throw Missing(id);
    }

    internal static ProblemException Missing(string id) => ProblemException.NotFound($"'{(id.Length > 200 ? id[..200] : id)}' is not on the attention list now: it was mended, or it never was. GET /attention shows the list.");

    /// <summary>The name of an item in the address.</summary>
    internal static string Id(HttpContext context) => context.GetRouteValue("code") as string ?? "";

    internal static Task WriteOneAsync(HttpContext context, Representation representation, AttentionItem item) =>
        DocumentResponse.WriteJsonAsync(context, representation with { Format = Format.Json }, Item(context.Request, null, item));

    internal static AttentionStore Store(HttpContext context) => context.RequestServices.GetRequiredService<AttentionStore>();

    private static async Task<(AttentionRequest Wanted, AttentionList List, IReadOnlyList<AttentionItem> Matched)> ReadAsync(HttpContext context)
    {
        var wanted = AttentionRequest.Read(context);
        var list = await context.RequestServices.GetRequiredService<AttentionReader>().ReadAsync(wanted.EffectiveOn, wanted.AsOf, context.RequestAborted).ConfigureAwait(false);
        List<AttentionItem> matched = [.. list.Items.Where(wanted.Wants)];
        if (matched.Count == 0 && wanted.Town is { } town and not "-")
        {
            var towns = await context.RequestServices.GetRequiredService<Towns>().ReadAsync(null, context.RequestAborted).ConfigureAwait(false);
            if (!towns.Any(t => t.Id == town) && !list.Items.Any(i => i.TownCode == town))
            {
                throw IndicatorEndpoints.NoSuchTown(town, towns.Select(t => t.Id));
            }
        }

        return (wanted, list, matched);
    }

    private static JsonObject Document(HttpRequest request, AttentionList list, IReadOnlyList<AttentionItem> matched, IReadOnlyList<AttentionItem> shown, IReadOnlyList<Link> links) => new()
    {
        ["effective_on"] = list.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["as_of"] = SnapshotJson.Instant(list.AsOf),
        ["matched"] = matched.Count,
        ["open"] = matched.Count(i => !i.IsAccepted),
        ["has_demo"] = matched.Any(i => i.IsDemo),
        ["by_severity"] = Counts(matched, i => i.Severity.Code()),
        ["by_rule"] = Counts(matched, i => i.Rule),
        ["by_town"] = Counts(matched, i => i.TownCode ?? "-"),
        ["items"] = new JsonArray([.. shown.Select(i => Item(request, list.AsOf, i))]),
        ["rules"] = new JsonArray([.. AttentionRules.All.Select(r => (JsonNode)new JsonObject
        {
            ["code"] = r.Code, ["title_zh"] = r.TitleZh, ["title_en"] = r.TitleEn, ["rule_zh"] = r.RuleZh, ["rule_en"] = r.RuleEn,
        })]),
        ["links"] = JsonSerializer.SerializeToNode(links, ApiJson.Reflected),
    };

    private static JsonObject Counts(IReadOnlyList<AttentionItem> items, Func<AttentionItem, string> by) =>
        new(items.GroupBy(by).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count())));

    private static JsonObject Item(HttpRequest request, DateTimeOffset? asOf, AttentionItem item) => new()
    {
        ["id"] = item.Id,
        ["rule"] = item.Rule,
        ["severity"] = item.Severity.Code(),
        ["site"] = item.SiteCode,
        ["kind"] = item.Kind,
        ["name_zh"] = item.NameZh,
        ["name_en"] = item.NameEn,
        ["town_code"] = item.TownCode,
        ["town_name"] = item.TownName,
        ["stage"] = item.Stage,
        ["since"] = item.Since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["measure"] = Round(item.Measure),
        ["limit"] = item.Limit,
        ["other"] = item.OtherCode,
        ["other_name"] = item.OtherName,
        ["detail_zh"] = item.DetailZh,
        ["detail_en"] = item.DetailEn,
        ["is_demo"] = item.IsDemo,
        ["accepted"] = item.Acceptance is { } a ? new JsonObject { ["by"] = a.Actor, ["at"] = SnapshotJson.Instant(a.At), ["reason"] = a.Reason } : null,
        ["href"] = asOf is { } instant ? IndicatorJson.ItemAddress(request, instant, item.Kind, item.SiteCode) : IndicatorJson.ItemAddress(request, default, item.Kind, item.SiteCode)!.Split('?')[0],
        ["acceptance_href"] = Addresses.At(request, "/attention/" + Uri.EscapeDataString(item.Id) + "/acceptance"),
    };

    private static List<Link> Links(HttpRequest request, AttentionRequest wanted, AttentionList list, int matched)
    {
        var language = wanted.Representation.Language;
        string Pinned(string address) => QueryHelpers.AddQueryString(
            address.Split('?')[0],
            QueryHelpers.ParseQuery(address.Contains('?', StringComparison.Ordinal) ? address[address.IndexOf('?', StringComparison.Ordinal)..] : "").Where(p => p.Key is not ("date" or "asOf"))
                .SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v))
                .Append(KeyValuePair.Create("date", (string?)list.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                .Append(KeyValuePair.Create("asOf", (string?)SnapshotJson.Instant(list.AsOf))));
        List<Link> links = [.. Addresses.SelfAndAlternate(request, wanted.Representation, MediaTypes.Json)];
        if (wanted.Offset + wanted.Limit < matched)
        {
            links.Add(new Link(Pinned(Addresses.With(request, "offset", (wanted.Offset + wanted.Limit).ToString(CultureInfo.InvariantCulture))), "next", MediaTypes.Json) { Title = language.Pick("下一页", "Next page") });
        }

        var csv = Pinned(Addresses.With(request, "f", null, without: "lang"));
        var cut = csv.IndexOf('?', StringComparison.Ordinal);
        var query = QueryHelpers.ParseQuery(csv[cut..]).Where(p => p.Key is not ("limit" or "offset")).SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        links.Add(new Link(QueryHelpers.AddQueryString(Addresses.At(request, "/attention/csv"), query), "alternate", "text/csv") { Title = language.Pick("全部（CSV）", "All of it as CSV") });
        links.Add(new Link(Addresses.At(request, "/attention/limits"), "related", MediaTypes.Json) { Title = language.Pick("规则的限值", "Limits of the rules") });
        links.Add(new Link(Addresses.At(request, "/indicators"), "related", MediaTypes.Json) { Title = language.Pick("年度指标", "Indicators") });
        return links;
    }

    private static double? Round(double? measure) => measure is { } value ? Math.Round(value, 6) : null;
}
