using System.Globalization;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Writing;

/// <summary>Writes waters: the course of rivers and canals, and the area of all, canals in pieces.</summary>
internal static class WaterWriter
{
    private const int PiecePoints = 90;

    public static void Write(OsmFile file, Waters waters, Outline? island)
    {
        foreach (var water in waters.All)
        {
            var kind = water.WidthM == 0 ? "lake" : water.WidthM >= Waters.WideMetres ? "river" : "canal";
            List<(string Key, string Value)> area =
                [("natural", "water"), ("water", kind), ("name", water.NameZh), ("name:en", water.NameEn), RoadTags.Demo];
            if (water.WidthM > 0)
            {
                file.AddWay(Nodes(file, water.Course.Points),
                [
                    ("waterway", kind), ("name", water.NameZh), ("name:en", water.NameEn),
                    ("width", water.WidthM.ToString(CultureInfo.InvariantCulture)), RoadTags.Demo,
                ]);
            }

            foreach (var ring in Areas(water))
            {
                file.AddWay(Nodes(file, ring), area);
            }
        }

        if (island is not null)
        {
            file.AddWay(Nodes(file, island.Ring.Points), [("place", "islet"), ("name", "孤屿"), ("name:en", "Lone Isle"), RoadTags.Demo]);
        }
    }

    private static IEnumerable<IReadOnlyList<Vec>> Areas(Water water)
    {
        if (water.Area is { } area)
        {
            yield return area.Ring.Points;
            yield break;
        }

        for (var first = 0; first < water.Course.Points.Count - 1; first += PiecePoints)
        {
            yield return WaterDrawing.Banks([.. water.Course.Points.Skip(first).Take(PiecePoints + 1)], water.WidthM);
        }
    }

    // A ring ends with the node it begins with.
    private static List<long> Nodes(OsmFile file, IReadOnlyList<Vec> points)
    {
        var isRing = points.Count > 3 && points[0] == points[^1];
        List<long> nodes = [.. points.Take(isRing ? points.Count - 1 : points.Count).Select(p => file.AddNode(Plane.Position(p), []))];
        if (isRing)
        {
            nodes.Add(nodes[0]);
        }

        return nodes;
    }
}
