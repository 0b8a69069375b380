using Npgsql;
using Wujin.Renewal.Api.Batches;
using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Versions;
using Wujin.Renewal.Store.Stages;
using Wujin.Renewal.Store.Versions;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Writing features: OGC API Features Part 4, with optimistic locking by entity tags.</summary>
public static class EditingEndpoints
{
    /// <summary>Registers what writing needs.</summary>
    /// <param name="services">The services; an <see cref="NpgsqlDataSource"/> is expected among them.</param>
    /// <param name="writeToken">The token that allows writing from elsewhere, or null for none.</param>
    public static IServiceCollection AddEditing(this IServiceCollection services, string? writeToken) => services
        .AddSingleton(new WriteAccess(writeToken))
        .AddSingleton<IOpenApiContribution, WriteOperations>()
        .AddSingleton<IOpenApiContribution, HistoryOperations>()
        .AddSingleton(s => new FeatureWriter(s.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton(s => new BatchTransaction(s.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton<IOpenApiContribution, BatchOperations>()
        .AddSingleton(s => new FeatureSnapshots(s.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton(s => new VersionStore(s.GetRequiredService<NpgsqlDataSource>()))
        .AddSingleton(s => new StageStore(s.GetRequiredService<NpgsqlDataSource>()));

    /// <summary>Maps POST of items, and PUT, PATCH and DELETE of an item, for every collection.</summary>
    public static IEndpointRouteBuilder MapEditing(this IEndpointRouteBuilder routes)
    {
        const string Items = "/collections/{collectionId}/items";
        const string Item = Items + "/{featureId}";
        routes.MapPost(Items, CreateItem.HandleAsync);
        routes.MapPut(Item, ChangeItem.ReplaceAsync);
        routes.MapPatch(Item, ChangeItem.PatchAsync);
        routes.MapDelete(Item, DeleteItem.HandleAsync);
        routes.MapMethods(Items, [HttpMethods.Options], c => DescribeAsync(c, "GET, HEAD, OPTIONS, POST", "Accept-Post", RequestBody.FeatureTypes));
        routes.MapMethods(Item, [HttpMethods.Options], c => DescribeAsync(c, "DELETE, GET, HEAD, OPTIONS, PATCH, PUT", "Accept-Patch", RequestBody.PatchTypes));
        return routes.MapBatch();
    }

    /// <summary>OPTIONS: what can be done here, and in which media types (RFC 5789, section 3.1).</summary>
    private static Task DescribeAsync(HttpContext context, string methods, string header, string[] types)
    {
        CollectionEndpoints.FromRoute(context);
        context.Response.Headers.Allow = methods;
        context.Response.Headers[header] = string.Join(", ", types);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
