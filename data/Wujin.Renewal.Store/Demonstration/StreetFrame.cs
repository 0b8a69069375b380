using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>
/// The local street direction of a place, as coordinates: u along the main streets, v across them, metres. Streets bend softly, so
/// straight lines in (u, v) are not quite straight on the ground.
/// </summary>
internal sealed class StreetFrame
{
    // Bends of 28 m within 2.3 km stretch lengths by at most 2π·28/2300 ≈ 8 %: what is apart in (u, v) stays apart.
    private const double BendMetres = 28;
    private const double WaveMetres = 2300;

    private readonly Coordinate _origin;
    private readonly double _cos;
    private readonly double _sin;
    private readonly double _phaseU;
    private readonly double _phaseV;

    /// <summary>A frame at an origin in EPSG:4549, turned anticlockwise.</summary>
    public StreetFrame(Coordinate origin, double turnRadians, SeededRandom random)
    {
        _origin = origin;
        (_sin, _cos) = Math.SinCos(turnRadians);
        _phaseU = random.Between(0, 2 * Math.PI);
        _phaseV = random.Between(0, 2 * Math.PI);
    }

    /// <summary>The position of (u, v) in EPSG:4549.</summary>
    public Coordinate At(double u, double v)
    {
        var bentU = u + (BendMetres * Math.Sin((2 * Math.PI * v / WaveMetres) + _phaseU));
        var bentV = v + (BendMetres * Math.Sin((2 * Math.PI * u / WaveMetres) + _phaseV));
        return new Coordinate(_origin.X + (bentU * _cos) - (bentV * _sin), _origin.Y + (bentU * _sin) + (bentV * _cos));
    }

    /// <summary>The (u, v) of a position, bends left out: near enough to aim at it.</summary>
    public (double U, double V) Near(Coordinate position)
    {
        var (dx, dy) = (position.X - _origin.X, position.Y - _origin.Y);
        return ((dx * _cos) + (dy * _sin), (dy * _cos) - (dx * _sin));
    }

    /// <summary>A polygon in (u, v) put on the ground.</summary>
    public Polygon Place(Polygon shape) => MetricPlane.Metres.CreatePolygon(
        Place(shape.Shell), Array.ConvertAll(shape.Holes, Place));

    private LinearRing Place(LinearRing ring) =>
        MetricPlane.Metres.CreateLinearRing(Array.ConvertAll(ring.Coordinates, c => At(c.X, c.Y)));
}
