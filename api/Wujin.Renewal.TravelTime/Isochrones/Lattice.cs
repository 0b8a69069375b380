using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Where the nodes of time surfaces lie: a lattice in longitude and latitude whose steps are whole millionths of a degree and whose lines pass
/// through (0, 0). The same place is thus on the same node whatever is asked, and every lattice line is exact in a GeoJSON with six decimals: a vertex
/// rounded along its lattice line stays on it, and in order, so rounding never breaks a ring.
/// </summary>
/// <remarks>
/// <para>Steps are in degrees so that they are exact; distances are metric: each row has its own lengths on the WGS 84 ellipsoid (<see cref="EastMetres"/>,
/// <see cref="NorthMetres"/>), true to 10⁻⁴ over the few hundred metres that a walk can be. A metric plane was the other choice; its lines would be curves in
/// the output, and rounding would have to be checked ring by ring.</para>
/// <para>A cell is as large as asked at the edge of the area nearest the equator, and nowhere larger.</para>
/// </remarks>
public sealed class Lattice
{
    /// <summary>The finest cell that may be asked for, in metres: finer ones would pretend to an accuracy that the roads do not have.</summary>
    public const double SmallestCellMetres = 20;

    /// <summary>The largest cell, in metres: above it walks off the road would fall between the nodes.</summary>
    public const double LargestCellMetres = 100;

    /// <summary>How many nodes a lattice may have: 2²⁷, enough for a province at 50 m. Memory is taken only where a surface reaches.</summary>
    public const int MostNodes = 1 << 27;

    private const int Alignment = 64;
    private const int LargestSide = ushort.MaxValue;

    private readonly float[] _east;
    private readonly float[] _north;

    private Lattice(double cellMetres, int stepLonE6, int stepLatE6, int firstColumn, int firstRow, int width, int height, int reach)
    {
        (CellMetres, StepLonE6, StepLatE6, FirstColumn, FirstRow) = (cellMetres, stepLonE6, stepLatE6, firstColumn, firstRow);
        (Width, Height, Reach) = (width, height, reach);
        _east = new float[height];
        _north = new float[height];
        for (var y = 0; y < height; y++)
        {
            var scale = GroundDistance.LocalScale.At(LatitudeE6(y) * 10.0);
            (_east[y], _north[y]) = ((float)(scale.MetresPerLonUnit * stepLonE6 * 10), (float)(scale.MetresPerLatUnit * stepLatE6 * 10));
        }
    }

    /// <summary>How large a cell is at most, in metres.</summary>
    public double CellMetres { get; }

    /// <summary>Width of a cell in 10⁻⁶ degrees.</summary>
    public int StepLonE6 { get; }

    /// <summary>Height of a cell in 10⁻⁶ degrees.</summary>
    public int StepLatE6 { get; }

    /// <summary>Longitude of column 0, in steps from Greenwich.</summary>
    public int FirstColumn { get; }

    /// <summary>Latitude of row 0 (the southernmost), in steps from the equator.</summary>
    public int FirstRow { get; }

    /// <summary>Columns; a multiple of 64.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How many nodes at most a walk passes over; at each side lie twice as many that no road is near, so loops check no bounds.</summary>
    public int Reach { get; }

    /// <summary>How many nodes.</summary>
    public int NodeCount => Width * Height;

    /// <summary>Lays a lattice over an area.</summary>
    /// <param name="area">Where the roads are.</param>
    /// <param name="walk">How far one gets off the road.</param>
    /// <param name="cellMetres">How large a cell may be; within <see cref="SmallestCellMetres"/> and <see cref="LargestCellMetres"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cell is out of range, or so small that the area needs more than <see cref="MostNodes"/>.</exception>
    public static Lattice Over(Box area, OffRoadWalk walk, double cellMetres)
    {
        if (!(cellMetres is >= SmallestCellMetres and <= LargestCellMetres))
        {
            throw new ArgumentOutOfRangeException(nameof(cellMetres), cellMetres, $"A cell is {SmallestCellMetres} to {LargestCellMetres} m.");
        }

        return TryOver(area, walk, cellMetres) ?? throw new ArgumentOutOfRangeException(
            nameof(cellMetres), cellMetres, $"The roads extend too far for cells so small; the smallest for them is {DefaultCellMetres(area, walk, TravelMode.Walk)} m.");
    }

    /// <summary>The cell size for a network: 50 m by car, 25 m by e-bike and on foot, doubled until its whole area fits <see cref="MostNodes"/>.</summary>
    /// <remarks>It depends on the extent of the roads and on what moves, never on the limits asked: a limit has the same polygon whatever is asked beside it.</remarks>
    /// <param name="area">Where the roads are.</param>
    /// <param name="walk">How far one gets off the road.</param>
    /// <param name="mode">What moves.</param>
    public static double DefaultCellMetres(Box area, OffRoadWalk walk, TravelMode mode)
    {
        var cell = mode == TravelMode.Car ? 50.0 : 25;
        while (cell < LargestCellMetres && TryOver(area, walk, cell) is null)
        {
            cell *= 2;
        }

        return cell;
    }

    /// <summary>Width of a cell of a row in metres.</summary>
    public float EastMetres(int y) => _east[y];

    /// <summary>Height of a cell of a row in metres.</summary>
    public float NorthMetres(int y) => _north[y];

    /// <summary>Longitude of a column in 10⁻⁶ degrees.</summary>
    public int LongitudeE6(int x) => (FirstColumn + x) * StepLonE6;

    /// <summary>Latitude of a row in 10⁻⁶ degrees.</summary>
    public int LatitudeE6(int y) => (FirstRow + y) * StepLatE6;

    /// <summary>Where a place lies, in cells eastwards from column 0.</summary>
    public double Column(Position place) => (place.LonE7 / (10.0 * StepLonE6)) - FirstColumn;

    /// <summary>Where a place lies, in cells northwards from row 0.</summary>
    public double Row(Position place) => (place.LatE7 / (10.0 * StepLatE6)) - FirstRow;

    private static Lattice? TryOver(Box area, OffRoadWalk walk, double cellMetres)
    {
        // Whole degrees, so that a road that a scenario adds at the edge seldom shifts the lattice; rounded towards where cells are largest.
        var nearestEquator = area.South > 0 ? Math.Floor(area.South * 1e-7) : area.North < 0 ? Math.Ceiling(area.North * 1e-7) : 0;
        var furthest = Math.Min(85, Math.Ceiling(Math.Max(Math.Abs(area.South * 1e-7), Math.Abs(area.North * 1e-7)) + 0.05));
        var (near, far) = (GroundDistance.LocalScale.At(nearestEquator * 1e7), GroundDistance.LocalScale.At(furthest * 1e7));
        var (stepLon, stepLat) = ((int)(cellMetres / near.MetresPerLonUnit / 10), (int)(cellMetres / far.MetresPerLatUnit / 10));
        var (leastEast, leastNorth) = (far.MetresPerLonUnit * stepLon * 10, near.MetresPerLatUnit * stepLat * 10);
        var reach = (int)Math.Ceiling(walk.CapMetres / Math.Min(leastEast, leastNorth)) + 1;
        var margin = ((2 * reach) + 7) & ~7;
        var firstColumn = (int)Math.Floor(area.West / (10.0 * stepLon)) - margin;
        var firstRow = (int)Math.Floor(area.South / (10.0 * stepLat)) - margin;
        var width = Math.Floor(area.East / (10.0 * stepLon)) + 2 + margin - firstColumn;
        var height = Math.Floor(area.North / (10.0 * stepLat)) + 2 + margin - firstRow;
        width = Math.Ceiling(width / Alignment) * Alignment;
        return width * height > MostNodes || width > LargestSide || height > LargestSide
            ? null
            : new Lattice(cellMetres, stepLon, stepLat, firstColumn, firstRow, (int)width, (int)height, reach);
    }
}
