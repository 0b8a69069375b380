using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>Finds the edges that turn restrictions speak of, and forbids what they forbid.</summary>
internal sealed class RestrictionResolver
{
    /// <summary>Ways of a restriction are short; what wanders farther is no restriction.</summary>
    private const int MostEdgesBetween = 500;

    private readonly RoadDraft _draft;
    private readonly JunctionEdges _out;
    private readonly Dictionary<long, List<int>> _linksOfWay = [];
    private readonly ImportReport _report;
    private readonly Func<long, int> _junctionOfNode;

    /// <param name="draft">Roads, complete.</param>
    /// <param name="restrictions">Those to come.</param>
    /// <param name="junctionOfNode">The junction at an OSM node, or a negative number.</param>
    /// <param name="report">Notes those that cannot be resolved.</param>
    public RestrictionResolver(RoadDraft draft, IReadOnlyList<TurnRestriction> restrictions, Func<long, int> junctionOfNode, ImportReport report)
    {
        (_draft, _junctionOfNode, _report) = (draft, junctionOfNode, report);
        var tails = new int[draft.LinkCount * 2];
        foreach (var way in restrictions.SelectMany(r => r.From.Concat(r.ViaWays).Concat(r.To)))
        {
            _linksOfWay.TryAdd(way, []);
        }

        for (var link = 0; link < draft.LinkCount; link++)
        {
            (tails[2 * link], tails[2 * link + 1]) = (draft.Links[link].From, draft.Links[link].To);
            if (_linksOfWay.TryGetValue(draft.Links[link].WayId, out var links))
            {
                links.Add(link);
            }
        }

        _out = new(tails, draft.JunctionCount);
    }

    /// <summary>Applies one.</summary>
    public void Apply(TurnRestriction restriction)
    {
        var applied = false;
        foreach (var from in restriction.From)
        {
            foreach (var to in restriction.To)
            {
                applied |= Apply(restriction, from, to);
            }
        }

        _report.Count("restrictions_applied", applied ? 1 : 0);
    }

    private bool Apply(TurnRestriction restriction, long from, long to)
    {
        var paths = restriction.ViaNode is { } node ? PathsOverNode(restriction, from, _junctionOfNode(node), to) : PathsOverWays(restriction, from, to);
        if (paths.Count != 1)
        {
            _report.Note(paths.Count == 0
                ? "turn restriction whose ways do not meet, are not in the file or cannot be driven so: left out"
                : "turn restriction whose ways meet in more than one manner: left out", restriction.Id);
            return false;
        }

        if (restriction.IsOnly)
        {
            ForbidAllOthers(restriction.Modes, paths[0]);
        }
        else
        {
            _draft.Forbid(restriction.Modes, paths[0]);
        }

        return true;
    }

    // Once on the first way of several in between, one must go on to the end: each way off is forbidden.
    private void ForbidAllOthers(ModeSet modes, int[] path)
    {
        for (var length = path.Length > 2 ? 2 : 1; length < path.Length; length++)
        {
            foreach (var other in _out.From(Head(path[length - 1])))
            {
                if (other != path[length])
                {
                    _draft.Forbid(modes, [.. path.AsSpan(0, length), other]);
                }
            }
        }
    }

    private List<int[]> PathsOverNode(TurnRestriction restriction, long from, int junction, long to)
    {
        var paths = new List<int[]>();
        if (junction < 0)
        {
            return paths;
        }

        foreach (var arriving in OpenEdges(restriction, from).Where(e => Head(e) == junction))
        {
            paths.AddRange(OpenEdges(restriction, to).Where(e => _draft.Tail(e) == junction && IsTurn(restriction, arriving, e)).Select(e => new[] { arriving, e }));
        }

        return paths;
    }

    // Turning round is meant only where both ways are the same.
    private static bool IsTurn(TurnRestriction restriction, int arriving, int leaving) =>
        (leaving == (arriving ^ 1)) == (restriction.From.Length == 1 && restriction.To.Length == 1 && restriction.From[0] == restriction.To[0]) || leaving >> 1 != arriving >> 1;

    private List<int[]> PathsOverWays(TurnRestriction restriction, long from, long to)
    {
        var paths = new List<int[]>();
        foreach (var arriving in OpenEdges(restriction, from))
        {
            if (ShortestOver(restriction, arriving, to) is { } path)
            {
                paths.Add(path);
            }
        }

        var least = paths.Select(p => p.Length).DefaultIfEmpty().Min();
        return [.. paths.Where(p => p.Length == least)];
    }

    // Breadth first over the edges of the ways in between, each way to be used at least once and in order.
    private int[]? ShortestOver(TurnRestriction restriction, int arriving, long to)
    {
        var before = new Dictionary<(int Edge, int Way), (int Edge, int Way)>();
        var queue = new Queue<(int Edge, int Way)>();
        queue.Enqueue((arriving, -1));
        while (queue.TryDequeue(out var at) && before.Count < MostEdgesBetween)
        {
            if (at.Way == restriction.ViaWays.Length - 1)
            {
                foreach (var leaving in OpenEdges(restriction, to))
                {
                    if (_draft.Tail(leaving) == Head(at.Edge) && leaving != (at.Edge ^ 1))
                    {
                        return Unroll(before, at, leaving);
                    }
                }
            }

            for (var way = Math.Max(at.Way, 0); way <= Math.Min(at.Way + 1, restriction.ViaWays.Length - 1); way++)
            {
                foreach (var next in OpenEdges(restriction, restriction.ViaWays[way]))
                {
                    if (_draft.Tail(next) == Head(at.Edge) && next != (at.Edge ^ 1) && before.TryAdd((next, way), at))
                    {
                        queue.Enqueue((next, way));
                    }
                }
            }
        }

        return null;
    }

    private static int[] Unroll(Dictionary<(int Edge, int Way), (int Edge, int Way)> before, (int Edge, int Way) last, int leaving)
    {
        var path = new List<int> { leaving };
        for (var at = last; ; at = before[at])
        {
            path.Add(at.Edge);
            if (at.Way < 0)
            {
                path.Reverse();
                return [.. path];
            }
        }
    }

    private IEnumerable<int> OpenEdges(TurnRestriction restriction, long way)
    {
        foreach (var link in _linksOfWay[way])
        {
            if ((_draft.Links[link].Forward.Modes & restriction.Modes) != 0)
            {
                yield return 2 * link;
            }

            if ((_draft.Links[link].Backward.Modes & restriction.Modes) != 0)
            {
                yield return 2 * link + 1;
            }
        }
    }

    private int Head(int edge) => _draft.Tail(edge ^ 1);
}
