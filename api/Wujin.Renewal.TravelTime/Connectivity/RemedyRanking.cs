using System.Diagnostics;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>A project that might be built.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="CostWan">What it costs, 10,000 yuan; null where that is not known.</param>
/// <param name="Edits">What it changes.</param>
public sealed record Remedy(string Name, double? CostWan, IReadOnlyList<ScenarioEdit> Edits);

/// <summary>What a set of projects brings.</summary>
/// <param name="Members">Which, by their place in the list.</param>
/// <param name="Met">How many destinations meet their limit that did not.</param>
/// <param name="Lost">How many miss it that did not.</param>
/// <param name="GainedMinutes">Minutes gained over all destinations that are reached before and after.</param>
/// <param name="CostWan">What the set costs; null where that of a member is not known.</param>
/// <param name="Flips">Target and destination of every verdict that changes.</param>
public sealed record RemedyResult(
    IReadOnlyList<int> Members, int Met, int Lost, double GainedMinutes, double? CostWan, IReadOnlyList<(string Target, string Destination, bool Passes)> Flips)
{
    /// <summary>Minutes gained for 10,000 yuan; null where the cost is not known or nothing.</summary>
    public double? GainedPerWan => CostWan > 0 ? GainedMinutes / CostWan : null;
}

/// <summary>The ranking.</summary>
/// <param name="Results">Best first: by targets met, then by minutes gained per cost (or minutes gained, where a cost is not known).</param>
/// <param name="Tried">How many sets were computed.</param>
/// <param name="Unfit">How many sets contradict themselves.</param>
/// <param name="IsComplete">Every set up to the size asked for was computed.</param>
public sealed record RemedyReport(IReadOnlyList<RemedyResult> Results, int Tried, int Unfit, bool IsComplete);

/// <summary>
/// Ranks projects, each alone and in sets, by computing every set on the network: what two projects bring together is not what they bring one by one.
/// </summary>
/// <param name="network">The network as it is.</param>
/// <param name="targets">The targets.</param>
/// <param name="profile">What moves and when.</param>
/// <param name="remedies">The projects.</param>
public sealed class RemedyRanking(ReadyNetwork network, IReadOnlyList<TargetQuestion> targets, Profile profile, IReadOnlyList<Remedy> remedies)
{
    /// <summary>
    /// Up to so many sets of a size are all computed; of more, only extensions of the best smaller ones. The 1,140 threes of 20 projects are: a set takes 14 ms on the
    /// demonstration (2026-11-25, two cores).
    /// </summary>
    private const int MostOfASize = 1200;

    private const int Kept = 12;

    private readonly IReadOnlyList<IReadOnlyList<double?>> _before = TargetTimes.Of(network, targets, profile);

    /// <summary>Ranks.</summary>
    /// <param name="largest">Sets of up to so many projects.</param>
    /// <param name="limit">Ends after so long with what there is; each alone is always computed.</param>
    /// <param name="progress">Told how many sets are computed, and of how many.</param>
    /// <param name="cancellation">Stops it.</param>
    public RemedyReport Run(int largest, TimeSpan limit, IProgress<(int Done, int Of)>? progress, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var results = new List<RemedyResult>();
        var (tried, unfit, isComplete) = (0, 0, true);
        List<RemedyResult> previous = [];
        for (var size = 1; size <= Math.Min(largest, remedies.Count); size++)
        {
            var isAll = Count(remedies.Count, size) <= MostOfASize;
            List<int[]> sets = size == 1 ? [.. Enumerable.Range(0, remedies.Count).Select(i => new[] { i })]
                : isAll ? [.. Sets(remedies.Count, size)]
                : Extensions(previous);
            isComplete &= isAll;
            var found = new List<RemedyResult>();
            foreach (var set in sets)
            {
                cancellation.ThrowIfCancellationRequested();
                if (size > 1 && watch.Elapsed > limit)
                {
                    return new RemedyReport([.. Order(results.Concat(found))], tried, unfit, IsComplete: false);
                }

                if (Compute(set) is { } result)
                {
                    found.Add(result);
                }
                else
                {
                    unfit++;
                }

                progress?.Report((++tried, tried + sets.Count));
            }

            results.AddRange(found);
            previous = [.. Order(found).Take(Kept)];
        }

        return new RemedyReport([.. Order(results)], tried, unfit, isComplete);
    }

    private RemedyResult? Compute(int[] members)
    {
        IReadOnlyList<IReadOnlyList<double?>> after;
        try
        {
            after = TargetTimes.Of(network.With(new Scenario(string.Empty, [.. members.SelectMany(m => remedies[m].Edits)])), targets, profile);
        }
        catch (ScenarioException) when (members.Length > 1)
        {
            return null;
        }

        var flips = new List<(string, string, bool)>();
        var gained = 0.0;
        for (var t = 0; t < targets.Count; t++)
        {
            for (var d = 0; d < targets[t].Destinations.Count; d++)
            {
                var (was, now) = (_before[t][d], after[t][d]);
                gained += was - now ?? 0;
                var passes = now <= targets[t].LimitMinutes;
                if (was <= targets[t].LimitMinutes != passes)
                {
                    flips.Add((targets[t].Code, targets[t].Destinations[d].Code, passes));
                }
            }
        }

        var cost = members.All(m => remedies[m].CostWan is not null) ? members.Sum(m => remedies[m].CostWan) : null;
        return new RemedyResult(members, flips.Count(f => f.Item3), flips.Count(f => !f.Item3), gained, cost, flips);
    }

    private static IEnumerable<RemedyResult> Order(IEnumerable<RemedyResult> results)
    {
        var all = results.ToList();
        var isCostKnown = all.TrueForAll(r => r.GainedPerWan is not null);
        return all.OrderByDescending(r => r.Met - r.Lost).ThenByDescending(r => isCostKnown ? r.GainedPerWan : r.GainedMinutes).ThenBy(r => r.Members.Count);
    }

    private List<int[]> Extensions(IEnumerable<RemedyResult> best) =>
    [
        .. best.SelectMany(b => Enumerable.Range(0, remedies.Count).Where(i => !b.Members.Contains(i)).Select(i => b.Members.Append(i).Order().ToArray()))
            .DistinctBy(set => string.Join(' ', set)),
    ];

    private static IEnumerable<int[]> Sets(int count, int size, int first = 0) => size == 0
        ? [[]]
        : Enumerable.Range(first, count - first).SelectMany(i => Sets(count, size - 1, i + 1).Select(rest => (int[])[i, .. rest]));

    private static double Count(int n, int k) => Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1));
}
