using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Indicators;

namespace Wujin.Renewal.Api.Indicators;

/// <summary>The indicators of the programme, <c>/indicators</c>: figures against targets, the sites behind them, and the targets themselves.</summary>
internal static class IndicatorsApi
{
    /// <summary>Adds what indicators need.</summary>
    internal static IServiceCollection AddIndicators(this IServiceCollection services) => services
        .AddSingleton<IOpenApiContribution, IndicatorOperations>()
        .AddSingleton(s => new IndicatorStore(s.GetRequiredService<RegisterDatabase>().Reading))
        .AddSingleton(s => new IndicatorTargetStore(s.GetRequiredService<RegisterDatabase>().DataSource));

    /// <summary>Maps figures, sites and targets.</summary>
    internal static IEndpointRouteBuilder MapIndicators(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/indicators", IndicatorEndpoints.TableAsync);
        routes.MapRead("/indicators/csv", IndicatorEndpoints.TableCsvAsync);
        routes.MapRead("/indicators/targets", TargetEndpoints.ListAsync);
        routes.MapPost("/indicators/targets", WriteTargets.PostAsync);
        routes.MapRead("/indicators/targets/csv", TargetEndpoints.CsvAsync);
        routes.MapRead("/indicators/targets/{year:int}/{indicator}/{place}", TargetEndpoints.GetAsync);
        routes.MapPut("/indicators/targets/{year:int}/{indicator}/{place}", WriteTargets.PutAsync);
        routes.MapDelete("/indicators/targets/{year:int}/{indicator}/{place}", WriteTargets.DeleteAsync);
        routes.MapRead("/indicators/targets/{year:int}/{indicator}/{place}/versions", TargetEndpoints.VersionsAsync);
        routes.MapRead("/indicators/{code}", IndicatorEndpoints.OneAsync);
        routes.MapRead("/indicators/{code}/sites", IndicatorEndpoints.SitesAsync);
        routes.MapRead("/indicators/{code}/sites/csv", IndicatorEndpoints.SitesCsvAsync);
        return routes;
    }
}
