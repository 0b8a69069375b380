using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Wujin.Renewal.Api.Operations;

/// <summary>Metrics.</summary>
public static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>
    /// Sends metrics of the web server, the runtime, the driver and the service itself by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; else costs nothing.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (string.IsNullOrEmpty(configuration[Endpoint]))
        {
            return services;
        }

        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("wujin-renewal"))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddMeter("Npgsql", RegisterMetrics.MeterName)
                .AddOtlpExporter());
        return services;
    }
}
