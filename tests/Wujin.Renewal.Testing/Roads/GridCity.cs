using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.Testing.Roads;

/// <summary>
/// A tiny city of streets on a grid, whose times anyone can compute in the head: every block takes <see cref="SecondsPerBlock"/> for everyone, both ways, and
/// turns cost nothing, unless said otherwise. Corners are (column, row), counted from the south-west, 0-based. Change it, then <see cref="Build()"/>.
/// </summary>
/// <param name="columns">Streets from south to north.</param>
/// <param name="rows">Streets from west to east.</param>
/// <param name="blockMetres">How far corners are apart.</param>
public sealed class GridCity(int columns, int rows, double blockMetres = 100)
{
    public const uint SecondsPerBlock = 10;

    /// <summary>South-western corner: somewhere in Wujin.</summary>
    public static readonly Position Origin = Position.FromDegrees(119.95, 31.70);

    private readonly Dictionary<((int X, int Y) From, (int X, int Y) To), Street> _streets = MakeGrid(columns, rows);
    private readonly Dictionary<(int X, int Y), JunctionTraits> _traits = [];
    private readonly List<(ModeSet Modes, (int X, int Y)[] Corners)> _forbidden = [];
    private readonly List<Position[]> _obstacles = [];

    /// <summary>What turns cost.</summary>
    public TurnCostTable Turns { get; set; } = TurnCostTable.Free;

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>The place of a corner; fractions lie on or between streets.</summary>
    public Position At(double x, double y)
    {
        var scale = GroundDistance.LocalScale.At(Origin.LatE7);
        return new(
            Origin.LonE7 + (int)Math.Round(x * blockMetres / scale.MetresPerLonUnit), Origin.LatE7 + (int)Math.Round(y * blockMetres / scale.MetresPerLatUnit));
    }

    /// <summary>Takes a street between two corners away.</summary>
    public GridCity Remove((int X, int Y) from, (int X, int Y) to)
    {
        _ = _streets.Remove((from, to)) || _streets.Remove((to, from)) ? true : throw NoStreet(from, to);
        return this;
    }

    /// <summary>Adds a street between any two corners, which must not have one.</summary>
    public GridCity Add((int X, int Y) from, (int X, int Y) to, uint seconds = SecondsPerBlock)
    {
        _streets.Add((from, to), new(seconds, seconds));
        return this;
    }

    /// <summary>Lets a street be used only from the first corner to the second; on foot both ways.</summary>
    public GridCity OneWay((int X, int Y) from, (int X, int Y) to) => Change(from, to, (street, isForward) => isForward
        ? street with { BackwardModes = ModeSet.Walk }
        : street with { ForwardModes = ModeSet.Walk });

    /// <summary>Sets how long a street takes everyone, both ways.</summary>
    public GridCity Takes((int X, int Y) from, (int X, int Y) to, uint seconds) =>
        Change(from, to, (street, _) => street with { ForwardSeconds = seconds, BackwardSeconds = seconds });

    /// <summary>Sets who may use a street.</summary>
    public GridCity Only((int X, int Y) from, (int X, int Y) to, ModeSet modes) =>
        Change(from, to, (street, _) => street with { ForwardModes = modes, BackwardModes = modes });

    /// <summary>Sets the class of a street, and what else matters.</summary>
    public GridCity Is((int X, int Y) from, (int X, int Y) to, RoadClass roadClass, SegmentFlags flags = SegmentFlags.Urban, string name = "") =>
        Change(from, to, (street, _) => street with { Class = roadClass, Flags = flags, Name = name });

    /// <summary>Lets vehicles use a street only to or from a place on such streets.</summary>
    public GridCity DestinationOnly((int X, int Y) from, (int X, int Y) to) => Change(from, to, (street, _) => street with
    {
        Traits = street.Traits | EdgeTraits.CarDestinationOnly | EdgeTraits.EbikeDestinationOnly,
    });

    /// <summary>Puts a signal at the end of a street, as one drives from the first corner to the second.</summary>
    public GridCity Signal((int X, int Y) from, (int X, int Y) to) => Change(from, to, (street, isForward) => isForward
        ? street with { SignalAtTo = true }
        : street with { SignalAtFrom = true });

    /// <summary>Says what else a corner is.</summary>
    public GridCity Corner((int X, int Y) corner, JunctionTraits traits)
    {
        _traits[corner] = traits;
        return this;
    }

    /// <summary>Forbids vehicles to drive along these corners, at least 3, one after the other.</summary>
    public GridCity Forbid(params (int X, int Y)[] corners) => ForbidFor(ModeSet.Vehicles, corners);

    /// <summary>Forbids the modes to go along these corners, at least 3, one after the other.</summary>
    public GridCity ForbidFor(ModeSet modes, params (int X, int Y)[] corners)
    {
        _forbidden.Add((modes, corners));
        return this;
    }

    /// <summary>A line that nobody crosses away from streets, through places as <see cref="At"/> takes them.</summary>
    public GridCity Obstacle(params (double X, double Y)[] places)
    {
        _obstacles.Add([.. places.Select(p => At(p.X, p.Y))]);
        return this;
    }

    /// <summary>The network.</summary>
    public RoadNetwork Build()
    {
        var draft = new RoadDraft();
        var numbers = new Dictionary<(int, int), int>();
        foreach (var corner in _streets.Keys.SelectMany(k => new[] { k.From, k.To }).Distinct())
        {
            numbers[corner] = draft.AddJunction(At(corner.X, corner.Y), _traits.GetValueOrDefault(corner));
        }

        var edges = new Dictionary<((int, int), (int, int)), int>();
        foreach (var ((from, to), street) in _streets)
        {
            var link = draft.AddLink(street.Draft(numbers[from], numbers[to], draft.AddName(street.Name)) with { WayId = WayId(from, to) });
            edges[(from, to)] = 2 * link;
            edges[(to, from)] = 2 * link + 1;
        }

        foreach (var (modes, corners) in _forbidden)
        {
            draft.Forbid(modes, [.. corners.Zip(corners.Skip(1)).Select(pair => edges[pair])]);
        }

        draft.Obstacles = new(new([.. _obstacles.SelectMany(o => o)]), new(FirstPoints()));
        return draft.Build(Turns);
    }

    /// <summary>The way id of the street between two corners of the grid: positive, the same whatever else changes.</summary>
    public static long WayId((int X, int Y) from, (int X, int Y) to)
    {
        var (a, b) = (1 + from.X + (long)from.Y * 1000, 1 + to.X + (long)to.Y * 1000);
        return Math.Min(a, b) * 1_000_000 + Math.Max(a, b);
    }

    /// <summary>The junction at a corner.</summary>
    public int Junction(RoadNetwork network, (int X, int Y) corner) => network.Junctions.Span.IndexOf(At(corner.X, corner.Y)) is var found and >= 0
        ? found
        : throw new ArgumentException($"There is no junction at {corner}.", nameof(corner));

    /// <summary>The edge from one corner to the next.</summary>
    public int Edge(RoadNetwork network, (int X, int Y) from, (int X, int Y) to)
    {
        var (tail, head) = (Junction(network, from), Junction(network, to));
        return Enumerable.Range(0, network.EdgeCount).FirstOrDefault(e => network.Tail(e) == tail && network.Head(e) == head, -1) is var found and >= 0
            ? found
            : throw NoStreet(from, to);
    }

    private int[] FirstPoints()
    {
        var first = new int[_obstacles.Count + 1];
        for (var i = 0; i < _obstacles.Count; i++)
        {
            first[i + 1] = first[i] + _obstacles[i].Length;
        }

        return first;
    }

    private GridCity Change((int X, int Y) from, (int X, int Y) to, Func<Street, bool, Street> change)
    {
        var isForward = _streets.ContainsKey((from, to));
        var key = isForward ? (from, to) : (to, from);
        _streets[key] = change(_streets.TryGetValue(key, out var street) ? street : throw NoStreet(from, to), isForward);
        return this;
    }

    private static ArgumentException NoStreet((int, int) from, (int, int) to) => new($"There is no street from {from} to {to}.");

    private static Dictionary<((int, int), (int, int)), Street> MakeGrid(int columns, int rows)
    {
        var streets = new Dictionary<((int, int), (int, int)), Street>();
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                if (x + 1 < columns)
                {
                    streets[((x, y), (x + 1, y))] = new(SecondsPerBlock, SecondsPerBlock);
                }

                if (y + 1 < rows)
                {
                    streets[((x, y), (x, y + 1))] = new(SecondsPerBlock, SecondsPerBlock);
                }
            }
        }

        return streets;
    }

    private sealed record Street(uint ForwardSeconds, uint BackwardSeconds)
    {
        public ModeSet ForwardModes { get; init; } = ModeSet.All;

        public ModeSet BackwardModes { get; init; } = ModeSet.All;

        public RoadClass Class { get; init; } = RoadClass.Residential;

        public SegmentFlags Flags { get; init; } = SegmentFlags.Urban;

        public EdgeTraits Traits { get; init; }

        public bool SignalAtTo { get; init; }

        public bool SignalAtFrom { get; init; }

        public string Name { get; init; } = "";

        public LinkDraft Draft(int from, int to, int name) => new(
            from, to, Class,
            DirectionDraft.Uniform(ForwardModes, ForwardSeconds * 1000, Traits | (SignalAtTo ? EdgeTraits.SignalAtEnd : 0)),
            DirectionDraft.Uniform(BackwardModes, BackwardSeconds * 1000, Traits | (SignalAtFrom ? EdgeTraits.SignalAtEnd : 0)))
        {
            Name = name, Flags = Flags,
        };
    }
}
