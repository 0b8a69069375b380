using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Import;

/// <summary>How long a piece of road takes, for each profile.</summary>
internal sealed class PieceTimes(SpeedModel model, ObservedSpeeds observed)
{
    private const double SecondsPerHour = 3600;

    /// <summary>The times of one direction.</summary>
    /// <param name="road">The way.</param>
    /// <param name="isBackward">Against its drawing.</param>
    /// <param name="isUrban">Within a built-up area.</param>
    /// <param name="metres">Length of the piece.</param>
    /// <param name="crossings">Marked crossings on the piece.</param>
    public ProfileTimes Of(in RoadWay road, bool isBackward, bool isUrban, double metres, int crossings)
    {
        var times = default(ProfileTimes);
        var traits = road.Traits;
        var limit = isBackward ? traits.BackwardLimitKmh : traits.ForwardLimitKmh;
        var unpaved = traits.IsUnpaved ? model.UnpavedShare : 1;
        var speeds = model.Car[Math.Min((int)traits.Class, (int)RoadClass.Footway)]!;
        var area = isUrban ? speeds.Urban : speeds.Rural;
        var free = metres / (observed.Kmh(road.Id, isBackward) ?? CarKmh(traits.Class, speeds, area, limit) * unpaved) * SecondsPerHour;
        var waits = traits.Class < RoadClass.Service ? crossings * model.Turns.Car.CrossingSeconds * 1000 : 0;
        times[(int)Profile.Car] = Round(free + waits);
        times[(int)Profile.CarPeakAm] = Round(free * area.PeakAm + waits);
        times[(int)Profile.CarPeakPm] = Round(free * area.PeakPm + waits);
        times[(int)Profile.Ebike] = Round(metres / EbikeKmh(traits.Class, limit, unpaved) * SecondsPerHour);
        times[(int)Profile.Walk] = Round(metres / Known(model.WalkKmh, traits.Class) * SecondsPerHour);
        return times;
    }

    /// <summary>The times of a piece of a ferry.</summary>
    /// <param name="road">The way.</param>
    /// <param name="metres">Length of the piece.</param>
    /// <param name="wayMetres">Length of the way.</param>
    /// <param name="boards">Whether one boards here: at the first piece in each direction.</param>
    public ProfileTimes OfFerry(in RoadWay road, double metres, double wayMetres, bool boards)
    {
        var seconds = road.Traits.FerrySeconds > 0 && wayMetres > 0
            ? road.Traits.FerrySeconds * metres / wayMetres
            : metres / 1000 / model.FerryKmh * SecondsPerHour;
        var times = default(ProfileTimes);
        foreach (var profile in Profiles.All)
        {
            times[(int)profile] = Round(1000 * (seconds + (boards ? model.BoardingSeconds[(int)profile.Mode()] : 0)));
        }

        return times;
    }

    // On the least roads nobody drives faster for a sign that allows it.
    private static double CarKmh(RoadClass roadClass, CarSpeeds speeds, AreaSpeeds area, double limit) => limit <= 0 ? area.Kmh
        : roadClass >= RoadClass.LivingStreet ? Math.Min(area.Kmh, limit * speeds.LimitShare)
        : limit * speeds.LimitShare;

    private double EbikeKmh(RoadClass roadClass, double limit, double unpaved)
    {
        var kmh = Math.Min(Known(model.EbikeKmh, roadClass) * unpaved, model.EbikeMaxKmh);
        return limit > 0 ? Math.Min(kmh, limit) : kmh;
    }

    // Where a sign lets somebody on a road of a class that is not theirs, it is like a trunk road.
    private static double Known(IReadOnlyList<double> kmh, RoadClass roadClass) =>
        kmh[(int)roadClass] > 0 ? kmh[(int)roadClass] : kmh[(int)RoadClass.Trunk];

    private static uint Round(double milliseconds) => (uint)Math.Min(Math.Round(milliseconds), int.MaxValue);
}
