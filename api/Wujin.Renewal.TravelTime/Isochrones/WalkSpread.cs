using System.Runtime.Intrinsics;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Spreads the times at the nodes beside roads over everything within a walk: each node takes the least, over all nodes that a straight walk reaches without crossing
/// an obstacle, of their time plus the walk. Eight nodes at once.
/// </summary>
internal sealed unsafe class WalkSpread
{
    private const int GroupNodes = WalkBarriers.GroupNodes;

    /// <summary>Steps between two looks at whether anything further away can still matter.</summary>
    private const int StepsPerLook = 4;

    private readonly SurfaceIndex _index;
    private readonly int[] _costs;
    private readonly int[] _limits;
    // From a road to a corner of its cell one has walked the diagonal of a cell at most: only steps that long need the cap checked.
    private readonly int _longestSeedUnits;
    private int[] _least = [];
    private int[] _leastNearby = [];

    public WalkSpread(SurfaceIndex index)
    {
        _index = index;
        _costs = new int[index.Window.Steps.Length];
        _limits = new int[index.Window.Steps.Length];
        _longestSeedUnits = (int)Math.Ceiling(index.Lattice.CellMetres * Math.Sqrt(2) / PackedTime.MetresPerUnit) + 1;
    }

    /// <summary>Fills the times of a window from the seeds of the same window.</summary>
    /// <param name="seeds">By node, packed.</param>
    /// <param name="times">By node, packed.</param>
    /// <param name="window">Whole words; at least the reach of a walk inside the lattice wherever there are seeds.</param>
    public void Run(int[] seeds, int[] times, NodeWindow window)
    {
        if (window.IsEmpty)
        {
            return;
        }

        var width = _index.Lattice.Width;
        var columns = (window.East - window.West) / GroupNodes;
        var rows = (window.North - window.South + GroupNodes - 1) / GroupNodes;
        fixed (int* seed = seeds)
        fixed (int* time = times)
        {
            FindLeast(seed, window, columns, rows);
            var band = -1;
            var reach = _index.Lattice.Reach;
            for (var y = Math.Max(window.South, reach); y < Math.Min(window.North, _index.Lattice.Height - reach); y++)
            {
                if (y / WalkWindow.RowsPerBand != band)
                {
                    band = y / WalkWindow.RowsPerBand;
                    PrepareBand(y);
                }

                var leastRow = (y - window.South) / GroupNodes * columns;
                for (var c = 0; c < columns; c++)
                {
                    if (_leastNearby[leastRow + c] < PackedTime.Unreached)
                    {
                        var node = (y * width) + window.West + (c * GroupNodes);
                        Spread(seed, time, node, _leastNearby[leastRow + c]);
                    }
                }
            }
        }
    }

    private void PrepareBand(int y)
    {
        _index.Window.Costs(y, _costs);
        for (var k = 0; k < _costs.Length; k++)
        {
            _limits[k] = _index.Window.CapUnits - (_costs[k] & PackedTime.WalkMask);
        }
    }

    // Steps are sorted by distance: once even the soonest seed around cannot improve any of the eight, none further away can.
    private void Spread(int* seed, int* time, int node, int leastNearby)
    {
        fixed (int* costs = _costs)
        fixed (int* limits = _limits)
        fixed (int* offsets = _index.Window.NodeOffsets)
        {
            var steps = _costs.Length;
            var best = Vector256.Load(seed + node);
            var isOpen = _index.Barriers.IsOpen(node / GroupNodes, out var blocked);
            for (var k = 0; k < steps;)
            {
                if (!Vector256.GreaterThanAny(best, Vector256.Create(leastNearby + costs[k])))
                {
                    break;
                }

                for (var end = Math.Min(k + StepsPerLook, steps); k < end; k++)
                {
                    if (costs[k] == PackedTime.Unreached)
                    {
                        continue;
                    }

                    var from = Vector256.Load(seed + node + offsets[k]);
                    if (!isOpen && blocked[k] != 0)
                    {
                        from = Vector256.ConditionalSelect(Lanes(blocked[k]), Vector256.Create(PackedTime.Unreached), from);
                    }

                    var reached = from + Vector256.Create(costs[k]);
                    if (limits[k] < _longestSeedUnits)
                    {
                        var isTooFar = Vector256.GreaterThan(from & Vector256.Create(PackedTime.WalkMask), Vector256.Create(limits[k]));
                        reached |= isTooFar & Vector256.Create(PackedTime.Unreached);
                    }

                    best = Vector256.Min(best, reached);
                }
            }

            best.Store(time + node);
        }
    }

    private static Vector256<int> Lanes(byte bits)
    {
        var lane = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        return Vector256.Equals(Vector256.Create((int)bits) & lane, lane);
    }

    // The least seed of each 8 by 8 nodes, then of all such blocks that a walk reaches.
    private void FindLeast(int* seed, NodeWindow window, int columns, int rows)
    {
        if (_least.Length < columns * rows)
        {
            _least = new int[columns * rows];
            _leastNearby = new int[columns * rows];
        }

        Array.Fill(_least, PackedTime.Unreached, 0, columns * rows);
        for (var y = window.South; y < window.North; y++)
        {
            var row = seed + (y * _index.Lattice.Width) + window.West;
            var block = (y - window.South) / GroupNodes * columns;
            for (var c = 0; c < columns; c++)
            {
                var least = Vector256.Load(row + (c * GroupNodes));
                var halves = Vector128.Min(least.GetLower(), least.GetUpper());
                var quarters = Vector128.Min(halves, Vector128.Shuffle(halves, Vector128.Create(2, 3, 0, 1)));
                _least[block + c] = Math.Min(_least[block + c], Math.Min(quarters[0], quarters[1]));
            }
        }

        var around = (_index.Lattice.Reach + GroupNodes - 1) / GroupNodes;
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                var least = PackedTime.Unreached;
                for (var nr = Math.Max(0, r - around); nr <= Math.Min(rows - 1, r + around); nr++)
                {
                    for (var nc = Math.Max(0, c - around); nc <= Math.Min(columns - 1, c + around); nc++)
                    {
                        least = Math.Min(least, _least[(nr * columns) + nc]);
                    }
                }

                _leastNearby[(r * columns) + c] = least;
            }
        }
    }
}
