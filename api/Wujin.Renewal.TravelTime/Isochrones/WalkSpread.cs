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
    private readonly NearbyLeast _nearby;
    private readonly int[] _room;

    // From a road to a corner of its cell one has walked the diagonal of a cell at most: only steps that long need the cap checked.
    private readonly int _longestSeedUnits;
    private int _firstLongStep;
    private int _band = -1;

    public WalkSpread(SurfaceIndex index)
    {
        _index = index;
        _nearby = new NearbyLeast(index.Window);
        _room = new int[index.Window.Steps.Length];
        _longestSeedUnits = (int)Math.Ceiling(index.Lattice.CellMetres * Math.Sqrt(2) / PackedTime.MetresPerUnit) + 1;
    }

    /// <summary>Fills the times of a window from the seeds of the same window.</summary>
    /// <param name="seeds">By node, packed.</param>
    /// <param name="times">By node, packed; unreached throughout.</param>
    /// <param name="window">Whole words; at least the reach of a walk inside the lattice wherever there are seeds.</param>
    public void Run(int[] seeds, int[] times, NodeWindow window)
    {
        if (window.IsEmpty)
        {
            return;
        }

        var lattice = _index.Lattice;
        _nearby.Find(seeds, lattice.Width, window);
        fixed (int* seed = seeds)
        fixed (int* time = times)
        fixed (int* offsets = _index.Window.NodeOffsets)
        {
            var last = Math.Min(window.North, lattice.Height - lattice.Reach);
            for (var y = Math.Max(window.South, lattice.Reach); y < last; y++)
            {
                fixed (int* costs = PrepareRow(y))
                fixed (int* room = _room)
                {
                    var least = _nearby.Row(y);
                    var node = (y * lattice.Width) + window.West;
                    for (var c = 0; c < least.Length; c++, node += GroupNodes)
                    {
                        if (least[c] < PackedTime.Unreached)
                        {
                            var best = _index.Barriers.IsOpen(node / GroupNodes, out var blocked)
                                ? SpreadOpen(seed + node, costs, offsets, room, least[c])
                                : SpreadBlocked(seed + node, costs, offsets, room, least[c], blocked);
                            best.Store(time + node);
                        }
                    }
                }
            }
        }
    }

    private ReadOnlySpan<int> PrepareRow(int y)
    {
        var costs = _index.Window.Costs(y);
        if (y / WalkWindow.RowsPerBand != _band)
        {
            _band = y / WalkWindow.RowsPerBand;
            _firstLongStep = costs.Length;
            for (var k = costs.Length - 1; k >= 0; k--)
            {
                _room[k] = costs[k] == PackedTime.Unreached ? -1 : _index.Window.CapUnits - (costs[k] & PackedTime.WalkMask);
                _firstLongStep = _room[k] < _longestSeedUnits ? k : _firstLongStep;
            }
        }

        return costs;
    }

    // Steps are sorted by distance: once even the soonest seed around cannot improve any of the eight, none further away can.
    private Vector256<int> SpreadOpen(int* seed, int* costs, int* offsets, int* room, int least)
    {
        var best = Vector256.Load(seed);
        var k = 0;
        for (; k + StepsPerLook <= _firstLongStep; k += StepsPerLook)
        {
            if (!Vector256.GreaterThanAny(best, Vector256.Create(least + costs[k])))
            {
                return best;
            }

            var a = Vector256.Min(Vector256.Load(seed + offsets[k]) + Vector256.Create(costs[k]), Vector256.Load(seed + offsets[k + 1]) + Vector256.Create(costs[k + 1]));
            var b = Vector256.Min(
                Vector256.Load(seed + offsets[k + 2]) + Vector256.Create(costs[k + 2]), Vector256.Load(seed + offsets[k + 3]) + Vector256.Create(costs[k + 3]));
            best = Vector256.Min(best, Vector256.Min(a, b));
        }

        for (; k < _room.Length; k++)
        {
            if ((k & (StepsPerLook - 1)) == 0 && !Vector256.GreaterThanAny(best, Vector256.Create(least + (costs[k] & (PackedTime.Unreached - 1)))))
            {
                return best;
            }

            best = Vector256.Min(best, Capped(Vector256.Load(seed + offsets[k]), costs[k], room[k]));
        }

        return best;
    }

    private Vector256<int> SpreadBlocked(int* seed, int* costs, int* offsets, int* room, int least, ReadOnlySpan<byte> blocked)
    {
        var best = Vector256.Load(seed);
        for (var k = 0; k < blocked.Length; k++)
        {
            if ((k & (StepsPerLook - 1)) == 0 && !Vector256.GreaterThanAny(best, Vector256.Create(least + (costs[k] & (PackedTime.Unreached - 1)))))
            {
                return best;
            }

            var bits = blocked[k];
            if (bits == byte.MaxValue)
            {
                continue;
            }

            var reached = k < _firstLongStep
                ? Vector256.Load(seed + offsets[k]) + Vector256.Create(costs[k])
                : Capped(Vector256.Load(seed + offsets[k]), costs[k], room[k]);
            if (bits != 0)
            {
                var lane = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
                reached |= Vector256.Equals(Vector256.Create((int)bits) & lane, lane) & Vector256.Create(PackedTime.Unreached);
            }

            best = Vector256.Min(best, reached);
        }

        return best;
    }

    // A step after which the walk would be longer than its cap reaches nothing.
    private static Vector256<int> Capped(Vector256<int> from, int cost, int room)
    {
        var isTooFar = Vector256.GreaterThan(from & Vector256.Create(PackedTime.WalkMask), Vector256.Create(room));
        return (from + Vector256.Create(cost & ~PackedTime.Unreached)) | (isTooFar & Vector256.Create(PackedTime.Unreached));
    }
}
