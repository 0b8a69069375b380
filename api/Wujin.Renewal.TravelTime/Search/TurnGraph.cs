using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>
/// What a <see cref="TravelMode"/> may do: states (being on an edge) and transitions (going on to the next edge), in compressed rows.
/// </summary>
/// <remarks>
/// <para>
/// A state is "at the beginning of an edge, about to drive it". An edge has one state, and one more for each restriction over several ways that is
/// under way on it ("on B, come from A, so C is forbidden"). An edge that one may drive only
/// to or from a place in the same restricted area has each state twice: started inside, and come in from outside, which may not go out again.
/// A transition that is not listed is forbidden. Going from state <c>u</c> to state
/// <c>v</c> takes the time of <c>u</c>'s whole edge and then the turn: <c>w(u, v) = edge(u) + turn(u, v)</c>.
/// The label of a state is thus the time at which its edge's <em>beginning</em> is reached, and a place at fraction f of the edge is reached
/// at <c>label + f·edge</c>. Searching towards a place uses the same <c>w</c>: the label is the time from the edge's beginning to the place.
/// </para>
/// <para>
/// A search from a place begins in the plain state of its edge; a search towards a place ends in any state of its edge. The plain state may do all that
/// the others of its edge may: its label towards a place is the least of them.
/// </para>
/// </remarks>
/// <param name="Edges">The edge of each state. States of one edge are neighbours, the plain one (no restriction under way) first.</param>
/// <param name="FirstTransition">Where each state's transitions begin; one entry more than states.</param>
/// <param name="Targets">The state each transition leads to.</param>
/// <param name="TurnMilliseconds">What each turn takes in free flow, waiting at signals included.</param>
/// <param name="FirstState">The plain state of each edge, or -1 where the mode may not use the edge; one entry an edge.</param>
public sealed record TurnGraph(Column<int> Edges, Column<int> FirstTransition, Column<int> Targets, Column<uint> TurnMilliseconds, Column<int> FirstState)
{
    /// <summary>How many states.</summary>
    public int StateCount => Edges.Length;

    /// <summary>How many transitions.</summary>
    public int TransitionCount => Targets.Length;
}
