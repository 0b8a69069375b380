using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>
/// The relative neighbourhood graph (Toussaint 1980): two places are linked unless a third is nearer to both than they are to each other. It looks as
/// grown roads do: everything hangs together, little is doubled, and lines hardly cross.
/// </summary>
internal static class RelativeNeighbours
{
    /// <summary>Pairs of places, none farther apart than a length, shortest first.</summary>
    public static List<(int A, int B)> Of(IReadOnlyList<Vec> places, double longestMetres)
    {
        var cells = new Dictionary<(int, int), List<int>>();
        for (var i = 0; i < places.Count; i++)
        {
            var cell = Cell(places[i]);
            if (!cells.TryGetValue(cell, out var list))
            {
                cells.Add(cell, list = []);
            }

            list.Add(i);
        }

        var pairs = new List<(int A, int B)>();
        for (var a = 0; a < places.Count; a++)
        {
            var (x, y) = Cell(places[a]);
            int[] near = [.. from i in Enumerable.Range(x - 1, 3) from j in Enumerable.Range(y - 1, 3) from b in cells.GetValueOrDefault((i, j), []) select b];
            foreach (var b in near.Where(b => b > a).Order())
            {
                var length = Vec.Distance(places[a], places[b]);
                if (length <= longestMetres
                    && !near.Any(c => c != a && c != b && Math.Max(Vec.Distance(places[a], places[c]), Vec.Distance(places[b], places[c])) < length - 0.01))
                {
                    pairs.Add((a, b));
                }
            }
        }

        return [.. pairs.OrderBy(p => Vec.Distance(places[p.A], places[p.B])).ThenBy(p => p)];

        (int, int) Cell(Vec place) => ((int)Math.Floor(place.X / longestMetres), (int)Math.Floor(place.Y / longestMetres));
    }
}
