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
    /// <summary>Asks a network. Targets with the same origins share one query, and a place is put on its road once.</summary>
    /// <remarks>
    /// A matrix of one row, not a search to everywhere: a scenario is asked once, and preparing its metric for sweeps takes longer than the few
    /// climbs that a matrix needs.
    /// </remarks>
    /// <returns>By target and destination, in the order given; null where there is no way or no road near.</returns>
    public static IReadOnlyList<IReadOnlyList<double?>> Of(ReadyNetwork network, IReadOnlyList<TargetQuestion> targets, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(targets);
        var roads = targets.SelectMany(t => t.Origins.Concat(t.Destinations.Select(d => d.Place))).Distinct()
            .ToDictionary(place => place, place => (network.Snap(place, profile) as SnapResult.Snapped)?.Road.Edges);
        var minutes = new Dictionary<(string Origins, Position Place), double?>();
        foreach (var group in targets.GroupBy(t => string.Join(' ', t.Origins)))
        {
            List<EdgePlace> starts = [.. group.First().Origins.SelectMany(o => roads[o] ?? [])];
            List<Position> ends = [.. group.SelectMany(t => t.Destinations.Select(d => d.Place)).Distinct().Where(place => roads[place] is not null)];
            if (starts.Count == 0 || ends.Count == 0)
            {
                continue;
            }

            var matrix = network.Matrix([starts], [.. ends.Select(e => roads[e]!)], profile);
            for (var e = 0; e < ends.Count; e++)
            {
                minutes[(group.Key, ends[e])] = matrix[0, e] < ReachField.Unreached ? matrix[0, e] / 60_000.0 : null;
            }
        }

        return [.. targets.Select(t => (IReadOnlyList<double?>)[.. t.Destinations.Select(d => minutes.GetValueOrDefault((string.Join(' ', t.Origins), d.Place)))])];
    }
}
