using Microsoft.Extensions.Logging.Console;
using Wujin.Renewal.Api.Attention;
using Wujin.Renewal.Api.Connectivity;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Indicators;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Reports;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Api.Scenarios;
using Wujin.Renewal.Api.Stages;
using Wujin.Renewal.Api.Tiles;
using Wujin.Renewal.Api.Versions;
using Wujin.Renewal.Api.WebMap;
using Wujin.Renewal.Store;

namespace Wujin.Renewal.Api.Hosting;

/// <summary>Builds the web application: its services, then its slices, one line each.</summary>
internal static class RenewalApplication
{
    /// <summary>How long requests under way may take after a stop was asked for; then they are cut off.</summary>
    private static readonly TimeSpan RequestPatience = TimeSpan.FromSeconds(4);

    /// <summary>Builds the application on a database that is ready. Start it, use it, stop it; it does not own the database.</summary>
    /// <param name="options">Everything that can be set.</param>
    /// <param name="database">The register.</param>
    /// <param name="configure">Adds or replaces services, for tests; null for none.</param>
    public static WebApplication Build(ServiceOptions options, RegisterDatabase database, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        ConfigureServer(builder, options);
        ConfigureLogging(builder.Logging, options);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(database.DataSource);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFeaturesApi();
        builder.Services.AddEditing(options.WriteToken);
        builder.Services.AddProcesses(options.JobSlots);
        builder.Services.AddScenarios();
        builder.Services.AddRoads();
        builder.Services.AddConnectivity();
        builder.Services.AddIndicators();
        builder.Services.AddAttention();
        builder.Services.AddReports();
        builder.Services.AddTiles();
        builder.Services.AddWebMap(options.Map);
        builder.Services.AddTelemetry(builder.Configuration);
        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.UseFeaturesApi();
        app.MapFeaturesApi();
        app.MapEditing();
        app.MapStages();
        app.MapVersions();
        app.MapProcessesApi();
        app.MapScenarios();
        app.MapConnectivity();
        app.MapIndicators();
        app.MapAttention();
        app.MapReports();
        app.MapTiles();
        app.MapWebMap();
        return app;
    }

    private static void ConfigureServer(WebApplicationBuilder builder, ServiceOptions options)
    {
        // WUJIN_URL alone decides, over ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS and Kestrel__Endpoints__*.
        builder.WebHost.UseUrls(options.Url.GetLeftPart(UriPartial.Authority));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // A filter with a drawn outline of some thousand vertices is part of the address.
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 96 * 1024;
            kestrel.Configure();
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = RequestPatience);
    }

    private static void ConfigureLogging(ILoggingBuilder logging, ServiceOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Npgsql", LogLevel.Warning);
        // Standard output is for results, even of the service: its one "ready" line.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (options.IsLogJson)
        {
            logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        }
        else
        {
            logging.AddSimpleConsole(simple =>
            {
                simple.SingleLine = true;
                simple.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
                simple.UseUtcTimestamp = true;
            });
        }
    }
}
