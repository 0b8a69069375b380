using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.Api.Routing;

/// <summary>A place with the road it gets on.</summary>
/// <param name="Id">What messages and tables call it.</param>
/// <param name="Place">As asked for.</param>
/// <param name="Road">Where it gets on the roads.</param>
internal sealed record SnappedPlace(string Id, Position Place, RoadPlace Road)
{
    /// <summary>Finds the road of a place.</summary>
    /// <exception cref="WorkFailedException">There is none near enough.</exception>
    public static SnappedPlace Find(RoadSnapper snapper, string id, Position place, TravelMode mode, double? limitMetres) =>
        snapper.Nearest(place, mode, limitMetres ?? snapper.DefaultLimitMetres) switch
        {
            SnapResult.Snapped found => new(id, place, found.Road),
            SnapResult.TooFar far => throw new WorkFailedException($"{id}: {far.Message}"),
            var other => throw new InvalidOperationException($"Unknown result {other}."),
        };
}
