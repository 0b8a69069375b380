namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// What contracting each low state improves, written out: for v with few neighbours, the arc x → y of each x that reaches v and each y that v reaches.
/// Customising then just runs along. States with many neighbours are not written out, since the list would grow with their square; for them the arcs
/// are kept by higher end.
/// </summary>
internal sealed class LowTriangles
{
    /// <summary>Most pairs of a state that is written out. Above, gathering whole rows is as fast and needs no list.</summary>
    private const int MostPairs = 100;

    private LowTriangles(int[] targets, LowerArcs highOut, LowerArcs highIn)
    {
        Targets = targets;
        HighOut = highOut;
        HighIn = highIn;
    }

    /// <summary>Arcs, state after state, x by x, y by y; the number of arcs where x is y.</summary>
    public int[] Targets { get; }

    /// <summary>Down arcs of the other states by their higher end.</summary>
    public LowerArcs HighOut { get; }

    /// <summary>Up arcs of the other states by their higher end.</summary>
    public LowerArcs HighIn { get; }

    /// <summary>Whether a state with so many neighbours is written out.</summary>
    public static bool IsLow(int up, int down) => up * down <= MostPairs;

    /// <summary>Writes them out: some 50 ms for a city.</summary>
    public static LowTriangles Of(ContractionHierarchy hierarchy)
    {
        var columns = hierarchy.Columns;
        var (firstUp, firstDown) = (columns.FirstUp.Span.ToArray(), columns.FirstDown.Span.ToArray());
        var isLow = new bool[hierarchy.StateCount];
        var total = 0;
        for (var v = 0; v < isLow.Length; v++)
        {
            var (up, down) = (firstUp[v + 1] - firstUp[v], firstDown[v + 1] - firstDown[v]);
            isLow[v] = IsLow(up, down);
            total += isLow[v] ? up * down : 0;
        }

        var targets = new int[total];
        var next = 0;
        var (heads, tails) = (columns.UpHeads, columns.DownTails);
        for (var v = 0; v < isLow.Length; v++)
        {
            foreach (var x in isLow[v] ? tails.Span[firstDown[v]..firstDown[v + 1]] : [])
            {
                foreach (var y in heads.Span[firstUp[v]..firstUp[v + 1]])
                {
                    targets[next++] = x < y ? firstUp[x] + heads.Span[firstUp[x]..firstUp[x + 1]].BinarySearch(y)
                        : x > y ? hierarchy.UpCount + firstDown[y] + tails.Span[firstDown[y]..firstDown[y + 1]].BinarySearch(x)
                        : hierarchy.ArcCount;
                }
            }
        }

        return new LowTriangles(
            targets, LowerArcs.Of(firstDown, tails.Span, v => !isLow[v]), LowerArcs.Of(firstUp, heads.Span, v => !isLow[v]));
    }
}
