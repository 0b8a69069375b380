namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>Takes back one-ways that would cut a place off.</summary>
internal static class OneWays
{
    /// <summary>
    /// The roads, with every one-way made two-way that has a dead end, or leads out of or into a part from which there is no way back.
    /// </summary>
    public static List<Chain> Allowed(List<Chain> chains)
    {
        foreach (var chain in chains.Where(c => c.Style.IsOneWay && (c.Stops[0].Junction < 0 || c.Stops[^1].Junction < 0)))
        {
            chain.Style = chain.Style with { IsOneWay = false };
        }

        while (chains.Any(c => c.Style.IsOneWay))
        {
            var start = chains[0].Junctions.First();
            var (from, to) = (Reached(chains, start, forward: true), Reached(chains, start, forward: false));
            var wrong = chains.Where(c => c.Style.IsOneWay && c.Junctions.Any(j => !from.Contains(j) || !to.Contains(j))).ToList();
            if (wrong.Count == 0)
            {
                break;
            }

            wrong.ForEach(c => c.Style = c.Style with { IsOneWay = false });
        }

        return chains;
    }

    private static HashSet<int> Reached(List<Chain> chains, int start, bool forward)
    {
        var next = new Dictionary<int, List<int>>();
        foreach (var chain in chains)
        {
            int[] junctions = [.. chain.Junctions];
            for (var i = 0; i + 1 < junctions.Length; i++)
            {
                if (forward || !chain.Style.IsOneWay)
                {
                    Link(junctions[i], junctions[i + 1]);
                }

                if (!forward || !chain.Style.IsOneWay)
                {
                    Link(junctions[i + 1], junctions[i]);
                }
            }
        }

        var reached = new HashSet<int> { start };
        var open = new Stack<int>([start]);
        while (open.TryPop(out var junction))
        {
            foreach (var other in next.GetValueOrDefault(junction, []))
            {
                if (reached.Add(other))
                {
                    open.Push(other);
                }
            }
        }

        return reached;

        void Link(int a, int b)
        {
            if (!next.TryGetValue(a, out var list))
            {
                next.Add(a, list = []);
            }

            list.Add(b);
        }
    }
}
