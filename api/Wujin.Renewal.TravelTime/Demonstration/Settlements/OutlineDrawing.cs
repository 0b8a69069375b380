using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>Draws the edge of a built-up area: as far as it has grown in each direction, but no nearer to water and motorways than it may.</summary>
internal static class OutlineDrawing
{
    private const int Rays = 72;
    private const double MotorwayGapMetres = 420;
    private const double WaterGapMetres = 130;
    private const double LeastMetres = 450;

    /// <summary>The edge around one or more round areas.</summary>
    /// <param name="middle">Inside one of them.</param>
    /// <param name="areas">Centres and radii.</param>
    /// <param name="turnRadians">Direction of the streets: the edge is more square than round, along them.</param>
    /// <param name="motorways">What it keeps off.</param>
    /// <param name="waters">What it keeps off, canals excepted.</param>
    /// <param name="random">Decides.</param>
    public static Outline Draw(
        Vec middle, IReadOnlyList<(Vec Centre, double Radius)> areas, double turnRadians, PieceIndex motorways, Waters waters, SeededRandom random)
    {
        var (second, third, fifth) = (random.Between(0, 6.3), random.Between(0, 6.3), random.Between(0, 6.3));
        var reach = new double[Rays];
        for (var i = 0; i < Rays; i++)
        {
            var angle = 2 * Math.PI * i / Rays;
            var wobble = 1 + (0.06 * Math.Sin((2 * angle) + second)) + (0.05 * Math.Sin((3 * angle) + third)) + (0.025 * Math.Sin((5 * angle) + fifth));
            reach[i] = Math.Max(LeastMetres, areas.Max(a => Reach(middle, angle, a)) * wobble * Squareness(angle - turnRadians));
        }

        reach = Smoothed(reach, areas.Count > 1 ? 4 : 1);
        for (var i = 0; i < Rays; i++)
        {
            reach[i] = Clear(middle, Vec.OfAngle(2 * Math.PI * i / Rays), reach[i], motorways, waters);
        }

        reach = [.. Smoothed(reach, 1).Zip(reach, Math.Min)];
        var ring = Enumerable.Range(0, Rays + 1).Select(i => middle + (Vec.OfAngle(2 * Math.PI * (i % Rays) / Rays) * reach[i % Rays])).ToList();
        ring[^1] = ring[0];
        return new Outline(Curve.Through(ring, 60, 2.5));
    }

    // A superellipse of exponent 3.2, of about the area of the circle.
    private static double Squareness(double angle)
    {
        var (sin, cos) = Math.SinCos(angle);
        return 0.94 * Math.Pow(Math.Pow(Math.Abs(sin), 3.2) + Math.Pow(Math.Abs(cos), 3.2), -1 / 3.2);
    }

    private static double Reach(Vec from, double angle, (Vec Centre, double Radius) area)
    {
        var direction = Vec.OfAngle(angle);
        var along = (area.Centre - from).Dot(direction);
        var aside = Math.Abs((area.Centre - from).Cross(direction));
        return aside < area.Radius ? along + Math.Sqrt((area.Radius * area.Radius) - (aside * aside)) : 0;
    }

    private static double Clear(Vec from, Vec direction, double reach, PieceIndex motorways, Waters waters)
    {
        for (var at = LeastMetres; at < reach; at += 90)
        {
            var place = from + (direction * at);
            if (motorways.Distance(place, MotorwayGapMetres) < MotorwayGapMetres || waters.IsOpenWater(place, WaterGapMetres))
            {
                return Math.Max(LeastMetres, at - 90);
            }
        }

        return reach;
    }

    private static double[] Smoothed(double[] reach, int times)
    {
        for (; times > 0; times--)
        {
            var from = reach;
            reach = [.. from.Select((r, i) => (from[(i + Rays - 1) % Rays] + (2 * r) + from[(i + 1) % Rays]) / 4)];
        }

        return reach;
    }
}
