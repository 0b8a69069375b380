using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Wujin.Renewal.Integration.Tests.Cluster;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Testing;
using Wujin.Renewal.Testing.Database;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Walk;

/// <summary>
/// <c>docs/walk.sh</c> as the README has it, on the real service with a fresh register: assess, read who fails and why, add a road, compare, and a target flips.
/// </summary>
public sealed class ConnectivityWalkTests : IDisposable
{
    // The register takes what lies in China only, which Porto does not; travel times are the same anywhere.
    private const string Places = """
        CREATE OR REPLACE FUNCTION renewal.lies_in_china(geom geometry) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT RETURN true;
        INSERT INTO renewal.place (code, name_zh, role, geom)
        SELECT code, name, role, ST_SetSRID(ST_MakePoint(lon, lat), 4490) FROM (VALUES
            ('PT-CORE', '波尔图主城区', 'main-urban-area', -8.6110, 41.1480),
            ('PT-MATOSINHOS', '马托西纽什', 'town', -8.6890, 41.1820),
            ('PT-FOZ', '福斯', 'town', -8.6730, 41.1520),
            ('PT-CAMPANHA', '坎帕尼亚', 'town', -8.5850, 41.1500),
            ('PT-MAIA', '马亚', 'town', -8.6200, 41.2350),
            ('PT-GONDOMAR', '贡多马尔', 'town', -8.5320, 41.1440)) AS p (code, name, role, lon, lat);
        """;

    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task On_the_demonstration_network_from_the_first_start()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var service = await ServiceProcess.StartAsync(
            _home.Path, new Dictionary<string, string> { ["WUJIN_DATABASE"] = database.ConnectionString, ["WUJIN_DEMO"] = "1" }, TestContext.Current.CancellationToken);

        var told = await WalkAsync(service.Url, "T30");

        Assert.Contains("now passes", told, StringComparison.Ordinal);
        Assert.Matches("within the limit: [0-9.]+ % of its area, [0-9]+ of [0-9]+ sites", told);
        Assert.DoesNotMatch("\\b0 bytes of xlsx", told);
    }

    [Fact]
    public async Task On_Porto_imported_beside_the_running_service_with_made_up_tiers()
    {
        Assert.SkipWhen(SharedData.Find("osm", "porto.osm.pbf") is null, SharedData.Absent);
        await using var database = await TestDatabase.CreateAsync();
        var settings = new Dictionary<string, string> { ["WUJIN_DATABASE"] = database.ConnectionString, ["WUJIN_DEMO"] = "0", ["WUJIN_HOME"] = _home.Path };
        await using var service = await ServiceProcess.StartAsync(_home.Path, settings, TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = service.Url };
        await database.DataSource.ExecuteAsync(Places);

        await RunAsync(settings, "roads", "import", SharedData.Find("osm", "porto.osm.pbf")!);
        using var tier = await client.PostAsync(new Uri("/collections/tiers/items", UriKind.Relative), new StringContent("""
            {"type":"Feature","geometry":null,"properties":{"code":"P14","name_zh":"十四分钟圈","limit_minutes":14,"origin_code":"PT-CORE","destination_roles":["town"]}}
            """, Encoding.UTF8, "application/geo+json"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, tier.StatusCode);
        while ((await client.GetAsync(new Uri("/isochrone?place=PT-CORE&minutes=5", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode == HttpStatusCode.Conflict)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        var told = await WalkAsync(service.Url, "P14");
        using var assessed = await client.PostAsync(new Uri("/processes/assess-connectivity/execution", UriKind.Relative), new StringContent("""{"inputs":{"tiers":["P14"]}}""", Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        var destinations = JsonNode.Parse(await assessed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["tiers"]![0]!["destinations"]!.AsArray();

        Assert.Contains("马亚", told, StringComparison.Ordinal);
        Assert.DoesNotContain("坎帕尼亚", told, StringComparison.Ordinal);
        Assert.Contains("now passes", told, StringComparison.Ordinal);
        // The towns of Wujin are in the register too, half a world away.
        Assert.Equal("too far from any road", (string?)destinations.Single(d => (string?)d!["place"] == "320412100")!["reason"]);
    }

    private static async Task<string> WalkAsync(Uri service, string tier)
    {
        var walk = await CommandLineProcess.RunAsync(
            "bash", [Path.Combine(Repository(), "docs", "walk.sh"), service.ToString().TrimEnd('/'), tier], new Dictionary<string, string>(), TestContext.Current.CancellationToken);
        Assert.True(walk.ExitCode == 0, walk.Output + walk.Error);
        return walk.Output;
    }

    private static async Task RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        var done = await CommandLineProcess.RunAsync(arguments, settings, TestContext.Current.CancellationToken);
        Assert.True(done.ExitCode == 0, done.Output + done.Error);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Wujin.Renewal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie below Wujin.Renewal.sln.");
    }
}
