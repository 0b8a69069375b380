namespace Wujin.Renewal.TravelTime.Network;

/// <summary>How long each edge takes for one <see cref="Profile"/>, and how much its turns count.</summary>
/// <param name="Milliseconds">By edge, at full length; <see cref="Closed"/> where the profile may not go.</param>
/// <param name="TurnPermille">Turn times of the <see cref="Search.TurnGraph"/> are multiplied by this and divided by 1,000 (peak hours: above 1,000), rounded to nearest.</param>
public sealed record EdgeTimes(Column<uint> Milliseconds, int TurnPermille)
{
    /// <summary>The time of an edge that is closed. Larger than any route; a sum of two does not overflow.</summary>
    public const uint Closed = int.MaxValue;

    /// <summary>The time from the beginning of an edge to a place on it.</summary>
    /// <param name="milliseconds">Of the whole edge.</param>
    /// <param name="fraction">Along the edge in its own direction, 0 to 1.</param>
    public static uint Part(uint milliseconds, double fraction) => (uint)Math.Round(milliseconds * fraction);
}
