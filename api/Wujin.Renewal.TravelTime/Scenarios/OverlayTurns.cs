using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// The turn graph of one mode with a scenario's roads: the states of the baseline keep their numbers, new ones come after them. The states of an edge
/// that is cut stand for its first piece, which begins where it began; the other pieces get states of their own. So nothing in the baseline's hierarchy
/// moves.
/// </summary>
internal sealed class OverlayTurns
{
    private readonly RoadNetwork _baseline;
    private readonly OverlayRoads _roads;
    private readonly TravelMode _mode;
    private readonly TurnGraph _graph;
    private readonly int[] _firstState;
    private readonly int[] _edges;
    private readonly List<int> _newEdges = [];

    private OverlayTurns(RoadNetwork baseline, OverlayRoads roads, TravelMode mode)
    {
        _baseline = baseline;
        _roads = roads;
        _mode = mode;
        _graph = baseline.TurnGraphs[(int)mode];
        _edges = _graph.Edges.Span.ToArray();
        _firstState = [.. _graph.FirstState.Span, .. Enumerable.Repeat(-1, (roads.Segments.Length - baseline.Segments.Length) * 2)];
    }

    /// <summary>The states whose transitions are not those of the baseline, new ones included, and what they go on to.</summary>
    public SortedDictionary<int, List<(int Target, uint Turn)>> Rows { get; } = [];

    /// <summary>The overlaid graph.</summary>
    public TurnGraph Graph { get; private set; } = null!;

    /// <summary>Works it out.</summary>
    /// <param name="baseline">The network without the scenario.</param>
    /// <param name="roads">The roads with it.</param>
    /// <param name="turns">Turns onto and off new roads.</param>
    /// <param name="mode">Whose.</param>
    public static OverlayTurns Make(RoadNetwork baseline, OverlayRoads roads, NewTurns turns, TravelMode mode)
    {
        var overlay = new OverlayTurns(baseline, roads, mode);
        if (roads.Segments.Length == baseline.Segments.Length)
        {
            overlay.Graph = overlay._graph;
            return overlay;
        }

        foreach (var (segment, pieces) in roads.Pieces)
        {
            overlay.Cut(2 * segment, [.. pieces.Select(piece => 2 * piece)]);
            overlay.Cut((2 * segment) + 1, [.. pieces.AsEnumerable().Reverse().Select(piece => (2 * piece) + 1)]);
        }

        for (var edge = 2 * roads.FirstNew; edge < overlay._firstState.Length; edge++)
        {
            if (roads.ModesOf(edge).Has(mode))
            {
                overlay.AddStates(edge, 1);
            }
        }

        turns.Each(mode, overlay.IsOpen, overlay.Turn);
        overlay.Assemble();
        return overlay;
    }

    private bool IsOpen(int edge) => _firstState[edge] >= 0;

    private int StatesOf(int edge)
    {
        var state = _firstState[edge];
        var count = 0;
        while (state + count < _edges.Length + _newEdges.Count && EdgeOf(state + count) == edge)
        {
            count++;
        }

        return count;
    }

    private int EdgeOf(int state) => state < _edges.Length ? _edges[state] : _newEdges[state - _edges.Length];

    private int AddStates(int edge, int count)
    {
        var first = _edges.Length + _newEdges.Count;
        _firstState[edge] = first;
        for (var i = 0; i < count; i++)
        {
            Rows[first + i] = [];
            _newEdges.Add(edge);
        }

        return first;
    }

    private void Cut(int edge, int[] pieces)
    {
        var before = _firstState[edge];
        if (before < 0)
        {
            return;
        }

        var count = StatesOf(edge);
        var rows = Enumerable.Range(before, count).Select(BaselineRow).ToArray();
        _firstState[edge] = -1;
        _firstState[pieces[0]] = before;
        _edges.AsSpan(before, count).Fill(pieces[0]);
        for (var i = 1; i < pieces.Length; i++)
        {
            var first = AddStates(pieces[i], count);
            for (var s = 0; s < count; s++)
            {
                Rows[before + s] = [(first + s, 0u)];
            }

            before = first;
        }

        for (var s = 0; s < count; s++)
        {
            Rows[before + s] = rows[s];
        }
    }

    private List<(int Target, uint Turn)> BaselineRow(int state)
    {
        var row = new List<(int, uint)>();
        for (var t = _graph.FirstTransition[state]; t < _graph.FirstTransition[state + 1]; t++)
        {
            row.Add((_graph.Targets[t], _graph.TurnMilliseconds[t]));
        }

        return row;
    }

    /// <summary>
    /// Adds a turn between two edges, at least one of a new road. Where one may drive only to a place in a restricted area, states go in pairs: who has come in
    /// from outside may not go out again.
    /// </summary>
    private void Turn(int from, int to, uint milliseconds)
    {
        var target = _firstState[to] + (IsRestricted(to) && !IsRestricted(from) ? 1 : 0);
        var count = StatesOf(from);
        for (var i = 0; i < count; i++)
        {
            if (IsRestricted(from) && (i & 1) == 1)
            {
                continue;
            }

            var state = _firstState[from] + i;
            if (!Rows.TryGetValue(state, out var row))
            {
                Rows[state] = row = BaselineRow(state);
            }

            row.Add((target, milliseconds));
        }
    }

    private bool IsRestricted(int edge) => (_roads.TraitsOf(edge) & (EdgeTraits)_mode.Only()) != 0;

    private void Assemble()
    {
        var (oldFirst, oldTargets, oldTurns) = (_graph.FirstTransition, _graph.Targets, _graph.TurnMilliseconds);
        var first = new int[_edges.Length + _newEdges.Count + 1];
        var size = oldTargets.Length + Rows.Sum(r => r.Value.Count - (r.Key < _edges.Length ? oldFirst[r.Key + 1] - oldFirst[r.Key] : 0));
        var targets = new int[size];
        var turns = new uint[size];
        var (state, count) = (0, 0);
        foreach (var (changed, row) in Rows)
        {
            CopyUntil(Math.Min(changed, _edges.Length));
            foreach (var (target, turn) in row)
            {
                (targets[count], turns[count]) = (target, turn);
                count++;
            }

            first[changed + 1] = count;
            state = changed + 1;
        }

        CopyUntil(_edges.Length);
        Graph = new TurnGraph(new([.. _edges, .. _newEdges]), new(first), new(targets), new(turns), new(_firstState));

        void CopyUntil(int end)
        {
            if (state >= end)
            {
                return;
            }

            var rows = oldFirst.Span;
            var (begin, stop) = (rows[state], rows[end]);
            var shift = count - begin;
            oldTargets.Span[begin..stop].CopyTo(targets.AsSpan(count));
            oldTurns.Span[begin..stop].CopyTo(turns.AsSpan(count));
            for (; state < end; state++)
            {
                first[state + 1] = rows[state + 1] + shift;
            }

            count += stop - begin;
        }
    }
}
