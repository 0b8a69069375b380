namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// Arcs by their higher end: what contraction has put below each state. An arc is told by its lower end and its place in that end's row, which stay true
/// when a <see cref="HierarchyExtension"/> lengthens rows.
/// </summary>
internal sealed class LowerArcs
{
    private LowerArcs(int[] first, int[] lower, int[] places)
    {
        First = first;
        Lower = lower;
        Places = places;
    }

    /// <summary>Where each state's row begins; one entry more than states.</summary>
    public int[] First { get; }

    /// <summary>The lower end of each arc.</summary>
    public int[] Lower { get; }

    /// <summary>How many arcs stand before it in the row of its lower end.</summary>
    public int[] Places { get; }

    /// <summary>Turns rows by lower end into rows by higher end, in linear time.</summary>
    /// <param name="firstByLower">Where each row begins.</param>
    /// <param name="higher">The higher end of each arc.</param>
    /// <param name="isWanted">Which lower ends to take.</param>
    public static LowerArcs Of(ReadOnlySpan<int> firstByLower, ReadOnlySpan<int> higher, Func<int, bool> isWanted)
    {
        var count = firstByLower.Length - 1;
        var begins = new int[count];
        for (var v = 0; v < count; v++)
        {
            begins[v] = isWanted(v) ? firstByLower[v] : firstByLower[v + 1];
        }

        return Turn(firstByLower, begins, higher, 0);
    }

    /// <summary>The rows of a hierarchy that has been extended: those of the old states as they were, then those of the new ones.</summary>
    /// <param name="below">Of the hierarchy before.</param>
    /// <param name="oldFirst">Where each row by lower end began.</param>
    /// <param name="first">Where it begins now.</param>
    /// <param name="higher">The higher end of each arc now; new ones last in each row.</param>
    public static LowerArcs Extend(LowerArcs below, ReadOnlySpan<int> oldFirst, ReadOnlySpan<int> first, ReadOnlySpan<int> higher)
    {
        var old = oldFirst.Length - 1;
        var begins = new int[first.Length - 1];
        for (var v = 0; v < begins.Length; v++)
        {
            begins[v] = first[v] + (v < old ? oldFirst[v + 1] - oldFirst[v] : 0);
        }

        var added = Turn(first, begins, higher, old);
        var shift = below.Lower.Length;
        int[] firsts = [.. below.First, .. added.First.Skip(1).Select(f => f + shift)];
        return new LowerArcs(firsts, [.. below.Lower, .. added.Lower], [.. below.Places, .. added.Places]);
    }

    /// <summary>Rows of the higher ends from <paramref name="least"/> on, of the arcs from <paramref name="begins"/> to the end of each row.</summary>
    private static LowerArcs Turn(ReadOnlySpan<int> firstByLower, int[] begins, ReadOnlySpan<int> higher, int least)
    {
        var first = new int[begins.Length - least + 1];
        for (var v = 0; v < begins.Length; v++)
        {
            for (var a = begins[v]; a < firstByLower[v + 1]; a++)
            {
                first[higher[a] - least + 1]++;
            }
        }

        for (var x = 1; x < first.Length; x++)
        {
            first[x] += first[x - 1];
        }

        var next = first.AsSpan(0, first.Length - 1).ToArray();
        var lower = new int[first[^1]];
        var places = new int[first[^1]];
        for (var v = 0; v < begins.Length; v++)
        {
            for (var a = begins[v]; a < firstByLower[v + 1]; a++)
            {
                var place = next[higher[a] - least]++;
                lower[place] = v;
                places[place] = a - firstByLower[v];
            }
        }

        return new LowerArcs(first, lower, places);
    }
}
