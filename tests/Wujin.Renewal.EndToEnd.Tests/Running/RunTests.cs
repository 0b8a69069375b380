using System.Diagnostics;
using Xunit;

namespace Wujin.Renewal.EndToEnd.Tests.Running;

/// <summary>The first of the two commands, from a clone to a service and back.</summary>
public sealed class RunTests(Clone clone) : IClassFixture<Clone>
{
    /// <summary>Number of the user "nobody" on Debian and Ubuntu.</summary>
    private const int Nobody = 65534;

    [Fact]
    public async Task It_serves_the_demonstration_register_and_ends_cleanly_on_SIGTERM()
    {
        await using var run = await RunScript.StartAsync(clone.Path);

        using var client = new HttpClient { BaseAddress = run.Url };
        var compounds = await client.GetStringAsync(new Uri("/collections/compounds/items?limit=1&f=json", UriKind.Relative));
        var (exitCode, output, _) = await run.StopAsync();

        Assert.Contains("\"is_demo\":true", compounds, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Empty(output);
        Assert.False(File.Exists(Path.Combine(clone.Home, "cluster", "data", "postmaster.pid")));
    }

    [Fact]
    public async Task A_second_start_builds_nothing_and_holds_less_than_250_MiB()
    {
        await using (await RunScript.StartAsync(clone.Path))
        {
        }

        await using var second = await RunScript.StartAsync(clone.Path);

        Assert.InRange(second.ResidentMebibytes, 0, 250);
        Assert.DoesNotContain("building", (await second.StopAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_imported_beside_the_running_service_is_served_at_once_and_its_relative_path_is_the_callers()
    {
        await using var run = await RunScript.StartAsync(clone.Path);
        var folder = Directory.CreateTempSubdirectory("wujin-ledger-");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "台账 2026.csv"), "项目编号,小区名称,户数\nE2E-1,清英新村,320\n");
        var start = new ProcessStartInfo(Path.Combine(clone.Path, "run"), ["import", "台账 2026.csv", "--kind", "compound", "--encoding", "UTF-8", "--json"])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
        };
        using var import = Process.Start(start)!;
        var output = await import.StandardOutput.ReadToEndAsync();
        await import.WaitForExitAsync();
        folder.Delete(recursive: true);

        using var client = new HttpClient { BaseAddress = run.Url };
        Assert.Equal(0, import.ExitCode);
        Assert.Contains("\"is_recorded\":true", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("清英新村", await client.GetStringAsync(new Uri("/collections/compounds/items/E2E-1?f=json", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ordinary_user_has_a_cluster_of_their_own()
    {
        await using (await RunScript.StartAsync(clone.Path))
        {
        }

        int? user = Environment.IsPrivilegedProcess ? Nobody : null;
        var home = clone.HomeFor(user);
        await using var run = await RunScript.StartAsync(clone.Path, home, user);

        using var client = new HttpClient { BaseAddress = run.Url };
        Assert.True((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode);
        Assert.Equal(0, (await run.StopAsync()).ExitCode);
    }
}
