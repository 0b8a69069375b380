using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Testing.Roads;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Routing;

/// <summary><c>./run isochrone</c>; no database.</summary>
public sealed class IsochroneCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-isochrone-");

    public IsochroneCommandTests() => File.WriteAllText(this["town.osm"], new OsmSketch()
        .Node(1, 0, 0).Node(2, 3000, 0).Node(3, 3000, 2000).Node(4, 0, 2000)
        .Way(10, [1, 2], ("highway", "primary")).Way(11, [2, 3], ("highway", "residential")).Way(12, [3, 4], ("highway", "residential")).Way(13, [4, 1], ("highway", "residential"))
        .ToXml());

    private string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("from")]
    [InlineData("to")]
    public async Task Polygons_are_nested_and_hold_the_place(string direction)
    {
        await BuildAsync();

        var (code, output, error) = await AskAsync("--minutes", "1,2,3", "--direction", direction);

        Assert.Equal((0, string.Empty), (code, error));
        var features = JsonNode.Parse(output)!["features"]!.AsArray();
        Assert.Equal([1, 2, 3], features.Select(f => (double)f!["properties"]!["minutes"]!));
        var shapes = features.Select(f => Shape(f!["geometry"]!)).ToList();
        Assert.All(shapes, shape => Assert.True(shape.IsValid && shape.Covers(new Point(Lon, Lat))));
        Assert.True(shapes[1].Covers(shapes[0]) && shapes[2].Covers(shapes[1]) && shapes[2].Area > shapes[0].Area);
    }

    [Fact]
    public async Task Reached_roads_the_surface_as_CSV_and_as_GeoTIFF_can_be_had_too()
    {
        await BuildAsync();

        var lines = await AskAsync("--minutes", "1,2", "--format", "lines");
        var table = await AskAsync("--minutes", "2", "--format", "csv");
        var picture = await AskAsync("--minutes", "2", "--format", "tif", "--out", this["minutes.tif"]);

        Assert.Equal(["MultiLineString", "MultiLineString"], JsonNode.Parse(lines.Output)!["features"]!.AsArray().Select(f => (string?)f!["geometry"]!["type"]));
        Assert.StartsWith("lon,lat,seconds\n", table.Output, StringComparison.Ordinal);
        Assert.Equal((0, string.Empty), (picture.Code, picture.Error));
        Assert.Equal("II*\0"u8.ToArray(), File.ReadAllBytes(this["minutes.tif"])[..4]);
    }

    [Theory]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "-5")]
    [InlineData("--minutes", "NaN")]
    [InlineData("--minutes", "10000")]
    [InlineData("--minutes", "5,5")]
    [InlineData("--minutes", "five")]
    [InlineData("--cell", "0")]
    [InlineData("--cell", "NaN")]
    [InlineData("--format", "tif")]
    [InlineData("--profile", "rocket")]
    [InlineData("--direction", "sideways")]
    public async Task What_makes_no_sense_is_wrong_usage(string option, string value)
    {
        await BuildAsync();

        var (code, output, error) = await AskAsync(option, value);

        Assert.Equal((2, string.Empty), (code, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_place_far_from_every_road_is_told_how_far()
    {
        await BuildAsync();

        var (code, output, error) = await RunAsync("isochrone", "--graph", this["town.graph"], "--lon", "121.5", "--lat", "31.2");

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains("road", error, StringComparison.Ordinal);
    }

    private static double Lon => OsmSketch.At(500, 0).Longitude;

    private static double Lat => OsmSketch.At(500, 0).Latitude;

    private static Geometry Shape(JsonNode geometry) => new GeometryFactory().BuildGeometry(
        geometry["coordinates"]!.AsArray().Select(polygon => (Geometry)new Polygon(
            Ring(polygon![0]!), [.. polygon.AsArray().Skip(1).Select(hole => Ring(hole!))])));

    private static LinearRing Ring(JsonNode ring) => new([.. ring.AsArray().Select(p => new Coordinate((double)p![0]!, (double)p[1]!))]);

    private async Task BuildAsync() => Assert.Equal(0, (await RunAsync("roads", "build", this["town.osm"], "--out", this["town.graph"])).Code);

    private Task<(int Code, string Output, string Error)> AskAsync(params string[] more) => RunAsync(
    [
        "isochrone", "--graph", this["town.graph"], "--lon", Lon.ToString(CultureInfo.InvariantCulture), "--lat", Lat.ToString(CultureInfo.InvariantCulture), .. more,
    ]);

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await RenewalCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
