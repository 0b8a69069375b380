using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Lays streets around the seat of a town and picks blocks for its old compounds, the nearer the likelier.</summary>
internal static class CompoundLayout
{
    private const double LowestM2 = 10_200;
    private const double HighestM2 = 79_500;
    private const double GapMetres = 7;

    /// <summary>Places the compounds of one town and takes their ground.</summary>
    /// <exception cref="InvalidOperationException">The town has too few blocks.</exception>
    public static IReadOnlyList<SitePlot> Place(Ground ground, TownArea town, int count, StreetFrame frame, SeededRandom random)
    {
        var reach = 460 + (Math.Sqrt(count) * 205);
        var queue = Blocks(2.6 * reach, random)
            .Select(block => (Block: block, Rank: (Math.Sqrt((block.Centre.X * block.Centre.X) + (block.Centre.Y * block.Centre.Y)) / reach) + random.Between(0, 0.9)))
            .OrderBy(b => b.Rank);
        var plots = new List<SitePlot>(count);
        foreach (var (block, _) in queue)
        {
            foreach (var part in Parts(block, random))
            {
                if (plots.Count < count && SitePlot.Place(BlockShape.Draw(part, random), frame, LowestM2, HighestM2) is { } outline
                    && ground.IsLand(outline) && ground.IsWithin(outline, town) && ground.IsFree(outline, GapMetres)
                    && ground.IsUnprotected(outline, GapMetres))
                {
                    ground.Take(outline);
                    plots.Add(new SitePlot(SiteKind.Compound, town, outline));
                }
            }
        }

        return plots.Count == count
            ? plots
            : throw new InvalidOperationException($"{town.Seat.NameZh} has room for {plots.Count} of {count} compounds.");
    }

    private static IEnumerable<Envelope> Blocks(double reach, SeededRandom random)
    {
        var columns = Strips(reach, random);
        var rows = Strips(reach, random);
        return from column in columns from row in rows select new Envelope(column.From, column.To, row.From, row.To);
    }

    // Blocks of 105 to 285 m between lanes of 13 to 19 m and main streets of 30 to 42 m.
    private static List<(double From, double To)> Strips(double reach, SeededRandom random)
    {
        var strips = new List<(double, double)>();
        for (var at = -reach; at < reach;)
        {
            var width = random.Between(105, 205) + (random.Chance(0.25) ? random.Between(0, 80) : 0);
            strips.Add((at, at + width));
            at += width + (random.Chance(0.3) ? random.Between(30, 42) : random.Between(13, 19));
        }

        return strips;
    }

    // A large block holds two compounds behind a common wall, or one beside something newer.
    private static IEnumerable<Envelope> Parts(Envelope block, SeededRandom random)
    {
        if (block.Area < 34_000 || random.Chance(0.4))
        {
            return [block];
        }

        var (first, second) = BlockShape.Split(block, random.Between(0.42, 0.58), random.Between(9, 12));
        return random.Chance(0.7) ? [first, second] : [random.Chance(0.5) ? first : second];
    }
}
