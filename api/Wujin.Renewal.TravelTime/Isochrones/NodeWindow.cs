namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>A rectangle of nodes.</summary>
/// <param name="West">First column.</param>
/// <param name="South">First row.</param>
/// <param name="East">Behind the last column.</param>
/// <param name="North">Behind the last row.</param>
internal readonly record struct NodeWindow(int West, int South, int East, int North)
{
    /// <summary>No nodes; anything widens it.</summary>
    public static NodeWindow Nothing { get; } = new(int.MaxValue, int.MaxValue, 0, 0);

    /// <summary>Whether there are no nodes.</summary>
    public bool IsEmpty => East <= West || North <= South;

    /// <summary>Widened to hold a box.</summary>
    public NodeWindow With(in NodeBox box) => new(
        Math.Min(West, box.West), Math.Min(South, box.South), Math.Max(East, box.East + 1), Math.Max(North, box.North + 1));

    /// <summary>Widened to hold another.</summary>
    public NodeWindow With(in NodeWindow other) => new(
        Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    /// <summary>Widened by a number of nodes on each side and one more, and to whole words of 64 columns, within the lattice.</summary>
    public NodeWindow Widen(int nodes, int width, int height) => new(
        Math.Max(0, West - nodes - 1) & -64, Math.Max(0, South - nodes - 1), Math.Min(width, (East + nodes + 1 + 63) & -64), Math.Min(height, North + nodes + 1));
}
