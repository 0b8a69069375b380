namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>Keeps what hangs together.</summary>
internal static class Connected
{
    /// <summary>The roads of the largest part that hangs together, in their order.</summary>
    /// <param name="chains">All roads.</param>
    /// <param name="junctions">Where they meet.</param>
    /// <param name="linked">Junctions that are linked by roads which are not among these: the gates of each town.</param>
    public static List<Chain> Largest(IReadOnlyList<Chain> chains, Junctions junctions, params IEnumerable<IEnumerable<int>> linked)
    {
        var parent = Enumerable.Range(0, junctions.Count).ToArray();
        foreach (var together in linked.Concat(chains.Select(c => c.Junctions)))
        {
            int? last = null;
            foreach (var junction in together)
            {
                parent[Root(parent, junction)] = Root(parent, last ?? junction);
                last = junction;
            }
        }

        var sizes = new Dictionary<int, int>();
        foreach (var junction in chains.SelectMany(c => c.Junctions))
        {
            var root = Root(parent, junction);
            sizes[root] = sizes.GetValueOrDefault(root) + 1;
        }

        var largest = sizes.Count == 0 ? -1 : sizes.MaxBy(s => (s.Value, -s.Key)).Key;
        return [.. chains.Where(c => c.Junctions.Any() && Root(parent, c.Junctions.First()) == largest)];
    }

    private static int Root(int[] parent, int junction)
    {
        while (parent[junction] != junction)
        {
            junction = parent[junction] = parent[parent[junction]];
        }

        return junction;
    }
}
