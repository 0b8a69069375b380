using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Routes;

/// <summary>A climb that remembers where each label came from. Reusable; one thread at a time.</summary>
internal sealed class TracedClimb
{
    private readonly ContractionHierarchy _hierarchy;
    private readonly uint[] _labels;
    private readonly int[] _previous;
    private readonly SortedSet<int> _ancestors = [];

    public TracedClimb(ContractionHierarchy hierarchy)
    {
        _hierarchy = hierarchy;
        _labels = new uint[hierarchy.StateCount];
        Array.Fill(_labels, ReachField.Unreached);
        _previous = new int[hierarchy.StateCount];
    }

    /// <summary>The states met, ascending.</summary>
    public IEnumerable<int> Met => _ancestors;

    /// <summary>The label of a state.</summary>
    public uint Label(int rank) => _labels[rank];

    /// <summary>Climbs.</summary>
    public void Run(SweepRows rows, List<Seed> seeds)
    {
        foreach (var v in _ancestors)
        {
            _labels[v] = ReachField.Unreached;
        }

        _ancestors.Clear();
        foreach (var seed in seeds)
        {
            var rank = _hierarchy.Columns.Rank[seed.State];
            for (var v = rank; v >= 0 && _ancestors.Add(v); v = _hierarchy.Columns.Parent[v])
            {
            }

            if (seed.Milliseconds < _labels[rank])
            {
                _labels[rank] = seed.Milliseconds;
                _previous[rank] = -1;
            }
        }

        foreach (var v in _ancestors)
        {
            for (var a = rows.First[v]; a < rows.First[v + 1]; a++)
            {
                var label = _labels[v] + rows.Milliseconds[a];
                if (label < _labels[rows.Higher[a]])
                {
                    _labels[rows.Higher[a]] = label;
                    _previous[rows.Higher[a]] = v;
                }
            }
        }
    }

    /// <summary>The states from the seed up to a state.</summary>
    public List<int> Trace(int rank)
    {
        var path = new List<int> { rank };
        while (_previous[path[^1]] >= 0)
        {
            path.Add(_previous[path[^1]]);
        }

        path.Reverse();
        return path;
    }
}
