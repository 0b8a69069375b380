using System.Numerics;
using System.Runtime.Intrinsics;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>Which nodes of a surface are within a limit, a bit each, and where rows change between inside and outside. Reusable.</summary>
internal sealed unsafe class InsideNodes
{
    private ulong[] _inside = [];
    private ulong[] _changes = [];
    private int[] _changesBefore = [];

    /// <summary>The nodes that are looked at.</summary>
    public NodeWindow Window { get; private set; }

    /// <summary>Words of 64 columns in a row.</summary>
    public int WordsPerRow { get; private set; }

    /// <summary>How many links between neighbours of a row are crossed by the border.</summary>
    public int ChangeCount { get; private set; }

    /// <summary>Reads a surface.</summary>
    /// <param name="surface">The surface.</param>
    /// <param name="limitMilliseconds">The limit, itself inside.</param>
    /// <param name="pins">Nodes that are inside at any limit.</param>
    public void Read(TimeSurface surface, uint limitMilliseconds, IReadOnlyList<OriginCell> pins)
    {
        Window = surface.Window;
        WordsPerRow = Math.Max(0, Window.East - Window.West) / 64;
        var words = WordsPerRow * Math.Max(0, Window.North - Window.South);
        if (_inside.Length < words + 1)
        {
            _inside = new ulong[words + 1];
            _changes = new ulong[words + 1];
            _changesBefore = new int[words + 1];
        }

        Compare(surface, PackedTime.Within(limitMilliseconds));
        foreach (var pin in pins)
        {
            pin.MarkInside(this);
        }

        FindChanges(words);
    }

    /// <summary>Whether a node is inside.</summary>
    public bool this[int x, int y] => (_inside[Word(x, y)] >> (x & 63) & 1) != 0;

    /// <summary>The corners of a cell that are inside: south-west 1, south-east 2, north-east 4, north-west 8.</summary>
    public int Corners(int x, int y) =>
        (this[x, y] ? 1 : 0) | (this[x + 1, y] ? 2 : 0) | (this[x + 1, y + 1] ? 4 : 0) | (this[x, y + 1] ? 8 : 0);

    /// <summary>Puts a node inside.</summary>
    public void Mark(int x, int y) => _inside[Word(x, y)] |= 1ul << (x & 63);

    /// <summary>Number of the border's crossing of the link from a node eastwards, in order of rows from the south and columns from the west.</summary>
    public int ChangeNumber(int x, int y)
    {
        var word = Word(x, y);
        return _changesBefore[word] + BitOperations.PopCount(_changes[word] & ((1ul << (x & 63)) - 1));
    }

    /// <summary>The links of one word of columns, a bit each, that the border crosses.</summary>
    /// <param name="word">Which of <see cref="WordsPerRow"/>.</param>
    /// <param name="y">Row.</param>
    public ulong Changes(int word, int y) => _changes[((y - Window.South) * WordsPerRow) + word];

    private int Word(int x, int y) => ((y - Window.South) * WordsPerRow) + ((x - Window.West) >> 6);

    private void Compare(TimeSurface surface, int within)
    {
        var width = surface.Index.Lattice.Width;
        var limit = Vector256.Create(within);
        fixed (int* times = surface.Times)
        fixed (ulong* inside = _inside)
        {
            var bytes = (byte*)inside;
            for (var y = Window.South; y < Window.North; y++)
            {
                var row = times + (y * width) + Window.West;
                for (var g = 0; g < WordsPerRow * 8; g++)
                {
                    *bytes++ = (byte)~Vector256.GreaterThan(Vector256.Load(row + (g * 8)), limit).ExtractMostSignificantBits();
                }
            }
        }
    }

    private void FindChanges(int words)
    {
        var count = 0;
        for (var w = 0; w < words; w++)
        {
            // The last column of a row is always outside, so what is shifted in from the next row does not matter.
            var next = (w + 1) % WordsPerRow == 0 ? 0 : _inside[w + 1] << 63;
            _changes[w] = _inside[w] ^ ((_inside[w] >> 1) | next);
            _changesBefore[w] = count;
            count += BitOperations.PopCount(_changes[w]);
        }

        ChangeCount = count;
    }
}
