using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>
/// Everything about the time surfaces of a network that depends neither on speeds nor on a question: the lattice, where each road meets it, what a walk may not
/// cross. Immutable; safe to share among threads. Costs some tenths of a second for a city and about 20 bytes a node; the rest is a <see cref="SurfaceQuery"/>.
/// </summary>
public sealed class SurfaceIndex
{
    private SurfaceIndex(RoadNetwork network, OffRoadWalk walk, Lattice lattice)
    {
        (Network, Walk, Lattice) = (network, walk, lattice);
        Window = new WalkWindow(lattice, walk);
        Obstacles = new ObstaclePieces(network.Obstacles, lattice);
        Access = new AccessBuilder(network, lattice, walk, Obstacles).Build(0);
        Barriers = new WalkBarriers(lattice, Window, Obstacles);
        Links = new LinkCrossings(lattice, Obstacles);
        Gaps = ThinGaps.Find(this);
    }

    private SurfaceIndex(SurfaceIndex below, RoadNetwork network)
    {
        (Network, Walk, Lattice) = (network, below.Walk, below.Lattice);
        (Window, Obstacles, Barriers, Links, Gaps) = (below.Window, below.Obstacles, below.Barriers, below.Links, below.Gaps);
        Access = below.Access.With(new AccessBuilder(network, Lattice, Walk, Obstacles).Build(below.Network.Segments.Length));
    }

    /// <summary>The roads.</summary>
    public RoadNetwork Network { get; }

    /// <summary>How one walks off the road.</summary>
    public OffRoadWalk Walk { get; }

    /// <summary>Where the nodes lie.</summary>
    public Lattice Lattice { get; }

    internal WalkWindow Window { get; }

    internal ObstaclePieces Obstacles { get; }

    internal AccessTable Access { get; }

    internal WalkBarriers Barriers { get; }

    internal LinkCrossings Links { get; }

    internal ThinGaps Gaps { get; }

    /// <summary>Makes the index of a network.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="walk">How one walks off the road.</param>
    /// <param name="cellMetres">See <see cref="Isochrones.Lattice.DefaultCellMetres"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cell is too small or too large.</exception>
    public static SurfaceIndex Build(RoadNetwork network, OffRoadWalk walk, double cellMetres) =>
        Build(network, walk, Lattice.Over(Box.Around(network.Points.Span), walk, cellMetres));

    /// <summary>Makes the index of a network on a lattice that is there already, to compare it with another network. Roads that lie off it are an error.</summary>
    /// <param name="network">The roads.</param>
    /// <param name="walk">How one walks off the road.</param>
    /// <param name="lattice">The lattice, laid for the same <paramref name="walk"/>.</param>
    /// <exception cref="ArgumentException">A road lies off the lattice.</exception>
    public static SurfaceIndex Build(RoadNetwork network, OffRoadWalk walk, Lattice lattice)
    {
        if (!(walk.SpeedKmh is >= 1 and <= 20 && walk.CapMetres is >= 50 and <= OffRoadWalk.LargestCapMetres))
        {
            throw new ArgumentOutOfRangeException(nameof(walk), walk, $"One walks at 1 to 20 km/h and 50 to {OffRoadWalk.LargestCapMetres} m.");
        }

        return Holds(lattice, network)
            ? new SurfaceIndex(network, walk, lattice)
            : throw new ArgumentException("The network does not lie on this lattice.", nameof(lattice));
    }

    /// <summary>
    /// The index of a network that has the segments of this one's, with their numbers, and more behind them, as a scenario's has. Costs some milliseconds: what there is
    /// is shared. Obstacles stay those of this network.
    /// </summary>
    /// <param name="network">The network with more segments.</param>
    /// <exception cref="ArgumentException">It has fewer segments, or one that lies off the lattice.</exception>
    public SurfaceIndex Extend(RoadNetwork network) =>
        network == Network ? this
        : network.Segments.Length >= Network.Segments.Length && Holds(Lattice, network) ? new SurfaceIndex(this, network)
        : throw new ArgumentException("The network does not extend this one on the same lattice.", nameof(network));

    private static bool Holds(Lattice lattice, RoadNetwork network)
    {
        var area = Box.Around(network.Points.Span);
        var (south, north) = (new Position(area.West, area.South), new Position(area.East, area.North));
        var margin = 2 * lattice.Reach;
        return lattice.Column(south) >= margin && lattice.Row(south) >= margin
            && lattice.Column(north) <= lattice.Width - margin - 1 && lattice.Row(north) <= lattice.Height - margin - 1;
    }
}
