using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Routes;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>A stretch of a route on one road.</summary>
/// <param name="Name">Name of the road; empty for none.</param>
/// <param name="Class">Its class.</param>
/// <param name="Metres">Length.</param>
/// <param name="Minutes">Time, turns at its end included.</param>
/// <param name="LostMinutes">What it takes longer than the same length would at the mean speed that passes.</param>
/// <param name="Place">Where it begins.</param>
public sealed record Stretch(string Name, RoadClass Class, double Metres, double Minutes, double LostMinutes, Position Place)
{
    /// <summary>Mean speed, km/h.</summary>
    public double Kmh => Minutes > 0 ? Metres / 1000 / (Minutes / 60) : 0;
}

/// <summary>Why a destination misses its limit.</summary>
/// <param name="Route">The fastest way.</param>
/// <param name="DetourRatio">Its length divided by the straight distance.</param>
/// <param name="MeanKmh">Its mean speed, walks included.</param>
/// <param name="PassingKmh">The mean speed on this very route that would pass.</param>
/// <param name="Slowest">The stretches that lose most, at most ten.</param>
public sealed record Diagnosis(Route Route, double DetourRatio, double MeanKmh, double PassingKmh, IReadOnlyList<Stretch> Slowest)
{
    private const int MostStretches = 10;

    /// <summary>Diagnoses a route.</summary>
    /// <param name="route">The fastest way.</param>
    /// <param name="from">Where it starts.</param>
    /// <param name="to">Where it leads.</param>
    /// <param name="limitMinutes">The limit that it misses.</param>
    public static Diagnosis Of(Route route, Position from, Position to, double limitMinutes)
    {
        ArgumentNullException.ThrowIfNull(route);
        var metres = route.Metres;
        var straight = GroundDistance.Metres([from, to]);
        var passing = metres / 1000 / (limitMinutes / 60);
        return new Diagnosis(
            route,
            straight > 0 ? metres / straight : 1,
            route.Milliseconds > 0 ? metres / 1000 / (route.Milliseconds / 3_600_000.0) : 0,
            passing,
            [.. Stretches(route, passing).OrderByDescending(s => s.LostMinutes).Take(MostStretches)]);
    }

    /// <summary>Legs on one road in a row are one stretch.</summary>
    private static IEnumerable<Stretch> Stretches(Route route, double passingKmh)
    {
        var network = route.Network;
        for (var i = 0; i < route.Legs.Count;)
        {
            var first = network.Segments[route.Legs[i].Edge >> 1];
            var (metres, milliseconds, start) = (0.0, 0L, network.Junctions[network.Tail(route.Legs[i].Edge)]);
            for (; i < route.Legs.Count && network.Segments[route.Legs[i].Edge >> 1] is var s && s.Name == first.Name && s.Class == first.Class; i++)
            {
                metres += s.LengthMm / 1000.0 * (route.Legs[i].To - route.Legs[i].From);
                milliseconds += (long)route.Legs[i].DriveMilliseconds + route.Legs[i].TurnMilliseconds;
            }

            var minutes = milliseconds / 60_000.0;
            yield return new Stretch(network.Names[first.Name], first.Class, metres, minutes, minutes - (metres / 1000 / passingKmh * 60), start);
        }
    }
}
