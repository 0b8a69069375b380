using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>
/// The street direction of a settlement as coordinates: u along the main streets, v across them, metres. Streets bend softly, so straight lines
/// in (u, v) are not quite straight on the ground.
/// </summary>
internal sealed class StreetFrame
{
    private readonly Vec _origin;
    private readonly Vec _u;
    private readonly double _bend;
    private readonly double _wave;
    private readonly double _phaseU;
    private readonly double _phaseV;

    /// <param name="origin">Where the two main streets cross.</param>
    /// <param name="turnRadians">Anticlockwise from east.</param>
    /// <param name="radiusMetres">Of the settlement: large ones bend in longer waves.</param>
    /// <param name="random">Decides where it bends.</param>
    public StreetFrame(Vec origin, double turnRadians, double radiusMetres, SeededRandom random)
    {
        _origin = origin;
        _u = Vec.OfAngle(turnRadians);
        _wave = Math.Clamp(radiusMetres * 1.6, 1900, 7000);
        _bend = _wave * random.Between(0.016, 0.026);
        (_phaseU, _phaseV) = (random.Between(0, 2 * Math.PI), random.Between(0, 2 * Math.PI));
    }

    /// <summary>The place of (u, v).</summary>
    public Vec At(double u, double v)
    {
        // No bend at the origin: the main streets cross where they should.
        var bentU = u + (_bend * (Math.Sin((2 * Math.PI * v / _wave) + _phaseU) - Math.Sin(_phaseU)));
        var bentV = v + (_bend * (Math.Sin((2 * Math.PI * u / _wave) + _phaseV) - Math.Sin(_phaseV)));
        return _origin + (_u * bentU) + (_u.Left * bentV);
    }

    /// <summary>The (u, v) of a place, bends left out.</summary>
    public Vec Near(Vec place) => new((place - _origin).Dot(_u), (place - _origin).Dot(_u.Left));

    /// <summary>A line of constant v (or constant u) from one end to the other.</summary>
    public Polyline Line(bool alongU, double at, double from, double to)
    {
        var steps = Math.Max(1, (int)Math.Ceiling((to - from) / 70));
        var points = Enumerable.Range(0, steps + 1)
            .Select(i => from + ((to - from) * i / steps))
            .Select(along => alongU ? At(along, at) : At(at, along));
        return new Polyline(Curve.Thinned([.. points], 1));
    }
}
