using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Reference;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Puts industrial parks at the edges of towns, preferably along main roads. A few lie across a town border or on protected land.</summary>
internal static class ParkLayout
{
    private const double LowestM2 = 50_500;
    private const double HighestM2 = 2_990_000;
    private const double GapMetres = 24;
    private const int Attempts = 700;
    private const int Choices = 8;

    // Which of the 60, from the largest: across a town border, and with a corner in farmland or inside the ecological red line.
    private static readonly HashSet<int> Straddling = [7, 18, 29, 41];
    private static readonly HashSet<int> Protected = [4, 13, 24, 36, 50];

    /// <summary>Places the parks of all towns, the largest first, and takes their ground.</summary>
    public static IReadOnlyList<SitePlot> Place(
        Ground ground, ReferenceData reference, IReadOnlyDictionary<TownArea, StreetFrame> frames, SeededRandom random)
    {
        var roads = MetricPlane.Metres.CreateMultiLineString([.. reference.Corridors.Select(c =>
            MetricPlane.Metres.CreateLineString([.. c.Waypoints.Select(MetricPlane.ToMetres)]))]);
        var towns = random.Shuffled(reference.Towns.SelectMany(t => Enumerable.Repeat(t, TownProfile.Of(t.Seat.Code).Parks)));
        var plots = new List<SitePlot>(towns.Length);
        for (var i = 0; i < towns.Length; i++)
        {
            var areaM2 = AreaM2((towns.Length - 1 - i) / (towns.Length - 1.0), random);
            var candidates = towns.Skip(i).Take(1).Concat(random.Shuffled(reference.Towns.Where(t => TownProfile.Of(t.Seat.Code).Parks > 2)));
            var rule = Straddling.Contains(i) ? Rule.Straddle : Protected.Contains(i) ? Rule.TouchProtected : Rule.Plain;
            var outline = candidates.Select(t => Find(ground, t, frames[t], areaM2, rule, roads, random)).FirstOrDefault(o => o is not null)
                ?? throw new InvalidOperationException($"There is no room for a park of {areaM2:N0} m².");
            ground.Take(outline);
            plots.Add(new SitePlot(SiteKind.IndustrialPark, ground.TownOf(outline), outline));
        }

        return plots;
    }

    // From 5 to 300 ha; half of them below some 30 ha.
    private static double AreaM2(double rank, SeededRandom random) =>
        Math.Min(2_950_000, 53_000 * Math.Pow(54, Math.Pow(rank, 1.2)) * random.Between(0.98, 1.04));

    private static MultiPolygon? Find(
        Ground ground, TownArea town, StreetFrame frame, double areaM2, Rule rule, Geometry roads, SeededRandom random)
    {
        var found = new List<(MultiPolygon Outline, double RoadMetres)>();
        for (var attempt = 0; attempt < Attempts && found.Count < Choices; attempt++)
        {
            var (u, v) = rule == Rule.Straddle ? frame.Near(random.Pick(town.Metres.Coordinates)) : Around(areaM2, random);
            var middle = MetricPlane.Metres.CreatePoint(frame.At(u, v));
            if (!ground.IsLand(middle) || !ground.IsFree(middle, GapMetres) || rule != Rule.Straddle && !ground.IsWithin(middle, town)
                || rule == Rule.TouchProtected && ground.IsUnprotected(middle, 0.8 * Math.Sqrt(areaM2)))
            {
                continue; // drawing a park costs more than this
            }

            if (SitePlot.Place(Array.ConvertAll(Shape(areaM2, random), p => Moved(p, u, v)), frame, LowestM2, HighestM2) is { } outline && Fits(ground, town, outline, rule))
            {
                found.Add((outline, outline.Distance(roads)));
            }
        }

        return found.Count == 0 ? null : found.MinBy(f => f.RoadMetres).Outline;
    }

    private static bool Fits(Ground ground, TownArea town, MultiPolygon outline, Rule rule) =>
        ground.IsLand(outline) && ground.IsFree(outline, GapMetres) && rule switch
        {
            Rule.Straddle => ground.ShareIn(town, outline) is > 0.25 and < 0.9 && ground.IsUnprotected(outline, 5),
            Rule.TouchProtected => ground.ProtectedShare(outline) is > 0.04 and < 0.45 && ground.IsWithin(outline, town),
            _ => ground.IsWithin(outline, town) && ground.IsUnprotected(outline, 5),
        };

    private static (double U, double V) Around(double areaM2, SeededRandom random)
    {
        var nearest = 1300 + (0.6 * Math.Sqrt(areaM2));
        var distance = nearest + (random.Between(0, 1) * random.Between(0, 4200));
        var (sin, cos) = Math.SinCos(random.Between(0, 2 * Math.PI));
        return (distance * cos, distance * sin);
    }

    private static Polygon[] Shape(double areaM2, SeededRandom random)
    {
        var cells = areaM2 switch
        {
            < 100_000 => random.Between(2, 4),
            < 400_000 => random.Between(3, 6),
            < 1_200_000 => random.Between(5, 8),
            _ => random.Between(6, 10),
        };
        return random.Next() switch
        {
            < 0.05 when areaM2 > 400_000 => PatchShape.DrawRing(areaM2, random),
            < 0.27 when areaM2 > 100_000 => PatchShape.DrawPair(areaM2, Math.Max(4, cells), random.Between(36, 60), random),
            _ => PatchShape.Draw(areaM2, cells, random),
        };
    }

    private static Polygon Moved(Polygon shape, double u, double v)
    {
        LinearRing Move(LinearRing ring) => MetricPlane.Metres.CreateLinearRing(
            Array.ConvertAll(ring.Coordinates, c => new Coordinate(c.X + u, c.Y + v)));
        return MetricPlane.Metres.CreatePolygon(Move(shape.Shell), Array.ConvertAll(shape.Holes, Move));
    }

    private enum Rule
    {
        Plain,
        Straddle,
        TouchProtected,
    }
}
