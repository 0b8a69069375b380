using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>What every answer says about itself besides its geometry.</summary>
/// <param name="Profile">What moves and when.</param>
/// <param name="IsTowards">False: from the place. True: towards it.</param>
/// <param name="CellMetres">Cell size of the surface.</param>
/// <param name="SnapMetres">How far the place is from the road it was put on; the largest of several.</param>
/// <param name="Walk">How one walks off the road.</param>
public sealed record IsochroneDescription(Profile Profile, bool IsTowards, double CellMetres, double SnapMetres, OffRoadWalk Walk)
{
    /// <summary>The direction as parameters spell it.</summary>
    public string Direction => IsTowards ? "to" : "from";

    /// <summary>What the times rest on.</summary>
    public string Note => FormattableString.Invariant(
        $"Times rest on assumed speeds (speeds.cn.json). Off the road one walks at {Walk.SpeedKmh} km/h, {Walk.CapMetres} m at most, across no water or motorway.");
}
