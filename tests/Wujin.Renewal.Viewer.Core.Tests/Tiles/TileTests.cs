using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Tiles;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Tiles;

/// <summary>Vector tiles of the real service.</summary>
public sealed class TileTests : ServedDistrict
{
    private static (double X, double Y) Middle => CoordinateSystems.WebMercator.Projection.FromGeographic(119.945, 31.705);

    [Fact]
    public async Task A_click_on_a_site_finds_it_and_a_click_beside_it_finds_none()
    {
        await Sites.CreateAsync(Connect(), "K1");
        using var store = await FilledAsync(Middle, 5);
        var (x, y) = Middle;

        Assert.Equal(new SiteKey("compounds", "K1"), HitTest.Find(store.Find, ["industrial-parks", "compounds"], x, y, 5));
        Assert.Null(HitTest.Find(store.Find, ["industrial-parks", "compounds"], x + 3000, y, 5));
        Assert.Null(HitTest.Find(store.Find, ["industrial-parks"], x, y, 5));
    }

    [Fact]
    public async Task Attributes_come_with_their_types()
    {
        await Sites.CreateAsync(Connect(), "K2", more: "\"plan_year\":2025,\"is_demo\":true");
        using var store = await FilledAsync(Middle, 5);

        var site = store.Find(TileAddress.Covering(new Envelope(new Coordinate(Middle.X, Middle.Y)), TileAddress.ZoomFor(5))[0])!.Layer("compounds")!.Features.Single();

        Assert.Equal(("K2", "surveyed"), (site.Text("code"), site.Text("stage")));
        Assert.Equal(2025.0, site.Attributes["plan_year"]);
        Assert.Equal(true, site.Attributes["is_demo"]);
    }

    [Fact]
    public async Task What_is_no_longer_in_view_is_not_fetched()
    {
        var counting = new CountingHandler();
        using var store = new TileStore(Connect(handler: counting).Connection);
        var first = TileAddress.Covering(new Envelope(new Coordinate(Middle.X, Middle.Y)), 14)[0];

        store.Want([.. Enumerable.Range(0, 60).Select(i => first with { Column = first.Column + i })]);
        store.Want([]);

        Assert.Equal(0, store.UnderWay);
        await Task.Delay(300, Cancel);
        Assert.InRange(counting.Answers.Count, 0, 12);
    }

    [Fact]
    public async Task A_town_has_its_name_once_however_many_tiles_it_lies_in()
    {
        using var store = await FilledAsync(Middle, 40, 30_000);
        var tiles = TileAddress.Covering(Box(Middle, 30_000), TileAddress.ZoomFor(40)).Select(a => (a, store.Find(a)!));

        var labels = Labels.Of(tiles, l => l == "places", isChinese: true, zoom: 11);

        Assert.Contains(labels, l => l.Text == "湖塘镇" || l.Text.StartsWith("湖塘", StringComparison.Ordinal));
        Assert.Equal(labels.Select(l => l.Text).Distinct(), labels.Select(l => l.Text));
    }

    [Fact]
    public void No_label_lies_over_another_and_the_more_important_one_stays()
    {
        MapLabel[] labels = [new("南夏墅街道", 0, 0, 12, 4), new("武进区", 100, 0, 15, 0), new("湖塘镇", 9000, 0, 13, 2), new("遥观镇", 9010, 100, 13, 2)];

        var placed = Labels.Place(labels, resolution: 10);

        Assert.Contains(placed, l => l.Text == "武进区");
        Assert.DoesNotContain(placed, l => l.Text == "南夏墅街道");
        Assert.All(placed, a => Assert.All(placed.Where(b => b != a), b => Assert.False(Labels.BoxOf(a, 10).Intersects(Labels.BoxOf(b, 10)))));
    }

    [Fact]
    public void Damaged_bytes_are_told_as_such()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var bytes = new byte[random.Next(1, 60)];
            random.NextBytes(bytes);
            try
            {
                VectorTileReader.Read(bytes);
            }
            catch (InvalidDataException)
            {
                // As promised; anything else fails the test.
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(16)]
    public void The_tiles_of_a_box_cover_it(int zoom)
    {
        var box = Box(Middle, 700);

        var tiles = TileAddress.Covering(box, zoom);

        var covered = new Envelope();
        tiles.ToList().ForEach(t => covered.ExpandToInclude(new Envelope(t.West, t.West + t.Width, t.North - t.Width, t.North)));
        Assert.True(covered.Contains(box));
    }

    private static Envelope Box((double X, double Y) middle, double half) => new(middle.X - half, middle.X + half, middle.Y - half, middle.Y + half);

    private async Task<TileStore> FilledAsync((double X, double Y) middle, double resolution, double half = 500)
    {
        var store = new TileStore(Connect().Connection);
        var tiles = TileAddress.Covering(Box(middle, half), TileAddress.ZoomFor(resolution));
        var arrived = new SemaphoreSlim(0);
        store.Arrived += (_, _) => arrived.Release();
        store.Want(tiles);
        for (var i = 0; i < tiles.Count; i++)
        {
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(60), Cancel), "a tile did not come");
        }

        return store;
    }
}
