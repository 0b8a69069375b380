using System.Runtime.Intrinsics;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// From the answer of a search to a time surface. Reusable, one thread at a time; 8 bytes a node of address space, allocated once, of which only what surfaces
/// covered so far is ever in memory. Cost grows with the reached roads and the area around them, not with the network.
/// </summary>
public sealed unsafe class SurfaceQuery
{
    private readonly SurfaceIndex _index;
    private readonly int[] _seeds;
    private readonly int[] _times;
    private readonly WalkSpread _spread;

    // Units of metres for one of time, in 1/65536.
    private readonly int _metresOfWalk;
    private readonly int[] _reached;
    private NodeWindow _touched = NodeWindow.Nothing;

    // Eight nodes are spread at once: the first of them may stand so far from a road, and a walk looks further still.
    private int ColumnsLookedAt => (2 * _index.Lattice.Reach) + (2 * WalkBarriers.GroupNodes);

    /// <summary>Makes the workspace.</summary>
    public SurfaceQuery(SurfaceIndex index)
    {
        _index = index;
        _seeds = GC.AllocateUninitializedArray<int>(index.Lattice.NodeCount);
        _times = GC.AllocateUninitializedArray<int>(index.Lattice.NodeCount);
        _reached = new int[index.Access.Boxes.Length];
        _spread = new WalkSpread(index);
        _metresOfWalk = (int)Math.Round(65536.0 * (1 << PackedTime.TimeShift) / index.Walk.MillisecondsPerMetre / PackedTime.MetresPerUnit);
    }

    /// <summary>
    /// How much further than the largest limit the search must go, in milliseconds, so that the border of a limit is drawn alike whatever is asked beside it: a walk
    /// over one cell.
    /// </summary>
    public uint MarginMilliseconds => (uint)Math.Ceiling(_index.Lattice.CellMetres * _index.Walk.MillisecondsPerMetre * 1.1);

    /// <summary>Makes the surface of a search.</summary>
    /// <param name="field">What was reached, of the same network as the index.</param>
    /// <param name="origins">Where the search began, before the walk to the road; reached at 0.</param>
    /// <returns>Valid until the next run.</returns>
    /// <exception cref="ArgumentException">The field is of another network.</exception>
    public TimeSurface Run(ReachField field, IReadOnlyList<Position> origins)
    {
        if (field.Network != _index.Network)
        {
            throw new ArgumentException("The field is of another network than the index.", nameof(field));
        }

        var touched = FindReached(field, out var reached);
        foreach (var origin in origins)
        {
            touched = touched.With(BoxAround(origin));
        }

        var lattice = _index.Lattice;
        var window = touched.IsEmpty ? default : touched.Widen(lattice.Reach, lattice.Width, lattice.Height);
        _touched = touched.IsEmpty ? _touched : _touched.With(window);
        Clear(_times, window);
        Clear(_seeds, touched.IsEmpty ? default : touched.Widen(ColumnsLookedAt, lattice.Width, lattice.Height));
        Seed(field, reached);
        foreach (var origin in origins)
        {
            SeedAround(origin);
        }

        _spread.Run(_seeds, _times, window);
        _index.Gaps.Fill(_times, lattice.Width, window);
        return new TimeSurface(_index, _seeds, _times, window, origins, field.IsTowards);
    }

    /// <summary>How many nodes the rectangle around all surfaces made so far has.</summary>
    public long TouchedNodes => _touched.IsEmpty ? 0 : (long)(_touched.East - _touched.West) * (_touched.North - _touched.South);

    private void Clear(int[] values, NodeWindow window)
    {
        for (var y = window.South; y < window.North; y++)
        {
            values.AsSpan((y * _index.Lattice.Width) + window.West, window.East - window.West).Fill(PackedTime.Unreached);
        }
    }

    // Segments with a label, in order, and the nodes they touch: what is looked at is cleared before, so that the rest of the lattice need not be in memory.
    private NodeWindow FindReached(ReachField field, out int count)
    {
        var (boxes, firsts) = (_index.Access.Boxes, _index.Access.FirstPoint);
        var window = NodeWindow.Nothing;
        count = 0;
        fixed (uint* labels = field.Labels.Span)
        {
            for (var s = 0; s < boxes.Length; s++)
            {
                if ((labels[2 * s] < ReachField.Unreached || labels[(2 * s) + 1] < ReachField.Unreached) && firsts[s] < firsts[s + 1])
                {
                    _reached[count++] = s;
                    window = window.With(boxes[s]);
                }
            }
        }

        foreach (var start in field.Starts)
        {
            var segment = start.Edge >> 1;
            window = firsts[segment] < firsts[segment + 1] ? window.With(boxes[segment]) : window;
        }

        return window;
    }

    private void Seed(ReachField field, int reached)
    {
        var access = _index.Access;
        Span<int> begun = [.. field.Starts.Select(start => start.Edge >> 1).Distinct().Order(), int.MaxValue];
        var next = 0;
        fixed (uint* labels = field.Labels.Span)
        fixed (uint* edges = field.EdgeMilliseconds.Span)
        fixed (int* nodes = access.Nodes)
        fixed (uint* shareWalks = access.ShareWalks)
        fixed (int* seeds = _seeds)
        {
            for (var r = 0; r < reached; r++)
            {
                var s = _reached[r];
                var (first, end) = (access.FirstPoint[s], access.FirstPoint[s + 1]);
                var (forward, backward) = (labels[2 * s], labels[(2 * s) + 1]);
                while (begun[next] < s)
                {
                    next++;
                }

                if (s == begun[next])
                {
                    (forward, backward) = (RoadTimes.LabelWithoutStarts(field, 2 * s), RoadTimes.LabelWithoutStarts(field, (2 * s) + 1));
                    if (forward >= ReachField.Unreached && backward >= ReachField.Unreached)
                    {
                        continue;
                    }
                }

                var times = RoadTimes.Of(forward, edges[2 * s], backward, edges[(2 * s) + 1], field.IsTowards);
                for (var p = first; p < end; p += Vector256<int>.Count)
                {
                    Lower(seeds, nodes + p, shareWalks + p, times, Math.Min(Vector256<int>.Count, end - p));
                }
            }
        }

        SeedStarts(field);
    }

    // On the edges where the search began, the label does not tell about the part beyond the place.
    private void SeedStarts(ReachField field)
    {
        var access = _index.Access;
        foreach (var start in field.Starts)
        {
            var segment = start.Edge >> 1;
            for (var p = access.FirstPoint[segment]; p < access.FirstPoint[segment + 1]; p++)
            {
                var share = (access.ShareWalks[p] & 0xFFFF) / 65536.0;
                var fraction = (start.Edge & 1) == 0 ? share : 1 - share;
                var time = RoadTimes.FromStart(start, field.EdgeMilliseconds[start.Edge], fraction, field.IsTowards);
                if (time < PackedTime.LatestMilliseconds)
                {
                    var walk = (int)(access.ShareWalks[p] >> 16);
                    ref var seed = ref _seeds[access.Nodes[p]];
                    seed = Math.Min(seed, PackedTime.Road(time) + (walk << PackedTime.WalkBits) + ((walk * _metresOfWalk) >> 16));
                }
            }
        }
    }

    // Up to eight access points of one segment.
    private void Lower(int* seeds, int* nodes, uint* shareWalks, in RoadTimes times, int count)
    {
        var both = Vector256.Load(shareWalks);
        var walks = Vector256.ShiftRightLogical(both, 16).AsInt32();
        var shares = (both & Vector256.Create(0xFFFFu)).AsInt32();
        var values = ((times.At(Vector256.ConvertToSingle(shares)) + walks) << PackedTime.WalkBits) + ((walks * Vector256.Create(_metresOfWalk)) >>> 16);
        var lanes = stackalloc int[Vector256<int>.Count];
        values.Store(lanes);
        for (var i = 0; i < count; i++)
        {
            var seed = seeds + nodes[i];
            *seed = Math.Min(*seed, lanes[i]);
        }
    }

    private NodeWindow BoxAround(Position origin)
    {
        var lattice = _index.Lattice;
        var (x, y) = ((int)Math.Floor(lattice.Column(origin)), (int)Math.Floor(lattice.Row(origin)));
        var margin = lattice.Reach;
        return x < margin || y < margin || x + 1 >= lattice.Width - margin || y + 1 >= lattice.Height - margin
            ? NodeWindow.Nothing
            : NodeWindow.Nothing.With(new NodeBox((ushort)x, (ushort)y, (ushort)(x + 1), (ushort)(y + 1)));
    }

    private void SeedAround(Position origin)
    {
        if (BoxAround(origin) is not { IsEmpty: false, West: var x, South: var y })
        {
            return;
        }

        var lattice = _index.Lattice;
        var (column, row) = (lattice.Column(origin), lattice.Row(origin));
        for (var corner = 0; corner < 4; corner++)
        {
            var (cx, cy) = (x + (corner & 1), y + (corner >> 1));
            var metres = Math.Sqrt(Math.Pow((cx - column) * lattice.EastMetres(y), 2) + Math.Pow((cy - row) * lattice.NorthMetres(y), 2));
            if (!_index.Obstacles.Block(x, y, column, row, cx, cy))
            {
                ref var seed = ref _seeds[(cy * lattice.Width) + cx];
                seed = Math.Min(seed, PackedTime.Walk(metres * _index.Walk.MillisecondsPerMetre, metres));
            }
        }
    }
}
