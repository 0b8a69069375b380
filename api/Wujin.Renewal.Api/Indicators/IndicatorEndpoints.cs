using System.Globalization;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Html.Pages;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Indicators;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>The table of indicators, for its page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Table">The table.</param>
/// <param name="Town">The town wanted, or null.</param>
/// <param name="Only">The one indicator wanted, or null.</param>
/// <param name="Address">Addresses of an indicator and of the sites behind a figure.</param>
/// <param name="Links">Links.</param>
public sealed record IndicatorsModel(PageFrame Frame, IndicatorTable Table, string? Town, IndicatorDefinition? Only, IndicatorAddresses Address, IReadOnlyList<Link> Links);

/// <summary>Where an indicator and the sites behind its figure are found, at the two dates of a table.</summary>
/// <param name="Indicator">Address of an indicator.</param>
/// <param name="Sites">Address of the sites of an indicator in a town; null for the district.</param>
public sealed record IndicatorAddresses(Func<IndicatorDefinition, string> Indicator, Func<IndicatorDefinition, string?, string> Sites);

/// <summary>The sites behind a figure, for their page.</summary>
/// <param name="Frame">Around the page.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Year">The year.</param>
/// <param name="Dates">The two dates.</param>
/// <param name="Sites">The sites.</param>
/// <param name="Item">Address of a site.</param>
/// <param name="Links">Links.</param>
public sealed record IndicatorSitesModel(
    PageFrame Frame, IndicatorDefinition Indicator, int Year, TwoDates Dates, IReadOnlyList<IndicatorSite> Sites, Func<IndicatorSite, string?> Item, IReadOnlyList<Link> Links);

/// <summary>Reading indicators.</summary>
internal static class IndicatorEndpoints
{
    internal static async Task TableAsync(HttpContext context)
    {
        var (wanted, table) = await ReadAsync(context).ConfigureAwait(false);
        if (wanted.Representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, wanted.Representation, IndicatorJson.Table(context.Request, wanted.Representation, table, wanted.Town)).ConfigureAwait(false);
            return;
        }

        await PageAsync(context, wanted, table, null).ConfigureAwait(false);
    }

    internal static async Task OneAsync(HttpContext context)
    {
        var indicator = IndicatorRequest.Indicator(context, "code");
        var (wanted, table) = await ReadAsync(context).ConfigureAwait(false);
        if (wanted.Representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, wanted.Representation, IndicatorJson.Single(context.Request, wanted.Representation, table, indicator, wanted.Town)).ConfigureAwait(false);
            return;
        }

        await PageAsync(context, wanted, table, indicator).ConfigureAwait(false);
    }

    internal static async Task TableCsvAsync(HttpContext context)
    {
        var (wanted, table) = await ReadAsync(context).ConfigureAwait(false);
        var csv = new CsvTable(
            "year", "effective_on", "as_of", "indicator", "title_zh", "unit", "town_code", "town_name", "target", "actual", "progress", "due", "forecast", "forecast_late", "status", "sites", "missing", "target_is_demo");
        foreach (var v in table.District.Concat(table.Towns.Where(v => wanted.Town is null || v.TownCode == wanted.Town)))
        {
            csv.Add(
                v.Year, table.EffectiveOn, table.AsOf, v.Indicator.Code, v.Indicator.TitleZh, v.Indicator.UnitEn, v.TownCode, v.TownName, v.Target?.Target, v.Actual, Round(v.Progress), Round(v.Due),
                v.Forecast, v.Figures.ForecastLate, v.Status.Code(), v.Figures.Sites, v.Figures.Missing, v.Target?.IsDemo);
        }

        await WriteCsvAsync(context, wanted.Representation, csv, $"indicators-{table.Year}-{table.EffectiveOn:yyyyMMdd}").ConfigureAwait(false);
    }

    internal static async Task SitesAsync(HttpContext context)
    {
        var (wanted, indicator, dates, sites) = await ReadSitesAsync(context).ConfigureAwait(false);
        if (wanted.Representation.Format == Format.Json)
        {
            await DocumentResponse.WriteJsonAsync(context, wanted.Representation, IndicatorJson.Sites(context.Request, wanted.Representation, indicator, wanted.Year, dates, wanted.Town, sites)).ConfigureAwait(false);
            return;
        }

        var language = wanted.Representation.Language;
        var keep = Crumb.Keep(wanted.Representation);
        var frame = PageFrame.Of(context, wanted.Representation, language.Pick("计入的项目", "Sites behind the figure"),
        [
            new Crumb(language.Pick("指标", "Indicators"), Addresses.At(context.Request, "/indicators") + keep),
            new Crumb(language.Pick(indicator.TitleZh, indicator.TitleEn), Addresses.At(context.Request, "/indicators/" + indicator.Code) + keep),
        ]) with { HasDemo = sites.Any(s => s.IsDemo) };
        var links = IndicatorJson.SiteLinks(context.Request, wanted.Representation, indicator, wanted.Year, dates, wanted.Town, sites);
        await DocumentResponse.WriteHtmlAsync(context, wanted.Representation, IndicatorSitesPage.Create(new IndicatorSitesModel(
            frame, indicator, wanted.Year, dates, sites, s => IndicatorJson.ItemAddress(context.Request, dates.AsOf, s.Kind, s.Code), [.. links]))).ConfigureAwait(false);
    }

    internal static async Task SitesCsvAsync(HttpContext context)
    {
        var (wanted, indicator, dates, sites) = await ReadSitesAsync(context).ConfigureAwait(false);
        var csv = new CsvTable("indicator", "year", "effective_on", "as_of", "code", "name_zh", "kind", "town_code", "town_name", "stage", "since", "planned_finish", "part", "amount", "weight", "is_demo");
        foreach (var s in sites)
        {
            csv.Add(indicator.Code, wanted.Year, dates.EffectiveOn, dates.AsOf, s.Code, s.NameZh, s.Kind, s.TownCode, s.TownName, s.Stage, s.Since, s.PlannedFinish, s.Part, s.Amount, s.Weight, s.IsDemo);
        }

        await WriteCsvAsync(context, wanted.Representation, csv, $"{indicator.Code}-{wanted.Year}-{dates.EffectiveOn:yyyyMMdd}").ConfigureAwait(false);
    }

    /// <summary>Sends a table as a file.</summary>
    internal static Task WriteCsvAsync(HttpContext context, Representation representation, CsvTable csv, string name)
    {
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        return DocumentResponse.WriteAsync(context, representation with { Format = Format.Json }, csv.ToBytes(), CsvTable.MediaType);
    }

    private static async Task<(IndicatorRequest Wanted, IndicatorTable Table)> ReadAsync(HttpContext context)
    {
        var wanted = IndicatorRequest.Read(context);
        var table = await context.RequestServices.GetRequiredService<IndicatorStore>().TableAsync(wanted.Year, wanted.EffectiveOn, wanted.AsOf, context.RequestAborted).ConfigureAwait(false);
        return wanted.Town is null || table.Towns.Any(v => v.TownCode == wanted.Town) ? (wanted, table) : throw NoSuchTown(wanted.Town, table.Towns.Select(v => v.TownCode!).Distinct());
    }

    private static async Task<(IndicatorRequest Wanted, IndicatorDefinition Indicator, TwoDates Dates, IReadOnlyList<IndicatorSite> Sites)> ReadSitesAsync(HttpContext context)
    {
        var indicator = IndicatorRequest.Indicator(context, "code");
        var wanted = IndicatorRequest.Read(context);
        var (dates, sites) = await context.RequestServices.GetRequiredService<IndicatorStore>()
            .SitesAsync(indicator, wanted.Year, wanted.EffectiveOn, wanted.AsOf, wanted.Town, context.RequestAborted).ConfigureAwait(false);
        if (sites.Count == 0 && wanted.Town is { } town and not IndicatorValue.WithoutTown)
        {
            var towns = await context.RequestServices.GetRequiredService<Towns>().ReadAsync(null, context.RequestAborted).ConfigureAwait(false);
            if (!towns.Any(t => t.Id == town))
            {
                throw NoSuchTown(town, towns.Select(t => t.Id));
            }
        }

        return (wanted, indicator, dates, sites);
    }

    /// <summary>400: the town is none that the register knows.</summary>
    internal static ProblemException NoSuchTown(string town, IEnumerable<string> known)
    {
        var codes = known.Take(40).ToList();
        return ProblemException.OfParameters([ProblemError.OfParameter("town", $"There is no town '{(town.Length > 64 ? town[..64] : town)}'{(codes.Count > 0 ? $"; there are {string.Join(", ", codes)}" : "; no town is recorded")}.")]);
    }

    private static async Task PageAsync(HttpContext context, IndicatorRequest wanted, IndicatorTable table, IndicatorDefinition? only)
    {
        var (request, language) = (context.Request, wanted.Representation.Language);
        var keep = Crumb.Keep(wanted.Representation);
        string Kept(string address) => address + "&" + keep[1..];
        IEnumerable<Crumb> crumbs = only is null ? [] : [new Crumb(language.Pick("指标", "Indicators"), Kept(IndicatorJson.At(request, "/indicators", table, wanted.Town)))];
        var title = only is null
            ? string.Create(CultureInfo.InvariantCulture, $"{table.Year} ") + language.Pick("年度指标", "Indicators")
            : language.Pick(only.TitleZh, only.TitleEn);
        var frame = PageFrame.Of(context, wanted.Representation, title, crumbs) with { HasDemo = table.HasDemo };
        var addresses = new IndicatorAddresses(
            i => Kept(IndicatorJson.At(request, "/indicators/" + i.Code, table, wanted.Town)),
            (i, town) => Kept(IndicatorJson.SitesAddress(request, table, i, town)));
        List<Link> links =
        [
            new(IndicatorJson.At(request, "/indicators/csv", table, wanted.Town), "alternate", "text/csv") { Title = language.Pick("表格（CSV）", "As CSV") },
            new(Addresses.At(request, string.Create(CultureInfo.InvariantCulture, $"/indicators/targets?year={table.Year}")), "related", MediaTypes.Json) { Title = language.Pick("年度目标", "Targets") },
            new(Addresses.At(request, "/attention"), "related", MediaTypes.Json) { Title = language.Pick("关注清单", "Attention list") },
        ];
        await DocumentResponse.WriteHtmlAsync(context, wanted.Representation, IndicatorsPage.Create(new IndicatorsModel(frame, table, wanted.Town, only, addresses, links))).ConfigureAwait(false);
    }

    private static double? Round(double? share) => share is { } value ? Math.Round(value, 6) : null;
}
