using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>
/// The lune-based β-skeleton (Kirkpatrick and Radke 1985): two places are linked unless a third lies in the lune between them. β = 2 is the relative
/// neighbourhood graph, hardly more than a tree; β = 1 the Gabriel graph, with more ways round. Both look as grown roads do: everything
/// hangs together, little is doubled, and lines do not cross.
/// </summary>
internal static class BetaSkeleton
{
    /// <summary>Pairs of places, none farther apart than a length, shortest first.</summary>
    /// <param name="places">The places.</param>
    /// <param name="longestMetres">Longest link.</param>
    /// <param name="beta">1 to 2: the larger, the fewer links.</param>
    public static List<(int A, int B)> Of(IReadOnlyList<Vec> places, double longestMetres, double beta)
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
                if (Vec.Distance(places[a], places[b]) <= longestMetres && !near.Any(c => c != a && c != b && IsBetween(places[a], places[b], places[c], beta)))
                {
                    pairs.Add((a, b));
                }
            }
        }

        return [.. pairs.OrderBy(p => Vec.Distance(places[p.A], places[p.B])).ThenBy(p => p)];

        (int, int) Cell(Vec place) => ((int)Math.Floor(place.X / longestMetres), (int)Math.Floor(place.Y / longestMetres));
    }

    private static bool IsBetween(Vec a, Vec b, Vec third, double beta)
    {
        var radius = (beta / 2 * Vec.Distance(a, b)) - 0.01;
        return Vec.Distance(third, Vec.Between(a, b, beta / 2)) < radius && Vec.Distance(third, Vec.Between(b, a, beta / 2)) < radius;
    }
}
