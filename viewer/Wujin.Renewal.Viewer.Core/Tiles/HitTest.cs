using Wujin.Renewal.Viewer.Core.Register;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>Which site lies under a click.</summary>
internal static class HitTest
{
    private const double NearPixels = 6;

    /// <summary>The topmost site at a place; a point or an edge counts within some pixels.</summary>
    /// <param name="tiles">Finds a tile in memory.</param>
    /// <param name="layers">Collections of sites that are drawn, topmost first.</param>
    /// <param name="x">Metres of EPSG:3857.</param>
    /// <param name="y">Metres of EPSG:3857.</param>
    /// <param name="resolution">Metres a pixel.</param>
    public static SiteKey? Find(Func<TileAddress, VectorTile?> tiles, IEnumerable<string> layers, double x, double y, double resolution)
    {
        var zoom = TileAddress.ZoomFor(resolution);
        var address = TileAddress.Covering(new(x, x, y, y), zoom)[0];
        if (tiles(address) is not { } tile)
        {
            return null;
        }

        foreach (var name in layers)
        {
            if (tile.Layer(name) is not { } layer)
            {
                continue;
            }

            var (tileX, tileY) = address.ToTile(x, y, layer.Extent);
            var near = NearPixels * resolution / address.Width * layer.Extent;
            for (var i = layer.Features.Count - 1; i >= 0; i--)
            {
                var feature = layer.Features[i];
                if ((feature.Covers(tileX, tileY) || feature.IsNear(tileX, tileY, near)) && feature.Text("code") is { } code)
                {
                    return new SiteKey(name, code);
                }
            }
        }

        return null;
    }
}
