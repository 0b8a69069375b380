using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;
using Wujin.Renewal.TravelTime.Demonstration.Lines;
using Wujin.Renewal.TravelTime.Demonstration.Motorways;
using Wujin.Renewal.TravelTime.Demonstration.Settlements;
using Wujin.Renewal.TravelTime.Network;

namespace Wujin.Renewal.TravelTime.Demonstration.Countryside;

/// <summary>National and provincial roads, roads between towns, and roads to motorways.</summary>
internal sealed class MainRoads(
    OpenCountry country, IReadOnlyList<Settlement> settlements, IReadOnlyList<Motorway> motorways, PieceIndex motorwayIndex, Waters waters, SeededRandom random)
{
    private const double LongestLinkMetres = 28_000;
    private const double SpurMetres = 3500;
    private const double ContinuationMetres = 9000;
    private const double AccessWithinMetres = 9000;
    private const double TownAccessWithinMetres = 3800;
    private const double AccessSpacingMetres = 5200;
    private const double EndWithinMetres = 26_000;

    private readonly PieceIndex _corridorIndex = new(1000);
    private readonly List<Polyline> _corridors = [];

    /// <summary>Roads that were drawn to reach a motorway.</summary>
    public HashSet<int> Access { get; } = [];

    /// <summary>The lines of national and provincial roads.</summary>
    public static List<(RoadStyle Style, Polyline Line)> Corridors(DemonstrationGround ground, ulong seed) =>
        [.. ground.Corridors.Where(c => c.Class != RoadClass.Motorway).Select(c => (Style(c), Line(c, SeededRandom.For(seed, "corridor " + c.Reference))))];

    /// <summary>Draws all of them.</summary>
    public void Draw(IReadOnlyList<(RoadStyle Style, Polyline Line)> corridors)
    {
        foreach (var (style, line) in corridors)
        {
            _corridorIndex.Add(_corridors.Count, line);
            _corridors.Add(line);
            country.Add(style, line, isThrough: true);
        }

        AddLinks();
        AddSpurs();
        AddContinuations();
        AddAccess();
        AddEnds();
    }

    private static RoadStyle Style(DemonstrationCorridor corridor)
    {
        var isLoop = corridor.Waypoints[0] == corridor.Waypoints[^1];
        return new RoadStyle(corridor.Class, corridor.NameZh, corridor.Reference + " Road")
        {
            Reference = corridor.Reference, MaxSpeedKmh = Limit(corridor.SpeedKmh), IsElevated = isLoop && corridor.Class == RoadClass.Trunk,
        };
    }

    // Corridors say how fast one drives; signs allow a quarter more.
    private static int Limit(double speedKmh) => (int)Math.Round(speedKmh * 1.25 / 10) * 10;

    private static Polyline Line(DemonstrationCorridor corridor, SeededRandom random)
    {
        var rough = corridor.Waypoints.Select(w => Plane.Metres(w.Longitude, w.Latitude)).ToList();
        return new Polyline(Curve.Through(Curve.Swung(rough, 3200, 260, random), 90, 2.5));
    }

    private void AddLinks()
    {
        foreach (var (a, b) in BetaSkeleton.Of([.. settlements.Select(s => s.Centre)], LongestLinkMetres, 1.15))
        {
            var (from, to) = (settlements[a], settlements[b]);
            var line = Between(from.GateTowards(to.Centre), to.GateTowards(from.Centre));
            if (!RunsAlongCorridor(line) && !waters.Crosses(line))
            {
                var areCities = from.Size.IsCity && to.Size.IsCity;
                var style = new RoadStyle(areCities ? RoadClass.Primary : RoadClass.Secondary, Joined(from.NameZh, to.NameZh), $"{from.NameEn}-{to.NameEn} Road")
                {
                    MaxSpeedKmh = areCities ? 80 : 70,
                };
                country.Add(style, line);
            }
        }
    }

    // A town beside a main road gets a road to it.
    private void AddSpurs()
    {
        foreach (var town in settlements.Where(s => s.Through.Count == 0 && _corridors.Count > 0))
        {
            var (road, near) = _corridors.Select(c => (c, c.Nearest(town.Centre))).MinBy(c => c.Item2.Distance);
            var foot = road.At(near.Along);
            var gate = town.GateTowards(foot);
            if (Vec.Distance(gate, foot) is > 20 and < SpurMetres)
            {
                country.Add(new RoadStyle(RoadClass.Secondary, town.NameZh + "连接线", town.NameEn + " Link Road") { MaxSpeedKmh = 70 }, Between(gate, foot));
            }
        }
    }

    // A main road that would end in the fields goes on to the next town.
    private void AddContinuations()
    {
        foreach (var (number, end) in _corridors.SelectMany((c, i) => new[] { (i, c.Start), (i, c.End) }))
        {
            var town = settlements.MinBy(s => Vec.Distance(s.Centre, end))!;
            var gate = town.GateTowards(end);
            var isJoined = _corridors.Where((_, i) => i != number).Any(c => c.Nearest(end).Distance < 700);
            if (!isJoined && !town.Outline.Contains(end) && Vec.Distance(gate, end) is > 30 and < ContinuationMetres && Between(end, gate) is var line && !waters.Crosses(line))
            {
                country.Add(new RoadStyle(RoadClass.Secondary, town.NameZh + "延伸线", town.NameEn + " Extension Road") { MaxSpeedKmh = 70 }, line);
            }
        }
    }

    private void AddAccess()
    {
        var meetings = Interchanges.Meetings(motorways, motorwayIndex).ToLookup(m => m.Motorway, m => m.Along);
        var planned = motorways.Select(_ => new List<double>()).ToArray();
        var members = settlements.SelectMany(s => s.Members.Select(m => (Settlement: s, m.Centre, m.Size)));
        foreach (var (settlement, middle, size) in members.OrderBy(m => m.Size.IsCity ? 0 : 1))
        {
            var within = size.RadiusMetres + (size.IsCity ? AccessWithinMetres : TownAccessWithinMetres);
            for (var i = 0; i < motorways.Count; i++)
            {
                var centre = motorways[i].Centre;
                var along = Enumerable.Range(0, (int)(centre.Length / 250)).Select(step => 250.0 * step)
                    .Where(at => at > 1700 && at < centre.Length - 1700 && meetings[i].All(m => Math.Abs(m - at) > 2400))
                    .DefaultIfEmpty(-1).MinBy(at => at < 0 ? 0 : Vec.Distance(centre.At(at), middle));
                if (along > 0 && Vec.Distance(centre.At(along), middle) < within && planned[i].All(p => Math.Abs(p - along) > AccessSpacingMetres))
                {
                    planned[i].Add(along);
                    AddAccess(settlement, motorways[i], along);
                }
            }
        }
    }

    private void AddAccess(Settlement city, Motorway motorway, double along)
    {
        var foot = motorway.Centre.At(along);
        var across = motorway.Centre.DirectionAt(along).Left;
        across *= Math.Sign(across.Dot(foot - city.Centre));
        var gate = city.GateTowards(foot);
        var line = new Polyline(Curve.Through([gate, foot - (across * Math.Min(500, Vec.Distance(gate, foot) / 2)), foot, foot + (across * 280)], 60, 2));
        var style = new RoadStyle(
            city.Size.IsCity ? RoadClass.Trunk : RoadClass.Primary, $"{motorway.Reference}{city.NameZh}连接线", $"{motorway.Reference} {city.NameEn} Link")
        {
            MaxSpeedKmh = city.Size.IsCity ? 100 : 80,
        };
        Access.UnionWith(country.Add(style, line));
    }

    private void AddEnds()
    {
        var meetings = Interchanges.Meetings(motorways, motorwayIndex).ToLookup(m => m.Motorway, m => m.Along);
        for (var i = 0; i < motorways.Count; i++)
        {
            var motorway = motorways[i];
            foreach (var along in new[] { 0, motorway.Centre.Length })
            {
                var end = motorway.Centre.At(along);
                var isOnAnother = meetings[i].Any(m => Math.Abs(m - along) < 30);
                var town = settlements.MinBy(s => Vec.Distance(s.Centre, end) - (s.Size.IsCity ? 12_000 : 0))!;
                var gate = town.GateTowards(end);
                if (!isOnAnother && Vec.Distance(gate, end) is > 10 and < EndWithinMetres)
                {
                    var outwards = motorway.Centre.DirectionAt(along) * (along > 0 ? 1 : -1);
                    var lead = end + (outwards * Math.Min(400, Vec.Distance(gate, end) / 3));
                    var style = new RoadStyle(RoadClass.Trunk, $"{town.NameZh}快速路", $"{town.NameEn} Expressway") { MaxSpeedKmh = 100 };
                    var roads = country.Add(style, new Polyline(Curve.Through(Curve.Swung([end, lead, gate], 3000, 300, random), 70, 2)));
                    country.Work.Cut(roads[0], 0);
                }
            }
        }
    }

    private Polyline Between(Vec from, Vec to)
    {
        var length = Vec.Distance(from, to);
        return new Polyline(Curve.Through(Curve.Swung([from, to], Math.Clamp(length / 3, 500, 2600), Math.Min(length * 0.14, 420), random), 80, 2.5));
    }

    private bool RunsAlongCorridor(Polyline line) =>
        Enumerable.Range(1, 9).Count(i => _corridorIndex.Distance(line.At(line.Length * i / 10), 750) < 750) >= 6;

    // 礼嘉镇 and 洛阳镇 make 礼洛路.
    private static string Joined(string from, string to) => $"{from[0]}{to[0]}路";
}
