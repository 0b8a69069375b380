using System.Collections.Concurrent;
using Wujin.Renewal.TravelTime.Isochrones;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Search;
using Wujin.Renewal.TravelTime.Search.Hierarchy;
using Wujin.Renewal.TravelTime.Search.Plain;
using Wujin.Renewal.TravelTime.Search.Sweep;
using Wujin.Renewal.TravelTime.Snapping;
using Wujin.Renewal.TravelTime.Storage;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>
/// A graph file with everything that answers questions about it, each made on first use and kept: indexes by mode, times by profile, workspaces of queries.
/// Safe to share among threads. Whoever holds it keeps the file mapped; a service that takes over another just lets go of it.
/// </summary>
public sealed class ReadyNetwork
{
    private readonly Lazy<ContractionHierarchy>[] _hierarchies;
    private readonly Lazy<SurfaceIndex>[] _surfaces;
    private readonly ConcurrentDictionary<(Profile Profile, int SpeedPercent), Lazy<Searching>> _searching = new();
    private readonly ConcurrentDictionary<Profile, Lazy<(PlainGraph Graph, AdjacentStates Adjacent)>> _plain = new();
    private readonly ConcurrentBag<IsochroneQuery>[] _isochrones;

    private ReadyNetwork(GraphFile file)
    {
        File = file;
        var modes = Enum.GetValues<TravelMode>();
        _hierarchies = [.. modes.Select(mode => new Lazy<ContractionHierarchy>(() => ContractionHierarchy.Build(file.Network, mode)))];
        _surfaces = [.. modes.Select(mode => new Lazy<SurfaceIndex>(() => BuildSurface(mode)))];
        _isochrones = [.. modes.Select(_ => new ConcurrentBag<IsochroneQuery>())];
    }

    /// <summary>The file.</summary>
    public GraphFile File { get; }

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
            return new ReadyNetwork(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Makes what the first question by car would have to wait for.</summary>
    public void Warm()
    {
        _ = Search(Profile.Car, 100).Metric;
        _ = _surfaces[(int)TravelMode.Car].Value;
    }

    /// <summary>The nearest road.</summary>
    public SnapResult Snap(Position place, Profile profile) => File.Snapper.Nearest(place, profile.Mode(), File.Snapper.DefaultLimitMetres);

    /// <summary>From places to everywhere, or from everywhere towards them.</summary>
    /// <param name="places">Where it begins; the nearest counts.</param>
    /// <param name="profile">What moves and when.</param>
    /// <param name="isTowards">Towards the places.</param>
    /// <param name="limitMilliseconds">Not beyond.</param>
    /// <param name="speedPercent">All speeds changed to so many per cent; 100 as they are.</param>
    public ReachField Reach(
        IReadOnlyList<EdgePlace> places, Profile profile, bool isTowards, uint limitMilliseconds = ReachField.Unreached - 1, int speedPercent = 100)
    {
        var searching = Search(profile, speedPercent);
        if (!searching.Queries.TryTake(out var query))
        {
            query = new OneToAllQuery(File.Network, searching.Metric);
        }

        try
        {
            return query.Run(places, isTowards, limitMilliseconds);
        }
        finally
        {
            searching.Queries.Add(query);
        }
    }

    /// <summary>The fastest way between two places.</summary>
    /// <returns>Null where there is none.</returns>
    public Route? Route(RoadPlace from, RoadPlace to, Profile profile)
    {
        var (graph, adjacent) = _plain.GetOrAdd(profile, Plain).Value;
        return RouteFinder.Find(File.Network, graph, adjacent, from, to);
    }

    /// <summary>Works on a surface with a workspace that nobody else uses meanwhile.</summary>
    public T WithIsochrones<T>(TravelMode mode, Func<IsochroneQuery, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var bag = _isochrones[(int)mode];
        if (!bag.TryTake(out var query))
        {
            query = new IsochroneQuery(_surfaces[(int)mode].Value);
        }

        try
        {
            return work(query);
        }
        finally
        {
            bag.Add(query);
        }
    }

    private SurfaceIndex BuildSurface(TravelMode mode)
    {
        var walk = OffRoadWalk.Of(File.Speeds);
        var area = Box.Around(File.Network.Points.Span);
        return SurfaceIndex.Build(File.Network, walk, Lattice.DefaultCellMetres(area, walk, mode));
    }

    private Lazy<(PlainGraph Graph, AdjacentStates Adjacent)> Plain(Profile profile) => new(() =>
    {
        var turns = File.Network.TurnGraphs[(int)profile.Mode()];
        return (PlainGraph.Make(turns, File.Network.Times[(int)profile], isTowards: false), new AdjacentStates(turns));
    });

    private Searching Search(Profile profile, int speedPercent) =>
        _searching.GetOrAdd((profile, speedPercent), key => new Lazy<Searching>(() => Make(key.Profile, key.SpeedPercent))).Value;

    private Searching Make(Profile profile, int speedPercent) => new(HierarchyMetric.Customise(
        _hierarchies[(int)profile.Mode()].Value, ScaledTimes.Of(File.Network.Times[(int)profile], speedPercent)));

    private sealed record Searching(HierarchyMetric Metric)
    {
        public ConcurrentBag<OneToAllQuery> Queries { get; } = [];
    }
}
