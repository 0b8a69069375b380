using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>Who may use a new road, and how fast: by its class, from the speed model, but for a speed that the edit gives.</summary>
internal static class NewRoadTimes
{
    /// <summary>Who may use a class of road.</summary>
    public static ModeSet Modes(SpeedModel speeds, RoadClass roadClass) =>
        roadClass == RoadClass.Ferry ? ModeSet.All
        : (roadClass <= RoadClass.Service && speeds.Car[(int)roadClass] is not null ? ModeSet.Car : ModeSet.None)
        | (speeds.EbikeKmh[(int)roadClass] > 0 ? ModeSet.Ebike : ModeSet.None)
        | (speeds.WalkKmh[(int)roadClass] > 0 ? ModeSet.Walk : ModeSet.None);

    /// <summary>The time of a profile, milliseconds. Built-up or not is not known of a road that is not there: the speeds between settlements count.</summary>
    public static uint Of(SpeedModel speeds, AddRoad edit, double metres, Profile profile)
    {
        var car = edit.Class <= RoadClass.Service ? speeds.Car[(int)edit.Class]?.Rural : null;
        var kmh = edit.Class == RoadClass.Ferry ? edit.SpeedKmh!.Value : profile.Mode() switch
        {
            TravelMode.Car => edit.SpeedKmh ?? car?.Kmh ?? 0,
            TravelMode.Ebike => Math.Min(speeds.EbikeKmh[(int)edit.Class], speeds.EbikeMaxKmh),
            _ => speeds.WalkKmh[(int)edit.Class],
        };
        var longer = edit.Class == RoadClass.Ferry || car is null ? 1 : profile switch
        {
            Profile.CarPeakAm => car.Value.PeakAm,
            Profile.CarPeakPm => car.Value.PeakPm,
            _ => 1,
        };
        return kmh > 0 ? (uint)Math.Min(Math.Round(metres * 3600 / kmh * longer), EdgeTimes.Closed - 1) : EdgeTimes.Closed;
    }
}
