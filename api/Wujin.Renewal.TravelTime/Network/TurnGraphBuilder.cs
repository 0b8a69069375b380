using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>Works out the <see cref="TurnGraph"/> of one mode.</summary>
/// <remarks>
/// An edge has the plain state; where the mode may drive it only to or from a place in the same restricted area, a second state "has come in from outside, may
/// not go out again"; and the same for each restriction over several ways that can be under way on it.
/// </remarks>
internal sealed class TurnGraphBuilder
{
    private readonly NetworkParts _parts;
    private readonly TravelMode _mode;
    private readonly TurnCosts _costs;
    private readonly ForbiddenPathAutomaton _forbidden;
    private readonly int[] _firstState;
    private readonly int[] _slot;
    private readonly Dictionary<int, List<int>> _pathNodesOfEdge = [];
    private readonly EdgeTraits _destinationOnly;
    private readonly JunctionTraits _barred;

    public TurnGraphBuilder(NetworkParts parts, TravelMode mode, TurnCosts costs)
    {
        _parts = parts;
        _mode = mode;
        _costs = costs;
        _destinationOnly = (EdgeTraits)mode.Only();
        _barred = (JunctionTraits)mode.Only();
        _forbidden = new(parts.Forbidden.Where(p => p.Modes.Has(mode) && Array.TrueForAll(p.Edges, IsOpen)).Select(p => p.Edges));
        _slot = new int[_forbidden.NodeCount];
        for (var node = 1; node < _forbidden.NodeCount; node++)
        {
            if (_forbidden.NeedsState(node))
            {
                var edge = _forbidden.Edge(node);
                var nodes = _pathNodesOfEdge.TryGetValue(edge, out var known) ? known : _pathNodesOfEdge[edge] = [];
                nodes.Add(node);
                _slot[node] = nodes.Count;
            }
        }

        _firstState = new int[parts.EdgeCount];
    }

    /// <summary>Builds it.</summary>
    public TurnGraph Build()
    {
        var edges = NumberStates();
        var first = new int[edges.Length + 1];
        var targets = new List<int>(edges.Length * 3);
        var milliseconds = new List<uint>(edges.Length * 3);
        var state = 0;
        for (var edge = 0; edge < _firstState.Length; edge++)
        {
            if (_firstState[edge] < 0)
            {
                continue;
            }

            // Only where even the plain state cannot go on may one turn round: so the plain state may do all that the others may.
            var turnsRound = !CanGoOn(edge);
            var nodes = _pathNodesOfEdge.GetValueOrDefault(edge);
            for (var slot = 0; slot <= (nodes?.Count ?? 0); slot++)
            {
                var node = slot == 0 ? _forbidden.Start(edge) : nodes![slot - 1];
                for (var isInside = 0; isInside <= (IsDestinationOnly(edge) ? 1 : 0); isInside++)
                {
                    AddTransitions(edge, node, isInside == 1, turnsRound, targets, milliseconds);
                    first[++state] = targets.Count;
                }
            }
        }

        return new(new(edges), new(first), new([.. targets]), new([.. milliseconds]), new(_firstState));
    }

    private int[] NumberStates()
    {
        var edges = new List<int>(_firstState.Length);
        for (var edge = 0; edge < _firstState.Length; edge++)
        {
            _firstState[edge] = -1;
            if (!IsOpen(edge))
            {
                continue;
            }

            _firstState[edge] = edges.Count;
            var count = (1 + (_pathNodesOfEdge.TryGetValue(edge, out var nodes) ? nodes.Count : 0)) * (IsDestinationOnly(edge) ? 2 : 1);
            for (var i = 0; i < count; i++)
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    private bool CanGoOn(int edge)
    {
        var junction = _parts.Head(edge);
        var node = _forbidden.Start(edge);
        if ((_parts.JunctionTraits[junction] & _barred) == 0)
        {
            foreach (var next in _parts.Out.From(junction))
            {
                if (next != (edge ^ 1) && TryGo(edge, node, false, next, out _))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private void AddTransitions(int edge, int node, bool isInside, bool turnsRound, List<int> targets, List<uint> milliseconds)
    {
        if (turnsRound)
        {
            if (TryGo(edge, node, isInside, edge ^ 1, out var back))
            {
                targets.Add(back);
                milliseconds.Add(_costs.Milliseconds(new(180, 1, true, false, false, false, JunctionTraits.None)));
            }

            return;
        }

        var junction = _parts.Head(edge);
        var meeting = Meet(junction);
        foreach (var next in _parts.Out.From(junction))
        {
            if (next != (edge ^ 1) && TryGo(edge, node, isInside, next, out var state))
            {
                targets.Add(state);
                milliseconds.Add(_costs.Milliseconds(TurnOf(edge, next, junction, meeting)));
            }
        }
    }

    private bool TryGo(int edge, int node, bool isInside, int next, out int state)
    {
        state = -1;
        var entersRestricted = IsDestinationOnly(next);
        if (!IsOpen(next) || (isInside && !entersRestricted) || !_forbidden.TryDrive(node, next, out var path))
        {
            return false;
        }

        var slot = _slot[path];
        state = _firstState[next] + (entersRestricted ? 2 * slot + (isInside || !IsDestinationOnly(edge) ? 1 : 0) : slot);
        return true;
    }

    private Turn TurnOf(int edge, int next, int junction, in Meeting meeting)
    {
        var traits = _parts.JunctionTraits[junction];
        var from = _parts.Segments[edge >> 1].Class;
        var isOverCrossing = (traits & JunctionTraits.Crossing) != 0
            && (_mode == TravelMode.Walk ? from >= RoadClass.Path && _parts.Segments[next >> 1].Class >= RoadClass.Path && meeting.HasCars : from < RoadClass.Service);
        return new(
            EdgeBearings.DegreesToTheRight(_parts.Bearings, edge, next), meeting.ArmCount, false, RankOf(from) > meeting.BestRank,
            (_parts.EdgeTraits[edge] & EdgeTraits.SignalAtEnd) != 0, isOverCrossing, traits);
    }

    private Meeting Meet(int junction)
    {
        var meeting = new Meeting(0, int.MaxValue, false);
        foreach (var edge in _parts.Out.From(junction))
        {
            var either = _parts.Modes[edge] | _parts.Modes[edge ^ 1];
            if (either.Has(_mode))
            {
                meeting = meeting with { ArmCount = meeting.ArmCount + 1, BestRank = Math.Min(meeting.BestRank, RankOf(_parts.Segments[edge >> 1].Class)) };
            }

            meeting = meeting with { HasCars = meeting.HasCars || (either & ModeSet.Car) != 0 };
        }

        return meeting;
    }

    // Who has right of way over whom: a link is as good as its road, and streets of one neighbourhood are equals.
    private static int RankOf(RoadClass roadClass) => roadClass switch
    {
        <= RoadClass.TertiaryLink => (int)roadClass / 2,
        RoadClass.Unclassified or RoadClass.Residential => 5,
        _ => 6,
    };

    private bool IsOpen(int edge) => _parts.Modes[edge].Has(_mode);

    private bool IsDestinationOnly(int edge) => (_parts.EdgeTraits[edge] & _destinationOnly) != 0;

    private readonly record struct Meeting(int ArmCount, int BestRank, bool HasCars);
}
