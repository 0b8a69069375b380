using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>Parts of edges as lines.</summary>
public static class EdgeLine
{
    /// <summary>The points of an edge between two fractions of its length, in its own direction, both ends included.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="from">0 to 1.</param>
    /// <param name="to">Not less than <paramref name="from"/>.</param>
    public static IReadOnlyList<Position> Part(RoadNetwork network, int edge, double from, double to)
    {
        var shape = network.Shape(edge >> 1).ToArray();
        if ((edge & 1) == 1)
        {
            Array.Reverse(shape);
        }

        var whole = GroundDistance.Metres(shape);
        var (begin, end) = (from * whole, to * whole);
        var line = new List<Position>();
        var done = 0.0;
        for (var i = 1; i < shape.Length; i++)
        {
            var piece = GroundDistance.Metres(shape[i - 1], shape[i]);
            if (done + piece >= begin && done <= end)
            {
                Add(line, Between(shape[i - 1], shape[i], piece, begin - done));
                Add(line, Between(shape[i - 1], shape[i], piece, end - done));
            }

            done += piece;
        }

        return line;
    }

    /// <summary>The position at a fraction of an edge's length.</summary>
    public static Position At(RoadNetwork network, int edge, double fraction) => Part(network, edge, fraction, fraction)[^1];

    private static Position Between(Position a, Position b, double piece, double metres)
    {
        var share = piece > 0 ? Math.Clamp(metres / piece, 0, 1) : 0;
        return share <= 0 ? a : share >= 1 ? b : new Position(
            (int)Math.Round(a.LonE7 + (share * GroundDistance.LongitudeDifference(a, b))), (int)Math.Round(a.LatE7 + (share * ((double)b.LatE7 - a.LatE7))));
    }

    private static void Add(List<Position> line, Position point)
    {
        if (line.Count == 0 || line[^1] != point)
        {
            line.Add(point);
        }
    }
}
