using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search.Hierarchy;

namespace Wujin.Renewal.TravelTime.Search;

/// <summary>
/// A network with the hierarchies of its modes and the metrics of its profiles. The hierarchies come from a graph file or are built on first use (a second
/// for a city and mode); metrics are customised on first use and kept. Safe to share among threads; one per network, for the life of the process.
/// </summary>
public sealed class TravelTimeEngine
{
    private readonly Lazy<ContractionHierarchy>[] _hierarchies;
    private readonly Lazy<HierarchyMetric>[] _metrics;

    /// <summary>For a network whose hierarchies are built when they are needed.</summary>
    public TravelTimeEngine(RoadNetwork network)
        : this(network, mode => ContractionHierarchy.Build(network, mode))
    {
    }

    /// <summary>For a network whose hierarchies come from elsewhere, such as <see cref="HierarchySections"/>.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="hierarchyOf">Gives the hierarchy of a mode; asked once each, when it is needed.</param>
    public TravelTimeEngine(RoadNetwork network, Func<TravelMode, ContractionHierarchy> hierarchyOf)
        : this(network, hierarchyOf, (hierarchy, profile) => HierarchyMetric.Customise(hierarchy, network.Times[(int)profile]))
    {
    }

    internal TravelTimeEngine(
        RoadNetwork network, Func<TravelMode, ContractionHierarchy> hierarchyOf, Func<ContractionHierarchy, Profile, HierarchyMetric> metricOf)
    {
        Network = network;
        _hierarchies = [.. Enum.GetValues<TravelMode>().Select(mode => new Lazy<ContractionHierarchy>(() => hierarchyOf(mode)))];
        _metrics = [.. Profiles.All.Select(profile => new Lazy<HierarchyMetric>(() => metricOf(Hierarchy(profile.Mode()), profile)))];
    }

    /// <summary>The roads.</summary>
    public RoadNetwork Network { get; }

    /// <summary>The index of a mode.</summary>
    public ContractionHierarchy Hierarchy(TravelMode mode) => _hierarchies[(int)mode].Value;

    /// <summary>The metric of a profile.</summary>
    public HierarchyMetric Metric(Profile profile) => _metrics[(int)profile].Value;
}
