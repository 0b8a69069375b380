using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Search.Hierarchy;

/// <summary>
/// The index of one <see cref="TurnGraph"/>: in which order its states are contracted and which arcs that makes, whatever the speeds. A
/// <see cref="HierarchyMetric"/> adds the times of a profile, queries ask. Dibbelt, Strasser and Wagner, "Customizable Contraction Hierarchies",
/// ACM J. Exp. Algorithmics 2016; with turns after Buchhold et al., ATMOS 2020. Immutable; safe to share among threads.
/// </summary>
/// <remarks>
/// <para>
/// States are numbered by rank here. An arc joins a lower to a higher state, and is kept at the lower one: in its up row where it leads from the lower
/// to the higher (u → heads), in its down row where it comes from the higher. The two rows differ, because only arcs that can have a finite time are kept
/// ("directed hierarchies"): a turn-expanded graph has few pairs of states with arcs both ways.
/// </para>
/// <para>Arcs are numbered through: up arcs first, in order of rows, then down arcs.</para>
/// </remarks>
public sealed class ContractionHierarchy
{
    private readonly Lazy<LowerArcs> _lowerOut;
    private readonly Lazy<LowerArcs> _lowerIn;
    private readonly Lazy<LowTriangles> _lowTriangles;
    private readonly Lazy<EdgeRanks> _edgeRanks;

    /// <summary>Takes the columns as they are stored.</summary>
    /// <param name="graph">The turn graph they belong to.</param>
    /// <param name="columns">What <see cref="Columns"/> gave.</param>
    /// <exception cref="ArgumentException">The columns do not fit the graph.</exception>
    public ContractionHierarchy(TurnGraph graph, HierarchyColumns columns)
        : this(graph, columns, null)
    {
    }

    internal ContractionHierarchy(TurnGraph graph, HierarchyColumns columns, ContractionHierarchy? below)
    {
        var n = graph.StateCount;
        if (columns.Rank.Length != n || columns.Parent.Length != n || columns.FirstUp.Length != n + 1 || columns.FirstDown.Length != n + 1
            || columns.ArcOfTransition.Length != graph.TransitionCount)
        {
            throw new ArgumentException("The hierarchy belongs to another turn graph.", nameof(columns));
        }

        Graph = graph;
        Columns = columns;
        _lowerOut = new(() => below is null
            ? LowerArcs.Of(columns.FirstDown.Span, columns.DownTails.Span, _ => true)
            : LowerArcs.Extend(below.LowerOut, below.Columns.FirstDown.Span, columns.FirstDown.Span, columns.DownTails.Span));
        _lowerIn = new(() => below is null
            ? LowerArcs.Of(columns.FirstUp.Span, columns.UpHeads.Span, _ => true)
            : LowerArcs.Extend(below.LowerIn, below.Columns.FirstUp.Span, columns.FirstUp.Span, columns.UpHeads.Span));
        _lowTriangles = new(() => LowTriangles.Of(this));
        _edgeRanks = new(() => new EdgeRanks(graph, columns.Rank.Span));
    }

    /// <summary>The states and transitions.</summary>
    public TurnGraph Graph { get; }

    /// <summary>The flat arrays, for a graph file.</summary>
    public HierarchyColumns Columns { get; }

    /// <summary>How many states.</summary>
    public int StateCount => Columns.Rank.Length;

    /// <summary>How many up arcs.</summary>
    public int UpCount => Columns.UpHeads.Length;

    /// <summary>How many arcs.</summary>
    public int ArcCount => UpCount + Columns.DownTails.Length;

    /// <summary>Down arcs by their higher end: for state x the lower states v with an arc x → v. Derived on first use, some milliseconds.</summary>
    internal LowerArcs LowerOut => _lowerOut.Value;

    /// <summary>Up arcs by their higher end: for state x the lower states v with an arc v → x. Derived on first use.</summary>
    internal LowerArcs LowerIn => _lowerIn.Value;

    /// <summary>What customising runs along. Derived on first use.</summary>
    internal LowTriangles LowTriangles => _lowTriangles.Value;

    /// <summary>The ranks of the states of each edge. Derived on first use.</summary>
    internal EdgeRanks EdgeRanks => _edgeRanks.Value;

    /// <summary>Builds the index of one mode.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="mode">Whose turn graph.</param>
    public static ContractionHierarchy Build(RoadNetwork network, TravelMode mode)
    {
        var graph = network.TurnGraphs[(int)mode];
        return Contraction.Build(graph, Ordering.NestedDissection.Order(network, graph));
    }
}
