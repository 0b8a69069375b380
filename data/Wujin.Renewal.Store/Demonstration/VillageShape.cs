using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Draws a self-build zone: a row of plots along a canal, on one bank or on both. In the (u, v) of a frame whose u follows the canal.</summary>
internal static class VillageShape
{
    private const double TowpathMetres = 14;

    /// <summary>The outline on one bank, or a polygon a bank.</summary>
    /// <param name="areaM2">About how large.</param>
    /// <param name="u">Where along the canal its middle is, metres.</param>
    /// <param name="bank">+1 for the left bank, -1 for the right, 0 for both.</param>
    /// <param name="random">Decides the shape.</param>
    public static Polygon[] Draw(double areaM2, double u, int bank, SeededRandom random)
    {
        if (bank == 0)
        {
            var share = random.Between(0.38, 0.62);
            var shift = random.Between(-40.0, 40.0);
            return [Strip(areaM2 * share, u + shift, 1, random), Strip(areaM2 * (1 - share), u - shift, -1, random)];
        }

        var strip = Strip(areaM2, u, bank, random);
        return areaM2 > 60_000 && random.Chance(0.25) ? [WithPond(strip, bank, random)] : [strip];
    }

    private static Polygon Strip(double areaM2, double u, int bank, SeededRandom random)
    {
        var slenderness = random.Between(2.4, 6.5);
        var depth = Math.Sqrt(areaM2 / slenderness);
        var length = areaM2 / depth;
        var stations = Math.Clamp((int)(length / 85), 3, 9);
        var near = new List<Coordinate>();
        var far = new List<Coordinate>();
        for (var i = 0; i <= stations; i++)
        {
            var along = u + (length * ((i / (double)stations) - 0.5)) + (i > 0 && i < stations ? 9 * random.Bell() : 0);
            near.Add(new Coordinate(along, bank * (TowpathMetres + random.Between(0, 3.5))));
            far.Add(new Coordinate(along + (5 * random.Bell()), bank * (TowpathMetres + (depth * (1 + (0.13 * random.Bell()))))));
        }

        far.Reverse();
        return MetricPlane.Metres.CreatePolygon([.. near, .. far, near[0].Copy()]);
    }

    private static Polygon WithPond(Polygon strip, int bank, SeededRandom random)
    {
        var extent = strip.EnvelopeInternal;
        var (u, v) = (extent.Centre.X + (extent.Width * random.Between(-0.15, 0.15)), bank * (TowpathMetres + (extent.Height * 0.5)));
        var (halfWidth, halfHeight) = (extent.Height * random.Between(0.16, 0.22), extent.Height * random.Between(0.12, 0.17));
        var pond = MetricPlane.Metres.CreateLinearRing(
        [
            new(u - halfWidth, v), new(u - (halfWidth * 0.4), v + halfHeight), new(u + (halfWidth * 0.6), v + (halfHeight * 0.8)),
            new(u + halfWidth, v - (halfHeight * 0.2)), new(u + (halfWidth * 0.2), v - halfHeight), new(u - halfWidth, v),
        ]);
        return MetricPlane.Metres.CreatePolygon(strip.Shell, [pond]);
    }
}
