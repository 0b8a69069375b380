using System.Runtime.Intrinsics;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// From the answer of a search to a time surface. Reusable, one thread at a time; 8 bytes a node, allocated once. Cost grows with the reached roads and the area
/// around them, not with the network.
/// </summary>
public sealed unsafe class SurfaceQuery
{
    private readonly SurfaceIndex _index;
    private readonly int[] _seeds;
    private readonly int[] _times;
    private readonly WalkSpread _spread;

    // Units of metres for one of time, in 1/65536.
    private readonly int _metresOfWalk;
    private NodeWindow _dirty;

    /// <summary>Makes the workspace.</summary>
    public SurfaceQuery(SurfaceIndex index)
    {
        _index = index;
        _seeds = new int[index.Lattice.NodeCount];
        _times = new int[index.Lattice.NodeCount];
        Array.Fill(_seeds, PackedTime.Unreached);
        Array.Fill(_times, PackedTime.Unreached);
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

        Clear();
        var touched = Seed(field);
        foreach (var origin in origins)
        {
            touched = touched.With(SeedAround(origin));
        }

        var lattice = _index.Lattice;
        _dirty = touched.IsEmpty ? default : touched.Widen(lattice.Reach, lattice.Width, lattice.Height);
        _spread.Run(_seeds, _times, _dirty);
        _index.Gaps.Fill(_times, lattice.Width);
        return new TimeSurface(_index, _seeds, _times, _dirty, origins, field.IsTowards);
    }

    private void Clear()
    {
        for (var y = _dirty.South; y < _dirty.North; y++)
        {
            _seeds.AsSpan((y * _index.Lattice.Width) + _dirty.West, _dirty.East - _dirty.West).Fill(PackedTime.Unreached);
            _times.AsSpan((y * _index.Lattice.Width) + _dirty.West, _dirty.East - _dirty.West).Fill(PackedTime.Unreached);
        }

        _dirty = default;
    }

    private NodeWindow Seed(ReachField field)
    {
        var access = _index.Access;
        var boxes = access.Boxes;
        var window = NodeWindow.Nothing;
        Span<int> begun = [.. field.Starts.Select(start => start.Edge >> 1).Distinct().Order(), int.MaxValue];
        var next = 0;
        fixed (uint* labels = field.Labels.Span)
        fixed (uint* edges = field.EdgeMilliseconds.Span)
        fixed (int* nodes = access.Nodes)
        fixed (uint* shareWalks = access.ShareWalks)
        fixed (int* seeds = _seeds)
        {
            for (var s = 0; s < boxes.Length; s++)
            {
                var (first, end) = (access.FirstPoint[s], access.FirstPoint[s + 1]);
                var (forward, backward) = (labels[2 * s], labels[(2 * s) + 1]);
                if (s == begun[next])
                {
                    (forward, backward) = (RoadTimes.LabelWithoutStarts(field, 2 * s), RoadTimes.LabelWithoutStarts(field, (2 * s) + 1));
                    next++;
                }

                if (first == end || (forward >= ReachField.Unreached && backward >= ReachField.Unreached))
                {
                    continue;
                }

                window = window.With(boxes[s]);
                var times = RoadTimes.Of(forward, edges[2 * s], backward, edges[(2 * s) + 1], field.IsTowards);
                for (var p = first; p < end; p += Vector256<int>.Count)
                {
                    Lower(seeds, nodes + p, shareWalks + p, times, Math.Min(Vector256<int>.Count, end - p));
                }
            }
        }

        return window.With(SeedStarts(field));
    }

    // On the edges where the search began, the label does not tell about the part beyond the place.
    private NodeWindow SeedStarts(ReachField field)
    {
        var (access, window) = (_index.Access, NodeWindow.Nothing);
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
                    window = window.With(access.Boxes[segment]);
                }
            }
        }

        return window;
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

    private NodeWindow SeedAround(Position origin)
    {
        var lattice = _index.Lattice;
        var (column, row) = (lattice.Column(origin), lattice.Row(origin));
        var (x, y) = ((int)Math.Floor(column), (int)Math.Floor(row));
        var margin = lattice.Reach;
        if (x < margin || y < margin || x + 1 >= lattice.Width - margin || y + 1 >= lattice.Height - margin)
        {
            return NodeWindow.Nothing;
        }

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

        return NodeWindow.Nothing.With(new NodeBox((ushort)x, (ushort)y, (ushort)(x + 1), (ushort)(y + 1)));
    }
}
