using Wujin.Renewal.Api.Collections;
using Wujin.Renewal.Api.OpenApi;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>OGC API – Tiles: vector tiles of every collection that is drawn and of the whole map, in WebMercatorQuad, with TileJSON.</summary>
public static class TilesApi
{
    /// <summary>The classes that are met whole; FEATURES.md names the test of each requirement.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    [
        .. new[] { "core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "oas30", "mvt" }
            .Select(name => "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/" + name),
    ];

    /// <summary>Adds what tiles need. Expects a <see cref="RegisterDatabase"/> among the services.</summary>
    public static IServiceCollection AddTiles(this IServiceCollection services) => services
        .AddSingleton<IOpenApiContribution, TileOperations>()
        .AddSingleton(provider => new TileCache(new TileStore(provider.GetRequiredService<RegisterDatabase>().Reading)));

    /// <summary>Maps tiles, tilesets, their lists, and tile matrix sets.</summary>
    public static IEndpointRouteBuilder MapTiles(this IEndpointRouteBuilder routes)
    {
        Map(routes, "/tiles", _ => TileSet.WholeMap);
        Map(routes, "/collections/{collectionId}/tiles", OfCollection);
        routes.MapRead("/tileMatrixSets", TileMatrixSetEndpoints.ListAsync);
        routes.MapRead("/tileMatrixSets/{tileMatrixSetId}", TileMatrixSetEndpoints.GetAsync);
        return routes;
    }

    private static void Map(IEndpointRouteBuilder routes, string path, Func<HttpContext, TileSet> find)
    {
        routes.MapRead(path, context => TileSetEndpoints.ListAsync(context, find(context)));
        routes.MapRead(path + "/{tileMatrixSetId}", context => TileSetEndpoints.GetAsync(context, find(context)));
        routes.MapRead(path + "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}", context =>
        {
            TileSetEndpoints.CheckTileMatrixSet(context);
            return TileEndpoint.WriteAsync(context, find(context));
        });
    }

    private static TileSet OfCollection(HttpContext context)
    {
        var collection = CollectionEndpoints.FromRoute(context);
        return TileSet.Find(collection.Id) ?? throw ProblemException.NotFound($"Features of {collection.Id} have no place on the map, so there are no tiles of them.");
    }
}
