using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Demonstration.Settlements;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>Villages between the towns: a main lane with side lanes, and roads from each to its neighbours and to the next town.</summary>
internal sealed class Villages(OpenCountry country, IReadOnlyList<Settlement> settlements, PieceIndex motorways, Waters waters, ulong seed)
{
    private const double LongestLinkMetres = 4500;
    private const double MotorwayGapMetres = 480;
    private const double TownGapMetres = 550;
    private const double WaterGapMetres = 110;
    private const double BridgedShare = 0.3;

    private readonly SeededRandom _random = SeededRandom.For(seed, "villages");

    /// <summary>Draws villages around a place and their roads.</summary>
    /// <param name="middle">Around which place.</param>
    /// <param name="radiusMetres">Within which distance of it.</param>
    /// <param name="gapMetres">Between villages, at least.</param>
    /// <param name="count">How many, fewer where there is no room.</param>
    public void Draw(Vec middle, double radiusMetres, double gapMetres, int count)
    {
        var places = Scatter(middle, radiusMetres, gapMetres, count);
        var names = new MadeUpNames(_random);
        var villages = places.Select(p => (Place: p, Name: names.Village())).ToList();
        AddRoads(villages);
        foreach (var (place, name) in villages)
        {
            AddLanes(place, name);
        }
    }

    private List<Vec> Scatter(Vec middle, double radius, double gap, int count)
    {
        var places = new List<Vec>();
        var cells = new Dictionary<(int, int), List<Vec>>();
        for (var attempt = 0; attempt < count * 14 && places.Count < count; attempt++)
        {
            var place = middle + (Vec.OfAngle(_random.Between(0, 2 * Math.PI)) * (radius * Math.Sqrt(_random.Next())));
            var (x, y) = ((int)Math.Floor(place.X / gap), (int)Math.Floor(place.Y / gap));
            var crowd = from i in Enumerable.Range(x - 1, 3) from j in Enumerable.Range(y - 1, 3) from p in cells.GetValueOrDefault((i, j), []) select p;
            if (crowd.Any(p => Vec.Distance(p, place) < gap) || motorways.Distance(place, MotorwayGapMetres) < MotorwayGapMetres
                || waters.IsNear(place, WaterGapMetres) || settlements.Any(s => IsNear(s.Outline, place)))
            {
                continue;
            }

            places.Add(place);
            if (!cells.TryGetValue((x, y), out var cell))
            {
                cells.Add((x, y), cell = []);
            }

            cell.Add(place);
        }

        return places;
    }

    private static bool IsNear(Outline outline, Vec place) =>
        place.X > outline.Low.X - TownGapMetres && place.X < outline.High.X + TownGapMetres
        && place.Y > outline.Low.Y - TownGapMetres && place.Y < outline.High.Y + TownGapMetres
        && (outline.Contains(place) || outline.Ring.Nearest(place).Distance < TownGapMetres);

    // Roads by the skeleton of villages and the edges of towns. What crosses a canal is built where there is no other way, else seldom.
    private void AddRoads(List<(Vec Place, (string Zh, string En) Name)> villages)
    {
        var gates = settlements.SelectMany((s, i) => Enumerable.Range(0, 12)
            .Select(step => (Place: s.Outline.Ring.At(s.Outline.Ring.Length * step / 12), Settlement: i))).ToList();
        List<Vec> places = [.. villages.Select(v => v.Place), .. gates.Select(g => g.Place)];
        int[] group = [.. Enumerable.Range(0, villages.Count), .. gates.Select(g => villages.Count + g.Settlement)];
        var links = BetaSkeleton.Of(places, LongestLinkMetres, 1.45).Where(l => l.A < villages.Count).Select(l => (l.A, l.B, Line: Between(places[l.A], places[l.B]))).ToList();
        foreach (var (link, crossesWater) in links.Select(l => (l, waters.Spans(l.Line).Count > 0)).OrderBy(l => l.Item2))
        {
            var (from, to) = (group[link.A], group[link.B]);
            if (crossesWater && (waters.Crosses(link.Line) || (from == to && !_random.Chance(BridgedShare))))
            {
                continue;
            }

            for (var i = 0; from != to && i < group.Length; i++)
            {
                group[i] = group[i] == from ? to : group[i];
            }

            var isMain = link.B >= villages.Count || _random.Chance(0.3);
            var (zh, en) = villages[link.A].Name;
            country.Add(new RoadStyle(isMain ? RoadClass.Tertiary : RoadClass.Unclassified, zh + "路", en + " Road") { MaxSpeedKmh = isMain ? 50 : 0 }, link.Line);
        }
    }

    private Polyline Between(Vec from, Vec to)
    {
        var length = Vec.Distance(from, to);
        return new Polyline(Curve.Through(Curve.Swung([from, to], Math.Clamp(length / 3, 180, 700), Math.Min(length * 0.16, 190), _random), 40, 2));
    }

    private void AddLanes(Vec place, (string Zh, string En) name)
    {
        var direction = Vec.OfAngle(_random.Between(0, Math.PI));
        var (before, after) = (_random.Between(120, 290), _random.Between(120, 290));
        var bow = direction.Left * _random.Between(-35, 35);
        var main = new Polyline(Curve.Through([place - (direction * before) + bow, place, place + (direction * after) + bow], 30, 1.5));
        AddLane(new RoadStyle(RoadClass.Residential, name.Zh + "街", name.En + " Street"), main);
        for (var along = _random.Between(35, 80); along < main.Length - 20; along += _random.Between(58, 110))
        {
            if (Math.Abs(along - main.Nearest(place).Along) < 22)
            {
                continue;
            }

            var side = main.DirectionAt(along).Left * (_random.Chance(0.5) ? 1 : -1);
            var end = main.At(along) + (side * _random.Between(60, 165)) + (direction * _random.Between(-25, 25));
            AddLane(new RoadStyle(_random.Chance(0.6) ? RoadClass.Residential : RoadClass.Service), new Polyline([main.At(along), end]));
        }
    }

    private void AddLane(RoadStyle style, Polyline line)
    {
        foreach (var part in waters.DryParts(line))
        {
            country.Work.Add(new RoadLine(style, part, []));
        }
    }
}
