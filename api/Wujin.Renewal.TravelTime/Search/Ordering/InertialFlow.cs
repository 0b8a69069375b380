namespace Wujin.Renewal.TravelTime.Search.Ordering;

/// <summary>
/// Small balanced edge cuts of a road network: sort the junctions along a direction, join the first and the last quarter by a maximum flow, take the
/// minimum cut; the best of several directions wins. Schild and Sommer, "On Balanced Separators in Road Networks", SEA 2015.
/// </summary>
internal sealed class InertialFlow
{
    /// <summary>The directions along which junctions are sorted, as (east, north).</summary>
    public static readonly (double East, double North)[] Directions = [(1, 0), (0, 1), (1, 1), (1, -1)];

    private const double Terminals = 0.25;

    private readonly MaximumFlow _flow = new();

    /// <summary>Cuts a connected cell of at least two junctions in two.</summary>
    /// <returns>The part, 0 or 1, of each junction; both occur.</returns>
    public int[] Cut(DissectionCell cell)
    {
        var best = new int[cell.Count];
        if (cell.Count == 2)
        {
            best[1] = 1;
            return best;
        }

        var trial = new int[cell.Count];
        var terminals = Math.Max(1, (int)(cell.Count * Terminals));
        var bestScore = double.PositiveInfinity;
        foreach (var sorted in cell.Sorted)
        {
            // A cut scores its size for each junction of its smaller part; even halves could not save a flow of giveUp.
            var giveUp = double.IsInfinity(bestScore) ? int.MaxValue : (int)Math.Ceiling(bestScore * (cell.Count / 2));
            var size = _flow.Send(cell, sorted, terminals, giveUp);
            if (size >= giveUp)
            {
                continue;
            }

            var first = _flow.Cut(cell, sorted, terminals, trial);
            var score = size / (double)Math.Min(first, cell.Count - first);
            if (score < bestScore)
            {
                bestScore = score;
                (best, trial) = (trial, best);
            }
        }

        return best;
    }
}
