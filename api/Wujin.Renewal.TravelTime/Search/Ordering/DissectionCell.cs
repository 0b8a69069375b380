namespace Wujin.Renewal.TravelTime.Search.Ordering;

/// <summary>
/// A part of the junction graph during nested dissection: undirected, in compressed rows, with local numbers. Cells are copied out rather than masked
/// in the whole graph, so that the searches of a small cell touch little memory.
/// </summary>
internal sealed class DissectionCell
{
    /// <summary>Where each junction's arcs begin; one entry more than junctions.</summary>
    public required int[] First { get; init; }

    /// <summary>The junction at the other end of each arc.</summary>
    public required int[] Heads { get; init; }

    /// <summary>The same segment seen from its other end.</summary>
    public required int[] Twins { get; init; }

    /// <summary>The edge of each arc: the direction of its segment that leaves the junction.</summary>
    public required int[] Edges { get; init; }

    /// <summary>Junctions sorted along each direction of <see cref="InertialFlow"/>; handed down, so that nothing is sorted twice.</summary>
    public required int[][] Sorted { get; init; }

    /// <summary>How many junctions.</summary>
    public int Count => First.Length - 1;

    /// <summary>Copies the parts out; arcs between parts are dropped.</summary>
    /// <param name="part">Part of each junction, 0 to <paramref name="parts"/> - 1.</param>
    /// <param name="parts">How many.</param>
    public DissectionCell[] Split(int[] part, int parts)
    {
        var count = Count;
        var local = new int[count];
        var junctions = new int[parts];
        var arcs = new int[parts];
        for (var v = 0; v < count; v++)
        {
            var p = part[v];
            local[v] = junctions[p]++;
            for (var a = First[v]; a < First[v + 1]; a++)
            {
                arcs[p] += part[Heads[a]] == p ? 1 : 0;
            }
        }

        var cells = new DissectionCell[parts];
        for (var p = 0; p < parts; p++)
        {
            cells[p] = Empty(junctions[p], arcs[p], Sorted.Length);
        }

        FillArcs(cells, part, local);
        FillSorted(cells, part, local);
        return cells;
    }

    private static DissectionCell Empty(int junctions, int arcs, int directions)
    {
        var sorted = new int[directions][];
        for (var d = 0; d < directions; d++)
        {
            sorted[d] = new int[junctions];
        }

        return new DissectionCell { First = new int[junctions + 1], Heads = new int[arcs], Twins = new int[arcs], Edges = new int[arcs], Sorted = sorted };
    }

    private void FillArcs(DissectionCell[] cells, int[] part, int[] local)
    {
        var place = new int[Heads.Length];
        var next = new int[cells.Length];
        for (var v = 0; v < Count; v++)
        {
            var p = part[v];
            var cell = cells[p];
            for (var a = First[v]; a < First[v + 1]; a++)
            {
                if (part[Heads[a]] == p)
                {
                    var b = next[p]++;
                    place[a] = b;
                    cell.Heads[b] = local[Heads[a]];
                    cell.Edges[b] = Edges[a];
                    if (Twins[a] < a)
                    {
                        cell.Twins[b] = place[Twins[a]];
                        cell.Twins[place[Twins[a]]] = b;
                    }
                }
            }

            cell.First[local[v] + 1] = next[p];
        }
    }

    private void FillSorted(DissectionCell[] cells, int[] part, int[] local)
    {
        for (var d = 0; d < Sorted.Length; d++)
        {
            var next = new int[cells.Length];
            foreach (var v in Sorted[d])
            {
                cells[part[v]].Sorted[d][next[part[v]]++] = local[v];
            }
        }
    }
}
