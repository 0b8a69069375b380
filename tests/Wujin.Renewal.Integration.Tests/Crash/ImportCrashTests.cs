using System.Diagnostics;
using System.Globalization;
using System.Text;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Cluster;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Cluster;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Crash;

/// <summary>
/// The cable pulled during imports: service, database or importing process are killed (SIGKILL) at any moment. Each round's file gives every
/// site the number of the round, so that half an import would show as two numbers in the register.
/// </summary>
public sealed class ImportCrashTests : IDisposable
{
    private const int Rows = 6_000;

    private readonly TemporaryHome _home = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Rounds => Environment.GetEnvironmentVariable("WUJIN_TEST_LONG") == "1" ? 40 : 6;

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task After_a_restart_the_register_holds_all_of_an_import_or_nothing_of_it()
    {
        var random = new Random(11);
        var recorded = 0;
        var interrupted = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            CommandLineProcess import;
            await using (var service = await ServiceProcess.StartAsync(_home.Path, null, Cancel))
            {
                using var importing = StartImport(round);
                await Task.Delay(random.Next(300, 3_000), Cancel);
                KillWithoutWarning(service, importing, round % 4);
                import = await importing.EndAsync(Cancel);
                service.Kill();
                await service.WaitForExitAsync(Cancel);
            }

            Assert.DoesNotContain("should not happen", import.Error, StringComparison.Ordinal);
            interrupted += import.ExitCode == 0 ? 0 : 1;
            recorded = await CompareAsync(recorded, round, import.ExitCode == 0);
        }

        Assert.True(interrupted > 0, "No import was interrupted: this test means nothing.");
    }

    /// <summary>The numbers in the register: one only, and the last one acknowledged, or that of the round where nobody knows how it ended.</summary>
    private async Task<int> CompareAsync(int before, int round, bool isAcknowledged)
    {
        await using var service = await ServiceProcess.StartAsync(_home.Path, null, Cancel);
        await using var source = NpgsqlDataSource.Create(ClusterDescription.Read(Path.Combine(_home.Path, "cluster", "cluster.json"))!.ConnectionString());
        var found = await source.RowsAsync("SELECT households, count(*), min(version) = max(version) FROM renewal.site GROUP BY households");
        if (found.Count == 0)
        {
            Assert.True(before == 0 && !isAcknowledged, $"Round {round}: everything is gone.");
            return 0;
        }

        var row = Assert.Single(found);
        Assert.Equal([(long)Rows, true], row[1..]);
        Assert.True(Equals(row[0], round) || (!isAcknowledged && Equals(row[0], before)), $"Round {round}: the register holds {row[0]}, {before} was there before.");
        return (int)row[0]!;
    }

    /// <summary>0 the import, 1 the database server with all its processes, 2 the service and the import, 3 the service.</summary>
    private void KillWithoutWarning(ServiceProcess service, RunningCommand importing, int what)
    {
        if (what == 1)
        {
            Process.GetProcessById(new ServerProcesses(_home.Data).Postmaster()!.Value).Kill(entireProcessTree: true);
        }

        if (what is 0 or 2)
        {
            importing.Kill();
        }

        if (what is 2 or 3)
        {
            service.Kill();
        }
    }

    private RunningCommand StartImport(int round)
    {
        var ledger = new StringBuilder("code,name_zh,households,wkt\n");
        for (var i = 0; i < Rows; i++)
        {
            var (west, south) = (119.90 + (i % 100 * 0.001), 31.60 + (i / 100 * 0.001));
            ledger.AppendLine(CultureInfo.InvariantCulture, $"R-{i},小区,{round},\"POLYGON(({west:F4} {south:F4},{west + 0.0008:F4} {south:F4},{west + 0.0008:F4} {south + 0.0008:F4},{west:F4} {south:F4}))\"");
        }

        var file = Path.Combine(_home.Path, "台账.csv");
        File.WriteAllText(file, ledger.ToString());
        return RunningCommand.Start(
            ["import", file, "--kind", "compound", "--encoding", "UTF-8", "--crs", "EPSG:4490"], new Dictionary<string, string> { ["WUJIN_HOME"] = _home.Path, ["WUJIN_DEMO"] = "0" });
    }
}
