using Wujin.Renewal.Store.Reference;
using Wujin.Renewal.TravelTime.Model;
using Wujin.Renewal.TravelTime.Network;
using Wujin.Renewal.TravelTime.Snapping;
using Xunit;

namespace Wujin.Renewal.TravelTime.Tests.Demonstration;

/// <summary>The demonstration as imported: what is reached, and in which time, from the main urban area by car in free flow.</summary>
[Collection("demonstration")]
public sealed class TravelTimesTests(DemonstrationFixture demonstration)
{
    private const double LongestWalkMetres = 1000;

    private readonly RoadNetwork _network = demonstration.Imported.Network;
    private readonly RoadSnapper _snapper = new(demonstration.Imported.Network, SpeedModel.China);

    [Fact]
    public void The_importer_finds_nothing_wrong_and_knows_that_all_is_made_up()
    {
        Assert.Empty(demonstration.Imported.Report.Findings);
        Assert.All(_network.Segments.Span.ToArray(), s => Assert.True(s.Flags.HasFlag(SegmentFlags.Demo)));
        Assert.Equal(demonstration.Written.RelationCount, demonstration.Imported.Report.Counts["restrictions_applied"]);
    }

    [Fact]
    public void Every_place_has_a_road_near() => Assert.All(DemonstrationFixture.Places, place => Road(place));

    [Fact]
    public void Times_are_credible()
    {
        var minutes = MinutesFromTheMainUrbanArea();

        Assert.InRange(minutes["320413"], 26, 40); // Jintan
        Assert.InRange(minutes["320282"], 32, 50); // Yixing
        Assert.InRange(minutes["320481"], 40, 60); // Liyang
        Assert.InRange(minutes["320200"], 38, 60); // Wuxi
        Assert.InRange(minutes["320500"], 52, 80); // Suzhou
        Assert.InRange(minutes["320100"], 70, 120); // Nanjing
        Assert.InRange(minutes["310000"], 95, 135); // Shanghai
        Assert.InRange(minutes["340100"], 130, 190); // Hefei
    }

    [Fact]
    public void Most_towns_meet_their_target_and_some_do_not()
    {
        var minutes = MinutesFromTheMainUrbanArea();
        var towns = DemonstrationFixture.Places.Where(p => p.IsTownSeat).Select(p => minutes[p.Code]).ToList();

        Assert.All(towns, m => Assert.InRange(m, 3, 45));
        Assert.InRange(towns.Count(m => m <= 30), 11, 15);
        Assert.Contains(towns, m => m is > 26 and < 34);
    }

    private Dictionary<string, double> MinutesFromTheMainUrbanArea()
    {
        var search = new PlainSearch(_network, Profile.Car, Road(DemonstrationFixture.Places.Single(p => p.Code == "320412-core")));
        return DemonstrationFixture.Places.ToDictionary(p => p.Code, p => search.MinutesTo(Road(p)));
    }

    private RoadPlace Road(PlaceRow place) => Assert.IsType<SnapResult.Snapped>(
        _snapper.Nearest(Position.FromDegrees(place.Location.X, place.Location.Y), TravelMode.Car, LongestWalkMetres)).Road;
}
