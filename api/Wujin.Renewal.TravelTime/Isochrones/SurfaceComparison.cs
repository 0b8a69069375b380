using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>What a change of the roads does to a surface: who gains how many minutes, which area comes within a limit and which falls out of it.</summary>
public static class SurfaceComparison
{
    private static readonly PrecisionModel SixDecimals = new(1e6);

    /// <summary>By how much each node is nearer afterwards.</summary>
    /// <param name="before">The surface before.</param>
    /// <param name="after">The surface after, on the same lattice.</param>
    /// <returns>
    /// Seconds gained, negative where lost; infinite where a node is reached only afterwards, minus infinity where only before; NaN where neither.
    /// </returns>
    /// <exception cref="ArgumentException">The lattices differ.</exception>
    public static TimeGrid Gains(TimeGrid before, TimeGrid after)
    {
        if (before.Lattice != after.Lattice)
        {
            throw new ArgumentException("The surfaces lie on different lattices: make the second index with the first one's lattice.", nameof(after));
        }

        var west = Math.Min(before.FirstColumn, after.FirstColumn);
        var south = Math.Min(before.FirstRow, after.FirstRow);
        var width = Math.Max(before.FirstColumn + before.Width, after.FirstColumn + after.Width) - west;
        var height = Math.Max(before.FirstRow + before.Height, after.FirstRow + after.Height) - south;
        var gains = new float[width * height];
        for (var i = 0; i < gains.Length; i++)
        {
            var (y, x) = Math.DivRem(i, width);
            var (was, isNow) = (before.At(west + x, south + y), after.At(west + x, south + y));
            gains[i] = float.IsNaN(was) ? (float.IsNaN(isNow) ? float.NaN : float.PositiveInfinity)
                : float.IsNaN(isNow) ? float.NegativeInfinity
                : was - isNow;
        }

        return new TimeGrid(before.Lattice, west, south, width, height, gains);
    }

    /// <summary>The area that only one of two isochrones of the same limit has.</summary>
    /// <param name="before">The isochrone before.</param>
    /// <param name="after">The isochrone after.</param>
    /// <returns>What is within the limit only afterwards, and only before; valid, in degrees, six decimals.</returns>
    public static (Geometry Gained, Geometry Lost) AreaChange(MultiPolygon before, MultiPolygon after) =>
        (Difference(after, before), Difference(before, after));

    private static Geometry Difference(Geometry of, Geometry without) => of.EqualsExact(without)
        ? of.Factory.CreateMultiPolygon()
        : OverlayNG.Overlay(of, without, OverlayNG.DIFFERENCE, SixDecimals);
}
