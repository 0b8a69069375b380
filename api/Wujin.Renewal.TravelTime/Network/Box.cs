using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>A box of positions, edges included. Boxes over the antimeridian are not made.</summary>
/// <param name="West">Least longitude × 10⁷.</param>
/// <param name="South">Least latitude × 10⁷.</param>
/// <param name="East">Greatest longitude × 10⁷.</param>
/// <param name="North">Greatest latitude × 10⁷.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Box(int West, int South, int East, int North)
{
    /// <summary>A box that holds nothing; any position widens it to itself.</summary>
    public static Box Empty { get; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

    /// <summary>The middle, rounded down.</summary>
    public Position Middle => new((int)(((long)West + East) >> 1), (int)(((long)South + North) >> 1));

    /// <summary>The box that is one position.</summary>
    public static Box Around(Position p) => new(p.LonE7, p.LatE7, p.LonE7, p.LatE7);

    /// <summary>The least box with these positions.</summary>
    public static Box Around(ReadOnlySpan<Position> positions)
    {
        var box = Empty;
        foreach (var position in positions)
        {
            box = box.With(position);
        }

        return box;
    }

    /// <summary>This box, widened to hold a position.</summary>
    public Box With(Position p) => new(Math.Min(West, p.LonE7), Math.Min(South, p.LatE7), Math.Max(East, p.LonE7), Math.Max(North, p.LatE7));

    /// <summary>This box, widened to hold another.</summary>
    public Box With(Box b) => new(Math.Min(West, b.West), Math.Min(South, b.South), Math.Max(East, b.East), Math.Max(North, b.North));

    /// <summary>Whether two boxes share a place.</summary>
    public bool Meets(Box b) => West <= b.East && b.West <= East && South <= b.North && b.South <= North;
}
