using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>The flat arrays of a <see cref="ContractionHierarchy"/>, as a graph file stores them.</summary>
/// <param name="Rank">By state, its rank.</param>
/// <param name="Parent">By rank, the parent in the elimination tree; -1 at a root.</param>
/// <param name="FirstUp">By rank, where its up arcs begin; one entry more than states.</param>
/// <param name="UpHeads">The higher end of each up arc; ascending within a row.</param>
/// <param name="FirstDown">By rank, where its down arcs begin; one entry more than states.</param>
/// <param name="DownTails">The higher end of each down arc; ascending within a row.</param>
/// <param name="ArcOfTransition">The arc that each transition of the turn graph feeds; -1 for one from a state to itself, which nobody needs.</param>
public sealed record HierarchyColumns(
    Column<int> Rank, Column<int> Parent, Column<int> FirstUp, Column<int> UpHeads, Column<int> FirstDown, Column<int> DownTails, Column<int> ArcOfTransition);
