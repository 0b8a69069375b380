using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Snapping;

namespace Wujin.Renewal.TravelTime.Scenarios;

/// <summary>
/// A scenario applied to a network: an engine of its own over the baseline's, which it never touches. All queries work on it as on the baseline. Immutable;
/// safe to share among threads. Applying costs some milliseconds; the metric of a profile some tens on first use.
/// </summary>
public sealed class ScenarioOverlay
{
    private readonly int[] _beginningOf;

    private ScenarioOverlay(TravelTimeEngine baseline, TravelTimeEngine engine, int firstNew, int[] beginningOf)
    {
        Baseline = baseline;
        Engine = engine;
        FirstNewSegment = firstNew;
        _beginningOf = beginningOf;
    }

    /// <summary>The network without the scenario.</summary>
    public TravelTimeEngine Baseline { get; }

    /// <summary>With it: <see cref="TravelTimeEngine.Network"/> has the baseline's segments, then pieces of those that new roads join, then the new roads.</summary>
    public TravelTimeEngine Engine { get; }

    /// <summary>The first segment of a new road; pieces of joined roads lie between the baseline's segments and it.</summary>
    public int FirstNewSegment { get; }

    /// <summary>Applies a scenario.</summary>
    /// <param name="baseline">The network.</param>
    /// <param name="scenario">The edits.</param>
    /// <param name="speeds">The speed model of the network, for new roads.</param>
    /// <param name="segments">As <see cref="BoxTree.OverSegments"/>, where it is at hand; else it is built.</param>
    /// <exception cref="ScenarioException">Edits do not fit the network; all faults are in it.</exception>
    public static ScenarioOverlay Apply(TravelTimeEngine baseline, Scenario scenario, SpeedModel speeds, BoxTree? segments = null)
    {
        var network = baseline.Network;
        segments ??= BoxTree.OverSegments(network);
        var faults = new List<ScenarioFault>();
        var added = scenario.Edits.OfType<AddRoad>().ToList();
        var joints = new JointFinder(network, segments);
        joints.Run(added, faults);
        var times = new ChangedTimes(network, segments, joints.SegmentCount, faults);
        times.Apply(scenario.Edits);
        if (faults.Count > 0)
        {
            throw new ScenarioException(faults);
        }

        var roads = new OverlayRoads(network, speeds, joints, added, times.Milliseconds);
        var turns = new NewTurns(network, roads, speeds);
        OverlayTurns[] graphs = [.. Enum.GetValues<TravelMode>().Select(mode => OverlayTurns.Make(network, roads, turns, mode))];
        var engine = new TravelTimeEngine(
            roads.Network([.. graphs.Select(g => g.Graph)]),
            mode => Extend(baseline.Hierarchy(mode), graphs[(int)mode]),
            (hierarchy, profile) => PartialCustomisation.Run(
                baseline.Metric(profile), hierarchy, roads.Times[(int)profile], graphs[(int)profile.Mode()].Rows.Keys));
        return new ScenarioOverlay(baseline, engine, roads.FirstNew, Beginnings(network, roads));
    }

    /// <summary>
    /// The edge that begins where an edge of the baseline began: itself, or its first piece where a new road joins it. Compare labels by this.
    /// </summary>
    public int BeginningOf(int baselineEdge) => _beginningOf[baselineEdge];

    private static ContractionHierarchy Extend(ContractionHierarchy below, OverlayTurns turns) =>
        turns.Rows.Count > 0 ? HierarchyExtension.Extend(below, turns.Graph, turns.Rows.Keys)
        : turns.Graph.FirstState.Length > below.Graph.FirstState.Length ? new ContractionHierarchy(turns.Graph, below.Columns)
        : below;

    private static int[] Beginnings(RoadNetwork network, OverlayRoads roads)
    {
        var beginning = Enumerable.Range(0, network.EdgeCount).ToArray();
        foreach (var (segment, pieces) in roads.Pieces)
        {
            beginning[2 * segment] = 2 * pieces[0];
            beginning[(2 * segment) + 1] = (2 * pieces[^1]) + 1;
        }

        return beginning;
    }
}
