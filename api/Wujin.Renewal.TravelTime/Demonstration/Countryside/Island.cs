using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>An island in the first lake with a few lanes and no way off it: what isolated roads look like in real data.</summary>
internal static class Island
{
    private const double RadiusMetres = 420;

    /// <summary>The shore of the island, or null where no lake has room for one.</summary>
    public static Outline? Shore(Waters waters)
    {
        var lake = waters.All.FirstOrDefault(w => w is { Area: not null, WidthM: 0 })?.Area;
        if (lake is null)
        {
            return null;
        }

        var places = from i in Enumerable.Range(1, 11) from j in Enumerable.Range(1, 11)
                     select new Vec(lake.Low.X + ((lake.High.X - lake.Low.X) * i / 12), lake.Low.Y + ((lake.High.Y - lake.Low.Y) * j / 12));
        var (middle, room) = places.Where(lake.Contains).Select(p => (p, lake.Ring.Nearest(p).Distance)).DefaultIfEmpty().MaxBy(p => p.Distance);
        var ring = Enumerable.Range(0, 17).Select(i => middle + (Vec.OfAngle(2 * Math.PI * (i % 16) / 16) * (RadiusMetres * (1 + (0.25 * Math.Sin(i % 16)))))).ToList();
        return room > RadiusMetres * 3 ? new Outline(Curve.Through(ring, 40, 2)) : null;
    }

    /// <summary>Its lanes.</summary>
    public static List<Chain> Lanes(Outline shore, Junctions junctions)
    {
        var middle = Vec.Between(shore.Low, shore.High, 0.5);
        var work = new LineWork(junctions);
        var style = new RoadStyle(RoadClass.Residential, "孤屿路", "Lone Isle Road") { IsOnIsland = true };
        Vec[] loop = [.. Enumerable.Range(0, 9).Select(i => middle + (Vec.OfAngle(2 * Math.PI * (i % 8) / 8) * 230))];
        var round = work.Add(new RoadLine(style, new Polyline(Curve.Through(loop, 40, 2)), []));
        work.Cut(round, 0);
        work.Cut(round, work.Lines[round].Shape.Length);
        work.Add(new RoadLine(style with { Class = RoadClass.Service, NameZh = "孤屿巷", NameEn = "Lone Isle Lane" }, new Polyline([loop[1], loop[5]]), []));
        work.Add(new RoadLine(style with { Class = RoadClass.Service, NameZh = "孤屿埠头路", NameEn = "Lone Isle Wharf Road" }, new Polyline([loop[6], loop[6] + new Vec(20, -90)]), []));
        return work.Chains();
    }
}
