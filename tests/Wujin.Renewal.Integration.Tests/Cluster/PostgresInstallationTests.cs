using Wujin.Renewal.Store.Cluster;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Cluster;

public sealed class PostgresInstallationTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("wujin-installation-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task The_machines_own_is_found()
    {
        var found = await PostgresInstallation.FindAsync(ClusterOptions.FromEnvironment(), null, CancellationToken.None);

        Assert.True(found.IsEnough);
    }

    [Theory]
    [InlineData(14, "3.3.2", "PostgreSQL 15 or later", "apt-get install -y postgresql-postgis")]
    [InlineData(16, null, "found PostgreSQL 16 without PostGIS", "apt-get install -y postgresql-16-postgis-3")]
    [InlineData(16, "3.1.4", "PostgreSQL 16 with PostGIS 3.1.4", "apt-get install -y postgresql-postgis")]
    public async Task One_that_will_not_do_is_named_with_the_remedy(int major, string? postGis, string reason, string remedy)
    {
        var options = new ClusterOptions(Install(major, postGis));

        var error = await Assert.ThrowsAsync<ClusterException>(() => PostgresInstallation.FindAsync(options, null, CancellationToken.None));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Data_of_another_major_version_ask_for_that_version()
    {
        var options = new ClusterOptions(Install(17, "3.5.0"));

        var error = await Assert.ThrowsAsync<ClusterException>(() => PostgresInstallation.FindAsync(options, 16, CancellationToken.None));

        Assert.Contains("apt-get install -y postgresql-16-postgis-3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_no_installation()
    {
        var error = await Assert.ThrowsAsync<ClusterException>(
            () => PostgresInstallation.FindAsync(new ClusterOptions(_root.FullName), null, CancellationToken.None));

        Assert.Contains($"no server was found in WUJIN_PG_BIN={_root.FullName}", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Lays out programs that answer like an installation of the given versions.</summary>
    private string Install(int major, string? postGis)
    {
        var bin = _root.CreateSubdirectory("bin").FullName;
        Script(Path.Combine(bin, "postgres"), $"echo 'postgres (PostgreSQL) {major}.3'");
        Script(Path.Combine(bin, "pg_config"), $"echo '{_root.FullName}/share'");
        Script(Path.Combine(bin, "initdb"), "exit 1");
        Script(Path.Combine(bin, "pg_ctl"), "exit 1");
        var extensions = _root.CreateSubdirectory("share/extension").FullName;
        if (postGis is not null)
        {
            File.WriteAllText(Path.Combine(extensions, "postgis.control"), $"default_version = '{postGis}'\n");
        }

        return bin;
    }

    private static void Script(string path, string body)
    {
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, TemporaryHome.Everybody);
    }
}
