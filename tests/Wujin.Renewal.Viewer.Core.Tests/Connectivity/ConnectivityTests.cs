using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Connectivity;
using Wujin.Renewal.Viewer.Core.Language;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Connectivity;

/// <summary>Reach, targets and scenarios on the made-up roads of the real service.</summary>
public sealed class ConnectivityTests(ServedRoads district) : IClassFixture<ServedRoads>
{
    private static readonly (double Longitude, double Latitude) Hutang = (119.9403, 31.7083);

    [Fact]
    public async Task Areas_come_nearest_first_and_lie_within_one_another()
    {
        var reach = new ReachTool(district.Connect()) { Origin = Hutang, Minutes = [15, 30] };

        await reach.ComputeAsync();

        Assert.Equal([15, 30], reach.Areas.Select(a => a.Minutes));
        Assert.True(reach.Areas[0].AreaSquareMetres < reach.Areas[1].AreaSquareMetres);
        Assert.NotEqual(reach.Areas[0].Colour, reach.Areas[1].Colour);
        Assert.NotEmpty(reach.Message);
    }

    [Fact]
    public async Task An_origin_far_from_roads_says_so_and_shows_nothing()
    {
        var reach = new ReachTool(district.Connect()) { Origin = (125, 40) };

        await reach.ComputeAsync();

        Assert.Empty(reach.Areas);
        Assert.NotEmpty(reach.Message);
        Assert.False(reach.IsBusy);
    }

    [Fact]
    public async Task Walking_reaches_less_than_driving_and_the_last_question_wins()
    {
        var reach = new ReachTool(district.Connect()) { Origin = Hutang, Minutes = [15] };
        var first = reach.ComputeAsync();
        reach.Profile = "walk";
        await Task.WhenAll(first, reach.ComputeAsync());
        var walk = reach.Areas.Single().AreaSquareMetres;
        reach.Profile = "car";
        await reach.ComputeAsync();

        Assert.True(walk < reach.Areas.Single().AreaSquareMetres);
    }

    [Fact]
    public async Task Targets_come_with_verdicts_and_what_is_missed_with_its_diagnosis()
    {
        var board = new TierBoard(district.Connect());

        await board.AssessAsync();

        Assert.Equal([30, 45, 60, 120], board.Tiers.Select(t => t.LimitMinutes));
        Assert.True(board.IsDemo);
        var missed = board.Tiers.SelectMany(t => t.Destinations).First(d => d is { Passes: false, Minutes: not null });
        Assert.NotNull(missed.Diagnosis?.Route);
        Assert.NotEmpty(missed.Diagnosis!.Slowest);
        Assert.Contains("✗", missed.Verdict(Words.Chinese), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_road_is_kept_and_compared_with_today()
    {
        var api = district.Connect();
        var board = new TierBoard(api);
        await board.AssessAsync();
        var route = board.Tiers[0].Destinations.First(d => d.Diagnosis?.Route is not null).Diagnosis!.Route!.Coordinates;
        var scenario = new ScenarioEditor(api) { Code = "NEW", Name = "快速路" };
        scenario.Edits.Add(new RoadEdit("add", new LineString([route[0], route[^1]]), "trunk", 100, 5000));

        await scenario.CompareAsync("car", Hutang, "li");

        Assert.Empty(scenario.Faults);
        Assert.True(scenario.Comparison!.GainedMinutes > 0, scenario.Message);
        Assert.NotNull(scenario.GainedGround);
        Assert.Equal("快速路", (string?)(await api.ScenarioAsync("NEW", ServedDistrict.Cancel))["name_zh"]);
    }

    [Fact]
    public async Task An_edit_that_does_not_fit_the_roads_is_told_and_nothing_is_kept()
    {
        var api = district.Connect();
        var scenario = new ScenarioEditor(api) { Code = "UNFIT" };
        scenario.Edits.Add(new RoadEdit("add", new LineString([new(123, 30), new(123.1, 30.1)])));

        await scenario.CompareAsync("car", Hutang, "li");

        Assert.Contains(scenario.Faults, f => f.Pointer.Contains("/features/0", StringComparison.Ordinal));
        Assert.DoesNotContain(await api.ScenariosAsync(ServedDistrict.Cancel), s => (string?)s!["code"] == "UNFIT");
    }
}
