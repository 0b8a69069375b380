using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>A tile of the quad tree over Web Mercator (OGC two-dimensional tile matrix set WebMercatorQuad).</summary>
/// <param name="Zoom">Level; 0 is the whole earth in one tile.</param>
/// <param name="Column">From the west.</param>
/// <param name="Row">From the north.</param>
internal readonly record struct TileAddress(int Zoom, int Column, int Row)
{
    /// <summary>Half the width of the plane, metres.</summary>
    public const double HalfWidth = 20_037_508.342789244;

    /// <summary>Deepest level the service makes; nearer views enlarge it.</summary>
    public const int DeepestZoom = 16;

    /// <summary>Pixels across a tile when drawn.</summary>
    public const int Pixels = 512;

    /// <summary>Width on the plane, metres.</summary>
    public double Width => 2 * HalfWidth / (1L << Zoom);

    /// <summary>West border, metres of EPSG:3857.</summary>
    public double West => (Column * Width) - HalfWidth;

    /// <summary>North border, metres of EPSG:3857.</summary>
    public double North => HalfWidth - (Row * Width);

    /// <summary>The tile of which this is a quarter; null for the whole earth.</summary>
    public TileAddress? Parent => Zoom == 0 ? null : new TileAddress(Zoom - 1, Column / 2, Row / 2);

    /// <summary>Its resource below the service.</summary>
    public string Path => FormattableString.Invariant($"tiles/WebMercatorQuad/{Zoom}/{Row}/{Column}");

    /// <summary>The level whose tiles are drawn at about their own size at a resolution.</summary>
    /// <param name="resolution">Metres of EPSG:3857 a pixel.</param>
    /// <param name="deepest">The deepest level there is.</param>
    public static int ZoomFor(double resolution, int deepest = DeepestZoom) =>
        Math.Clamp((int)Math.Round(Math.Log2(2 * HalfWidth / (Pixels * resolution))), 0, deepest);

    /// <summary>The tile, this one or one above it, that the service makes.</summary>
    public TileAddress Served() => Zoom <= DeepestZoom ? this : new TileAddress(DeepestZoom, Column >> (Zoom - DeepestZoom), Row >> (Zoom - DeepestZoom));

    /// <summary>The tiles of a level that touch a box, from its middle outwards.</summary>
    /// <param name="box">Metres of EPSG:3857.</param>
    /// <param name="zoom">The level.</param>
    public static IReadOnlyList<TileAddress> Covering(Envelope box, int zoom)
    {
        var (width, last) = (2 * HalfWidth / (1L << zoom), (1 << zoom) - 1);
        int At(double metres) => Math.Clamp((int)Math.Floor(metres / width), 0, last);
        var (west, east, north, south) = (At(box.MinX + HalfWidth), At(box.MaxX + HalfWidth), At(HalfWidth - box.MaxY), At(HalfWidth - box.MinY));
        var tiles = new List<TileAddress>();
        for (var row = north; row <= south; row++)
        {
            for (var column = west; column <= east; column++)
            {
                tiles.Add(new TileAddress(zoom, column, row));
            }
        }

        var (middleColumn, middleRow) = ((west + east) / 2.0, (north + south) / 2.0);
        return [.. tiles.OrderBy(t => Math.Pow(t.Column - middleColumn, 2) + Math.Pow(t.Row - middleRow, 2))];
    }

    /// <summary>A place in the units of a layer of this tile.</summary>
    public (double X, double Y) ToTile(double x, double y, int extent) => ((x - West) / Width * extent, (North - y) / Width * extent);

    /// <summary>A place in units of a layer as metres of EPSG:3857.</summary>
    public (double X, double Y) FromTile(double x, double y, int extent) => (West + (x / extent * Width), North - (y / extent * Width));
}
