using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>The transitions of a turn graph seen from both ends. Immutable.</summary>
internal sealed class AdjacentStates
{
    private readonly Column<int> _firstOut;
    private readonly Column<int> _targets;
    private readonly int[] _firstIn;
    private readonly int[] _sources;
    private readonly int[] _transitions;

    /// <summary>Turns the rows round, in linear time.</summary>
    public AdjacentStates(TurnGraph graph)
    {
        _firstOut = graph.FirstTransition;
        _targets = graph.Targets;
        var targets = _targets.Span;
        var firstOut = _firstOut.Span;
        _firstIn = new int[graph.StateCount + 1];
        foreach (var target in targets)
        {
            _firstIn[target + 1]++;
        }

        for (var v = 0; v < graph.StateCount; v++)
        {
            _firstIn[v + 1] += _firstIn[v];
        }

        var next = _firstIn.AsSpan(0, graph.StateCount).ToArray();
        _sources = new int[targets.Length];
        _transitions = new int[targets.Length];
        for (var v = 0; v < graph.StateCount; v++)
        {
            for (var t = firstOut[v]; t < firstOut[v + 1]; t++)
            {
                var place = next[targets[t]]++;
                _sources[place] = v;
                _transitions[place] = t;
            }
        }
    }

    /// <summary>States that a state goes on to.</summary>
    public ReadOnlySpan<int> Out(int state) => _targets.Span[_firstOut[state].._firstOut[state + 1]];

    /// <summary>States that go on to a state.</summary>
    public ReadOnlySpan<int> In(int state) => _sources.AsSpan(_firstIn[state].._firstIn[state + 1]);

    /// <summary>The transitions that lead to a state, in the order of <see cref="In"/>.</summary>
    public ReadOnlySpan<int> TransitionsIn(int state) => _transitions.AsSpan(_firstIn[state].._firstIn[state + 1]);
}
