using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Countryside;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Files;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Demonstration.Motorways;
using Wujin.Renewal.TravelTime.Demonstration.Settlements;
using Wujin.Renewal.TravelTime.Demonstration.Writing;

namespace Wujin.Renewal.TravelTime.Demonstration;

/// <summary>
/// A made-up road network around the places of a district: motorways with interchanges, national and provincial roads, towns with ring road, main
/// streets and blocks, villages, canals with few bridges, signals, one-ways and turn restrictions. It is written as an OpenStreetMap file, so that
/// it takes the same way into the engine as a real one. The same ground, size and seed give the same network.
/// </summary>
public static class DemonstrationRoads
{
    /// <summary>Every way and relation carries this key with the value <c>yes</c>: it is made up.</summary>
    public const string DemoTag = "wujin:demo";

    /// <summary>Roads on the island that no road leads to carry this key, too.</summary>
    public const string IslandTag = "wujin:island";

    /// <summary>The size of the network of a first start: what is written falls some per cent short, and 60,000 are wanted.</summary>
    public const int UsualNodes = 61_500;

    /// <summary>The smallest network: main roads alone take half of it.</summary>
    public const int LeastNodes = 40_000;

    /// <summary>The largest network: more towns do not fit into the country.</summary>
    public const int MostNodes = 8_000_000;

    /// <summary>The seed of the demonstration.</summary>
    public const ulong UsualSeed = 320_412;

    private const double NodesOfTown = 2600;
    private const int MostTowns = 900;
    private const int SmallTowns = 34;

    /// <summary>
    /// Draws the network and writes it; the file is completed. One town at a time is in memory, and the roads between towns. Takes about a second for
    /// 60,000 nodes.
    /// </summary>
    /// <param name="ground">Places, main roads and waters.</param>
    /// <param name="nodes">How many nodes, to some per cent; <see cref="LeastNodes"/> to <see cref="MostNodes"/>.</param>
    /// <param name="seed">Another seed, other roads.</param>
    /// <param name="file">Receives it.</param>
    /// <param name="cancellation">Cancels between two towns.</param>
    public static void Write(DemonstrationGround ground, int nodes, ulong seed, OsmFile file, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ground);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(nodes, LeastNodes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodes, MostNodes);
        var waters = WaterDrawing.Draw(ground.Waters, seed);
        var motorways = MotorwayDrawing.Draw(ground, seed);
        var motorwayIndex = new PieceIndex(1000);
        for (var i = 0; i < motorways.Count; i++)
        {
            motorwayIndex.Add(i, motorways[i].Centre);
        }

        var corridors = MainRoads.Corridors(ground, seed);
        var settlements = SettlementPlan.OfPlaces(ground.Places, motorwayIndex, [.. corridors.Select(c => c.Line)], waters, seed);
        AddTowns(settlements, nodes, motorwayIndex, waters, seed);

        var country = new OpenCountry(settlements, waters);
        var mainRoads = new MainRoads(country, settlements, motorways, motorwayIndex, waters, SeededRandom.For(seed, "main roads"));
        mainRoads.Draw(corridors);
        DrawVillages(ground, nodes, settlements, motorwayIndex, waters, country, seed);

        var interchanges = Interchanges.Build(
            motorways, motorwayIndex, country.Work, mainRoads.Access, settlements.Select(s => s.Outline), country.Junctions, waters);
        var chains = Connected.Largest([.. interchanges, .. country.Work.Chains()], country.Junctions, settlements.Select(s => s.Gates));
        var reached = chains.SelectMany(c => c.Junctions).ToHashSet();
        settlements.RemoveAll(s => !s.Gates.Any(reached.Contains));
        var island = Island.Shore(waters);
        WaterWriter.Write(file, waters, island);
        if (island is not null)
        {
            chains.AddRange(Island.Lanes(island, country.Junctions));
        }

        RoadWriter.Write(file, chains, country.Junctions, SeededRandom.For(seed, "restrictions"));
        WriteTowns(settlements, nodes, country.Junctions, waters, seed, file, cancellation);
        file.Complete();
    }

    // A few around the district, and for a large network any number all over the country.
    private static void AddTowns(List<Settlement> settlements, int nodes, PieceIndex motorways, Waters waters, ulong seed)
    {
        var (low, high) = (
            new Vec(settlements.Min(s => s.Centre.X), settlements.Min(s => s.Centre.Y)), new Vec(settlements.Max(s => s.Centre.X), settlements.Max(s => s.Centre.Y)));
        var home = settlements.MaxBy(s => s.Outline.AreaM2)!.Centre;
        var around = new Vec(78_000, 52_000);
        SettlementPlan.AddTowns(SmallTowns, SettlementSize.MadeUpSmallTown, home - around, home + around, settlements, motorways, waters, seed);
        var more = Math.Max(0, (nodes - (1.5 * UsualNodes)) / NodesOfTown);
        var size = SettlementSize.MadeUpTown with { RadiusMetres = SettlementSize.MadeUpTown.RadiusMetres * Math.Sqrt(Math.Max(1, more / MostTowns)) };
        SettlementPlan.AddTowns((int)Math.Min(more, MostTowns), size, low, high, settlements, motorways, waters, seed);
    }

    private static void DrawVillages(
        DemonstrationGround ground, int nodes, List<Settlement> settlements, PieceIndex motorways, Waters waters, OpenCountry country, ulong seed)
    {
        var growth = Math.Clamp(nodes / (double)UsualNodes, 0.6, 9);
        var middle = ground.Places.Where(p => p.Role is "main-urban-area" or "town").DefaultIfEmpty(ground.Places[0])
            .Select(p => Plane.Metres(p.Longitude, p.Latitude)).ToList();
        var centre = middle.Aggregate((a, b) => a + b) * (1.0 / middle.Count);
        new Villages(country, settlements, motorways, waters, seed).Draw(centre, 25_000 * Math.Sqrt(growth), 1050, (int)(520 * growth));
    }

    // Small ones first: what they take more or less than was thought is made good by the large ones.
    private static void WriteTowns(
        List<Settlement> settlements, int nodes, Junctions country, Waters waters, ulong seed, OsmFile file, CancellationToken cancellation)
    {
        var towns = settlements.OrderBy(Weight).ToList();
        var budget = new BlockBudget(towns.Sum(Weight));
        foreach (var town in towns)
        {
            cancellation.ThrowIfCancellationRequested();
            var edge = budget.Edge(nodes - file.NodeCount);
            var before = file.NodeCount;
            var (chains, junctions) = TownStreets.Draw(town, edge * town.Size.BlockFactor, country, waters, seed);
            RoadWriter.Write(file, chains, junctions, SeededRandom.For(seed, "restrictions " + town.Key));
            budget.Spend(Weight(town), edge, file.NodeCount - before);
        }

        static double Weight(Settlement town) => town.Outline.AreaM2 / (town.Size.BlockFactor * town.Size.BlockFactor);
    }
}
