using System.Runtime.Intrinsics;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>For each group of 8 nodes the least seed that a walk may come from: what lets most groups stop looking early. Reusable.</summary>
internal sealed unsafe class NearbyLeast
{
    private const int GroupNodes = WalkBarriers.GroupNodes;

    private readonly int _rowsAround;
    private readonly int _groupsAround;
    private readonly int _doubled;
    private int[] _least = [];
    private int[] _row = [];
    private int _columns;
    private int _south;
    private int _rows;

    public NearbyLeast(WalkWindow window)
    {
        _rowsAround = window.Steps.Max(s => s.Dy);
        _groupsAround = (window.Steps.Max(s => s.Dx) + GroupNodes - 1) / GroupNodes;
        _doubled = 1;
        while (_doubled * 2 <= (2 * _rowsAround) + 1)
        {
            _doubled *= 2;
        }
    }

    /// <summary>The least around each group of a row.</summary>
    public ReadOnlySpan<int> Row(int y)
    {
        var first = Math.Clamp(y - _south - _rowsAround, 0, _rows - 1) * _columns;
        var second = Math.Clamp(y - _south + _rowsAround - _doubled + 1, 0, _rows - 1) * _columns;
        for (var c = 0; c < _columns; c += GroupNodes)
        {
            Vector256.Min(Vector256.LoadUnsafe(ref _least[first + c]), Vector256.LoadUnsafe(ref _least[second + c])).StoreUnsafe(ref _row[c]);
        }

        return _row.AsSpan(0, _columns);
    }

    /// <summary>Looks at the seeds of a window.</summary>
    public void Find(int[] seeds, int width, NodeWindow window)
    {
        (_columns, _south, _rows) = ((window.East - window.West) / GroupNodes, window.South, window.North - window.South);
        if (_least.Length < _columns * _rows)
        {
            _least = new int[_columns * _rows];
        }

        if (_row.Length < _columns)
        {
            _row = new int[_columns];
        }

        fixed (int* seed = seeds)
        {
            for (var r = 0; r < _rows; r++)
            {
                LeastOfGroups(seed + ((r + _south) * width) + window.West);
                Widen(_least.AsSpan(r * _columns, _columns));
            }
        }

        // Each row takes in as many rows above as the power of two says: twice that covers the walk.
        for (var step = 1; step < _doubled; step *= 2)
        {
            for (var at = 0; at < (_rows - step) * _columns; at += GroupNodes)
            {
                Vector256.Min(Vector256.LoadUnsafe(ref _least[at]), Vector256.LoadUnsafe(ref _least[at + (step * _columns)])).StoreUnsafe(ref _least[at]);
            }
        }
    }

    private void LeastOfGroups(int* seed)
    {
        for (var c = 0; c < _columns; c++)
        {
            var eight = Vector256.Load(seed + (c * GroupNodes));
            var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
            var two = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            _row[c] = Vector128.Min(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
        }
    }

    private void Widen(Span<int> least)
    {
        for (var c = 0; c < least.Length; c++)
        {
            var value = _row[c];
            for (var a = 1; a <= _groupsAround; a++)
            {
                value = Math.Min(value, Math.Min(_row[Math.Max(0, c - a)], _row[Math.Min(_columns - 1, c + a)]));
            }

            least[c] = value;
        }
    }
}
