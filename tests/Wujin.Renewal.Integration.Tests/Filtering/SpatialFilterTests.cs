using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Domain.Filters;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Filtering;

/// <summary>The eight spatial functions with every kind of literal, against NetTopologySuite.</summary>
public sealed class SpatialFilterTests(PlotRegister served) : IClassFixture<PlotRegister>
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4490);

    public static TheoryData<string> Functions => [.. OperatorNames.Spatials.Keys.Select(k => k.ToUpperInvariant())];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_spatial_function_relates_areas_and_points_to_every_kind_of_literal(string function)
    {
        var random = new Random(function.Length);
        var found = 0;
        for (var i = 0; i < 40; i++)
        {
            var literal = Literal(random, i);
            var text = Text(literal);
            await served.AssertSelectsAsync($"{function}(geometry, {text})", p => p.Outline is null ? null : Relate(function, p.Outline, literal));
            await served.AssertSelectsAsync($"{function}({text}, geometry)", p => p.Outline is null ? null : Relate(function, literal, p.Outline));
            await served.AssertSelectsAsync("places", $"{function}(geometry, {text})", served.Places.Where(p => Relate(function, p.Value, literal)).Select(p => p.Key));
            found += served.Plots.Count(p => p.Outline is not null && Relate(function, p.Outline, literal));
        }

        Assert.True(found > 0, $"{function} never held: the test shows nothing.");
    }

    [Fact]
    public async Task A_box_is_the_area_between_its_edges_a_line_or_a_point_and_runs_over_the_antimeridian()
    {
        string Box(double west, double south, double east, double north) => FormattableString.Invariant($"BBOX({west:R}, {south:R}, {east:R}, {north:R})");
        var box = Factory.ToGeometry(new Envelope(Plot.X(2), Plot.X(6), Plot.Y(2), Plot.Y(6)));
        await served.AssertSelectsAsync($"S_WITHIN(geometry, {Box(Plot.X(2), Plot.Y(2), Plot.X(6), Plot.Y(6))})", p => p.Outline?.Within(box));
        await served.AssertSelectsAsync($"S_INTERSECTS({Box(Plot.X(3), Plot.Y(3), Plot.X(3), Plot.Y(3))}, geometry)", p => p.Outline?.Intersects(Factory.CreatePoint(new Coordinate(Plot.X(3), Plot.Y(3)))));
        await served.AssertSelectsAsync("S_INTERSECTS(geometry, BBOX(119.6, 0, -170, 90))", p => p.Outline is null ? null : p.Outline.EnvelopeInternal.MaxX >= 119.6);
        await served.AssertSelectsAsync("S_INTERSECTS(geometry, BBOX(119.5, 31.5, -50, 119.503, 31.503, 9000))", p => p.Outline?.Intersects(Factory.ToGeometry(new Envelope(119.5, 119.503, 31.5, 31.503))));
    }

    [Fact]
    public async Task Heights_and_the_letter_Z_change_nothing()
    {
        var flat = await served.SelectAsync("compounds", "S_INTERSECTS(geometry, POLYGON((119.5 31.5, 119.505 31.5, 119.505 31.505, 119.5 31.5)))");
        Assert.NotEmpty(flat);
        Assert.Equal(flat, await served.SelectAsync("compounds", "S_INTERSECTS(geometry, POLYGON Z((119.5 31.5 7, 119.505 31.5 7, 119.505 31.505 7, 119.5 31.5 7)))"));
        Assert.Equal(flat, await served.SelectAsync("compounds", "s_intersects(geometry, polygon((119.5 31.5 7, 119.505 31.5 7, 119.505 31.505 7, 119.5 31.5 7)))"));
    }

    [Fact]
    public async Task A_collection_of_one_dimension_is_what_its_members_are_together_and_a_mixed_one_can_be_met()
    {
        var (a, b) = ("POLYGON((119.5 31.5, 119.503 31.5, 119.503 31.51, 119.5 31.51, 119.5 31.5))", "POLYGON((119.503 31.5, 119.52 31.5, 119.52 31.51, 119.503 31.51, 119.503 31.5))");
        var together = Factory.ToGeometry(new Envelope(119.5, 119.52, 31.5, 31.51));
        await served.AssertSelectsAsync($"S_WITHIN(geometry, GEOMETRYCOLLECTION({a}, {b}))", p => p.Outline?.Within(together));
        var mixed = "GEOMETRYCOLLECTION(POINT(119.5025 31.5025), LINESTRING(119.505 31.505, 119.507 31.507))";
        var parts = Factory.CreateGeometryCollection([Factory.CreatePoint(new Coordinate(119.5025, 31.5025)), Factory.CreateLineString([new(119.505, 31.505), new(119.507, 31.507)])]);
        await served.AssertSelectsAsync($"S_INTERSECTS(geometry, {mixed})", p => p.Outline is { } o ? parts.Geometries.Any(o.Intersects) : null);
        await served.AssertSelectsAsync($"S_DISJOINT(geometry, {mixed})", p => p.Outline is { } o ? !parts.Geometries.Any(o.Intersects) : null);
        var problem = await served.ProblemAsync($"/collections/compounds/items?filter=S_TOUCHES(geometry,{mixed})", System.Net.HttpStatusCode.BadRequest);
        Assert.Contains("one dimension", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outline_that_crosses_itself_is_repaired()
    {
        // A bow tie: its two triangles are the area.
        var triangles = Factory.CreateMultiPolygon(
        [
            Factory.CreatePolygon([new(119.5004, 31.5004), new(119.5051, 31.5043), new(119.5004, 31.5082), new(119.5004, 31.5004)]),
            Factory.CreatePolygon([new(119.5098, 31.5004), new(119.5098, 31.5082), new(119.5051, 31.5043), new(119.5098, 31.5004)]),
        ]);
        await served.AssertSelectsAsync(
            "S_INTERSECTS(geometry, POLYGON((119.5004 31.5004, 119.5098 31.5082, 119.5098 31.5004, 119.5004 31.5082, 119.5004 31.5004)))", p => p.Outline?.Intersects(triangles));
    }

    [Theory]
    [InlineData(4326)]
    [InlineData(4490)]
    [InlineData(4549)]
    [InlineData(4528)]
    [InlineData(4547)]
    [InlineData(4548)]
    [InlineData(3857)]
    public async Task Filter_crs_says_what_the_geometries_are_in(int srid)
    {
        var system = CoordinateSystems.Find(srid)!;
        var random = new Random(srid);
        for (var i = 0; i < 10; i++)
        {
            // Half a cell off the grid: nothing lies so near an edge that the curvature of a straight line could matter.
            var (x, y) = (random.Next(10) + 0.5, random.Next(10) + 0.5);
            var area = Factory.ToGeometry(new Envelope(Plot.X(x), Plot.X(x + 4), Plot.Y(y), Plot.Y(y + 4)));
            var there = CrsTransform.FromStorage(area, system);
            var literal = Text(system.IsNorthingFirst ? CrsTransform.SwapAxes(there) : there);
            await served.AssertSelectsAsync($"S_INTERSECTS(geometry, {literal})", p => p.Outline?.Intersects(area), "&filter-crs=" + Uri.EscapeDataString(system.Uri!));
        }

        await served.ProblemAsync("/collections/compounds/items?filter=TRUE&filter-crs=http://www.opengis.net/def/crs/EPSG/0/2000", System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_long_line_of_a_projection_stays_where_it_is_on_the_ground()
    {
        // The southern edge of a box 160 km wide, in the Gauss-Kruger zone 120° E, bulges 300 m against the straight line in degrees.
        var system = CoordinateSystems.Find(4549)!;
        var (middle, _) = (system.Projection.FromGeographic(119.5, 31.5), 0);
        var box = CrsBoxes.ToStorage(new Envelope(middle.X - 80_000, middle.X + 80_000, middle.Y - 1, middle.Y + 50_000), system);
        var literal = FormattableString.Invariant($"BBOX({middle.Y - 1:R}, {middle.X - 80_000:R}, {middle.Y + 50_000:R}, {middle.X + 80_000:R})");
        await served.AssertSelectsAsync($"S_WITHIN(geometry, {literal})", p => p.Outline?.Within(box), "&filter-crs=" + Uri.EscapeDataString(system.Uri!));
        await served.AssertSelectsAsync("places", $"S_WITHIN(geometry, {literal})", served.Places.Where(p => system.Projection.FromGeographic(p.Value.X, p.Value.Y).Y > middle.Y - 1).Select(p => p.Key), "&filter-crs=" + Uri.EscapeDataString(system.Uri!));
    }

    [Fact]
    public async Task Distances_and_buffers_are_metres_on_the_plane_of_the_zone()
    {
        var system = CoordinateSystems.Find(4549)!;
        var centre = Factory.CreatePoint(new Coordinate(Plot.X(5.3), Plot.Y(5.3)));
        double Distance(Geometry a) => CrsTransform.FromStorage(a, system).Distance(CrsTransform.FromStorage(centre, system));
        var literal = Text(centre);
        await served.AssertSelectsAsync($"distance_m(geometry, {literal}) < 250", p => p.Outline is null ? null : Distance(p.Outline) < 250);
        // A circle of 32 corners lies up to 0.5 % inside.
        var within = (await served.SelectAsync("compounds", $"S_INTERSECTS(geometry, buffer_m({literal}, 250))")).Split(' ');
        Assert.Superset(served.Plots.Where(p => p.Outline is not null && Distance(p.Outline) < 248).Select(p => p.Code).ToHashSet(), within.ToHashSet());
        Assert.Subset(served.Plots.Where(p => p.Outline is not null && Distance(p.Outline) <= 250).Select(p => p.Code).ToHashSet(), within.ToHashSet());
        Assert.Empty(await served.SelectAsync("compounds", $"S_INTERSECTS(geometry, buffer_m({literal}, 1e9))"));
    }

    private Geometry Literal(Random random, int number)
    {
        double At(Func<double, double> axis) => axis(random.Next(28) / 2.0);
        Coordinate Position() => new(At(Plot.X), At(Plot.Y));
        LineString Line() => Factory.CreateLineString([Position(), Position(), Position()]);
        var existing = served.Plots.Where(p => p.Outline is not null).ElementAt(random.Next(100)).Outline!;
        return (number % 8) switch
        {
            0 => Factory.CreatePoint(Position()),
            1 => Line(),
            2 => Plot.Shape(random).GetGeometryN(0),
            3 => Factory.CreateMultiPointFromCoords([Position(), Position(), Position()]),
            4 => Factory.CreateMultiLineString([Line(), Line()]),
            5 => Plot.Shape(random),
            6 => existing,
            _ => Factory.CreateLineString(existing.Boundary.Coordinates[..3]),
        };
    }

    private static string Text(Geometry geometry) => FilterText.Write(new GeometryLiteral(geometry));

    private static bool Relate(string function, Geometry a, Geometry b) => function switch
    {
        "S_INTERSECTS" => a.Intersects(b),
        "S_EQUALS" => a.EqualsTopologically(b),
        "S_DISJOINT" => a.Disjoint(b),
        "S_TOUCHES" => a.Touches(b),
        "S_WITHIN" => a.Within(b),
        "S_OVERLAPS" => a.Overlaps(b),
        "S_CROSSES" => a.Crosses(b),
        _ => a.Contains(b),
    };
}
