using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;
using Wujin.Renewal.Store.Demonstration;
using Wujin.Renewal.Store.Reference;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Demonstration;

public sealed class DemonstrationDistrictTests
{
    private static readonly ReferenceData Reference = ReferenceData.Load();
    private static readonly DemonstrationDistrict District = DemonstrationDistrict.Generate(Reference);
    private static readonly CoordinateSystem Zone = CoordinateSystems.Find(4549)!;

    private static readonly List<(DemonstrationSite Site, Geometry Metres)> Outlined =
        [.. District.Sites.Where(s => s.Initial.Geometry is not null).Select(s => (s, CrsTransform.FromStorage(s.Initial.Geometry!, Zone)))];

    [Theory]
    [InlineData(SiteKind.Compound, 400)]
    [InlineData(SiteKind.IndustrialPark, 60)]
    [InlineData(SiteKind.SelfBuildZone, 80)]
    public void There_are_as_many_sites_of_a_kind_as_promised(SiteKind kind, int count)
    {
        var sites = District.Sites.Where(s => s.Kind == kind).ToList();

        Assert.Equal(count, sites.Count);
        Assert.Equal(count, sites.Select(s => s.Code).Distinct().Count());
        Assert.Equal(count, sites.Select(s => s.Initial.Values["name_zh"]).Distinct().Count());
    }

    [Theory]
    [InlineData(SiteKind.Compound, 1, 8)]
    [InlineData(SiteKind.IndustrialPark, 5, 300)]
    [InlineData(SiteKind.SelfBuildZone, 2, 20)]
    public void Sites_measure_what_their_kind_does(SiteKind kind, double fewestHectares, double mostHectares) =>
        Assert.All(
            Outlined.Where(s => s.Site.Kind == kind),
            s => Assert.InRange(s.Metres.Area / 10_000, fewestHectares, mostHectares));

    [Fact]
    public void Parks_come_in_all_sizes()
    {
        var hectares = Outlined.Where(s => s.Site.Kind == SiteKind.IndustrialPark).Select(s => s.Metres.Area / 10_000).Order().ToList();

        Assert.True(hectares[0] < 8);
        Assert.InRange(hectares[30], 15, 60);
        Assert.True(hectares[^1] > 250);
    }

    [Fact]
    public void Between_any_two_sites_there_is_room_for_a_lane()
    {
        var index = new STRtree<Geometry>();
        foreach (var (_, metres) in Outlined)
        {
            index.Insert(metres.EnvelopeInternal, metres);
        }

        Assert.All(Outlined, site =>
        {
            var reach = site.Metres.EnvelopeInternal.Copy();
            reach.ExpandBy(10);
            Assert.All(
                index.Query(reach).Where(other => !ReferenceEquals(other, site.Metres)),
                other => Assert.True(other.Distance(site.Metres) > 6.5, site.Site.Code));
        });
    }

    [Fact]
    public void Every_site_lies_inside_the_district_and_nearly_all_in_one_town()
    {
        var towns = Reference.Towns.ToDictionary(t => t.Seat.Code, t => t.Metres);

        Assert.All(Outlined, s => Assert.True(Reference.Outline.Metres.Contains(s.Metres), s.Site.Code));
        Assert.All(Outlined, s => Assert.Equal(
            towns.MaxBy(t => t.Value.Intersection(s.Metres).Area).Key, s.Site.TownCode));
        Assert.InRange(Outlined.Count(s => !towns[s.Site.TownCode].Contains(s.Metres)), 5, 12);
    }

    [Fact]
    public void Compounds_stand_near_the_seat_of_their_town()
    {
        var seats = Reference.Towns.ToDictionary(t => t.Seat.Code, t => Metres(t.Seat.Location));

        Assert.All(
            Outlined.Where(s => s.Site.Kind == SiteKind.Compound),
            s => Assert.InRange(s.Metres.Centroid.Coordinate.Distance(seats[s.Site.TownCode]), 0, 5000));
    }

    [Fact]
    public void Outlines_have_6_to_40_vertices_some_a_hole_and_some_two_parts()
    {
        Assert.All(Outlined, s => Assert.InRange(
            s.Metres.NumPoints - Rings(s.Metres), 6, 40));
        Assert.InRange(Outlined.Count(s => s.Metres.NumGeometries == 2), 15, 80);
        Assert.InRange(Outlined.Count(s => Rings(s.Metres) > s.Metres.NumGeometries), 5, 60);
    }

    [Fact]
    public void Every_site_and_every_step_fulfils_the_rules_of_its_collection() =>
        Assert.All(District.Sites, site =>
        {
            var collection = RegisterCatalogue.For(site.Kind);
            var values = new Dictionary<string, object?>(site.Initial.Values);
            Assert.Empty(FeatureRules.Check(collection, site.Initial));
            foreach (var step in site.Steps)
            {
                foreach (var (name, value) in step.Values)
                {
                    values[name] = value;
                }

                values["stage"] = step.Stage.Code();
                values["stage_date"] = step.EffectiveDate;
                Assert.Empty(FeatureRules.Check(collection, site.Initial with { Values = values }));
            }
        });

    [Fact]
    public void Every_property_that_a_clerk_would_fill_in_is_filled_in()
    {
        string[] later = ["approval_no", "actual_start", "actual_finish", "declared_town_code"];

        Assert.All(District.Sites, site => Assert.All(
            RegisterCatalogue.For(site.Kind).Properties.Where(p => !p.IsReadOnly && !later.Contains(p.Name) && p.Name != "destination_platform"),
            p => Assert.NotNull(site.Initial.Values.GetValueOrDefault(p.Name))));
        Assert.All(
            District.Sites.Where(s => s.Kind == SiteKind.IndustrialPark),
            s => Assert.Equal((string)s.Initial.Values["action"]! == "relocate", s.Initial.Values["destination_platform"] is not null));
        Assert.All(District.Sites, s => Assert.True(s.Initial.Values["is_demo"] is true));
    }

    [Fact]
    public void The_four_sources_of_money_make_the_budget() =>
        Assert.All(District.Sites, s => Assert.Equal(
            (decimal)s.Initial.Values["budget_wan"]!,
            new[] { "state", "province", "local", "private" }.Sum(from => (decimal)s.Initial.Values[$"funding_{from}_wan"]!)));

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Text(District), Text(DemonstrationDistrict.Generate(Reference)));
        Assert.NotEqual(Text(District), Text(DemonstrationDistrict.Generate(Reference, seed: 7)));
    }

    private static string Text(DemonstrationDistrict district) => string.Join('\n', district.Sites
        .Select(s => $"{s.Initial.Geometry} {Text(s.Initial.Values)} {string.Join(';', s.Steps.Select(x => $"{x.Stage} {x.EffectiveDate:o} {Text(x.Values)}"))}")
        .Concat(district.ConstraintAreas.Select(a => $"{a.Geometry} {Text(a.Values)}")));

    private static string Text(IReadOnlyDictionary<string, object?> values) => string.Join(',', values.Select(v => $"{v.Key}={v.Value}"));

    private static int Rings(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Sum(i => 1 + ((Polygon)geometry.GetGeometryN(i)).NumInteriorRings);

    private static Coordinate Metres(Coordinate degrees)
    {
        var (x, y) = Zone.Projection.FromGeographic(degrees.X, degrees.Y);
        return new Coordinate(x, y);
    }
}
