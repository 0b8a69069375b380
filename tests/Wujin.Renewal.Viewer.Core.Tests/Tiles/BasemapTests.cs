using Microsoft.Data.Sqlite;
using Wujin.Renewal.Viewer.Core.Connection;
using Wujin.Renewal.Viewer.Core.Tiles;
using Xunit;

namespace Wujin.Renewal.Viewer.Core.Tests.Tiles;

public sealed class BasemapTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wujin-basemap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_file_of_tiles_counts_its_rows_from_the_south()
    {
        var path = Path.Combine(_folder, "a.mbtiles");
        using (var file = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob); INSERT INTO tiles VALUES (2, 3, 2, x'0102')";
            command.ExecuteNonQuery();
        }

        using var basemap = Basemap.Open(path, new DiskCache(_folder))!;
        var arrived = new SemaphoreSlim(0);
        basemap.Arrived += (_, _) => arrived.Release();
        basemap.Want([new TileAddress(2, 3, 1), new TileAddress(2, 3, 2)]);
        Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken) && await arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Equal((byte[])[1, 2], Assert.Single(basemap.Pictures()).Picture);
        SqliteConnection.ClearAllPools();
    }

    [Theory]
    [InlineData("")]
    [InlineData("no-such-file.mbtiles")]
    [InlineData("ftp://host/{z}/{x}/{y}")]
    public void What_is_no_basemap_is_none(string source) => Assert.Null(Basemap.Open(source, new DiskCache(_folder)));
}
