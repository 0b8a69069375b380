using System.Collections.Concurrent;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Scenarios;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Matrix;
using Wujin.Renewal.TravelTime.Search.Routes;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>
/// A graph file, or a scenario over one, with everything that answers questions about it, each made on first use and kept: indexes by mode, times by
/// profile, workspaces of queries. Safe to share among threads. Whoever holds it keeps the file mapped; a service that takes over another just lets go of it.
/// </summary>
public sealed class ReadyNetwork
{
    /// <summary>So many roads near a place are looked at for one that is not new.</summary>
    private const int MostNear = 100;

    /// <summary>A workspace whose surfaces covered more of the lattice than this is let go after use: each node takes 8 bytes. 16 million are some 200 km each way at 50 m.</summary>
    private const long MostNodesKept = 16_000_000;

    private readonly Lazy<RoadSnapper> _snapper;
    private readonly Lazy<SurfaceIndex>[] _surfaces;
    private readonly ConcurrentDictionary<(Profile Profile, int SpeedPercent), Lazy<Searching>> _searching = new();
    private readonly ConcurrentBag<IsochroneQuery>[] _isochrones;
    private readonly ReadyNetwork? _baseline;
    private readonly int _firstNewSegment;

    private ReadyNetwork(GraphFile file, TravelTimeEngine engine, ReadyNetwork? baseline, int firstNewSegment)
    {
        (File, Engine, _baseline, _firstNewSegment) = (file, engine, baseline, firstNewSegment);
        _snapper = new(() => baseline is null ? file.Snapper : new RoadSnapper(engine.Network, file.Speeds));
        var modes = Enum.GetValues<TravelMode>();
        _surfaces = [.. modes.Select(mode => new Lazy<SurfaceIndex>(() => BuildSurface(mode)))];
        _isochrones = [.. modes.Select(_ => new ConcurrentBag<IsochroneQuery>())];
    }

    /// <summary>The file.</summary>
    public GraphFile File { get; }

    /// <summary>Roads, hierarchies and metrics.</summary>
    public TravelTimeEngine Engine { get; }

    /// <summary>The roads, with those of the scenario.</summary>
    public RoadNetwork Network => Engine.Network;

    /// <summary>Names the content of the file.</summary>
    public string Checksum => File.Checksum;

    /// <summary>Whether its roads are made up.</summary>
    public bool IsDemo => File.Metadata.IsDemo;

    /// <summary>Opens a file and compares every checksum of it.</summary>
    /// <exception cref="GraphFileException">It is damaged, or no graph file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReadyNetwork TakeOver(string path, CancellationToken cancellation)
    {
        var file = GraphFile.Open(path);
        try
        {
            file.Verify(cancellation);
            return new ReadyNetwork(file, HierarchySections.Open(file), null, int.MaxValue);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The same network with a scenario applied; this one stays as it is. Costs some milliseconds, and some tens a profile on first use.</summary>
    /// <exception cref="ScenarioException">Edits do not fit the network; all faults are in it.</exception>
    /// <exception cref="InvalidOperationException">This is a scenario already.</exception>
    public ReadyNetwork With(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        if (_baseline is not null)
        {
            throw new InvalidOperationException("Scenarios are applied to the network as it is.");
        }

        var overlay = ScenarioOverlay.Apply(Engine, scenario, File.Speeds);
        return new ReadyNetwork(File, overlay.Engine, this, overlay.FirstNewSegment);
    }

    /// <summary>
    /// Makes what the first search by car would have to wait for. The index of surfaces is left to the first isochrone: for the demonstration it takes about 0.3 s,
    /// once, and 60 MiB, which a service that nobody asks for isochrones need not hold.
    /// </summary>
    public void Warm() => _ = Search(Profile.Car, 100);

    /// <summary>
    /// The nearest road. Where that is a new road of a scenario, the nearest other one counts as well: a new road that passes a place without leading
    /// anywhere from there must not make it harder to reach.
    /// </summary>
    public SnapResult Snap(Position place, Profile profile)
    {
        var (snapper, mode) = (_snapper.Value, profile.Mode());
        var nearest = snapper.Nearest(place, mode, snapper.DefaultLimitMetres);
        if (nearest is not SnapResult.Snapped { Road: var road } || road.Segment < _firstNewSegment)
        {
            return nearest;
        }

        var other = snapper.NearestSegments(place, mode, snapper.DefaultLimitMetres, MostNear).FirstOrDefault(r => r.Segment < _firstNewSegment);
        return other is null ? nearest : new SnapResult.Snapped(road with { Edges = [.. road.Edges, .. other.Edges] });
    }

    /// <summary>From places to everywhere, or from everywhere towards them.</summary>
    /// <param name="places">Where it begins; the nearest counts.</param>
    /// <param name="profile">What moves and when.</param>
    /// <param name="isTowards">Towards the places.</param>
    /// <param name="limitMilliseconds">Not beyond.</param>
    /// <param name="speedPercent">All speeds changed to so many per cent; 100 as they are.</param>
    public ReachField Reach(
        IReadOnlyList<EdgePlace> places, Profile profile, bool isTowards, uint limitMilliseconds = ReachField.Unreached - 1, int speedPercent = 100) =>
        Rent(Search(profile, speedPercent).OneToAll, metric => new OneToAllQuery(Network, metric), profile, speedPercent, query => query.Run(places, isTowards, limitMilliseconds));

    /// <summary>From each of some places to each of others.</summary>
    public TravelTimeMatrix Matrix(IReadOnlyList<IReadOnlyList<EdgePlace>> origins, IReadOnlyList<IReadOnlyList<EdgePlace>> destinations, Profile profile) =>
        Rent(Search(profile, 100).Matrices, metric => new MatrixQuery(metric), profile, 100, query => query.Run(origins, destinations));

    /// <summary>The fastest way between two places.</summary>
    /// <returns>Null where there is none.</returns>
    public Route? Route(RoadPlace from, RoadPlace to, Profile profile)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Rent(Search(profile, 100).Routes, metric => new RouteQuery(Network, metric), profile, 100, query => query.Run(from.Edges, to.Edges));
    }

    /// <summary>Works on a surface with a workspace that nobody else uses meanwhile.</summary>
    public T WithIsochrones<T>(TravelMode mode, Func<IsochroneQuery, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var bag = _isochrones[(int)mode];
        var query = bag.TryTake(out var idle) ? idle : new IsochroneQuery(_surfaces[(int)mode].Value);
        try
        {
            return work(query);
        }
        finally
        {
            if (query.TouchedNodes <= MostNodesKept)
            {
                bag.Add(query);
            }
        }
    }

    private TResult Rent<TQuery, TResult>(ConcurrentBag<TQuery> bag, Func<HierarchyMetric, TQuery> make, Profile profile, int speedPercent, Func<TQuery, TResult> work)
    {
        var query = bag.TryTake(out var idle) ? idle : make(Search(profile, speedPercent).Metric);
        try
        {
            return work(query);
        }
        finally
        {
            bag.Add(query);
        }
    }

    /// <remarks>A scenario is drawn on the lattice of the network as it is, where it fits on it, so that areas can be compared.</remarks>
    private SurfaceIndex BuildSurface(TravelMode mode)
    {
        var walk = OffRoadWalk.Of(File.Speeds);
        if (_baseline is not null)
        {
            try
            {
                return _baseline._surfaces[(int)mode].Value.Extend(Network);
            }
            catch (ArgumentException)
            {
                // A new road leads off the lattice: the scenario gets one of its own.
            }
        }

        var area = Box.Around(Network.Points.Span);
        return SurfaceIndex.Build(Network, walk, Lattice.DefaultCellMetres(area, walk, mode));
    }

    private Searching Search(Profile profile, int speedPercent) => _searching.GetOrAdd((profile, speedPercent), key => new Lazy<Searching>(() => new Searching(
        key.SpeedPercent == 100
            ? Engine.Metric(key.Profile)
            : HierarchyMetric.Customise(Engine.Hierarchy(key.Profile.Mode()), ScaledTimes.Of(Network.Times[(int)key.Profile], key.SpeedPercent), isLasting: false)))).Value;

    private sealed record Searching(HierarchyMetric Metric)
    {
        public ConcurrentBag<OneToAllQuery> OneToAll { get; } = [];

        public ConcurrentBag<MatrixQuery> Matrices { get; } = [];

        public ConcurrentBag<RouteQuery> Routes { get; } = [];
    }
}
