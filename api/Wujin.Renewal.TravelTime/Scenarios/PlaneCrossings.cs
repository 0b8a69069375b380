using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>Where lines cross, in the plane of longitude and latitude: for pieces of roads the difference to the ellipsoid is millimetres.</summary>
internal static class PlaneCrossings
{
    /// <summary>The crossings of one piece of a road with a line.</summary>
    /// <param name="road">The road.</param>
    /// <param name="piece">Its piece, from a point to the next.</param>
    /// <param name="line">The other.</param>
    /// <returns>Metres along the road; piece of the other line and share along that.</returns>
    public static List<(double Along, (int Piece, double Share) There)> Of(Carrier road, int piece, ReadOnlySpan<Position> line)
    {
        var found = new List<(double, (int, double))>();
        var (a, b) = (road.Line[piece], road.Line[piece + 1]);
        double dx = b.LonE7 - (long)a.LonE7, dy = b.LatE7 - (long)a.LatE7;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            double ex = line[i + 1].LonE7 - (long)line[i].LonE7, ey = line[i + 1].LatE7 - (long)line[i].LatE7;
            double fx = line[i].LonE7 - (long)a.LonE7, fy = line[i].LatE7 - (long)a.LatE7;
            var cross = (dx * ey) - (dy * ex);
            if (cross == 0)
            {
                continue;
            }

            var share = ((fx * ey) - (fy * ex)) / cross;
            var there = ((fx * dy) - (fy * dx)) / cross;
            if (share is >= 0 and <= 1 && there is >= 0 and <= 1)
            {
                found.Add((road.Along(piece, share), (i, there)));
            }
        }

        return found;
    }
}
