namespace Wujin.Renewal.TravelTime.Search.Sweep;

/// <summary>
/// The blocks of a <see cref="ChunkedSweep"/>, and over which states above it each is entered: a block none of whose entries is within the limit, and in
/// which no climb has been, need not be swept.
/// </summary>
internal sealed class SweepBlocks
{
    private const int Lanes = 8;

    private readonly int[] _entries;
    private readonly int[] _firstEntry;

    /// <summary>Finds the entries.</summary>
    /// <param name="ends">Where each block ends, as a place; block 0 is the top.</param>
    /// <param name="arcCounts">Rows of arcs of each chunk.</param>
    /// <param name="arcEnds">The higher end of each arc, as a place.</param>
    public SweepBlocks(IReadOnlyList<int> ends, int[] arcCounts, int[] arcEnds)
    {
        Chunks = [.. ends.Select(end => end / Lanes)];
        FirstArcs = new int[ends.Count + 1];
        _firstEntry = new int[ends.Count + 1];
        var entries = new List<int>();
        var seen = new int[ends[^1] + 1];
        var (chunk, arc) = (0, 0);
        for (var block = 0; block < ends.Count; block++)
        {
            var begin = block == 0 ? 0 : ends[block - 1];
            for (; chunk < Chunks[block]; chunk++)
            {
                for (var stop = arc + (arcCounts[chunk] * Lanes); arc < stop; arc++)
                {
                    var place = arcEnds[arc];
                    if (place < begin && seen[place] != block)
                    {
                        seen[place] = block;
                        entries.Add(place);
                    }
                }
            }

            FirstArcs[block + 1] = arc;
            _firstEntry[block + 1] = entries.Count;
        }

        _entries = [.. entries];
    }

    /// <summary>How many blocks, the top included.</summary>
    public int Count => Chunks.Length;

    /// <summary>Where each block ends, as a chunk.</summary>
    public int[] Chunks { get; }

    /// <summary>Where the arcs of each block begin; one entry more than blocks.</summary>
    public int[] FirstArcs { get; }

    /// <summary>The block of a place.</summary>
    public int Of(int place)
    {
        var found = Array.BinarySearch(Chunks, place / Lanes);

        // Chunks[b] is the first chunk after block b; empty blocks share their end with the one before.
        if (found < 0)
        {
            return ~found;
        }

        while (found < Chunks.Length && Chunks[found] <= place / Lanes)
        {
            found++;
        }

        return found;
    }

    /// <summary>Whether a block is entered within a limit.</summary>
    public bool IsEntered(int block, ReadOnlySpan<uint> labels, uint limit)
    {
        foreach (var place in _entries.AsSpan(_firstEntry[block].._firstEntry[block + 1]))
        {
            if (labels[place] <= limit)
            {
                return true;
            }
        }

        return false;
    }
}
