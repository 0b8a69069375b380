using Npgsql;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Api.Tiles;
using Wujin.Renewal.Integration.Tests.Features;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Tiles;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Tiles;

/// <summary>The cache is never wrong, and forgets no more than it must.</summary>
public sealed class TileCacheTests : ServedTest
{
    private static readonly TileAddress Here = Address(12, 119.50, 31.50);
    private static readonly TileAddress There = Address(12, 119.90, 31.80);

    [Fact]
    public async Task An_edit_by_any_program_shows_in_the_very_next_request()
    {
        await AddAsync("C1", 119.50, 31.50);
        // Another program: a connection that the service knows nothing of.
        await using var psql = NpgsqlDataSource.Create(Served.Database.ConnectionString);
        for (var i = 0; i < 200; i++)
        {
            await psql.ExecuteAsync($"UPDATE renewal.site SET name_zh = '第{i}次' WHERE code = 'C1'");
            Assert.Equal($"第{i}次", (string)Assert.Single(Assert.Single(await TileAsync(Here)).Features).Attributes["name_zh"]);
        }

        await psql.ExecuteAsync("DELETE FROM renewal.site WHERE code = 'C1'");
        Assert.Empty(await TileAsync(Here));
    }

    [Fact]
    public async Task A_feature_that_moves_leaves_the_tile_it_was_in()
    {
        await AddAsync("C1", 119.50, 31.50);
        Assert.Single(await TileAsync(Here));
        Assert.Empty(await TileAsync(There));

        await Served.Source.ExecuteAsync($"UPDATE renewal.site SET geom = {RegisterSql.Box(119.90, 31.80, 119.901, 31.801)} WHERE code = 'C1'");

        Assert.Empty(await TileAsync(Here));
        Assert.Single(await TileAsync(There));
    }

    [Fact]
    public async Task A_writer_that_began_early_and_commits_late_is_seen_when_it_commits()
    {
        await AddAsync("C1", 119.50, 31.50);
        await AddAsync("C2", 119.90, 31.80);
        await using var connection = await Served.Source.OpenConnectionAsync(ServedRegister.Cancel);
        await using var transaction = await connection.BeginTransactionAsync(ServedRegister.Cancel);
        await using var early = new NpgsqlCommand("UPDATE renewal.site SET name_zh = '早' WHERE code = 'C1'", connection, transaction);
        await early.ExecuteNonQueryAsync(ServedRegister.Cancel);

        await Served.Source.ExecuteAsync("UPDATE renewal.site SET name_zh = '晚' WHERE code = 'C2'");
        Assert.Equal("晚", (string)Assert.Single(Assert.Single(await TileAsync(There)).Features).Attributes["name_zh"]);
        Assert.Equal("小区", (string)Assert.Single(Assert.Single(await TileAsync(Here)).Features).Attributes["name_zh"]);
        await transaction.CommitAsync(ServedRegister.Cancel);

        Assert.Equal("早", (string)Assert.Single(Assert.Single(await TileAsync(Here)).Features).Attributes["name_zh"]);
    }

    [Fact]
    public async Task A_change_leaves_tiles_elsewhere_and_tiles_of_other_layers_alone()
    {
        await AddAsync("C1", 119.50, 31.50);
        await AddAsync("C2", 119.90, 31.80);
        using var cache = new TileCache(new TileStore(Served.Source));
        var compounds = TileSet.Find("compounds")!;
        async Task AskAsync()
        {
            foreach (var (set, address) in new[] { (compounds, Here), (compounds, There), (TileSet.Find("towns")!, Here), (TileSet.WholeMap, Here), (TileSet.WholeMap, There) })
            {
                await cache.GetAsync(set, address, ContentCoding.Identity, ServedRegister.Cancel);
            }
        }

        await AskAsync();
        await AskAsync();
        Assert.Equal(5, cache.Rendered);
        await Served.Source.ExecuteAsync("UPDATE renewal.site SET name_zh = '改' WHERE code = 'C1'");
        await AskAsync();

        Assert.Equal(7, cache.Rendered);
    }

    [Fact]
    public async Task Requests_for_one_cold_tile_are_answered_by_one_query()
    {
        await AddAsync("C1", 119.50, 31.50);
        using var cache = new TileCache(new TileStore(Served.Source));
        var bodies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => cache.GetAsync(TileSet.WholeMap, Here, ContentCoding.Gzip, ServedRegister.Cancel)));

        Assert.Equal(1, cache.Rendered);
        Assert.All(bodies, body => Assert.Equal(bodies[0]!.Bytes, body!.Bytes));
    }

    [Fact]
    public async Task One_who_gives_up_spoils_nothing_for_the_others()
    {
        await AddAsync("C1", 119.50, 31.50);
        using var cache = new TileCache(new TileStore(Served.Source));
        for (var i = 0; i < 50; i++)
        {
            await Served.Source.ExecuteAsync($"UPDATE renewal.site SET name_zh = '第{i}次' WHERE code = 'C1'");
            using var impatient = new CancellationTokenSource();
            var given = cache.GetAsync(TileSet.WholeMap, Here, ContentCoding.Identity, impatient.Token);
            var patient = cache.GetAsync(TileSet.WholeMap, Here, ContentCoding.Identity, ServedRegister.Cancel);
            await impatient.CancelAsync();
            Assert.NotNull(await patient);
            await given.ContinueWith(_ => { }, ServedRegister.Cancel, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    [Fact]
    public async Task Memory_stays_within_its_bounds()
    {
        await AddAsync("C1", 119.50, 31.50);
        using var cache = new TileCache(new TileStore(Served.Source), mostBytes: 100_000);
        for (var column = 0; column < 1000; column++)
        {
            await cache.GetAsync(TileSet.WholeMap, new TileAddress(16, 20_000, column), ContentCoding.Identity, ServedRegister.Cancel);
            Assert.InRange(cache.Bytes, 0, 101_000);
        }

        Assert.InRange(cache.Count, 100, 200);
        Assert.Equal(1000, cache.Rendered);
    }

    [Fact]
    public async Task While_others_write_no_answer_is_older_than_its_request()
    {
        await AddAsync("C1", 119.50, 31.50);
        var committed = 0L;
        using var done = new CancellationTokenSource();
        async Task ReadAsync()
        {
            while (!done.IsCancellationRequested)
            {
                var before = Interlocked.Read(ref committed);
                var name = (string)Assert.Single(Assert.Single(await TileAsync(Here)).Features).Attributes["name_zh"];
                Assert.True(name == "小区" || long.Parse(name, System.Globalization.CultureInfo.InvariantCulture) >= before, $"{name} was answered after {before} had been committed.");
            }
        }

        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(ReadAsync)).ToArray();
        for (var i = 1L; i <= 300; i++)
        {
            await Served.Source.ExecuteAsync($"UPDATE renewal.site SET name_zh = '{i}' WHERE code = 'C1'");
            Interlocked.Exchange(ref committed, i);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task A_bulk_change_is_noticed_without_looking_at_every_row()
    {
        await AddAsync("C1", 119.50, 31.50);
        Assert.Single(Assert.Single(await TileAsync(Here)).Features);
        await Served.Source.ExecuteAsync("""
            INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom)
            SELECT 'B' || i, 'compound', '小区', 'approved', '2024-01-01', ST_Multi(ST_MakeEnvelope(x, 31.5, x + 0.0001, 31.5001, 4490))
            FROM generate_series(1, 10100) i, LATERAL (SELECT 119.5 + (i % 100) * 0.0001 AS x) p
            """);

        Assert.Equal(10_101, Assert.Single(await TileAsync(Here)).Features.Count);
    }

    [Fact]
    public async Task A_layer_without_history_is_made_anew_when_its_generation_changes()
    {
        await Served.Source.ExecuteAsync("CREATE TABLE public.network (id int, is_current boolean); INSERT INTO public.network VALUES (1, true), (2, false)");
        var layers = new[] { TileLayers.Find("towns")!, TileLayers.Find("places")! with { Generation = "SELECT id FROM public.network WHERE is_current" } };
        var store = new TileStore(Served.Source, layers);
        var first = await store.ChangesAsync(null, ServedRegister.Cancel);
        var same = await store.ChangesAsync(first.Position, ServedRegister.Cancel);
        await Served.Source.ExecuteAsync("UPDATE public.network SET is_current = NOT is_current");
        var other = await store.ChangesAsync(same.Position, ServedRegister.Cancel);
        var after = await store.ChangesAsync(other.Position, ServedRegister.Cancel);

        Assert.Null(first.Areas);
        Assert.Empty(same.Areas!);
        Assert.Equal(1, Assert.Single(other.Areas!).Layer);
        Assert.True(other.Areas![0].Window.Touches(Here.Window));
        Assert.Empty(after.Areas!);
    }

    private static TileAddress Address(int zoom, double longitude, double latitude)
    {
        var (row, column) = TileRequests.At(zoom, longitude, latitude);
        return new TileAddress(zoom, row, column);
    }

    private Task AddAsync(string code, double longitude, double latitude) => Served.Source.ExecuteAsync($"""
        INSERT INTO renewal.site (code, kind, name_zh, stage, stage_date, geom)
        VALUES ('{code}', 'compound', '小区', 'approved', '2024-01-01', {RegisterSql.Box(longitude, latitude, longitude + 0.001, latitude + 0.001)})
        """);

    private Task<List<VectorTileLayer>> TileAsync(TileAddress tile) => Served.TileAsync("/tiles", tile.Zoom, tile.Row, tile.Column);
}
