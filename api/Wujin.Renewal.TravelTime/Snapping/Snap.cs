using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;

namespace Wujin.Renewal.TravelTime.Snapping;

/// <summary>Where a place gets on the roads.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Fraction">Along its drawing, 0 to 1.</param>
/// <param name="Place">There.</param>
/// <param name="Metres">How far from the place asked for, as the crow flies.</param>
/// <param name="Edges">The same on each edge that the mode may use, with the time of the walk.</param>
public sealed record RoadPlace(int Segment, double Fraction, Position Place, double Metres, IReadOnlyList<EdgePlace> Edges);

/// <summary>What came of looking for a road: a <see cref="Snapped"/> or a <see cref="TooFar"/>.</summary>
public abstract record SnapResult
{
    private SnapResult()
    {
    }

    /// <summary>There is a road.</summary>
    /// <param name="Road">Where.</param>
    public sealed record Snapped(RoadPlace Road) : SnapResult;

    /// <summary>There is none within the limit that can be walked to.</summary>
    /// <param name="LimitMetres">The limit.</param>
    /// <param name="NearestMetres">How far the nearest road within the limit is that only water or a motorway cuts off; null where there is none at all.</param>
    public sealed record TooFar(double LimitMetres, double? NearestMetres) : SnapResult
    {
        /// <summary>Says so, and what to do.</summary>
        public string Message => NearestMetres is { } metres
            ? FormattableString.Invariant($"The nearest road, {metres:0} m away, lies behind water or a motorway. Choose a place on this side, beside a road.")
            : FormattableString.Invariant($"There is no road within {LimitMetres:0} m. Choose a place nearer to one.");
    }
}
