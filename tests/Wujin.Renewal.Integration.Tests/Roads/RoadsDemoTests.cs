using System.Globalization;
using Wujin.Renewal.Api.CommandLine;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Roads;

/// <summary><c>./run roads demo</c>: made-up roads on the reference data; no database.</summary>
public sealed class RoadsDemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wujin-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string this[string name] => Path.Combine(_folder.FullName, name);

    [Fact]
    public async Task A_graph_built_from_it_says_that_it_is_made_up()
    {
        var (code, output, _) = await RunAsync("roads", "demo", "--out", this["demo.osm.pbf"], "--nodes", "45000", "--seed", "3");
        Assert.Equal(0, code);
        Assert.Contains("all made up", output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("roads", "build", this["demo.osm.pbf"], "--out", this["demo.graph"])).Code);
        Assert.Contains("roads are made up", (await RunAsync("roads", "info", this["demo.graph"])).Output, StringComparison.Ordinal);
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    [Theory]
    [InlineData(2, "demo.osm", "--nodes", "10")]
    [InlineData(2, "demo.shp")]
    [InlineData(1, "no/such/folder/demo.osm")]
    public async Task What_cannot_be_done_is_said_on_one_line_and_leaves_nothing(int expected, string path, params string[] more)
    {
        var (code, output, error) = await RunAsync(["roads", "demo", "--out", this[path], .. more]);

        Assert.Equal((expected, string.Empty), (code, output));
        Assert.StartsWith("wujin: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(_folder.GetFiles());
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        return (await RenewalCommandLine.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
