using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Attention;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Reports;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Printed reports: by address, as a job, by command.</summary>
internal static class ReportsApi
{
    /// <summary>Adds what reports need.</summary>
    internal static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton(s => new ReportStore(s.GetRequiredService<RegisterDatabase>().Reading))
        .AddSingleton(s => new ReportReader(
            s.GetRequiredService<RegisterDatabase>().DataSource, s.GetRequiredService<ReportStore>(), new IndicatorStore(s.GetRequiredService<RegisterDatabase>().DataSource),
            new AttentionStore(s.GetRequiredService<RegisterDatabase>().DataSource), s.GetRequiredService<Store.Connectivity.ConnectivityStore>(), s.GetRequiredService<Store.Scenarios.ScenarioStore>(),
            new GroundReader(s.GetRequiredService<ReportStore>(), s.GetRequiredService<Store.Connectivity.ConnectivityStore>()), s.GetRequiredService<Roads.RoadGraphHolder>(), s))
        .AddSingleton<ReportMaker>()
        .AddSingleton<IOpenApiContribution, ReportEndpoints>()
        .AddSingleton<IProcess, ReportProcess>();

    /// <summary>Maps reports.</summary>
    internal static IEndpointRouteBuilder MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/reports", ReportEndpoints.ListAsync);
        routes.MapRead("/reports/programme", context => ReportEndpoints.GetAsync(context, ReportKind.Programme));
        routes.MapRead("/reports/programme/compare", context => ReportEndpoints.GetAsync(context, ReportKind.Compare));
        routes.MapRead("/reports/town", context => ReportEndpoints.GetAsync(context, ReportKind.Town));
        routes.MapRead("/reports/site", context => ReportEndpoints.GetAsync(context, ReportKind.Site));
        routes.MapRead("/reports/connectivity", context => ReportEndpoints.GetAsync(context, ReportKind.Connectivity));
        routes.MapRead("/reports/jobs/{jobId}", ReportEndpoints.OfJobAsync);
        return routes;
    }
}
