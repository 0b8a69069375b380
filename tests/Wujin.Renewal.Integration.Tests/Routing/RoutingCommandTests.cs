using System.Globalization;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Testing.Roads;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Routing;

/// <summary><c>./run matrix</c> and <c>./run route</c>; no database.</summary>
public sealed class RoutingCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-routing-");

    public RoutingCommandTests() => File.WriteAllText(this["town.osm"], new OsmSketch()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 2000, 0).Node(4, 1000, 500).Node(5, 0, 500)
        .Way(10, [1, 2], ("highway", "primary"), ("name", "常武路")).Way(11, [2, 3], ("highway", "primary"))
        .Way(12, [2, 4], ("highway", "residential")).Way(13, [4, 5], ("highway", "residential")).Way(14, [5, 1], ("highway", "residential"))
        .ToXml());

    public void Dispose() => _folder.Delete(recursive: true);

    private string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task A_matrix_is_written_as_CSV_and_equals_the_route()
    {
        await BuildAsync();
        await File.WriteAllTextAsync(this["from.csv"], $"id,lon,lat\n甲,{Lon(100)},{Lat(0)}\n\"乙,北\",{Lon(0)},{Lat(400)}\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(this["to.csv"], $"id,lon,lat\n丙,{Lon(1900)},{Lat(0)}\n", TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync("matrix", "--graph", this["town.graph"], "--from", this["from.csv"], "--to", this["to.csv"]);

        Assert.Equal((0, string.Empty), (code, error));
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("from,to,seconds,from_metres_to_road,to_metres_to_road", rows[0]);
        Assert.StartsWith("甲,丙,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("\"乙,北\",丙,", rows[2], StringComparison.Ordinal);
        Assert.Equal(rows[1].Split(',')[2], $"{(decimal)(await RouteAsync())["properties"]!["seconds"]!:0.000}");
    }

    [Fact]
    public async Task A_route_tells_line_legs_and_times_by_class()
    {
        await BuildAsync();

        var route = await RouteAsync();

        var properties = route["properties"]!;
        Assert.Equal(("Feature", "LineString", 3), ((string?)route["type"], (string?)route["geometry"]!["type"], route["geometry"]!["coordinates"]!.AsArray().Count));
        Assert.Equal(1800, (double)properties["metres"]!, 3.0);
        Assert.Equal(["primary"], properties["seconds_by_class"]!.AsObject().Select(p => p.Key));
        Assert.Equal([10L, 11L], properties["legs"]!.AsArray().Select(leg => (long)leg!["way_id"]!));
        var parts = properties["legs"]!.AsArray().Sum(leg => (decimal)leg!["drive_seconds"]! + (decimal)leg["turn_seconds"]!);
        Assert.Equal((decimal)properties["seconds"]!, parts + (decimal)properties["from_seconds_to_road"]! + (decimal)properties["to_seconds_to_road"]!);
    }

    [Fact]
    public async Task A_route_as_CSV_has_a_row_a_leg()
    {
        await BuildAsync();

        var (code, output, _) = await RunAsync([.. Ask, "--format", "csv"]);

        Assert.Equal((0, 3), (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("1,10,primary,常武路,900.", output.Replace("899.9", "900.", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_road_of_a_scenario_is_gone_round()
    {
        await BuildAsync();
        await File.WriteAllTextAsync(this["close.geojson"], """
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"edit":"speed","way_id":10,"factor":0.1}}]}
            """, TestContext.Current.CancellationToken);

        var (_, output, _) = await RunAsync([.. Ask, "--scenario", this["close.geojson"]]);

        Assert.True((decimal)JsonNode.Parse(output)!["properties"]!["seconds"]! > (decimal)(await RouteAsync())["properties"]!["seconds"]!);
    }

    [Fact]
    public async Task Faults_of_a_scenario_are_all_told()
    {
        await BuildAsync();
        await File.WriteAllTextAsync(this["bad.geojson"], """
            {"type":"FeatureCollection","features":[
              {"type":"Feature","geometry":null,"properties":{"edit":"close","way_id":77}},
              {"type":"Feature","geometry":null,"properties":{"edit":"close","way_id":78}}]}
            """, TestContext.Current.CancellationToken);

        var (code, output, error) = await RunAsync([.. Ask, "--scenario", this["bad.geojson"]]);

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains("/features/0/properties/way_id", error, StringComparison.Ordinal);
        Assert.Contains("/features/1/properties/way_id", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "route", "--graph", "x.graph", "--from", "119,95", "--to", "120,31")]
    [InlineData(2, "route", "--graph", "x.graph", "--from", "here", "--to", "120,31")]
    [InlineData(2, "route", "--graph", "x.graph", "--to", "120,31")]
    [InlineData(2, "matrix", "--graph", "x.graph", "--from", "a.csv", "--to", "b.csv", "--profile", "lorry")]
    [InlineData(1, "route", "--graph", "nowhere.graph", "--from", "120,31", "--to", "120,31")]
    public async Task What_cannot_be_done_is_told_in_one_line(int expected, params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);

        Assert.Equal((expected, string.Empty), (code, output));
        Assert.StartsWith("wujin: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_far_from_a_road_is_an_error_and_no_guess()
    {
        await BuildAsync();

        var (code, _, error) = await RunAsync("route", "--graph", this["town.graph"], "--from", $"{Lon(100)},{Lat(0)}", "--to", "121,32");

        Assert.Equal(1, code);
        Assert.Contains("--to: There is no road within", error, StringComparison.Ordinal);
    }

    private string[] Ask => ["route", "--graph", this["town.graph"], "--from", $"{Lon(100)},{Lat(0)}", "--to", $"{Lon(1900)},{Lat(0)}"];

    private static string Lon(double east) => OsmSketch.At(east, 0).Longitude.ToString("0.0000000", CultureInfo.InvariantCulture);

    private static string Lat(double north) => OsmSketch.At(0, north).Latitude.ToString("0.0000000", CultureInfo.InvariantCulture);

    private async Task<JsonNode> RouteAsync()
    {
        var (code, output, error) = await RunAsync(Ask);
        Assert.Equal((0, string.Empty), (code, error));
        return JsonNode.Parse(output)!;
    }

    private async Task BuildAsync()
    {
        var (code, _, error) = await RunAsync("roads", "build", this["town.osm"], "--out", this["town.graph"]);
        Assert.True(code == 0, error);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await RenewalCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
