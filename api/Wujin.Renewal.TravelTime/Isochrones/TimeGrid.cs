namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Values at the nodes of a rectangle of a <see cref="Lattice"/>: times, or differences of times. On its own, unlike a <see cref="TimeSurface"/>.</summary>
/// <param name="Lattice">Where the nodes lie.</param>
/// <param name="FirstColumn">Column of the first node of a row.</param>
/// <param name="FirstRow">The southernmost row.</param>
/// <param name="Width">Nodes in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Seconds">By row from the south, then by column from the west; NaN where there is no value.</param>
public sealed record TimeGrid(Lattice Lattice, int FirstColumn, int FirstRow, int Width, int Height, ReadOnlyMemory<float> Seconds)
{
    /// <summary>The value at a node of the lattice; NaN where there is none, or outside the rectangle.</summary>
    /// <param name="x">Column of the lattice.</param>
    /// <param name="y">Row of the lattice.</param>
    public float At(int x, int y) => (uint)(x - FirstColumn) < (uint)Width && (uint)(y - FirstRow) < (uint)Height
        ? Seconds.Span[((y - FirstRow) * Width) + x - FirstColumn]
        : float.NaN;

    /// <summary>Longitude of a column of the rectangle, degrees.</summary>
    public double Longitude(int column) => Lattice.LongitudeE6(FirstColumn + column) / 1e6;

    /// <summary>Latitude of a row of the rectangle, degrees.</summary>
    public double Latitude(int row) => Lattice.LatitudeE6(FirstRow + row) / 1e6;
}
