using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;

namespace Wujin.Renewal.TravelTime.Demonstration.Settlements;

/// <summary>Decides where built-up areas are: places that lie close together make one; made-up towns fill the country where the network is large.</summary>
internal static class SettlementPlan
{
    // Cities grow together over a larger gap than towns do.
    private const double GapMetres = 400;
    private const double GapOfCitiesMetres = 1700;
    private const double LargeMetres = 3000;
    private const double TownGapMetres = 2200;

    /// <summary>The settlements of all places.</summary>
    public static List<Settlement> OfPlaces(
        IReadOnlyList<DemonstrationPlace> places, PieceIndex motorways, IReadOnlyList<Polyline> mainRoads, Waters waters, ulong seed)
    {
        var areas = places.Select(p => (Place: p, Centre: Plane.Metres(p.Longitude, p.Latitude), Size: SettlementSize.Of(p.Role))).ToList();
        var group = Enumerable.Range(0, areas.Count).ToArray();
        for (var i = 0; i < areas.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (ri, rj) = (areas[i].Size.RadiusMetres, areas[j].Size.RadiusMetres);
                var gap = ri >= LargeMetres && rj >= LargeMetres ? GapOfCitiesMetres : GapMetres;
                if (Vec.Distance(areas[i].Centre, areas[j].Centre) < ri + rj + gap)
                {
                    var (from, to) = (group[i], group[j]);
                    group = [.. group.Select(g => g == from ? to : g)];
                }
            }
        }

        return [.. areas.Zip(group).GroupBy(a => a.Second, a => a.First).Select(g => Together([.. g]))];

        Settlement Together(List<(DemonstrationPlace Place, Vec Centre, SettlementSize Size)> members)
        {
            var main = members.MaxBy(m => m.Size.RadiusMetres);
            var random = SeededRandom.For(seed, "outline " + main.Place.Code);
            var turn = Turn(main.Centre, main.Size.RadiusMetres, mainRoads, random);
            var circles = members.Select(m => (m.Centre, m.Size.RadiusMetres)).ToList();
            var outline = OutlineDrawing.Draw(Middle(circles), [.. circles, .. Between(circles)], turn, motorways, waters, random);
            return new Settlement(main.Place.Code, main.Place.NameZh, main.Place.NameEn, main.Size, main.Centre, turn, outline, seed)
            {
                Members = [.. members.OrderByDescending(m => m.Size.RadiusMetres).Select(m => (m.Centre, m.Size))],
            };
        }
    }

    /// <summary>Made-up towns.</summary>
    /// <param name="count">How many, fewer where there is no room.</param>
    /// <param name="size">How large they are, more or less.</param>
    /// <param name="low">South-western corner of where they may lie.</param>
    /// <param name="high">North-eastern corner.</param>
    /// <param name="settlements">What they keep off; they are added to it.</param>
    /// <param name="motorways">What they keep off.</param>
    /// <param name="waters">What they keep off.</param>
    /// <param name="seed">Decides.</param>
    public static void AddTowns(
        int count, SettlementSize size, Vec low, Vec high, List<Settlement> settlements, PieceIndex motorways, Waters waters, ulong seed)
    {
        var random = SeededRandom.For(seed, $"towns of {size.RadiusMetres} m");
        var names = new MadeUpNames(random);
        var taken = settlements.Select(s => (s.Centre, Radius: Vec.Distance(s.Outline.Low, s.Outline.High) / 2)).ToList();
        for (var attempt = 0; attempt < count * 30 && count > 0; attempt++)
        {
            var place = new Vec(random.Between(low.X, high.X), random.Between(low.Y, high.Y));
            var radius = size.RadiusMetres * random.Between(0.7, 1.3);
            if (taken.Any(t => Vec.Distance(t.Centre, place) < t.Radius + radius + TownGapMetres)
                || motorways.Distance(place, radius + 900) < radius + 900 || waters.IsOpenWater(place, radius + 500))
            {
                continue;
            }

            var (zh, en) = names.Town();
            var turn = random.Between(-0.3, 0.3);
            var outline = OutlineDrawing.Draw(place, [(place, radius)], turn, new PieceIndex(1000), new Waters(), random);
            settlements.Add(new Settlement($"town {settlements.Count} {en}", zh, en, size with { RadiusMetres = radius }, place, turn, outline, seed));
            taken.Add((place, radius * 1.3));
            count--;
        }
    }

    // What has grown between neighbours.
    private static IEnumerable<(Vec Centre, double Radius)> Between(List<(Vec Centre, double Radius)> circles) =>
        from a in circles
        from b in circles
        where a != b && Math.Min(a.Radius, b.Radius) >= 2000 && Vec.Distance(a.Centre, b.Centre) < a.Radius + b.Radius + GapOfCitiesMetres
        select (Vec.Between(a.Centre, b.Centre, 0.5), 0.95 * Math.Min(a.Radius, b.Radius));

    private static Vec Middle(List<(Vec Centre, double Radius)> circles)
    {
        var weight = circles.Sum(c => c.Radius * c.Radius);
        var middle = circles.Aggregate(default(Vec), (sum, c) => sum + (c.Centre * (c.Radius * c.Radius / weight)));
        return circles.Any(c => Vec.Distance(c.Centre, middle) < c.Radius * 0.9) ? middle : circles.MaxBy(c => c.Radius).Centre;
    }

    // Streets follow a main road that passes, else they are a little off the compass, as in most towns.
    private static double Turn(Vec centre, double radius, IReadOnlyList<Polyline> mainRoads, SeededRandom random)
    {
        var passing = mainRoads.Select(road => (Road: road, Near: road.Nearest(centre))).Where(r => r.Near.Distance < radius).ToList();
        var turn = random.Between(-0.16, 0.16);
        if (passing.Count > 0)
        {
            var (road, near) = passing.MinBy(p => p.Near.Distance);
            var direction = road.DirectionAt(near.Along);
            turn = Math.Atan2(direction.Y, direction.X);
            turn -= Math.Round(turn / (Math.PI / 2)) * (Math.PI / 2);
        }

        return turn;
    }
}
