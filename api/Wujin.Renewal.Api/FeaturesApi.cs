using Microsoft.AspNetCore.Cors.Infrastructure;
using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.Conformance;
using Wujin.Renewal.Api.Export;
using Wujin.Renewal.Api.Filtering;
using Wujin.Renewal.Api.Html;
using Wujin.Renewal.Api.Items;
using Wujin.Renewal.Api.Landing;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Operations;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Schemas;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Features;

namespace Wujin.Renewal.Api;

/// <summary>OGC API – Features, Part 1: Core: what the service answers to those who read.</summary>
public static class FeaturesApi
{
    /// <summary>Adds what reading needs. Expects a <see cref="RegisterDatabase"/> among the services.</summary>
    public static IServiceCollection AddFeaturesApi(this IServiceCollection services) => services
        .AddSingleton(provider => new FeatureStore(provider.GetRequiredService<RegisterDatabase>().Reading))
        .AddSingleton<Towns>()
        .AddSchemas()
        .AddFiltering()
        .AddCors(options => options.AddDefaultPolicy(AnyoneMayRead));

    /// <summary>The request log, problems, cross-origin reading and OPTIONS, in this order around all resources.</summary>
    public static IApplicationBuilder UseFeaturesApi(this IApplicationBuilder app) => app
        .UseMiddleware<RequestLog>()
        .UseProblems()
        .UseMiddleware<OptionsMiddleware>()
        .UseRouting()
        .UseCors();

    /// <summary>Maps every resource that is read.</summary>
    public static IEndpointRouteBuilder MapFeaturesApi(this IEndpointRouteBuilder routes) => routes
        .MapLanding()
        .MapConformance()
        .MapCollections()
        .MapItems()
        .MapExport()
        .MapSchemas()
        .MapFunctions()
        .MapOpenApi()
        .MapApiReference()
        .MapProblems()
        .MapPageAssets()
        .MapHealth();

    /// <remarks>
    /// Reading only: were writing allowed across origins, any web page that a planner opens could write to the register on the planner's own machine.
    /// </remarks>
    private static void AnyoneMayRead(CorsPolicyBuilder policy) => policy
        .AllowAnyOrigin()
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .AllowAnyHeader()
        .WithExposedHeaders("ETag", "Content-Crs", "Content-Disposition", "Allow");
}
