using System.Globalization;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Store.Tiles;

namespace Wujin.Renewal.Api.Tiles;

/// <summary>One scale of a tile matrix set (OGC 17-083r4, table 5).</summary>
/// <param name="Id">Its number.</param>
/// <param name="ScaleDenominator">Scale at a pixel of 0.28 mm.</param>
/// <param name="CellSize">Metres a pixel.</param>
/// <param name="MatrixWidth">Columns, and rows.</param>
public sealed record TileMatrix(string Id, double ScaleDenominator, double CellSize, int MatrixWidth)
{
    /// <summary>Always <c>topLeft</c>.</summary>
    public string CornerOfOrigin { get; } = "topLeft";

    /// <summary>The north-western corner of the world, metres.</summary>
    public IReadOnlyList<double> PointOfOrigin { get; } = [-TileAddress.Origin, TileAddress.Origin];

    /// <summary>Pixels across.</summary>
    public int TileWidth { get; } = WebMercatorQuad.PixelsPerTile;

    /// <summary>Pixels down.</summary>
    public int TileHeight { get; } = WebMercatorQuad.PixelsPerTile;

    /// <summary>Rows.</summary>
    public int MatrixHeight => MatrixWidth;
}

/// <summary>A tile matrix set.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Links">Links.</param>
public sealed record TileMatrixSetDocument(string Title, IReadOnlyList<Link> Links)
{
    /// <summary>Its identifier.</summary>
    public string Id { get; } = WebMercatorQuad.Id;

    /// <summary>URI under which OGC registers it.</summary>
    public string Uri { get; } = WebMercatorQuad.Uri;

    /// <summary>Coordinate system.</summary>
    public string Crs { get; } = WebMercatorQuad.Crs;

    /// <summary>Its axes.</summary>
    public IReadOnlyList<string> OrderedAxes { get; } = ["E", "N"];

    /// <summary>The well-known scales it follows.</summary>
    public string WellKnownScaleSet { get; } = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible";

    /// <summary>Its scales.</summary>
    public IReadOnlyList<TileMatrix> TileMatrices { get; } = WebMercatorQuad.Matrices;
}

/// <summary>The tile matrix set of web maps, as OGC 17-083r4, annex D.1, defines it.</summary>
internal static class WebMercatorQuad
{
    internal const string Id = "WebMercatorQuad";
    internal const string Uri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    internal const string Crs = "http://www.opengis.net/def/crs/EPSG/0/3857";
    internal const string Title = "Google Maps Compatible for the World";
    internal const int PixelsPerTile = 256;

    private const double MetresPerPixelOfScale = 0.00028;

    /// <summary>Its scales, 0 to 24.</summary>
    internal static IReadOnlyList<TileMatrix> Matrices { get; } = [.. Enumerable.Range(0, 25).Select(Matrix)];

    private static TileMatrix Matrix(int zoom)
    {
        var cell = 2 * TileAddress.Origin / PixelsPerTile / (1 << zoom);
        return new TileMatrix(zoom.ToString(CultureInfo.InvariantCulture), cell / MetresPerPixelOfScale, cell, 1 << zoom);
    }
}
