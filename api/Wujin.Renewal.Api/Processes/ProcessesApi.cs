using Wujin.Renewal.Api.Jobs;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Jobs;
using Wujin.Renewal.Store.Signals;

namespace Wujin.Renewal.Api.Processes;

/// <summary>OGC API – Processes, Part 1: Core: the processes, their execution, and the queue of jobs.</summary>
internal static class ProcessesApi
{
    /// <summary>The conformance classes met.</summary>
    internal static IReadOnlyList<string> Classes { get; } =
    [
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/ogc-process-description",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/json",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/html",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/job-list",
        "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/dismiss",
    ];

    /// <summary>Adds what processes and jobs need. Processes themselves are added by their slices, as <see cref="IProcess"/>.</summary>
    /// <param name="services">The services; a <see cref="RegisterDatabase"/> is expected among them.</param>
    /// <param name="jobSlots">How many jobs run at once; null for one less than cores.</param>
    internal static IServiceCollection AddProcesses(this IServiceCollection services, int? jobSlots) => services
        .AddSingleton(_ => new ComputeSlots(jobSlots))
        .AddSingleton<ProcessCatalogue>()
        .AddSingleton<IOpenApiContribution, ProcessOperations>()
        .AddSingleton(s => new JobStore(s.GetRequiredService<RegisterDatabase>().DataSource))
        .AddSingleton(s => new JobQueue(s.GetRequiredService<RegisterDatabase>().DataSource, Guid.NewGuid()))
        .AddSingleton(s => new DatabaseSignals(s.GetRequiredService<RegisterDatabase>().DataSource))
        .AddSingleton<JobRunner>()
        .AddHostedService<JobWorker>();

    /// <summary>Maps processes and jobs.</summary>
    internal static IEndpointRouteBuilder MapProcessesApi(this IEndpointRouteBuilder routes) => routes.MapProcesses().MapJobs();
}
