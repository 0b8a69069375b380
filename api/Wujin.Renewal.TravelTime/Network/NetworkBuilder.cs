using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Turns a <see cref="RoadDraft"/> into a <see cref="RoadNetwork"/>.</summary>
internal sealed class NetworkBuilder(RoadDraft draft, TurnCostTable turns, CancellationToken cancellation)
{
    /// <summary>No edge takes longer than a day; so sums stay far below <see cref="EdgeTimes.Closed"/>.</summary>
    private const uint LongestMilliseconds = 86_400_000;

    public RoadNetwork Build()
    {
        var (junctions, traits, junctionNumbers) = OrderJunctions();
        var links = OrderLinks();
        var (segments, points) = LaySegments(links, junctions, junctionNumbers);
        var (modes, edgeTraits, times) = SpreadDirections(links);
        var parts = new NetworkParts(junctions, traits, segments, points, modes, edgeTraits, Renumber(links));
        cancellation.ThrowIfCancellationRequested();

        var turnGraphs = new TurnGraph[3];
        var masks = new byte[3][];
        Parallel.For(0, turnGraphs.Length, new ParallelOptions { CancellationToken = cancellation }, m =>
        {
            turnGraphs[m] = new TurnGraphBuilder(parts, (TravelMode)m, turns.Of((TravelMode)m)).Build();
            masks[m] = LargeComponentSearch.Find(turnGraphs[m], segments.Length);
        });
        var large = new byte[segments.Length];
        for (var s = 0; s < large.Length; s++)
        {
            large[s] = (byte)(masks[0][s] | (masks[1][s] << 1) | (masks[2][s] << 2));
        }

        return new()
        {
            Junctions = new(junctions),
            JunctionTraits = new(traits),
            Segments = new(segments),
            Points = new(points),
            EdgeTraits = new(edgeTraits),
            Names = draft.Names,
            Obstacles = draft.Obstacles,
            TurnGraphs = turnGraphs,
            Times = [.. Profiles.All.Select(p => new EdgeTimes(new(times[(int)p]), turns.Permille(p)))],
            LargeComponent = new(large),
        };
    }

    private (Position[] Junctions, JunctionTraits[] Traits, int[] Numbers) OrderJunctions()
    {
        var positions = draft.Junctions;
        var order = HilbertOrder(positions.ToArray());
        var junctions = new Position[order.Length];
        var traits = new JunctionTraits[order.Length];
        var numbers = new int[order.Length];
        for (var j = 0; j < order.Length; j++)
        {
            junctions[j] = positions[order[j]];
            traits[j] = draft.Traits[order[j]];
            numbers[order[j]] = j;
        }

        return (junctions, traits, numbers);
    }

    // By the middle of the box of each link, as the tree for snapping wants it.
    private int[] OrderLinks()
    {
        var links = draft.Links;
        var middles = new Position[links.Length];
        for (var l = 0; l < links.Length; l++)
        {
            var box = Box.Around(draft.Junctions[links[l].From]).With(draft.Junctions[links[l].To]);
            foreach (var point in draft.Between(l))
            {
                box = box.With(point);
            }

            middles[l] = box.Middle;
        }

        return HilbertOrder(middles);
    }

    private static int[] HilbertOrder(Position[] positions)
    {
        var keys = Array.ConvertAll(positions, HilbertCurve.Key);
        var order = Enumerable.Range(0, positions.Length).ToArray();
        Array.Sort(keys, order);

        // Equal places keep the order in which they came, whatever the sort does.
        for (var i = 0; i < order.Length;)
        {
            var end = i + 1;
            while (end < order.Length && keys[end] == keys[i])
            {
                end++;
            }

            Array.Sort(order, i, end - i);
            i = end;
        }

        return order;
    }

    private (Segment[] Segments, Position[] Points) LaySegments(int[] order, Position[] junctions, int[] numbers)
    {
        var links = draft.Links;
        var segments = new Segment[order.Length];
        var points = new List<Position>(order.Length * 4);
        for (var s = 0; s < order.Length; s++)
        {
            ref readonly var link = ref links[order[s]];
            var (from, to) = (numbers[link.From], numbers[link.To]);
            var first = points.Count;
            points.Add(junctions[from]);
            points.AddRange(draft.Between(order[s]));
            points.Add(junctions[to]);
            var line = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(points)[first..];
            var millimetres = (uint)Math.Min(uint.MaxValue, Math.Round(GroundDistance.Metres(line) * 1000));
            segments[s] = new(link.WayId, from, to, first, line.Length, millimetres, link.Name, link.Class, link.Flags);
        }

        return (segments, [.. points]);
    }

    private (ModeSet[] Modes, EdgeTraits[] Traits, uint[][] Times) SpreadDirections(int[] order)
    {
        var links = draft.Links;
        var modes = new ModeSet[order.Length * 2];
        var traits = new EdgeTraits[order.Length * 2];
        var times = new uint[ProfileTimes.Count][];
        foreach (ref var column in times.AsSpan())
        {
            column = new uint[order.Length * 2];
        }

        for (var edge = 0; edge < modes.Length; edge++)
        {
            ref readonly var link = ref links[order[edge >> 1]];
            var direction = (edge & 1) == 0 ? link.Forward : link.Backward;
            modes[edge] = direction.Modes;
            traits[edge] = direction.Traits;
            foreach (var profile in Profiles.All)
            {
                times[(int)profile][edge] = direction.Modes.Has(profile.Mode())
                    ? Math.Min(direction.Times[(int)profile], LongestMilliseconds)
                    : EdgeTimes.Closed;
            }
        }

        return (modes, traits, times);
    }

    private ForbiddenPath[] Renumber(int[] order)
    {
        var segmentOfLink = new int[order.Length];
        for (var s = 0; s < order.Length; s++)
        {
            segmentOfLink[order[s]] = s;
        }

        return [.. draft.Forbidden.Select(path => path with { Edges = Array.ConvertAll(path.Edges, e => 2 * segmentOfLink[e >> 1] + (e & 1)) })];
    }
}
