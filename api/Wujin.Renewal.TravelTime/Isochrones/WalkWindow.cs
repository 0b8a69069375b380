namespace Wujin.Renewal.TravelTime.Isochrones;

/// <summary>The steps between nodes that one walk can span, nearest first, and what each costs at a latitude.</summary>
internal sealed class WalkWindow
{
    /// <summary>Rows that share their costs: 3 km at most, over which a cell changes its width by less than a thousandth.</summary>
    public const int RowsPerBand = 32;

    private readonly Lattice _lattice;
    private readonly OffRoadWalk _walk;
    private readonly int[] _indexOf;
    private readonly int[] _costs;

    public WalkWindow(Lattice lattice, OffRoadWalk walk)
    {
        (_lattice, _walk) = (lattice, walk);
        var middle = lattice.Height / 2;
        var (east, north) = (lattice.EastMetres(middle), lattice.NorthMetres(middle));
        var reach = lattice.Reach;
        Steps = [.. from dy in Enumerable.Range(-reach, (2 * reach) + 1)
            from dx in Enumerable.Range(-reach, (2 * reach) + 1)
            let metres = Math.Sqrt((dx * dx * east * east) + (dy * dy * north * north))
            where metres > 0 && (metres <= walk.CapMetres || ShortestMetres(lattice, dx, dy) <= walk.CapMetres)
            orderby metres, Math.Abs(dy), dy, dx
            select (dx, dy)];
        _indexOf = new int[((2 * reach) + 1) * ((2 * reach) + 1)];
        Array.Fill(_indexOf, -1);
        for (var k = 0; k < Steps.Length; k++)
        {
            _indexOf[Slot(Steps[k].Dx, Steps[k].Dy)] = k;
        }

        NodeOffsets = [.. Steps.Select(s => (s.Dy * lattice.Width) + s.Dx)];
        _costs = AllCosts();
        CapUnits = (int)Math.Floor(walk.CapMetres / PackedTime.MetresPerUnit);
    }

    /// <summary>Each step in columns and rows, nearest first. The way back of a step is a step.</summary>
    public (int Dx, int Dy)[] Steps { get; }

    /// <summary>Each step in nodes.</summary>
    public int[] NodeOffsets { get; }

    /// <summary>The longest walk in units of <see cref="PackedTime"/>.</summary>
    public int CapUnits { get; }

    /// <summary>The number of a step, or -1 where it is beyond the window.</summary>
    public int IndexOf(int dx, int dy) => Math.Max(Math.Abs(dx), Math.Abs(dy)) > _lattice.Reach ? -1 : _indexOf[Slot(dx, dy)];

    /// <summary>What each step costs on foot at a row, packed; <see cref="PackedTime.Unreached"/> where it is longer than the cap. The same for a whole band.</summary>
    public ReadOnlySpan<int> Costs(int y) => _costs.AsSpan(y / RowsPerBand * Steps.Length, Steps.Length);

    private int[] AllCosts()
    {
        var bands = (_lattice.Height + RowsPerBand - 1) / RowsPerBand;
        var costs = new int[bands * Steps.Length];
        for (var c = 0; c < costs.Length; c++)
        {
            var (band, k) = Math.DivRem(c, Steps.Length);
            var middle = Math.Min((band * RowsPerBand) + (RowsPerBand / 2), _lattice.Height - 1);
            var metres = Metres(_lattice, Steps[k].Dx, Steps[k].Dy, middle);
            costs[c] = metres > _walk.CapMetres ? PackedTime.Unreached : PackedTime.Walk(metres * _walk.MillisecondsPerMetre, metres);
        }

        return costs;
    }

    private static double ShortestMetres(Lattice lattice, int dx, int dy) => Math.Min(
        Metres(lattice, dx, dy, 0), Metres(lattice, dx, dy, lattice.Height - 1));

    private static double Metres(Lattice lattice, int dx, int dy, int y) =>
        Math.Sqrt(Math.Pow(dx * lattice.EastMetres(y), 2) + Math.Pow(dy * lattice.NorthMetres(y), 2));

    private int Slot(int dx, int dy) => ((dy + _lattice.Reach) * ((2 * _lattice.Reach) + 1)) + dx + _lattice.Reach;
}
