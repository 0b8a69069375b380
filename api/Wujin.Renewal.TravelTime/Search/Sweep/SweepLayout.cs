using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>Where each state stands in a <see cref="ChunkedSweep"/>.</summary>
internal sealed class SweepLayout
{
    /// <summary>States of a block at most; their labels are 32 KiB.</summary>
    private const int MostInBlock = 1 << 13;

    private const int Lanes = 8;

    private readonly SweepRows _rows;
    private readonly int[] _levels;

    private SweepLayout(SweepRows rows, int states)
    {
        _rows = rows;
        _levels = new int[states];
        Places = new int[states];
    }

    /// <summary>By rank, its place.</summary>
    public int[] Places { get; }

    /// <summary>How many places, those that fill up levels included.</summary>
    public int Count { get; private set; }

    /// <summary>Where each block ends, as a place; the first is the top, which is none.</summary>
    public List<int> BlockEnds { get; } = [];

    /// <summary>Lays out: first what is in no block, then block after block.</summary>
    public static SweepLayout Of(ReadOnlySpan<int> parent, SweepRows rows)
    {
        var layout = new SweepLayout(rows, parent.Length);
        var sizes = new int[parent.Length];
        for (var v = 0; v < parent.Length; v++)
        {
            sizes[v]++;
            if (parent[v] >= 0)
            {
                sizes[parent[v]] += sizes[v];
            }
        }

        var top = new List<int>();
        var blocks = new List<(int Root, int Size)>();
        for (var v = parent.Length - 1; v >= 0;)
        {
            if (sizes[v] <= MostInBlock)
            {
                blocks.Add((v, sizes[v]));
                v -= sizes[v];
            }
            else
            {
                top.Add(v--);
            }
        }

        layout.Place(top);
        layout.BlockEnds.Add(layout.Count);
        foreach (var (root, size) in Merge(blocks))
        {
            layout.Place([.. Enumerable.Range(root - size + 1, size).Reverse()]);
            layout.BlockEnds.Add(layout.Count);
        }

        return layout;
    }

    /// <summary>Joins neighbouring subtrees to blocks: none depends on another.</summary>
    private static List<(int Root, int Size)> Merge(List<(int Root, int Size)> blocks)
    {
        var merged = new List<(int Root, int Size)>();
        foreach (var (root, size) in blocks)
        {
            if (merged.Count > 0 && merged[^1].Size + size <= MostInBlock && merged[^1].Root - merged[^1].Size == root)
            {
                merged[^1] = (merged[^1].Root, merged[^1].Size + size);
            }
            else
            {
                merged.Add((root, size));
            }
        }

        return merged;
    }

    /// <summary>Places states, given in order of falling rank, level by level and within a level by falling number of arcs.</summary>
    private void Place(List<int> states)
    {
        if (states.Count == 0)
        {
            return;
        }

        var highest = states[0];
        var first = _rows.First.Span;
        var higher = _rows.Higher.Span;
        var keys = new ulong[states.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var v = states[i];
            var level = 0;
            foreach (var above in higher[first[v]..first[v + 1]])
            {
                // Levels of the states above this part are 0: they are done before it begins.
                level = Math.Max(level, above <= highest ? _levels[above] : 0);
            }

            _levels[v] = level + 1;
            keys[i] = ((ulong)(level + 1) << 48) | ((ulong)(0xFFFF - Math.Min(first[v + 1] - first[v], 0xFFFF)) << 32) | (uint)(highest - v);
        }

        Array.Sort(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && keys[i] >> 48 != keys[i - 1] >> 48)
            {
                Count = (Count + Lanes - 1) / Lanes * Lanes;
            }

            Places[highest - (int)(uint)keys[i]] = Count++;
        }

        Count = (Count + Lanes - 1) / Lanes * Lanes;
    }
}
