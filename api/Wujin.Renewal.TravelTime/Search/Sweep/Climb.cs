using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>
/// The first half of every search in a hierarchy: from its seeds upwards, through the ancestors in the elimination tree in order of rank, so that no queue
/// is needed (Dibbelt et al. 2016). Reusable; one thread at a time.
/// </summary>
internal sealed class Climb
{
    private readonly int[] _visited;
    private readonly List<int> _ancestors = [];
    private int _stamp;

    public Climb(int states) => _visited = new int[states];

    /// <summary>The ancestors of the latest seeds, ascending.</summary>
    public ReadOnlySpan<int> Ancestors => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ancestors);

    /// <summary>
    /// Lowers the labels of all ancestors of the seeds to the fastest way upwards. Labels may be those of a search already under way.
    /// </summary>
    /// <param name="hierarchy">The index.</param>
    /// <param name="rows">Arcs upwards.</param>
    /// <param name="seeds">Where it begins.</param>
    /// <param name="limit">Labels beyond it are not passed on.</param>
    /// <param name="labels">By rank.</param>
    public void Run(ContractionHierarchy hierarchy, SweepRows rows, List<Seed> seeds, uint limit, Span<uint> labels)
    {
        CollectAncestors(hierarchy, seeds);
        var rank = hierarchy.Columns.Rank.Span;
        foreach (var seed in seeds)
        {
            ref var label = ref labels[rank[seed.State]];
            label = Math.Min(label, Math.Min(seed.Milliseconds, ReachField.Unreached));
        }

        var first = rows.First.Span;
        var ends = rows.Higher.Span;
        var times = rows.Milliseconds;
        foreach (var v in _ancestors)
        {
            var label = labels[v];
            if (label > limit || label == ReachField.Unreached)
            {
                continue;
            }

            for (var a = first[v]; a < first[v + 1]; a++)
            {
                ref var higher = ref labels[ends[a]];
                higher = Math.Min(higher, label + times[a]);
            }
        }
    }

    private void CollectAncestors(ContractionHierarchy hierarchy, List<Seed> seeds)
    {
        _ancestors.Clear();
        _stamp++;
        var rank = hierarchy.Columns.Rank.Span;
        var parent = hierarchy.Columns.Parent.Span;
        foreach (var seed in seeds)
        {
            for (var v = rank[seed.State]; v >= 0 && _visited[v] != _stamp; v = parent[v])
            {
                _visited[v] = _stamp;
                _ancestors.Add(v);
            }
        }

        _ancestors.Sort();
    }
}
