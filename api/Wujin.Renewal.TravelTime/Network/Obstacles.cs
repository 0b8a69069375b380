namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// Lines that nobody crosses on foot away from roads: banks of rivers, canals and lakes, and sealed roads (motorways).
/// The walk from a road to a place beside it never crosses one.
/// </summary>
/// <param name="Points">Points of all lines, one after the other.</param>
/// <param name="FirstPoint">Where each line begins in <paramref name="Points"/>; one entry more than lines.</param>
public sealed record Obstacles(Column<Position> Points, Column<int> FirstPoint)
{
    /// <summary>No obstacles.</summary>
    public static Obstacles None { get; } = new(new Column<Position>([]), new Column<int>([0]));

    /// <summary>How many lines.</summary>
    public int Count => FirstPoint.Length - 1;

    /// <summary>The points of one line, at least 2.</summary>
    public ReadOnlySpan<Position> Line(int line) => Points.Span[FirstPoint[line]..FirstPoint[line + 1]];
}
