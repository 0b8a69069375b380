using System.Globalization;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>What is in tiles: everything, in its place, without seams.</summary>
public sealed class TileContentTests(DemonstrationRegister served) : IClassFixture<DemonstrationRegister>
{
    private const double HalfWorld = 20037508.342789244;

    /// <summary>Zooms that are tried; the whole district is a few tiles at the first and thousands at the last.</summary>
    public static TheoryData<int> Zooms => [0, 3, 6, 8, 9, 10, 11, 12, 13];

    [Theory]
    [MemberData(nameof(Zooms))]
    public async Task No_feature_is_lost_at_any_zoom(int zoom)
    {
        var seen = new Dictionary<string, HashSet<string>>();
        foreach (var (row, column) in await CoveringAsync(zoom))
        {
            foreach (var layer in await served.TileAsync("/tiles", zoom, row, column))
            {
                seen.TryAdd(layer.Name, []);
                seen[layer.Name].UnionWith(layer.Features.Select(f => (string)f.Attributes["code"]));
            }
        }

        foreach (var layer in TileLayers.All)
        {
            var expected = await served.Source.RowsAsync($"SELECT code FROM renewal.{layer.Collection.View} WHERE geom IS NOT NULL");
            Assert.Equal(expected.Select(r => (string)r[0]!).Order(StringComparer.Ordinal), seen.GetValueOrDefault(layer.Id, []).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(14)]
    public async Task Every_feature_lies_where_the_database_has_it_to_a_unit_of_the_tile(int zoom)
    {
        var compared = 0;
        foreach (var row in await served.Source.RowsAsync("""
            SELECT 'compounds', code, ST_X(c), ST_Y(c), ST_X(m), ST_Y(m), x.w
            FROM renewal.compound_feature f, LATERAL (SELECT ST_PointOnSurface(f.geom) AS c, ST_Transform(f.geom, 3857) AS g) p,
                LATERAL (SELECT ST_Centroid(ST_Envelope(p.g)) AS m, greatest(ST_XMax(p.g) - ST_XMin(p.g), ST_YMax(p.g) - ST_YMin(p.g)) AS w) x
            WHERE f.geom IS NOT NULL ORDER BY code LIMIT 60
            """))
        {
            var (tileRow, tileColumn) = TileRequests.At(zoom, (double)row[2]!, (double)row[3]!);
            var unit = 2 * HalfWorld / (1 << zoom) / 4096;
            var layer = Assert.Single(await served.TileAsync("/collections/compounds/tiles", zoom, tileRow, tileColumn));
            var feature = layer.Features.Single(f => (string)f.Attributes["code"] == (string)row[1]!);
            var points = feature.Rings.SelectMany(r => r).ToList();
            if (points.Any(p => p.X is <= -64 or >= 4160 || p.Y is <= -64 or >= 4160))
            {
                continue; // cut by the border
            }

            var x = ((points.Min(p => p.X) + points.Max(p => p.X)) / 2.0 * unit) + ((tileColumn * 4096 * unit) - HalfWorld);
            var y = HalfWorld - (tileRow * 4096 * unit) - ((points.Min(p => p.Y) + points.Max(p => p.Y)) / 2.0 * unit);
            var tolerance = feature.Type == 1 ? ((double)row[6]! / 2) + unit : 1.01 * unit;
            Assert.Equal((double)row[4]!, x, tolerance);
            Assert.Equal((double)row[5]!, y, tolerance);
            compared++;
        }

        Assert.True(compared > 50, $"Only {compared} were compared.");
    }

    [Fact]
    public async Task Features_carry_the_numbers_and_attributes_of_the_database()
    {
        var expected = (await served.Source.RowsAsync("""
            SELECT feature_key, code, name_zh, stage, plan_year, land_mu::double precision, is_demo, action
            FROM renewal.industrial_park_feature WHERE geom IS NOT NULL
            """)).ToDictionary(r => (ulong)(long)r[0]!);
        var layer = Assert.Single(await served.TileAsync("/collections/industrial-parks/tiles", 6, 26, 53));

        Assert.Equal(("industrial-parks", 2UL, 4096UL), (layer.Name, layer.Version, layer.Extent));
        Assert.Equal(expected.Count, layer.Features.Count);
        foreach (var feature in layer.Features)
        {
            var row = expected[feature.Id];
            var names = new[] { "code", "name_zh", "stage", "plan_year", "land_mu", "is_demo", "action" };
            for (var i = 0; i < names.Length; i++)
            {
                var value = feature.Attributes.GetValueOrDefault(names[i]);
                Assert.Equal(row[i + 1] is int or long ? Convert.ToInt64(row[i + 1], CultureInfo.InvariantCulture) : row[i + 1], value);
            }
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public async Task Neighbouring_tiles_draw_the_same_on_both_sides_of_their_border(int zoom)
    {
        var (row, column) = TileRequests.At(zoom, 119.95, 31.7);
        var crossings = 0;
        foreach (var (down, right) in new[] { (0, 1), (1, 0) })
        {
            var here = await BorderAsync(zoom, row, column, isVertical: right == 1, at: 4096);
            var there = await BorderAsync(zoom, row + down, column + right, isVertical: right == 1, at: 0);

            Assert.Equal(here.Keys, there.Keys);
            foreach (var (feature, places) in here)
            {
                Assert.Equal(places.Count, there[feature].Count);
                Assert.All(places.Zip(there[feature]), pair => Assert.Equal(pair.First, pair.Second, 1.0));
                crossings += places.Count;
            }
        }

        Assert.True(crossings >= 4, $"Only {crossings} lines cross the borders.");
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    public async Task Towns_that_share_a_border_leave_no_gap_and_no_overlap(int zoom)
    {
        var (row, column) = TileRequests.At(zoom, 119.95, 31.7);
        var towns = Assert.Single(await served.TileAsync("/collections/towns/tiles", zoom, row, column)).Features.Select(Shape).ToList();
        var whole = towns.Aggregate((all, town) => all.Union(town));
        var gaps = Enumerable.Range(0, whole.NumGeometries).Select(i => (Polygon)whole.GetGeometryN(i))
            .SelectMany(p => p.InteriorRings).Sum(r => new Polygon((LinearRing)r).Area);

        Assert.True(towns.Count > 2);
        // A unit is an eighth of a pixel; a thousandth of the tile is a border of a unit four times across it.
        Assert.InRange(towns.Sum(t => t.Area) - whole.Area, 0, 4096 * 4096 / 1000.0);
        Assert.InRange(gaps, 0, 4096 * 4096 / 1000.0);
    }

    [Fact]
    public async Task A_tile_of_the_same_data_has_the_same_bytes_whatever_the_plan()
    {
        var (row, column) = TileRequests.At(10, 119.95, 31.7);
        var settings = new NpgsqlConnectionStringBuilder(served.Database.ConnectionString) { SearchPath = "renewal, public", Options = "-c enable_indexscan=off -c enable_bitmapscan=off -c jit=off" };
        await using var other = NpgsqlDataSource.Create(settings.ConnectionString);

        Assert.Equal(
            await new TileStore(served.Database.Register.Reading).RenderAsync(TileLayers.All, new TileAddress(10, row, column), ServedRegister.Cancel),
            await new TileStore(other).RenderAsync(TileLayers.All, new TileAddress(10, row, column), ServedRegister.Cancel));
    }

    [Fact]
    public async Task A_tile_of_the_whole_map_holds_the_layers_in_the_order_they_are_drawn()
    {
        var layers = await served.TileAsync("/tiles", 6, 26, 53);

        // This register has no road network and nothing computed on one; RoadTileTests and VerdictTests show those.
        Assert.Equal(TileLayers.All.Select(l => l.Id).Except(["roads", "assessments"]), layers.Select(l => l.Name));
        foreach (var layer in layers)
        {
            var alone = Assert.Single(await served.TileAsync($"/collections/{layer.Name}/tiles", 6, 26, 53));
            Assert.Equal(alone.Features.Select(f => f.Id), layer.Features.Select(f => f.Id));
            Assert.Equal(layer.Features.Select(f => f.Id).Order(), layer.Features.Select(f => f.Id));
        }
    }

    /// <summary>A polygon of a tile: rings that wind like the first are outer ones, the others their holes.</summary>
    private static Geometry Shape(TileFeature feature)
    {
        var rings = feature.Rings.Select(r => new Polygon(new LinearRing([.. r.Select(p => new Coordinate(p.X, p.Y))]))).ToList();
        var outer = Orientation.IsCCW(rings[0].Shell.CoordinateSequence);
        return rings.Skip(1).Aggregate(
            (Geometry)rings[0], (shape, ring) => Orientation.IsCCW(ring.Shell.CoordinateSequence) == outer ? shape.Union(ring) : shape.Difference(ring));
    }

    /// <summary>Every tile that holds something.</summary>
    private async Task<List<(int Row, int Column)>> CoveringAsync(int zoom)
    {
        var tiles = new HashSet<(int, int)>();
        foreach (var layer in TileLayers.All)
        {
            foreach (var row in await served.Source.RowsAsync($"""
                SELECT ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom) FROM renewal.{layer.Collection.View} WHERE geom IS NOT NULL
                """))
            {
                var (south, west) = TileRequests.At(zoom, (double)row[0]!, (double)row[1]!);
                var (north, east) = TileRequests.At(zoom, (double)row[2]!, (double)row[3]!);
                tiles.UnionWith(from r in Enumerable.Range(north, south - north + 1) from c in Enumerable.Range(west, east - west + 1) select (r, c));
            }
        }

        return [.. tiles.Order()];
    }

    /// <summary>Where the outlines of each feature cross a border of a tile, along the border, in order.</summary>
    private async Task<SortedDictionary<string, List<double>>> BorderAsync(int zoom, int row, int column, bool isVertical, int at)
    {
        var crossings = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var layer in await served.TileAsync("/tiles", zoom, row, column))
        {
            foreach (var feature in layer.Features.Where(f => f.Type == 3))
            {
                var places = feature.Rings.SelectMany(ring => ring.Zip(ring.Skip(1)))
                    .Select(edge => isVertical ? edge : ((edge.First.Y, edge.First.X), (edge.Second.Y, edge.Second.X)))
                    .Where(edge => (edge.Item1.Item1 < at) != (edge.Item2.Item1 < at))
                    .Select(edge => edge.Item1.Item2 + ((double)(at - edge.Item1.Item1) / (edge.Item2.Item1 - edge.Item1.Item1) * (edge.Item2.Item2 - edge.Item1.Item2)))
                    .Where(place => place is > -32 and < 4128)
                    .Order().ToList();
                if (places.Count > 0)
                {
                    crossings[layer.Name + "/" + feature.Attributes["code"]] = places;
                }
            }
        }

        return crossings;
    }
}
