using System.Runtime.InteropServices;

namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// Roads being collected, in any order: what an import or a generator writes, and <see cref="Build"/> turns into a <see cref="RoadNetwork"/>. Junctions,
/// links and names are numbered as they are added; the edges of link n are 2·n and 2·n + 1, as in the network. Not safe for several threads.
/// </summary>
public sealed class RoadDraft
{
    private readonly List<Position> _junctions = [];
    private readonly List<JunctionTraits> _traits = [];
    private readonly List<LinkDraft> _links = [];
    private readonly List<int> _firstPoint = [0];
    private readonly List<Position> _points = [];
    private readonly List<string> _names = [string.Empty];
    private readonly Dictionary<string, int> _nameNumbers = new() { [string.Empty] = 0 };
    private readonly List<ForbiddenPath> _forbidden = [];

    /// <summary>What cannot be crossed on foot.</summary>
    public Obstacles Obstacles { get; set; } = Obstacles.None;

    /// <summary>How many junctions there are so far.</summary>
    public int JunctionCount => _junctions.Count;

    /// <summary>How many links there are so far.</summary>
    public int LinkCount => _links.Count;

    internal ReadOnlySpan<Position> Junctions => CollectionsMarshal.AsSpan(_junctions);

    internal ReadOnlySpan<JunctionTraits> Traits => CollectionsMarshal.AsSpan(_traits);

    internal ReadOnlySpan<LinkDraft> Links => CollectionsMarshal.AsSpan(_links);

    internal IReadOnlyList<string> Names => _names;

    internal IReadOnlyList<ForbiddenPath> Forbidden => _forbidden;

    /// <summary>Adds a junction.</summary>
    /// <returns>Its number.</returns>
    public int AddJunction(Position position, JunctionTraits traits = JunctionTraits.None)
    {
        _junctions.Add(position);
        _traits.Add(traits);
        return _junctions.Count - 1;
    }

    /// <summary>Adds a name, or finds it where it is known.</summary>
    /// <returns>Its number.</returns>
    public int AddName(string name)
    {
        if (!_nameNumbers.TryGetValue(name, out var number))
        {
            _nameNumbers[name] = number = _names.Count;
            _names.Add(name);
        }

        return number;
    }

    /// <summary>Adds a road between two junctions.</summary>
    /// <param name="link">What it is.</param>
    /// <param name="between">Its points without the two junctions.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A junction or name is not in this draft.</exception>
    public int AddLink(in LinkDraft link, params ReadOnlySpan<Position> between)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.From, (uint)_junctions.Count, nameof(link));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.To, (uint)_junctions.Count, nameof(link));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)link.Name, (uint)_names.Count, nameof(link));
        _links.Add(link);
        _points.AddRange(between);
        _firstPoint.Add(_points.Count);
        return _links.Count - 1;
    }

    /// <summary>Forbids to drive these edges one after the other: two edges are a turn, more are a restriction over several ways.</summary>
    /// <param name="modes">Whom it binds.</param>
    /// <param name="edges">Edges of this draft, at least 2, each beginning where the one before ends.</param>
    /// <exception cref="ArgumentException">The edges are no path.</exception>
    public void Forbid(ModeSet modes, params ReadOnlySpan<int> edges)
    {
        for (var i = 1; i < edges.Length; i++)
        {
            if (Tail(edges[i]) != Tail(edges[i - 1] ^ 1))
            {
                throw new ArgumentException($"Edge {edges[i]} does not begin where edge {edges[i - 1]} ends.", nameof(edges));
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(edges.Length, 2, nameof(edges));
        _forbidden.Add(new(modes, edges.ToArray()));
    }

    /// <summary>Makes the network: orders it for locality, measures it, works out turns and components.</summary>
    /// <param name="turns">What turns cost.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RoadNetwork Build(TurnCostTable turns, CancellationToken cancellation = default) => new NetworkBuilder(this, turns, cancellation).Build();

    /// <summary>The junction where an edge of this draft begins.</summary>
    public int Tail(int edge) => (edge & 1) == 0 ? _links[edge >> 1].From : _links[edge >> 1].To;

    /// <summary>The points of a link without its junctions.</summary>
    internal ReadOnlySpan<Position> Between(int link) =>
        CollectionsMarshal.AsSpan(_points)[_firstPoint[link].._firstPoint[link + 1]];
}

/// <summary>Edges that may not be driven one after the other.</summary>
/// <param name="Modes">Whom it binds.</param>
/// <param name="Edges">At least 2.</param>
internal sealed record ForbiddenPath(ModeSet Modes, int[] Edges);
