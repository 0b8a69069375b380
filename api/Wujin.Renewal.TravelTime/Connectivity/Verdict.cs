using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>A destination of a target.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Road">Where it gets on the roads; null where it is too far from any.</param>
public sealed record Destination(string Code, Position Place, RoadPlace? Road);

/// <summary>What came of one destination.</summary>
/// <param name="Destination">The destination.</param>
/// <param name="Minutes">By road, walks included; null where there is no way.</param>
/// <param name="Passes">Within the limit.</param>
/// <param name="MinutesAtSpeed">Minutes when all speeds are changed to so many per cent.</param>
public sealed record Verdict(Destination Destination, double? Minutes, bool Passes, IReadOnlyDictionary<int, double?> MinutesAtSpeed)
{
    /// <summary>The verdict is the same at every speed tried.</summary>
    public required bool IsFirm { get; init; }
}

/// <summary>Judges destinations by a limit, and how far the verdict rests on assumed speeds.</summary>
public static class Verdicts
{
    /// <summary>Speeds that every verdict is tried at besides those of the model, in per cent of them.</summary>
    public static IReadOnlyList<int> Speeds { get; } = [80, 90, 110, 120];

    /// <summary>Judges every destination.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="origins">Where one starts; the best counts.</param>
    /// <param name="destinations">Where to.</param>
    /// <param name="limitMinutes">The limit; what takes exactly that long passes.</param>
    /// <param name="profile">What moves and when.</param>
    /// <param name="fields">Answers of searches from these origins by speed in per cent, kept from tier to tier.</param>
    public static IReadOnlyList<Verdict> Judge(
        ReadyNetwork network, IReadOnlyList<EdgePlace> origins, IReadOnlyList<Destination> destinations, double limitMinutes, Profile profile, IDictionary<int, ReachField> fields)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(destinations);
        ArgumentNullException.ThrowIfNull(fields);
        Search(network, origins, profile, fields);
        double? Minutes(int speed, Destination destination) => destination.Road is { } road ? fields[speed].At(road) / 60_000.0 : null;
        return [.. destinations.Select(d =>
        {
            var minutes = Minutes(100, d);
            var passes = minutes <= limitMinutes;
            var others = Speeds.ToDictionary(s => s, s => Minutes(s, d));
            return new Verdict(d, minutes, passes, others) { IsFirm = others.Values.All(m => (m <= limitMinutes) == passes) };
        })];
    }

    // The first time a network is asked, each speed has to be worked into its hierarchy: several at once.
    private static void Search(ReadyNetwork network, IReadOnlyList<EdgePlace> origins, Profile profile, IDictionary<int, ReachField> fields)
    {
        var missing = Speeds.Prepend(100).Where(speed => !fields.ContainsKey(speed)).ToArray();
        var found = new ReachField[missing.Length];
        Parallel.For(0, missing.Length, i => found[i] = network.Reach(origins, profile, isTowards: false, speedPercent: missing[i]));
        for (var i = 0; i < missing.Length; i++)
        {
            fields[missing[i]] = found[i];
        }
    }
}
