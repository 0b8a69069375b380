namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Numbers places along Hilbert's curve, so that places with near numbers are near each other: junctions, segments and trees lie in that order.</summary>
internal static class HilbertCurve
{
    /// <summary>The number of a position on a curve of 2³¹ × 2³¹ cells over the whole earth.</summary>
    public static ulong Key(Position position) => Key(
        (uint)(((long)position.LonE7 - int.MinValue) >> 1), (uint)(((long)position.LatE7 - int.MinValue) >> 1));

    /// <summary>The number of a cell (31 bits each way).</summary>
    /// <remarks>The walk down the quadrants, from Warren, Hacker's Delight, chapter 16.</remarks>
    public static ulong Key(uint x, uint y)
    {
        ulong key = 0;
        for (var bit = 30; bit >= 0; bit--)
        {
            var right = (x >> bit) & 1;
            var upper = (y >> bit) & 1;
            key = (key << 2) | ((3 * right) ^ upper);
            if (upper == 0)
            {
                if (right == 1)
                {
                    x = ~x;
                    y = ~y;
                }

                (x, y) = (y, x);
            }
        }

        return key;
    }
}
