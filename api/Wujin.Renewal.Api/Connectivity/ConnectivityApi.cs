using Wujin.Renewal.Api.Assessments;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Scenarios;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Connectivity;

namespace Wujin.Renewal.Api.Connectivity;

/// <summary>What is computed over the road network: isochrones, matrices, routes, the assessment of the targets, the accessibility of sites.</summary>
internal static class ConnectivityApi
{
    /// <summary>Adds the processes and what they need.</summary>
    internal static IServiceCollection AddConnectivity(this IServiceCollection services) => services
        .AddSingleton(s => new ConnectivityStore(s.GetRequiredService<RegisterDatabase>().DataSource))
        .AddSingleton(s => new PointLayerStore(s.GetRequiredService<RegisterDatabase>().DataSource))
        .AddSingleton<PlaceFinder>()
        .AddSingleton<SiteAccessibility>()
        .AddSingleton<TownReach>()
        .AddHostedService<AccessibilityRefresh>()
        .AddSingleton<ScenarioNetworks>()
        .AddSingleton<IScenarioResolver>(s => s.GetRequiredService<ScenarioNetworks>())
        .AddSingleton<IOpenApiContribution, IsochroneEndpoint>()
        .AddSingleton<IOpenApiContribution, CompareEndpoint>()
        .AddSingleton<IOpenApiContribution, AssessmentEndpoints>()
        .AddSingleton<IOpenApiContribution, PointLayerEndpoints>()
        .AddSingleton<IProcess, IsochroneProcess>()
        .AddSingleton<IProcess, MatrixProcess>()
        .AddSingleton<IProcess, RouteProcess>()
        .AddSingleton<IProcess, AssessProcess>()
        .AddSingleton<IProcess, SiteAccessibilityProcess>()
        .AddSingleton<IProcess, RemediesProcess>();

    /// <summary>Maps the short cut to isochrones.</summary>
    internal static IEndpointRouteBuilder MapConnectivity(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/isochrone", IsochroneEndpoint.GetAsync);
        routes.MapRead("/scenarios/{code}/compare", CompareEndpoint.GetAsync);
        AssessmentEndpoints.Map(routes);
        PointLayerEndpoints.Map(routes);
        return routes;
    }
}
