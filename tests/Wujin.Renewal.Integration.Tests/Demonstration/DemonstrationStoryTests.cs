using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Demonstration;
using Wujin.Renewal.Store.Reference;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Demonstration;

/// <summary>What happened to the made-up sites, and what is wrong with some of them on purpose.</summary>
public sealed class DemonstrationStoryTests
{
    private static readonly DateOnly Today = new(2026, 10, 31);
    private static readonly DemonstrationDistrict District = DemonstrationDistrict.Generate(ReferenceData.Load());

    [Fact]
    public void Stages_follow_one_another_as_allowed_and_dates_rise() =>
        Assert.All(District.Sites, site =>
        {
            var (stage, date, before) = (Stage.Surveyed, (DateOnly)site.Initial.Values["stage_date"]!, (Stage?)null);
            Assert.Equal("surveyed", site.Initial.Values["stage"]);
            foreach (var step in site.Steps)
            {
                Assert.Contains(step.Stage, Stages.Allowed(stage, before));
                Assert.True(step.EffectiveDate > date, site.Code);
                before = step.Stage == Stage.Suspended ? stage : null;
                (stage, date) = (step.Stage, step.EffectiveDate);
            }

            Assert.True(date <= Today);
        });

    [Fact]
    public void Every_year_from_2020_to_2026_has_events_of_every_kind()
    {
        var events = District.Sites.SelectMany(s => s.Steps.Select(x => (s.Kind, x.EffectiveDate.Year)).Append((s.Kind, ((DateOnly)s.Initial.Values["stage_date"]!).Year)));

        var counts = events.CountBy(e => e).ToDictionary();

        Assert.Equal(Enumerable.Range(2020, 7), counts.Keys.Select(k => k.Year).Distinct().Order());
        Assert.Equal(21, counts.Count);
        Assert.All(counts.Values, count => Assert.True(count >= 10));
    }

    [Fact]
    public void Sites_stand_in_every_stage() =>
        Assert.Equal(Enum.GetValues<Stage>().Order(), District.Sites.Select(s => s.Stage).Distinct().Order());

    [Fact]
    public void Some_were_suspended_and_resumed_and_some_sent_back()
    {
        Assert.Contains(District.Sites, s => s.Steps.Any(x => x.Stage == Stage.Suspended) && s.Stage is Stage.Construction or Stage.Completed or Stage.Accepted);
        Assert.Contains(District.Sites, s => s.Steps.Any(x => x.Stage == Stage.Surveyed));
        Assert.Contains(District.Sites, s => s.Steps.Zip(s.Steps.Skip(1)).Any(p => (p.First.Stage, p.Second.Stage) == (Stage.Completed, Stage.Construction)));
    }

    [Fact]
    public void Dates_of_the_works_and_money_agree_with_the_stage() =>
        Assert.All(District.Sites.Select(s => (Site: s, Values: Final(s))), s =>
        {
            var started = s.Site.Steps.FirstOrDefault(x => x.Stage == Stage.Construction);
            var finished = s.Site.Stage is Stage.Completed or Stage.Accepted ? s.Site.Steps.Last(x => x.Stage == Stage.Completed) : null;
            Assert.Equal(started?.EffectiveDate, s.Values.GetValueOrDefault("actual_start"));
            Assert.Equal(finished?.EffectiveDate, s.Values.GetValueOrDefault("actual_finish"));
            Assert.Equal(started is not null, (decimal)s.Values["spent_wan"]! > 0);
            Assert.Equal(s.Site.Steps.Any(x => x.Stage == Stage.Approved), s.Values.GetValueOrDefault("approval_no") is not null);
        });

    [Fact]
    public void Six_compounds_have_no_outline_yet_and_are_only_surveyed()
    {
        var without = District.Sites.Where(s => s.Initial.Geometry is null).ToList();

        Assert.Equal(6, without.Count);
        Assert.All(without, s => Assert.Equal((SiteKind.Compound, Stage.Surveyed), (s.Kind, s.Stage)));
    }

    [Fact]
    public void Some_sites_are_late_stuck_or_over_budget()
    {
        var finals = District.Sites.Select(s => (s.Stage, Values: Final(s))).ToList();

        Assert.InRange(finals.Count(s => s.Stage == Stage.Construction && (DateOnly)s.Values["planned_finish"]! < Today), 3, 40);
        Assert.InRange(
            District.Sites.Count(s => s.Stage is Stage.Proposed or Stage.Approved && s.Steps[^1].EffectiveDate < Today.AddDays(-365)), 3, 40);
        Assert.InRange(finals.Count(s => (decimal)s.Values["spent_wan"]! > (decimal)s.Values["budget_wan"]!), 5, 50);
    }

    [Fact]
    public void Some_declare_another_area_and_some_another_town()
    {
        var drawn = District.Sites.Where(s => s.Initial.Geometry is not null).ToList();

        var off = drawn.Count(s => Math.Abs(((double)(decimal)s.Initial.Values["declared_area_m2"]! / GeometryArea.SquareMetres(s.Initial.Geometry!)) - 1) > 0.05);

        Assert.InRange(off, 10, 60);
        Assert.InRange(drawn.Count(s => (string)s.Initial.Values["town_code"]! != s.TownCode), 4, 25);
    }

    [Fact]
    public void Control_lines_are_valid_do_not_overlap_one_another_and_some_are_touched_by_sites()
    {
        var areas = District.ConstraintAreas;
        var kept = areas.Where(a => (string)a.Values["type"]! != "growth-boundary").Select(a => a.Geometry!).ToList();

        Assert.Equal(25, areas.Count(a => (string)a.Values["type"]! == "farmland"));
        Assert.Equal(6, areas.Count(a => (string)a.Values["type"]! == "ecological"));
        Assert.InRange(areas.Count(a => (string)a.Values["type"]! == "growth-boundary"), 3, 16);
        Assert.All(areas, a => Assert.Empty(FeatureRules.Check(RegisterCatalogue.ConstraintAreas, a)));
        Assert.All(areas, a => Assert.True(a.Values["is_demo"] is true));
        Assert.All(
            from a in Enumerable.Range(0, areas.Count) from b in Enumerable.Range(0, a) select (areas[a].Geometry!, areas[b].Geometry!),
            pair => Assert.False(pair.Item1.Relate(pair.Item2, "T********")));
        Assert.InRange(District.Sites.Count(s => s.Initial.Geometry is { } g && kept.Any(k => k.Intersects(g))), 8, 30);
    }

    private static Dictionary<string, object?> Final(DemonstrationSite site)
    {
        var values = new Dictionary<string, object?>(site.Initial.Values);
        foreach (var (name, value) in site.Steps.SelectMany(s => s.Values))
        {
            values[name] = value;
        }

        return values;
    }
}
