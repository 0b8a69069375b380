namespace Wujin.Renewal.Api.Roads;

/// <summary>The road network in the service.</summary>
internal static class RoadsApi
{
    /// <summary>Adds the network in use and what keeps it up to date.</summary>
    internal static IServiceCollection AddRoads(this IServiceCollection services) => services
        .AddSingleton<RoadGraphHolder>()
        .AddHostedService<RoadGraphWatcher>();
}
