namespace Wujin.Renewal.TravelTime.Network;

/// <summary>
/// Follows a drive edge by edge and says when it would complete a forbidden path: the automaton of Aho and Corasick (1975) over edges in the place of
/// letters. Node 0 remembers nothing.
/// </summary>
internal sealed class ForbiddenPathAutomaton
{
    private readonly Dictionary<(int Node, int Edge), int> _children = [];
    private readonly List<int> _edge = [-1];
    private readonly List<int> _depth = [0];
    private readonly List<bool> _isForbidden = [false];
    private readonly int[] _suffix;

    /// <summary>Builds it over paths of at least 2 edges.</summary>
    public ForbiddenPathAutomaton(IEnumerable<int[]> paths)
    {
        var parents = new List<int> { 0 };
        foreach (var path in paths)
        {
            var node = 0;
            foreach (var edge in path)
            {
                if (!_children.TryGetValue((node, edge), out var child))
                {
                    _children[(node, edge)] = child = _edge.Count;
                    _edge.Add(edge);
                    _depth.Add(_depth[node] + 1);
                    _isForbidden.Add(false);
                    parents.Add(node);
                }

                node = child;
            }

            _isForbidden[node] = true;
        }

        _suffix = FindSuffixes(parents);
    }

    /// <summary>How many nodes there are.</summary>
    public int NodeCount => _edge.Count;

    /// <summary>The edge that a node stands on.</summary>
    public int Edge(int node) => _edge[node];

    /// <summary>Whether being at this node is more than being on its edge: a restriction over several ways is under way.</summary>
    public bool NeedsState(int node) => _depth[node] >= 2 && !_isForbidden[node];

    /// <summary>The node where a drive begins on an edge.</summary>
    public int Start(int edge) => _children.GetValueOrDefault((0, edge));

    /// <summary>Drives on to the next edge.</summary>
    /// <param name="node">Where the drive is.</param>
    /// <param name="edge">The next edge.</param>
    /// <param name="next">Where it is then, if it may.</param>
    /// <returns>False where that is forbidden.</returns>
    public bool TryDrive(int node, int edge, out int next)
    {
        next = 0;
        for (var n = node; n != 0; n = _suffix[n])
        {
            if (_children.TryGetValue((n, edge), out var child))
            {
                if (_isForbidden[child])
                {
                    return false;
                }

                next = next == 0 ? child : next;
            }
        }

        next = next == 0 ? Start(edge) : next;
        return true;
    }

    // The longest proper suffix of each node's path that is a node too. Parents are made before children, but suffixes may be longer paths' nodes, so by depth.
    private int[] FindSuffixes(List<int> parents)
    {
        var suffix = new int[_edge.Count];
        foreach (var node in Enumerable.Range(1, _edge.Count - 1).OrderBy(n => _depth[n]))
        {
            if (_depth[node] == 1)
            {
                continue;
            }

            var n = suffix[parents[node]];
            int found;
            while (!_children.TryGetValue((n, _edge[node]), out found) && n != 0)
            {
                n = suffix[n];
            }

            suffix[node] = found;
        }

        return suffix;
    }
}
