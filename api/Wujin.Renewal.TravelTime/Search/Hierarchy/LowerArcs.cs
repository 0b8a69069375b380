namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>Arcs by their higher end: what contraction has put below each state. Lower ends ascend within a row.</summary>
internal sealed class LowerArcs
{
    private LowerArcs(int[] first, int[] lower, int[] arcs)
    {
        First = first;
        Lower = lower;
        Arcs = arcs;
    }

    /// <summary>Where each state's row begins; one entry more than states.</summary>
    public int[] First { get; }

    /// <summary>The lower end of each arc.</summary>
    public int[] Lower { get; }

    /// <summary>Its number within the rows by lower end.</summary>
    public int[] Arcs { get; }

    /// <summary>Turns rows by lower end into rows by higher end, in linear time.</summary>
    public static LowerArcs Of(ReadOnlySpan<int> firstByLower, ReadOnlySpan<int> higher)
    {
        var count = firstByLower.Length - 1;
        var first = new int[count + 1];
        foreach (var x in higher)
        {
            first[x + 1]++;
        }

        for (var x = 0; x < count; x++)
        {
            first[x + 1] += first[x];
        }

        var next = first.AsSpan(0, count).ToArray();
        var lower = new int[higher.Length];
        var arcs = new int[higher.Length];
        for (var v = 0; v < count; v++)
        {
            for (var a = firstByLower[v]; a < firstByLower[v + 1]; a++)
            {
                var place = next[higher[a]]++;
                lower[place] = v;
                arcs[place] = a;
            }
        }

        return new LowerArcs(first, lower, arcs);
    }
}
