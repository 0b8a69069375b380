using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Testing.Roads;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Roads;

/// <summary><c>./run roads</c>: build, info, export; no database.</summary>
public sealed class RoadsCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-roads-");

    public RoadsCommandTests() => File.WriteAllText(this["town.osm"], new OsmSketch()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 2000, 0).Node(4, 1000, 500)
        .Way(10, [1, 2], ("highway", "primary"), ("name", "=常武路,北")).Way(11, [2, 3], ("highway", "primary")).Way(12, [2, 4, 99], ("highway", "residential"), ("oneway", "yes"))
        .Restriction(1, "no_left_turn", 10, [2], 12).ToXml());

    public void Dispose() => _folder.Delete(recursive: true);

    private string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task Build_says_what_it_built_and_what_was_not_sound()
    {
        var (code, output, error) = await RunAsync("roads", "build", this["town.osm"], "--out", this["town.graph"]);

        Assert.Equal(0, code);
        Assert.Contains("3 segments, 4 junctions, 1 turn restrictions from town.osm", output, StringComparison.Ordinal);
        Assert.Contains("1 × way of which nodes are missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_verifies_and_tells_in_JSON()
    {
        await BuildAsync();
        var (code, output, _) = await RunAsync("roads", "info", this["town.graph"], "--verify", "--json");
        var json = JsonNode.Parse(output)!;

        Assert.Equal((0, true, 3, 99L), (code, (bool)json["is_verified"]!, (int)json["segments"]!, 99L));
        Assert.Equal("way of which nodes are missing: the rest of it is taken", (string?)json["findings"]![0]!["what"]);
    }

    [Fact]
    public async Task A_damaged_file_is_told_by_verify()
    {
        await BuildAsync();
        var bytes = await File.ReadAllBytesAsync(this["town.graph"], TestContext.Current.CancellationToken);
        bytes[300] ^= 1;
        await File.WriteAllBytesAsync(this["town.graph"], bytes, TestContext.Current.CancellationToken);
        var (code, output, error) = await RunAsync("roads", "info", this["town.graph"], "--verify");

        Assert.Equal((1, string.Empty), (code, output));
        Assert.Contains("is damaged: section \"metadata\"", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roads", "build", "nowhere.osm.pbf", "--out", "x.graph")]
    [InlineData("roads", "build", "town.osm", "--out", "no/such/folder/x.graph")]
    [InlineData("roads", "build", "town.osm", "--out", "x.graph", "--speeds", "town.osm")]
    [InlineData("roads", "build", "town.osm", "--out", "x.graph", "--observed", "town.osm")]
    [InlineData("roads", "info", "town.osm")]
    [InlineData("roads", "export", "--graph", "nowhere.graph", "--format", "csv", "--out", "x.csv")]
    public async Task What_fails_says_so_on_one_line_and_leaves_nothing(params string[] arguments)
    {
        var (code, output, error) = await RunAsync([.. arguments.Select(a => a.Contains('.', StringComparison.Ordinal) ? this[a] : a)]);

        Assert.Equal((1, string.Empty), (code, output));
        Assert.StartsWith("wujin: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Equal(["town.osm"], _folder.EnumerateFiles().Select(f => f.Name));
    }

    [Fact]
    public async Task An_unknown_format_is_wrong_usage() =>
        Assert.Equal(2, (await RunAsync("roads", "export", "--graph", "a", "--format", "dxf", "--out", "b")).Code);

    [Fact]
    public async Task Anyone_can_check_a_time_with_the_exported_tables()
    {
        await BuildAsync();
        Assert.Equal(0, (await RunAsync("roads", "export", "--graph", this["town.graph"], "--format", "csv", "--out", this["town.csv"])).Code);
        var arcs = Rows("town.csv");
        var turns = Rows("town.csv.turns.csv").Where(t => t["mode"] == "car").ToList();

        // From node 1 over node 2 to the end of way 11: two arcs and one straight turn.
        var first = arcs.Single(a => a["way_id"] == "10" && a["wkt"].StartsWith("\"LINESTRING(119.9500000 31.7000000", StringComparison.Ordinal));
        Assert.Equal("\"'=常武路,北\"", first["name"]);
        var on = turns.Where(t => t["from_arc"] == first["arc"]).Select(t => arcs.Single(a => a["arc"] == t["to_arc"])).ToList();
        Assert.Equal(["11"], on.Select(a => a["way_id"]));
        Assert.InRange(int.Parse(first["car_ms"], CultureInfo.InvariantCulture), 58_000, 58_200);
        Assert.Equal(string.Empty, arcs.Single(a => a["way_id"] == "12" && a["car_ms"].Length == 0)["ebike_ms"]);
    }

    [Fact]
    public async Task A_GeoPackage_holds_arcs_and_turns()
    {
        await BuildAsync();
        Assert.Equal(0, (await RunAsync("roads", "export", "--graph", this["town.graph"], "--format", "gpkg", "--out", this["town.gpkg"])).Code);
        await using var connection = new SqliteConnection($"Data Source={this["town.gpkg"]};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM arcs) || ' ' || (SELECT hex(substr(geom, 1, 8)) FROM arcs LIMIT 1) || ' ' || (SELECT count(*) > 0 FROM turns) || ' ' || (SELECT application_id FROM pragma_application_id)";

        Assert.Equal("6 47500001E6100000 1 1196444487", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private async Task BuildAsync() => Assert.Equal(0, (await RunAsync("roads", "build", this["town.osm"], "--out", this["town.graph"])).Code);

    // Good enough here: the only quoted cells without a comma to split at are the last, and one name.
    private List<Dictionary<string, string>> Rows(string name)
    {
        var lines = File.ReadAllLines(this[name]);
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(l => header.Zip(l.Replace("路,北", "路\u0001北", StringComparison.Ordinal).Split(',', header.Length)).ToDictionary(p => p.First, p => p.Second.Replace('\u0001', ',')))];
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await RenewalCommandLine.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
