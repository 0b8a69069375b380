using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Lines self-build zones up along made-up canals in the countryside. A few lie across a town border or on protected land.</summary>
internal static class ZoneLayout
{
    private const double LowestM2 = 20_200;
    private const double HighestM2 = 199_000;
    private const double GapMetres = 12;
    private const double OutOfTownMetres = 1300;
    private const int Attempts = 3000;

    private static readonly HashSet<int> Straddling = [11, 34, 58, 71];
    private static readonly HashSet<int> Protected = [3, 16, 27, 39, 46, 63, 75];

    /// <summary>Places the zones of all towns and takes their ground.</summary>
    public static IReadOnlyList<SitePlot> Place(Ground ground, ReferenceData reference, SeededRandom random)
    {
        var towns = random.Shuffled(reference.Towns.SelectMany(t => Enumerable.Repeat(t, TownProfile.Of(t.Seat.Code).Zones)));
        var canals = reference.Towns.ToDictionary(t => t, t => Canals(t, random));
        var plots = new List<SitePlot>(towns.Length);
        for (var i = 0; i < towns.Length; i++)
        {
            var candidates = towns.Skip(i).Take(1).Concat(random.Shuffled(reference.Towns.Where(t => TownProfile.Of(t.Seat.Code).Zones > 4)));
            var index = i;
            var outline = candidates.Select(t => Find(ground, t, canals[t], index, random)).FirstOrDefault(o => o is not null)
                ?? throw new InvalidOperationException("There is no room for a self-build zone.");
            ground.Take(outline);
            plots.Add(new SitePlot(SiteKind.SelfBuildZone, ground.TownOf(outline), outline));
        }

        return plots;
    }

    private static StreetFrame[] Canals(TownArea town, SeededRandom random)
    {
        var canals = new StreetFrame[random.Between(4, 6)];
        var extent = town.Metres.EnvelopeInternal;
        for (var i = 0; i < canals.Length; i++)
        {
            Coordinate middle;
            do
            {
                middle = new Coordinate(random.Between(extent.MinX, extent.MaxX), random.Between(extent.MinY, extent.MaxY));
            }
            while (!town.Metres.Contains(MetricPlane.Metres.CreatePoint(middle)));
            canals[i] = new StreetFrame(middle, random.Between(0, Math.PI), random);
        }

        return canals;
    }

    private static MultiPolygon? Find(Ground ground, TownArea town, StreetFrame[] canals, int index, SeededRandom random)
    {
        var seat = MetricPlane.Metres.CreatePoint(MetricPlane.ToMetres(town.Seat.Location));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var areaM2 = 21_500 * Math.Pow(9, Math.Pow(random.Next(), 1.4));
            var bank = random.Chance(0.16) ? 0 : random.Chance(0.5) ? 1 : -1;
            var shape = VillageShape.Draw(areaM2, random.Between(-3200.0, 3200.0), bank, random);
            if (SitePlot.Place(shape, random.Pick(canals), LowestM2, HighestM2) is { } outline
                && Fits(ground, town, outline, index) && outline.Distance(seat) > OutOfTownMetres
                && ground.IsLand(outline) && ground.IsFree(outline, GapMetres))
            {
                return outline;
            }
        }

        return null;
    }

    private static bool Fits(Ground ground, TownArea town, MultiPolygon outline, int index)
    {
        if (Straddling.Contains(index))
        {
            return ground.ShareIn(town, outline) is > 0.15 and < 0.85 && ground.IsUnprotected(outline, 3);
        }

        return ground.IsWithin(outline, town)
            && (Protected.Contains(index) ? ground.ProtectedShare(outline) is > 0.05 and < 0.6 : ground.IsUnprotected(outline, 3));
    }
}
