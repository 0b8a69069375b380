using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>A target as it is asked of a network.</summary>
/// <param name="Code">Its code.</param>
/// <param name="LimitMinutes">The limit.</param>
/// <param name="Origins">Where one starts; the best counts.</param>
/// <param name="Destinations">Where to, with codes.</param>
public sealed record TargetQuestion(string Code, double LimitMinutes, IReadOnlyList<Position> Origins, IReadOnlyList<(string Code, Position Place)> Destinations);

/// <summary>Minutes of all destinations of all targets.</summary>
public static class TargetTimes
{
    /// <summary>Asks a network. Targets with the same origins share one search.</summary>
    /// <returns>By target and destination, in the order given; null where there is no way or no road near.</returns>
    public static IReadOnlyList<IReadOnlyList<double?>> Of(ReadyNetwork network, IReadOnlyList<TargetQuestion> targets, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(targets);
        var fields = new Dictionary<string, ReachField?>(StringComparer.Ordinal);
        return [.. targets.Select(target =>
        {
            var key = string.Join(' ', target.Origins);
            if (!fields.TryGetValue(key, out var field))
            {
                List<EdgePlace> starts = [.. target.Origins.Select(o => network.Snap(o, profile)).OfType<SnapResult.Snapped>().SelectMany(s => s.Road.Edges)];
                fields[key] = field = starts.Count > 0 ? network.Reach(starts, profile, isTowards: false) : null;
            }

            return (IReadOnlyList<double?>)[.. target.Destinations.Select(d => Minutes(network, field, d.Place, profile))];
        })];
    }

    private static double? Minutes(ReadyNetwork network, ReachField? field, Position place, Profile profile) =>
        field is not null && network.Snap(place, profile) is SnapResult.Snapped snapped && field.At(snapped.Road) is { } milliseconds ? milliseconds / 60_000.0 : null;
}
