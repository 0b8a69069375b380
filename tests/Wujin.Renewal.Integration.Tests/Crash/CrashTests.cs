using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Wujin.Renewal.Integration.Tests.Register;
using Wujin.Renewal.Store.Cluster;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Crash;

/// <summary>
/// The cable pulled: the service and its database are killed (SIGKILL) while clients write, again and again; after each restart everything
/// acknowledged is there, nothing is there that nobody sent, and the history of every site has no gap.
/// </summary>
public sealed class CrashTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static int Rounds => Environment.GetEnvironmentVariable("WUJIN_TEST_LONG") == "1" ? 30 : 4;

    [Fact]
    public async Task What_was_acknowledged_survives_kills_of_the_service_and_of_the_database()
    {
        var home = Directory.CreateTempSubdirectory("wujin-crash-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // Where root runs the test, another account runs the database and has to get there.
            File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        var random = new Random(7);
        var writers = Enumerable.Range(0, 5).Select(i => new RememberingWriter($"W{i}", i)).ToList();
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                await using (var service = await ServiceProcess.StartAsync(home, null, Cancel))
                {
                    var description = ClusterDescription.Read(ClusterFile(home))!;
                    await CompareAsync(description.ConnectionString(), writers);
                    var writing = writers.Select(w => Task.Run(() => w.WriteAsync(service.Url, Cancel), Cancel)).ToList();
                    await Task.Delay(random.Next(400, 2000), Cancel);
                    KillWithoutWarning(service, round % 3);
                    await Task.WhenAll(writing);
                    service.Kill();
                    await service.WaitForExitAsync(Cancel);
                }
            }

            await using (var service = await ServiceProcess.StartAsync(home, null, Cancel))
            {
                await CompareAsync(ClusterDescription.Read(ClusterFile(home))!.ConnectionString(), writers);
            }

            Assert.True(writers.Sum(w => w.AcknowledgedWrites) > 40 * Rounds, "Too few writes for this test to mean anything.");
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    /// <summary>0 the service, 1 the database server with all its processes, 2 both.</summary>
    private static void KillWithoutWarning(ServiceProcess service, int what)
    {
        if (what != 0)
        {
            var postmaster = PostmasterOf(service);
            Process.GetProcessById(postmaster).Kill(entireProcessTree: true);
        }

        if (what != 1)
        {
            service.Kill();
        }
    }

    private static int PostmasterOf(ServiceProcess service)
    {
        var folder = Path.GetDirectoryName(ClusterFile(service.Home))!;
        var file = Directory.GetFiles(folder, "postmaster.pid", SearchOption.AllDirectories).Single();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }

    private static string ClusterFile(string home) => Directory.GetFiles(home, "cluster.json", SearchOption.AllDirectories).Single();

    private static async Task CompareAsync(string connectionString, List<RememberingWriter> writers)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var found = (await source.RowsAsync("SELECT code, version, name_zh FROM renewal.compound_feature"))
            .ToDictionary(r => (string)r[0]!, r => ((long)r[1]!, (string?)r[2]));
        var tombstones = (await source.RowsAsync("""
            SELECT code, max(recorded_version) FROM renewal.site_version v
            WHERE NOT EXISTS (SELECT FROM renewal.site s WHERE s.code = v.code) GROUP BY code
            """)).ToDictionary(r => (string)r[0]!, r => ((long)r[1]!, (string?)null));
        foreach (var (code, belief) in writers.SelectMany(w => w.Beliefs))
        {
            var state = found.GetValueOrDefault(code, tombstones.GetValueOrDefault(code));
            Assert.True(belief.Explains(state), $"{code} is {state}, but {belief.Acknowledged} was acknowledged and {belief.Unanswered} unanswered.");
            (belief.Acknowledged, belief.Unanswered) = (state, null);
        }

        Assert.Empty(found.Keys.Except(writers.SelectMany(w => w.Beliefs.Keys)));
        Assert.Empty(await source.RowsAsync("""
            SELECT code FROM renewal.site_version GROUP BY code HAVING count(*) <> max(recorded_version) OR min(recorded_version) <> 1
            UNION ALL
            SELECT s.code FROM renewal.site s LEFT JOIN renewal.site_version v ON v.site_id = s.site_id AND v.recorded_version = s.version
                WHERE v.name_zh IS DISTINCT FROM s.name_zh
            UNION ALL
            SELECT s.code FROM renewal.site s WHERE s.stage IS DISTINCT FROM (SELECT e.stage FROM renewal.standing_events(s.site_id) e LIMIT 1)
            UNION ALL
            SELECT change_id::text FROM renewal.change WHERE recorded_at IS NULL
            """));
    }
}
