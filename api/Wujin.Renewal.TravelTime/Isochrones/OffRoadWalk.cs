using Wujin.Renewal.TravelTime.Model;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// The walk between a road and a place beside it. The time of a place is the least, over all reached places R on roads where one may get off, of
/// the time of R plus the straight walk between R and the place, which is at most <see cref="CapMetres"/> long and crosses none of the <see cref="Network.Obstacles"/>.
/// The origin itself is such an R, at 0.
/// </summary>
/// <remarks>
/// Nobody gets off, nor on, between the ends of a road that is sealed, in a tunnel or on a bridge: a bridge does not lead into the water below it.
/// This is the one definition: the time surface computes it on its lattice, the tests by brute force over all roads.
/// </remarks>
/// <param name="SpeedKmh">Walking off the road.</param>
/// <param name="CapMetres">The longest walk off the road, 50 to <see cref="LargestCapMetres"/>.</param>
public sealed record OffRoadWalk(double SpeedKmh, double CapMetres)
{
    /// <summary>The longest cap that a surface can hold.</summary>
    public const double LargestCapMetres = 300;

    /// <summary>
    /// How far from a road an isochrone reaches. Assumed: further away the ground is rarely open, and a straight walk no longer means much; a quarter of a
    /// kilometre is about the depth of a residential block. A place that is asked for itself may lie further off (<see cref="SpeedModel.OffRoadLimitMetres"/>).
    /// </summary>
    public const double DefaultCapMetres = 250;

    /// <summary>Milliseconds a metre.</summary>
    public double MillisecondsPerMetre => 3600 / SpeedKmh;

    /// <summary>As a speed model has it.</summary>
    public static OffRoadWalk Of(SpeedModel speeds) => new(speeds.OffRoadKmh, Math.Min(DefaultCapMetres, speeds.OffRoadLimitMetres));
}
