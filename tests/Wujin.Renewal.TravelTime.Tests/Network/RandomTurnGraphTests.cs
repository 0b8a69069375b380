using Wujin.Renewal.Testing.Roads;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Network;

/// <summary>Random drives on random networks: the turn graph lets through what the rules let through, and no more.</summary>
public sealed class RandomTurnGraphTests
{
    private const int Networks = 150;
    private const int DrivesEach = 60;
    private const int LongestDrive = 12;

    [Theory]
    [InlineData(TravelMode.Car)]
    [InlineData(TravelMode.Ebike)]
    [InlineData(TravelMode.Walk)]
    public void A_drive_is_in_the_turn_graph_exactly_when_the_rules_allow_it(TravelMode mode)
    {
        var (allowed, refused) = (0, 0);
        for (var seed = 0; seed < Networks; seed++)
        {
            var rules = new DrivingRules(RandomNetwork.Draft(seed, 5 + seed % 30), mode);
            var graph = rules.Network.TurnGraphs[(int)mode];
            var random = new Random(seed);
            for (var n = 0; n < DrivesEach && graph.StateCount > 0; n++)
            {
                var drive = new List<int> { graph.Edges[random.Next(graph.StateCount)] };
                var state = graph.FirstState[drive[0]];
                while (drive.Count < LongestDrive && rules.Continuations(drive) is { Count: > 0 } next)
                {
                    drive.Add(next[random.Next(next.Count)]);
                    state = Follow(graph, state, drive[^1]);
                    var isAllowed = rules.Allow(drive);
                    Assert.True(isAllowed == state >= 0, $"seed {seed}, {string.Join(' ', drive)}: rules say {isAllowed}");
                    _ = isAllowed ? allowed++ : refused++;
                    if (!isAllowed)
                    {
                        break;
                    }
                }
            }
        }

        Assert.True(allowed > 1000 && refused > 1000, $"{allowed} and {refused} prove little");
    }

    private static int Follow(TurnGraph graph, int state, int edge)
    {
        for (var t = graph.FirstTransition[state]; t < graph.FirstTransition[state + 1]; t++)
        {
            if (graph.Edges[graph.Targets[t]] == edge)
            {
                return graph.Targets[t];
            }
        }

        return -1;
    }

    /// <summary>The rules of driving, read off the draft in the slowest way.</summary>
    private sealed class DrivingRules
    {
        private readonly RoadDraft _draft;
        private readonly TravelMode _mode;
        private readonly int[] _draftEdge;
        private readonly int[] _networkEdge;

        public DrivingRules(RoadDraft draft, TravelMode mode)
        {
            _draft = draft;
            _mode = mode;

            // Each link gets a way id of its own here, by which its segment is found again.
            var marked = new RoadDraft();
            foreach (var (position, traits) in draft.Junctions.ToArray().Zip(draft.Traits.ToArray()))
            {
                marked.AddJunction(position, traits);
            }

            for (var link = 0; link < draft.LinkCount; link++)
            {
                marked.AddLink(draft.Links[link] with { WayId = link });
            }

            foreach (var path in draft.Forbidden)
            {
                marked.Forbid(path.Modes, path.Edges);
            }

            Network = marked.Build(RandomNetwork.Turns);
            _draftEdge = [.. Enumerable.Range(0, Network.EdgeCount).Select(e => 2 * (int)Network.Segments[e >> 1].WayId + (e & 1))];
            _networkEdge = new int[_draftEdge.Length];
            for (var e = 0; e < _draftEdge.Length; e++)
            {
                _networkEdge[_draftEdge[e]] = e;
            }
        }

        public RoadNetwork Network { get; }

        /// <summary>Every edge, allowed or not, that begins where the drive ends.</summary>
        public List<int> Continuations(List<int> drive) =>
            [.. Enumerable.Range(0, Network.EdgeCount).Where(e => Network.Tail(e) == Network.Head(drive[^1]))];

        public bool Allow(List<int> drive)
        {
            var edges = drive.Select(e => _draftEdge[e]).ToList();
            return edges.TrueForAll(IsOpen)
                && KeepsOutOfRestrictedAreas(edges)
                && !_draft.Forbidden.Any(p => p.Modes.Has(_mode) && Contains(edges, p.Edges))
                && Enumerable.Range(1, edges.Count - 1).All(i => edges[i] == (edges[i - 1] ^ 1)
                    ? !CanGoOn(edges[i - 1])
                    : !IsBarred(_draft.Tail(edges[i])));
        }

        private DirectionDraft Direction(int edge) => (edge & 1) == 0 ? _draft.Links[edge >> 1].Forward : _draft.Links[edge >> 1].Backward;

        private bool IsOpen(int edge) => Direction(edge).Modes.Has(_mode);

        private bool IsRestricted(int edge) => (Direction(edge).Traits & (EdgeTraits)_mode.Only()) != 0;

        private bool IsBarred(int junction) => (_draft.Traits[junction] & (JunctionTraits)_mode.Only()) != 0;

        // A driver who has come along this edge alone could go on somewhere.
        private bool CanGoOn(int edge)
        {
            var end = _draft.Tail(edge ^ 1);
            return !IsBarred(end) && Enumerable.Range(0, _draft.LinkCount * 2).Any(e => _draft.Tail(e) == end && e != (edge ^ 1) && IsOpen(e)
                && !_draft.Forbidden.Any(p => p.Modes.Has(_mode) && p.Edges.SequenceEqual([edge, e])));
        }

        // Restricted edges may only be a run at the beginning and a run at the end.
        private bool KeepsOutOfRestrictedAreas(List<int> edges)
        {
            var trimmed = edges.SkipWhile(IsRestricted).ToList();
            var open = trimmed.FindLastIndex(e => !IsRestricted(e));
            return trimmed.Take(open + 1).All(e => !IsRestricted(e));
        }

        private static bool Contains(List<int> edges, int[] path) =>
            Enumerable.Range(0, Math.Max(0, edges.Count - path.Length + 1)).Any(i => edges.Skip(i).Take(path.Length).SequenceEqual(path));
    }
}
