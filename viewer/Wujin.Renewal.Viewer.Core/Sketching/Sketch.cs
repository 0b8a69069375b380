using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Viewer.Core.Sketching;

/// <summary>What is drawn.</summary>
internal enum SketchKind
{
    /// <summary>An outline with holes.</summary>
    Area,

    /// <summary>A line.</summary>
    Line,
}

/// <summary>
/// A geometry being drawn or changed: rings of vertices in metres of EPSG:3857, with undo and redo of every step. The first ring of a group is its
/// outline; a hole belongs to the outline that holds it.
/// </summary>
internal sealed class Sketch(SketchKind kind)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    private readonly Stack<Coordinate[][]> _undo = new();
    private readonly Stack<Coordinate[][]> _redo = new();
    private Coordinate[][] _rings = [];
    private bool _isDragging;

    /// <summary>Told after every change.</summary>
    public event EventHandler? Changed;

    /// <summary>What is drawn.</summary>
    public SketchKind Kind { get; } = kind;

    /// <summary>Vertices a ring; rings are not closed by repeating the first.</summary>
    public IReadOnlyList<IReadOnlyList<Coordinate>> Rings => _rings;

    /// <summary>Whether the last ring still grows.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether a step can be taken back.</summary>
    public bool CanUndo => _undo.Count > 0;

    /// <summary>Whether a step can be done again.</summary>
    public bool CanRedo => _redo.Count > 0;

    /// <summary>Begins with a geometry that exists.</summary>
    /// <param name="geometry">Degrees.</param>
    public static Sketch Of(Geometry geometry)
    {
        var map = CrsTransform.FromStorage(geometry, CoordinateSystems.WebMercator);
        var sketch = new Sketch(geometry.Dimension == Dimension.Surface ? SketchKind.Area : SketchKind.Line);
        var rings = new List<Coordinate[]>();
        for (var i = 0; i < map.NumGeometries; i++)
        {
            if (map.GetGeometryN(i) is Polygon polygon)
            {
                rings.AddRange(polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(r => r.Coordinates[..^1]));
            }
            else if (map.GetGeometryN(i) is LineString line)
            {
                rings.Add(line.Coordinates);
            }
        }

        sketch._rings = [.. rings];
        return sketch;
    }

    /// <summary>Begins a new ring: an outline, or a hole where it lies in one.</summary>
    public void Begin() => Step([.. _rings, []], isOpen: true);

    /// <summary>Adds a vertex to the ring that grows, and begins one where none does.</summary>
    public void Add(double x, double y)
    {
        var rings = IsOpen && _rings.Length > 0 ? _rings : [.. _rings, []];
        Step([.. rings[..^1], [.. rings[^1], new Coordinate(x, y)]], isOpen: true);
    }

    /// <summary>Ends the ring that grows; one with too few vertices is dropped.</summary>
    public void Finish()
    {
        if (IsOpen)
        {
            var enough = _rings.Length > 0 && _rings[^1].Length >= (Kind == SketchKind.Area ? 3 : 2);
            Step(enough || _rings.Length == 0 ? _rings : _rings[..^1], isOpen: false);
        }
    }

    /// <summary>The vertex nearest to a place.</summary>
    /// <param name="x">Metres of EPSG:3857.</param>
    /// <param name="y">Metres of EPSG:3857.</param>
    /// <param name="within">How far it may be.</param>
    public (int Ring, int Vertex)? Vertex(double x, double y, double within)
    {
        var at = new Coordinate(x, y);
        return _rings.SelectMany((ring, r) => ring.Select((c, v) => (Ring: r, Vertex: v, Distance: c.Distance(at))))
            .Where(c => c.Distance <= within).OrderBy(c => c.Distance).Select(c => ((int, int)?)(c.Ring, c.Vertex)).FirstOrDefault();
    }

    /// <summary>Moves a vertex; all moves until <see cref="Drop"/> are one step.</summary>
    public void Drag(int ring, int vertex, double x, double y)
    {
        Coordinate[][] moved = [.. _rings.Select((r, i) => i == ring ? [.. r.Select((c, j) => j == vertex ? new Coordinate(x, y) : c)] : r)];
        if (_isDragging)
        {
            Put(moved, IsOpen);
            return;
        }

        _isDragging = true;
        Step(moved, IsOpen);
    }

    /// <summary>Ends a move.</summary>
    public void Drop() => _isDragging = false;

    /// <summary>Removes a vertex; a ring with too few left goes as a whole.</summary>
    public void Remove(int ring, int vertex)
    {
        var least = Kind == SketchKind.Area ? 3 : 2;
        var shorter = _rings[ring].Where((_, i) => i != vertex).ToArray();
        Step([.. _rings.Select((r, i) => i == ring ? shorter : r).Where(r => r.Length >= least)], IsOpen);
    }

    /// <summary>Puts a vertex on the segment nearest to a place, if one is near enough.</summary>
    public bool Insert(double x, double y, double within)
    {
        var at = new Coordinate(x, y);
        var best = (Ring: -1, Index: 0, Distance: within);
        for (var r = 0; r < _rings.Length; r++)
        {
            var ring = _rings[r];
            for (var i = 0; i < (Kind == SketchKind.Area ? ring.Length : ring.Length - 1); i++)
            {
                var distance = new LineSegment(ring[i], ring[(i + 1) % ring.Length]).Distance(at);
                best = distance < best.Distance ? (r, i + 1, distance) : best;
            }
        }

        if (best.Ring < 0)
        {
            return false;
        }

        Step([.. _rings.Select((r, i) => i == best.Ring ? [.. r[..best.Index], at, .. r[best.Index..]] : r)], IsOpen);
        return true;
    }

    /// <summary>Takes the last step back.</summary>
    public void Undo() => Exchange(_undo, _redo);

    /// <summary>Does the step again that was taken back.</summary>
    public void Redo() => Exchange(_redo, _undo);

    /// <summary>What is drawn so far, in degrees; null while it is too little. It may be invalid: the rules for geometries say what is wrong.</summary>
    public Geometry? ToGeometry()
    {
        var geometry = Kind == SketchKind.Line ? Lines() : Areas();
        return geometry is null ? null : CrsTransform.ToStorage(geometry, CoordinateSystems.WebMercator);
    }

    private Geometry? Lines()
    {
        var lines = _rings.Where(r => r.Length >= 2).Select(r => Factory.CreateLineString(r)).ToArray();
        return lines.Length switch { 0 => null, 1 => lines[0], _ => Factory.CreateMultiLineString(lines) };
    }

    private MultiPolygon? Areas()
    {
        var shells = new List<(Polygon Shell, List<LinearRing> Holes)>();
        foreach (var ring in _rings.Where(r => r.Length >= 3).Select(r => Factory.CreateLinearRing([.. r, r[0].Copy()])))
        {
            var area = Factory.CreatePolygon(ring);
            var within = shells.FindIndex(s => s.Shell.Covers(area));
            if (within >= 0)
            {
                shells[within].Holes.Add(ring);
            }
            else
            {
                shells.Add((area, []));
            }
        }

        return shells.Count == 0 ? null : Factory.CreateMultiPolygon([.. shells.Select(s => Factory.CreatePolygon(s.Shell.Shell, [.. s.Holes]))]);
    }

    private void Step(Coordinate[][] rings, bool isOpen)
    {
        _undo.Push(_rings);
        _redo.Clear();
        Put(rings, isOpen);
    }

    private void Exchange(Stack<Coordinate[][]> from, Stack<Coordinate[][]> to)
    {
        if (from.TryPop(out var rings))
        {
            _isDragging = false;
            to.Push(_rings);
            Put(rings, IsOpen && rings.Length > 0);
        }
    }

    private void Put(Coordinate[][] rings, bool isOpen)
    {
        (_rings, IsOpen) = (rings, isOpen);
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
