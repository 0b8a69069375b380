using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Tiles;

/// <summary>
/// Writes the SQL that makes a tile: one <c>ST_AsMVT</c> a layer, one after the other, which is what a tile of several layers is (Mapbox Vector Tile 2.1,
/// section 4.1). The text depends on the layers only, so that it is planned once per connection.
/// </summary>
internal static class TileStatement
{
    // $1–$4 the window in degrees, $5–$8 the tile in metres, $9 the unit in metres, $10 the zoom.
    internal static string Sql(IReadOnlyList<TileLayer> layers) =>
        "SELECT " + string.Join("\n    || ", layers.Select(Layer));

    internal static NpgsqlParameter[] Parameters(TileAddress tile)
    {
        var window = tile.Window;
        double[] numbers = [window.West, window.South, window.East, window.North, tile.West, tile.South, tile.East, tile.North, tile.UnitMetres];
        return [.. numbers.Select(n => new NpgsqlParameter<double> { TypedValue = n }), new NpgsqlParameter<int> { TypedValue = tile.Zoom, NpgsqlDbType = NpgsqlDbType.Integer }];
    }

    /// <remarks>Ordered within the aggregate, so that a tile of the same data has the same bytes, whatever plan is chosen.</remarks>
    private static string Layer(TileLayer layer)
    {
        var columns = string.Join(", ", layer.Properties.Select(Column));
        var extent = TileAddress.Extent.ToString(CultureInfo.InvariantCulture);
        return $"""
            coalesce((SELECT ST_AsMVT(l, '{layer.Id}', {extent}, 'geom', 'feature_key' ORDER BY l.feature_key) FROM (
                SELECT f.feature_key, {columns}, renewal.tile_geometry(f.geom, ST_MakeBox2D(ST_Point($5, $6), ST_Point($7, $8)), $9) AS geom
                FROM renewal.{layer.Collection.View} f
                WHERE f.geom && ST_MakeEnvelope($1, $2, $3, $4, 4490) AND {Condition(layer)}) l), '')
            """;
    }

    private static string Condition(TileLayer layer)
    {
        var reached = $"$10 >= {layer.MinimumZoom.ToString(CultureInfo.InvariantCulture)}";
        return layer.Condition is { } condition ? $"{reached} AND ({condition.Replace("{zoom}", "$10", StringComparison.Ordinal)})" : reached;
    }

    /// <remarks>Exact numbers would become texts in the tile.</remarks>
    private static string Column(PropertyDefinition property) => property.Type == PropertyType.Decimal
        ? $"f.\"{property.Name}\"::double precision AS \"{property.Name}\""
        : $"f.\"{property.Name}\"";
}
