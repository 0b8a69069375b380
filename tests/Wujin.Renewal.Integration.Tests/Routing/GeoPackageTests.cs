using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.IO;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Testing.Roads;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Routing;

/// <summary><c>--format gpkg</c> of the verbs that ask a road graph; no database.</summary>
public sealed class GeoPackageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-gpkg-");

    public GeoPackageTests() => File.WriteAllText(this["town.osm"], new OsmSketch()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 2000, 0).Node(4, 1000, 500)
        .Way(10, [1, 2], ("highway", "primary"), ("name", "常武路")).Way(11, [2, 3], ("highway", "primary")).Way(12, [2, 4], ("highway", "residential"))
        .ToXml());

    private string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Isochrones_come_with_the_roads_they_reach()
    {
        await RunAsync("isochrone", "--lon", Lon(100), "--lat", Lat(0), "--minutes", "1,2", "--format", "gpkg", "--out", this["reach.gpkg"]);

        var polygons = await RowsAsync("reach.gpkg", "SELECT minutes, area_m2, geom FROM isochrones ORDER BY minutes");
        Assert.Equal([1.0, 2.0], polygons.Select(row => (double)row[0]));
        var (small, large) = (Geometry(polygons[0][2]), Geometry(polygons[1][2]));
        Assert.True(small.IsValid && large.IsValid && large.Covers(small), "The polygons are nested.");
        Assert.True((double)polygons[0][1] < (double)polygons[1][1], "The larger limit has the larger area.");
        var roads = await RowsAsync("reach.gpkg", "SELECT minutes, sum(length_m), min(name) FROM reached_roads GROUP BY minutes ORDER BY minutes");
        Assert.Equal("常武路", roads[0][2]);
        Assert.InRange((double)roads[0][1] + (double)roads[1][1], 100, 2500);
        Assert.Equal(1L, (await RowsAsync("reach.gpkg", "SELECT count(*) FROM gpkg_contents WHERE table_name = 'isochrones' AND min_x > 119 AND max_y < 32"))[0][0]);
    }

    [Fact]
    public async Task A_matrix_keeps_pairs_without_a_way()
    {
        await File.WriteAllTextAsync(this["from.csv"], $"id,lon,lat\n甲,{Lon(100)},{Lat(0)}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(this["to.csv"], $"id,lon,lat\n丙,{Lon(1900)},{Lat(0)}\n丁,{Lon(1000)},{Lat(400)}\n", TestContext.Current.CancellationToken);

        await RunAsync("matrix", "--from", this["from.csv"], "--to", this["to.csv"], "--format", "gpkg", "--out", this["times.gpkg"]);

        Assert.Equal(["甲 丙", "甲 丁"], (await RowsAsync("times.gpkg", "SELECT origin || ' ' || destination FROM times WHERE seconds > 0 ORDER BY id")).Select(row => (string)row[0]));
        Assert.Equal(2L, (await RowsAsync("times.gpkg", "SELECT count(*) FROM destinations"))[0][0]);
    }

    [Fact]
    public async Task A_route_comes_whole_and_leg_by_leg()
    {
        await RunAsync("route", "--from", $"{Lon(100)},{Lat(0)}", "--to", $"{Lon(1900)},{Lat(0)}", "--format", "gpkg", "--out", this["route.gpkg"]);

        var legs = await RowsAsync("route.gpkg", "SELECT way_id, drive_seconds + turn_seconds, geom FROM legs ORDER BY leg");
        Assert.Equal([10L, 11L], legs.Select(row => (long)row[0]));
        var whole = Assert.Single(await RowsAsync("route.gpkg", "SELECT seconds, length_m, geom FROM route"));
        Assert.Equal((double)whole[0], legs.Sum(row => (double)row[1]), 3);
        Assert.Equal(Geometry(whole[2]).Length, legs.Sum(row => Geometry(row[2]).Length), 9);
    }

    [Theory]
    [InlineData("isochrone", "--lon", "119.95", "--lat", "31.7")]
    [InlineData("matrix", "--from", "a.csv", "--to", "b.csv")]
    [InlineData("route", "--from", "119.95,31.7", "--to", "119.96,31.7")]
    public async Task Bytes_are_not_written_to_the_terminal(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());

        Assert.Equal(2, await RenewalCommandLine.RunAsync([.. arguments, "--graph", "x.graph", "--format", "gpkg"], output, error));

        Assert.Contains("--out", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_leaves_nothing_behind()
    {
        var error = await FailAsync("route", "--from", $"{Lon(100)},{Lat(0)}", "--to", $"{Lon(1900)},{Lat(0)}", "--format", "gpkg", "--out", this["nowhere/route.gpkg"]);

        Assert.StartsWith("wujin: ", error, StringComparison.Ordinal);
        Assert.Contains("nowhere", error, StringComparison.Ordinal);
    }

    private static NetTopologySuite.Geometries.Geometry Geometry(object blob) => new WKBReader().Read(((byte[])blob)[8..]);

    private static string Lon(double east) => OsmSketch.At(east, 0).Longitude.ToString("0.0000000", CultureInfo.InvariantCulture);

    private static string Lat(double north) => OsmSketch.At(0, north).Latitude.ToString("0.0000000", CultureInfo.InvariantCulture);

    private async Task RunAsync(params string[] arguments)
    {
        var (code, error) = await AskAsync(arguments);
        Assert.True(code == 0, error);
    }

    private async Task<string> FailAsync(params string[] arguments)
    {
        var (code, error) = await AskAsync(arguments);
        Assert.Equal(1, code);
        return error;
    }

    private async Task<(int Code, string Error)> AskAsync(string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await RenewalCommandLine.RunAsync(["roads", "build", this["town.osm"], "--out", this["town.graph"]], output, error));
        error.GetStringBuilder().Clear();
        return (await RenewalCommandLine.RunAsync([.. arguments, "--graph", this["town.graph"]], output, error), error.ToString());
    }

    private async Task<List<object[]>> RowsAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={this[file]};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<object[]>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
