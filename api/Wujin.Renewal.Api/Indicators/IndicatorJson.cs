using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>Indicators as JSON. Numbers are exact; shares are 1 for a hundred per cent.</summary>
internal static class IndicatorJson
{
    /// <summary>Sites up to so many are linked to as one query of their collection.</summary>
    private const int MostInOneQuery = 400;

    /// <summary>The whole table.</summary>
    internal static JsonObject Table(HttpRequest request, Representation representation, IndicatorTable table, string? town) => Head(table, new JsonObject
    {
        ["indicators"] = new JsonArray([.. table.District.Select(v => One(request, representation, table, v.Indicator, town))]),
        ["unequal_sums"] = UnequalSums(table.UnequalSums),
        ["links"] = Nodes(
        [
            .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
            new Link(At(request, "/indicators/csv", table, town), "alternate", "text/csv") { Title = representation.Language.Pick("表格（CSV）", "As CSV") },
            new Link(Addresses.At(request, $"/indicators/targets?year={table.Year}"), "related", MediaTypes.Json) { Title = representation.Language.Pick("年度目标", "Targets") },
            new Link(Addresses.At(request, "/attention"), "related", MediaTypes.Json) { Title = representation.Language.Pick("关注清单", "Attention list") },
        ]),
    });

    /// <summary>One indicator with all its towns.</summary>
    internal static JsonObject Single(HttpRequest request, Representation representation, IndicatorTable table, IndicatorDefinition indicator, string? town)
    {
        var json = One(request, representation, table, indicator, town);
        json["unequal_sums"] = UnequalSums(table.UnequalSums.Where(u => u.Indicator == indicator.Code));
        json["links"] = Nodes(
        [
            .. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json),
            SitesLink(request, representation, table, indicator, town),
            new Link(At(request, "/indicators", table, town), "collection", MediaTypes.Json) { Title = representation.Language.Pick("全部指标", "All indicators") },
        ]);
        return Head(table, json);
    }

    /// <summary>The sites behind a figure.</summary>
    internal static JsonObject Sites(HttpRequest request, Representation representation, IndicatorDefinition indicator, int year, TwoDates dates, string? town, IReadOnlyList<IndicatorSite> sites) => new()
    {
        ["indicator"] = indicator.Code,
        ["title_zh"] = indicator.TitleZh,
        ["title_en"] = indicator.TitleEn,
        ["unit"] = indicator.UnitEn,
        ["rule_zh"] = indicator.RuleZh,
        ["rule_en"] = indicator.RuleEn,
        ["year"] = year,
        ["effective_on"] = Day(dates.EffectiveOn),
        ["as_of"] = SnapshotJson.Instant(dates.AsOf),
        ["town"] = town,
        ["has_demo"] = sites.Any(s => s.IsDemo),
        ["sites"] = new JsonArray([.. sites.Select(s => Site(request, dates, s))]),
        ["links"] = Nodes([.. Addresses.SelfAndAlternate(request, representation, MediaTypes.Json), .. SiteLinks(request, representation, indicator, year, dates, town, sites)]),
    };

    /// <summary>Links that lead from sites to the query that lists them, their table, and the figure.</summary>
    internal static IEnumerable<Link> SiteLinks(HttpRequest request, Representation representation, IndicatorDefinition indicator, int year, TwoDates dates, string? town, IReadOnlyList<IndicatorSite> sites)
    {
        var language = representation.Language;
        yield return new Link(SitesAddress(request, "/csv", indicator, year, dates, town), "alternate", "text/csv") { Title = language.Pick("表格（CSV）", "As CSV") };
        if (ItemsAddress(request, indicator, dates, [.. sites.Where(s => s.Part is "actual" or "leaving")]) is { } items)
        {
            yield return new Link(items, "items", MediaTypes.GeoJson) { Title = language.Pick("已计入的项目（图层查询）", "The sites counted, as a query of their collection") };
        }

        yield return new Link(QueryHelpers.AddQueryString(Addresses.At(request, "/indicators/" + indicator.Code), Query(year, dates, null)), "up", MediaTypes.Json) { Title = language.Pick(indicator.TitleZh, indicator.TitleEn) };
    }

    /// <summary>The address of the sites behind a figure, at the two dates of the table.</summary>
    internal static string SitesAddress(HttpRequest request, IndicatorTable table, IndicatorDefinition indicator, string? town) =>
        SitesAddress(request, "", indicator, table.Year, new TwoDates(table.EffectiveOn, table.AsOf), town);

    /// <summary>An address with the two dates of the table.</summary>
    internal static string At(HttpRequest request, string path, IndicatorTable table, string? town) =>
        QueryHelpers.AddQueryString(Addresses.At(request, path), Query(table.Year, new TwoDates(table.EffectiveOn, table.AsOf), town));

    /// <summary>The address of a site as recorded at the instant; null where it is no site.</summary>
    internal static string? ItemAddress(HttpRequest request, DateTimeOffset asOf, string kind, string code) =>
        RegisterCatalogue.All.FirstOrDefault(c => c.SiteKind is { } k && Domain.Sites.SiteKinds.Code(k) == kind) is { } collection
            ? QueryHelpers.AddQueryString(Addresses.Item(request, collection.Id, code), "asOf", SnapshotJson.Instant(asOf))
            : null;

    private static JsonObject Head(IndicatorTable table, JsonObject rest)
    {
        var json = new JsonObject
        {
            ["year"] = table.Year,
            ["effective_on"] = Day(table.EffectiveOn),
            ["as_of"] = SnapshotJson.Instant(table.AsOf),
            ["has_demo"] = table.HasDemo,
            ["has_sites"] = table.HasSites,
            ["assessment"] = table.Assessment is { } run ? new JsonObject { ["run"] = run.Code, ["recorded_at"] = SnapshotJson.Instant(run.RecordedAt), ["is_demo"] = run.IsDemo } : null,
        };
        foreach (var (name, value) in rest.ToList())
        {
            rest.Remove(name);
            json[name] = value;
        }

        return json;
    }

    private static JsonObject One(HttpRequest request, Representation representation, IndicatorTable table, IndicatorDefinition indicator, string? town) => new()
    {
        ["code"] = indicator.Code,
        ["title_zh"] = indicator.TitleZh,
        ["title_en"] = indicator.TitleEn,
        ["unit_zh"] = indicator.UnitZh,
        ["unit"] = indicator.UnitEn,
        ["kind"] = indicator.Kind is { } kind ? Domain.Sites.SiteKinds.Code(kind) : null,
        ["aggregation"] = indicator.Aggregation switch
        {
            IndicatorAggregation.Sum => "sum",
            IndicatorAggregation.WeightedMean => "weighted-mean",
            IndicatorAggregation.Destinations => "destinations",
            _ => "district-only",
        },
        ["is_level"] = indicator.IsLevel,
        ["decimals"] = indicator.Decimals,
        ["rule_zh"] = indicator.RuleZh,
        ["rule_en"] = indicator.RuleEn,
        ["district"] = Value(table.Of(indicator.Code)),
        ["towns"] = new JsonArray([.. table.Towns.Where(v => v.Indicator == indicator && (town is null || v.TownCode == town)).Select(Value)]),
        ["links"] = Nodes(
        [
            new Link(At(request, "/indicators/" + indicator.Code, table, null), "item", MediaTypes.Json) { Title = representation.Language.Pick(indicator.TitleZh, indicator.TitleEn) },
            SitesLink(request, representation, table, indicator, town),
        ]),
    };

    private static Link SitesLink(HttpRequest request, Representation representation, IndicatorTable table, IndicatorDefinition indicator, string? town) =>
        new(SitesAddress(request, table, indicator, town), "related", MediaTypes.Json) { Title = representation.Language.Pick("计入的项目", "The sites behind the figure") };

    private static JsonObject Value(IndicatorValue value)
    {
        var json = new JsonObject();
        if (value.TownCode is not null)
        {
            (json["town_code"], json["town_name"]) = (value.TownCode, value.TownName);
        }

        json["target"] = value.Target?.Target;
        json["path_percent"] = value.Target?.PathPercent is { } path ? new JsonArray([.. path.Select(p => (JsonNode)p)]) : null;
        json["target_is_demo"] = value.Target?.IsDemo;
        json["actual"] = value.Actual;
        json["sites"] = value.Figures.Sites;
        json["missing"] = value.Figures.Missing;
        json["progress"] = Share(value.Progress);
        json["due"] = Share(value.Due);
        json["forecast"] = value.Forecast;
        json["forecast_late"] = value.Figures.ForecastLate;
        json["forecast_progress"] = Share(value.ForecastProgress);
        json["status"] = value.Status.Code();
        if (value.Indicator.Aggregation == IndicatorAggregation.WeightedMean)
        {
            (json["numerator"], json["denominator"]) = (value.Numerator, value.Denominator);
        }

        return json;
    }

    private static JsonObject Site(HttpRequest request, TwoDates dates, IndicatorSite site)
    {
        var json = Site(site);
        if (ItemAddress(request, dates.AsOf, site.Kind, site.Code) is { } address)
        {
            json["href"] = address;
        }

        return json;
    }

    private static JsonObject Site(IndicatorSite site) => new()
    {
        ["code"] = site.Code,
        ["name_zh"] = site.NameZh,
        ["name_en"] = site.NameEn,
        ["kind"] = site.Kind,
        ["town_code"] = site.TownCode,
        ["town_name"] = site.TownName,
        ["stage"] = site.Stage,
        ["since"] = site.Since is { } since ? Day(since) : null,
        ["planned_finish"] = site.PlannedFinish is { } finish ? Day(finish) : null,
        ["part"] = site.Part,
        ["amount"] = site.Amount,
        ["weight"] = site.Weight,
        ["is_demo"] = site.IsDemo,
    };

    private static JsonArray UnequalSums(IEnumerable<UnequalSum> sums) => new([.. sums.Select(u => (JsonNode)new JsonObject
    {
        ["indicator"] = u.Indicator, ["of"] = u.OfTargets ? "targets" : "figures", ["district"] = u.District, ["towns"] = u.TownSum,
    })]);

    private static string? ItemsAddress(HttpRequest request, IndicatorDefinition indicator, TwoDates dates, IReadOnlyList<IndicatorSite> counted) =>
        indicator.Kind is not { } kind || counted.Count is 0 or > MostInOneQuery
            ? null
            : QueryHelpers.AddQueryString(Addresses.Items(request, Domain.Sites.SiteKinds.CollectionId(kind)), new Dictionary<string, string?>
            {
                ["filter"] = $"code IN ({string.Join(",", counted.Select(s => $"'{s.Code.Replace("'", "''", StringComparison.Ordinal)}'"))})",
                ["asOf"] = SnapshotJson.Instant(dates.AsOf),
                ["limit"] = "1000",
            });

    private static string SitesAddress(HttpRequest request, string suffix, IndicatorDefinition indicator, int year, TwoDates dates, string? town) =>
        QueryHelpers.AddQueryString(Addresses.At(request, "/indicators/" + indicator.Code + "/sites" + suffix), Query(year, dates, town));

    private static Dictionary<string, string?> Query(int year, TwoDates dates, string? town)
    {
        var query = new Dictionary<string, string?>
        {
            ["year"] = year.ToString(CultureInfo.InvariantCulture),
            ["date"] = Day(dates.EffectiveOn),
            ["asOf"] = SnapshotJson.Instant(dates.AsOf),
        };
        if (town is not null)
        {
            query["town"] = town;
        }

        return query;
    }

    private static JsonNode? Share(double? share) => share is { } value ? Math.Round(value, 6) : null;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonNode? Nodes(IEnumerable<Link> links) => JsonSerializer.SerializeToNode(links, ApiJson.Reflected);
}
