using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>What every geometry of the register has to fulfil, whichever way it came. The database enforces the same once more.</summary>
public static class GeometryRules
{
    /// <summary>Most vertices one feature may have.</summary>
    public const int MaximumVertices = 200_000;

    /// <summary>SRID of every stored geometry: EPSG:4490, CGCS2000 geographic.</summary>
    public const int StorageSrid = 4490;

    /// <summary>The bounds of China in degrees, with a margin: x longitude 73–136, y latitude 3–54.</summary>
    public static readonly Envelope China = new(73, 136, 3, 54);

    private static readonly GeometryFactory Factory = new(new PrecisionModel(), StorageSrid);

    /// <summary>
    /// Checks a geometry given in EPSG:4490 (x longitude, y latitude, degrees): type, emptiness, finite numbers, size, place, validity
    /// (OGC Simple Features, as <c>ST_IsValid</c>).
    /// </summary>
    /// <param name="geometry">The geometry.</param>
    /// <param name="kind">What the collection holds.</param>
    /// <returns>Faults with the pointer <c>/geometry</c>; none when it is sound. The first that makes the others moot ends the check.</returns>
    public static IReadOnlyList<Fault> Check(Geometry geometry, GeometryKind kind)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        return CheckType(geometry, kind)
            ?? CheckSize(geometry)
            ?? CheckNumbers(geometry)
            ?? CheckPlace(geometry)
            ?? CheckValidity(geometry)
            ?? [];
    }

    /// <summary>Checks one ring before a polygon is built of it: at least four positions, the last equal to the first.</summary>
    /// <param name="ring">Positions, x then y, in degrees or metres.</param>
    /// <param name="pointer">JSON pointer of the ring: <c>/geometry/coordinates/0</c>.</param>
    /// <returns>The fault, with the place of the gap when the numbers are degrees, or null when the ring can be built.</returns>
    public static Fault? CheckRing(ReadOnlySpan<Coordinate> ring, string pointer)
    {
        if (ring.Length > 1 && !ring[0].Equals2D(ring[^1]))
        {
            var (first, last) = (ring[0], ring[^1]);
            return new Fault(pointer, $"The ring is not closed: it begins at {Text(first)} and ends at {Text(last)}; repeat the first position at the end.")
            {
                Location = Math.Abs(last.X) <= 180 && Math.Abs(last.Y) <= 90 ? (last.X, last.Y) : null,
            };
        }

        return ring.Length >= 4
            ? null
            : new Fault(pointer, $"The ring has {ring.Length} positions; it needs at least four, the last equal to the first.");
    }

    /// <summary>
    /// Gives a geometry the form in which it is stored: MultiPolygon for areas (a Polygon becomes one of one), two dimensions, SRID 4490,
    /// outer rings anticlockwise and holes clockwise (RFC 7946). Call it after <see cref="Check"/> found no fault.
    /// </summary>
    /// <exception cref="ArgumentException">The geometry is not of the kind.</exception>
    public static Geometry Normalize(Geometry geometry, GeometryKind kind) => (kind, geometry) switch
    {
        (GeometryKind.MultiPolygon, Polygon polygon) => Factory.CreateMultiPolygon([Orient(polygon)]),
        (GeometryKind.MultiPolygon, MultiPolygon many) => Factory.CreateMultiPolygon([.. many.Geometries.Cast<Polygon>().Select(Orient)]),
        (GeometryKind.Point, Point point) => Factory.CreatePoint(new Coordinate(point.X, point.Y)),
        (GeometryKind.Point, MultiPoint { NumGeometries: 1 } points) => Normalize(points.GetGeometryN(0), kind),
        _ => throw new ArgumentException($"A {geometry?.GeometryType} cannot be stored as {kind}.", nameof(geometry)),
    };

    private static Fault[]? CheckType(Geometry geometry, GeometryKind kind)
    {
        var fits = kind switch
        {
            GeometryKind.MultiPolygon => geometry is Polygon or MultiPolygon,
            GeometryKind.Point => geometry is Point or MultiPoint { NumGeometries: <= 1 },
            _ => false,
        };
        if (!fits)
        {
            var wanted = kind switch
            {
                GeometryKind.MultiPolygon => "expected a Polygon or MultiPolygon",
                GeometryKind.Point => "expected a Point",
                _ => "this collection has no geometry",
            };
            return [Fault.OfGeometry($"The geometry is a {geometry.GeometryType}; {wanted}.")];
        }

        var isPartlyEmpty = geometry.IsEmpty || (geometry is GeometryCollection parts && parts.Geometries.Any(p => p.IsEmpty));
        return isPartlyEmpty ? [Fault.OfGeometry("The geometry is empty or has an empty part; give its coordinates, or null where the outline is not known yet.")] : null;
    }

    private static Fault[]? CheckSize(Geometry geometry) => geometry.NumPoints <= MaximumVertices
        ? null
        : [Fault.OfGeometry($"The geometry has {geometry.NumPoints:N0} vertices; at most {MaximumVertices:N0} are taken. Simplify the outline or split it into several features.")];

    private static Fault[]? CheckNumbers(Geometry geometry)
    {
        var finder = new NonFiniteFinder();
        geometry.Apply(finder);
        return finder.Index < 0
            ? null
            : [Fault.OfGeometry($"Vertex {finder.Index + 1} is not a finite number; every coordinate has to be one.")];
    }

    private static Fault[]? CheckPlace(Geometry geometry)
    {
        var extent = geometry.EnvelopeInternal;
        if (China.Contains(extent))
        {
            return null;
        }

        var guess = CoordinateGuess.Of(extent);
        var stray = guess.Kind == CoordinateKind.Unknown ? geometry.Coordinates.First(c => !China.Contains(c)) : geometry.Coordinate;
        var advice = guess.Kind == CoordinateKind.Unknown && Math.Abs(stray.X) <= 180 && Math.Abs(stray.Y) <= 90
            ? "check the coordinates"
            : guess.Advice();
        return [Fault.OfGeometry($"The position {Text(stray)} lies outside China (longitude 73 to 136, latitude 3 to 54 degrees); {advice}.")];
    }

    private static Fault[]? CheckValidity(Geometry geometry)
    {
        var error = new IsValidOp(geometry).ValidationError;
        if (error is null)
        {
            return null;
        }

        var at = error.Coordinate;
        var where = at is null ? "" : $" at {Text(at)}";
        return
        [
            Fault.OfGeometry($"{Explain(error.ErrorType)}{where}.") with { Location = at is null ? null : (at.X, at.Y) },
        ];
    }

    private static string Explain(TopologyValidationErrors type) => type switch
    {
        TopologyValidationErrors.SelfIntersection => "The outline crosses itself, or two parts overlap,",
        TopologyValidationErrors.RingSelfIntersection => "A ring touches itself",
        TopologyValidationErrors.HoleOutsideShell => "A hole lies outside its outer ring",
        TopologyValidationErrors.NestedHoles => "A hole lies inside another hole",
        TopologyValidationErrors.NestedShells => "A part lies inside another part",
        TopologyValidationErrors.DisconnectedInteriors => "Holes cut the area into pieces that touch only in points",
        TopologyValidationErrors.DuplicateRings => "A ring occurs twice",
        TopologyValidationErrors.TooFewPoints => "A ring has too few different positions to enclose an area",
        TopologyValidationErrors.RingNotClosed => "A ring is not closed",
        _ => "The geometry is not valid",
    };

    private static Polygon Orient(Polygon polygon) => Factory.CreatePolygon(
        Orient(polygon.Shell, isAnticlockwise: true),
        [.. polygon.Holes.Select(h => Orient(h, isAnticlockwise: false))]);

    private static LinearRing Orient(LinearRing ring, bool isAnticlockwise)
    {
        var source = ring.CoordinateSequence;
        var isReversed = ring.IsCCW != isAnticlockwise;
        var flat = new Coordinate[source.Count];
        for (var i = 0; i < flat.Length; i++)
        {
            var from = isReversed ? flat.Length - 1 - i : i;
            flat[i] = new Coordinate(source.GetX(from), source.GetY(from));
        }

        return Factory.CreateLinearRing(flat);
    }

    private static string Text(Coordinate c) => FormattableString.Invariant($"{c.X:0.#######}, {c.Y:0.#######}");

    private sealed class NonFiniteFinder : IEntireCoordinateSequenceFilter
    {
        private int _seen;

        public int Index { get; private set; } = -1;

        public bool Done => Index >= 0;

        public bool GeometryChanged => false;

        public void Filter(CoordinateSequence sequence)
        {
            for (var i = 0; i < sequence.Count && !Done; i++, _seen++)
            {
                if (!double.IsFinite(sequence.GetX(i)) || !double.IsFinite(sequence.GetY(i)))
                {
                    Index = _seen;
                }
            }
        }
    }
}
