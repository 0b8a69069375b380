namespace Wujin.Renewal.Store.Tiles;

/// <summary>A tile of WebMercatorQuad (OGC 17-083r4, annex D): row 0 in the north, column 0 at 180° W.</summary>
/// <param name="Zoom">Tile matrix, from 0.</param>
/// <param name="Row">Row, below 2^Zoom.</param>
/// <param name="Column">Column, below 2^Zoom.</param>
public readonly record struct TileAddress(int Zoom, int Row, int Column)
{
    /// <summary>Units along a side of a tile.</summary>
    public const int Extent = 4096;

    /// <summary>Units that a tile shows beyond each side, so that outlines and symbols cut by the border are drawn whole.</summary>
    public const int Buffer = 64;

    /// <summary>Half the side of the world in EPSG:3857, metres: π · 6378137.</summary>
    public const double Origin = 20037508.342789244;

    /// <summary>Length of a unit, metres of EPSG:3857.</summary>
    public double UnitMetres => Side / Extent;

    /// <summary>West edge, metres of EPSG:3857.</summary>
    public double West => (Column * Side) - Origin;

    /// <summary>East edge, metres of EPSG:3857.</summary>
    public double East => West + Side;

    /// <summary>North edge, metres of EPSG:3857.</summary>
    public double North => Origin - (Row * Side);

    /// <summary>South edge, metres of EPSG:3857.</summary>
    public double South => North - Side;

    /// <summary>What the tile shows, its surroundings of <see cref="Buffer"/> units included: degrees, within the world.</summary>
    public TileWindow Window
    {
        get
        {
            // One unit more: rounding must not leave out what just touches.
            var margin = (Buffer + 1) * UnitMetres;
            return new TileWindow(
                Math.Max(Longitude(West - margin), -180), Latitude(South - margin), Math.Min(Longitude(East + margin), 180), Latitude(North + margin));
        }
    }

    private double Side => 2 * Origin / (1 << Zoom);

    private static double Longitude(double x) => x / Origin * 180;

    private static double Latitude(double y) => Math.Atan(Math.Sinh(y / Origin * Math.PI)) * 180 / Math.PI;
}

/// <summary>A box of degrees, west before east.</summary>
/// <param name="West">West edge.</param>
/// <param name="South">South edge.</param>
/// <param name="East">East edge.</param>
/// <param name="North">North edge.</param>
public readonly record struct TileWindow(double West, double South, double East, double North)
{
    /// <summary>Whether two boxes share a point.</summary>
    public bool Touches(in TileWindow other) => West <= other.East && other.West <= East && South <= other.North && other.South <= North;
}
