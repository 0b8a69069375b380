using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Store.Reference;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Reference;

public sealed class TownAreaTests
{
    private static readonly ReferenceData Data = ReferenceData.Load();
    private static readonly Geometry[] Towns = [.. ReferenceDrafts.OfTowns(Data).Select(d => d.Geometry!)];
    private static readonly CoordinateSystem Zone = CoordinateSystems.Find(4549)!;

    [Fact]
    public void The_areas_of_the_towns_sum_to_the_area_of_the_outline()
    {
        var sum = Data.Towns.Sum(t => t.Metres.Area);
        var sumAsStored = Towns.Sum(t => CrsTransform.FromStorage(t, Zone).Area);

        Assert.InRange(sum / Data.Outline.Metres.Area, 1 - 1e-9, 1 + 1e-9);
        Assert.InRange(sumAsStored / Data.Outline.Metres.Area, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Towns_share_every_vertex_of_a_common_border_and_no_ground()
    {
        Assert.True(CoverageValidator.IsValid(Towns));
        Assert.All(
            from a in Enumerable.Range(0, Towns.Length) from b in Enumerable.Range(0, a) select (Towns[a], Towns[b]),
            pair => Assert.False(pair.Item1.Relate(pair.Item2, "T********")));
    }

    [Fact]
    public void Each_town_is_one_valid_multipolygon_around_its_seat()
    {
        Assert.All(Data.Towns.Zip(Towns), town =>
        {
            Assert.True(town.Second.IsValid);
            Assert.IsType<MultiPolygon>(town.Second);
            Assert.Equal(4490, town.Second.SRID);
            Assert.True(town.Second.Contains(new Point(town.First.Seat.Location)), town.First.Seat.NameZh);
        });
    }

    [Fact]
    public void Anywhere_in_the_district_the_town_is_that_of_the_nearest_seat()
    {
        var seats = Data.Towns.Select(t => Metres(t.Seat.Location)).ToArray();
        var towns = Data.Towns.Select(t => new IndexedPointInAreaLocator(t.Metres)).ToArray();
        var outline = new IndexedPointInAreaLocator(Data.Outline.Metres);
        var extent = Data.Outline.Metres.EnvelopeInternal;
        var checkedPoints = 0;
        for (var x = extent.MinX; x < extent.MaxX; x += 613)
        {
            for (var y = extent.MinY; y < extent.MaxY; y += 613)
            {
                var point = new Coordinate(x, y);
                if (outline.Locate(point) == Location.Interior)
                {
                    var nearest = Enumerable.Range(0, seats.Length).MinBy(i => seats[i].Distance(point));
                    Assert.Equal(Location.Interior, towns[nearest].Locate(point));
                    checkedPoints++;
                }
            }
        }

        Assert.InRange(checkedPoints, 2500, 3500);
    }

    [Fact]
    public void The_outline_was_shifted_from_GCJ02_by_some_half_a_kilometre()
    {
        var path = Path.Combine(ReferenceData.DefaultFolder, "outline-320412.geojson");
        using var file = System.Text.Json.JsonDocument.Parse(File.ReadAllText(path));
        var first = file.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0][0];
        var asWritten = Metres(new Coordinate(first[0].GetDouble(), first[1].GetDouble()));

        // Around Changzhou GCJ-02 lies 500 to 540 m from WGS 84, to the east-south-east.
        var nearest = Data.Outline.Metres.Coordinates.Min(c => c.Distance(new Coordinate(asWritten.X - 430, asWritten.Y + 240)));

        Assert.InRange(nearest, 0, 60);
    }

    [Fact]
    public void The_outline_has_no_repeated_vertex_and_no_spike()
    {
        Assert.True(Data.Outline.Metres.IsValid);
        Assert.All(Data.Outline.Metres.Geometries.Cast<Polygon>(), part =>
        {
            var ring = part.Shell.Coordinates;
            for (var i = 1; i < ring.Length; i++)
            {
                Assert.True(ring[i].Distance(ring[i - 1]) > 1);
            }

            Assert.True(part.Area > 100);
        });
    }

    private static Coordinate Metres(Coordinate degrees)
    {
        var (x, y) = Zone.Projection.FromGeographic(degrees.X, degrees.Y);
        return new Coordinate(x, y);
    }
}
