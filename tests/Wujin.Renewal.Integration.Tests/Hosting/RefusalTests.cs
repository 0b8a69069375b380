using System.Net;
using System.Net.Sockets;
using Wujin.Renewal.Integration.Tests.Cluster;
using Wujin.Renewal.Testing.Processes;
using Xunit;

namespace Wujin.Renewal.Integration.Tests.Hosting;

/// <summary>What cannot work is refused at once: one line on standard error, nothing on standard output, the right exit code.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_port_in_use_ends_with_exit_code_1_before_a_database_is_made()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = $"http://{listener.LocalEndpoint}";

        await RefusedAsync(1, $"{url} cannot be served, it is in use", ("WUJIN_URL", url));

        Assert.False(Directory.Exists(_home.Data));
    }

    [Fact]
    public Task No_PostgreSQL_ends_with_exit_code_1_and_the_command_that_brings_it() =>
        RefusedAsync(1, "sudo apt-get install -y postgresql-postgis", ("WUJIN_PG_BIN", _home.Path));

    [Fact]
    public Task A_database_that_does_not_answer_ends_with_exit_code_1() =>
        RefusedAsync(1, "check WUJIN_DATABASE", ("WUJIN_DATABASE", "Host=127.0.0.1;Port=1;Database=register;Username=planner;Password=secret"));

    [Fact]
    public async Task A_password_is_not_shown_when_its_database_is_refused()
    {
        var refused = await RunAsync(("WUJIN_DATABASE", "Host=127.0.0.1;Port=1;Database=register;Username=planner;Password=secret"));

        Assert.DoesNotContain("secret", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WUJIN_URL", "ftp://127.0.0.1")]
    [InlineData("WUJIN_URL", "5080")]
    [InlineData("WUJIN_DATABASE", "Hast=nowhere")]
    [InlineData("WUJIN_LOG", "xml")]
    [InlineData("WUJIN_LOG_LEVEL", "loud")]
    public Task A_setting_that_makes_no_sense_is_wrong_usage(string name, string value) => RefusedAsync(2, name, (name, value));

    [Fact]
    public async Task An_unknown_verb_is_wrong_usage_and_points_to_help()
    {
        var refused = await CommandLineProcess.RunAsync(["frobnicate"], new Dictionary<string, string>());

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("frobnicate", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("See: ./run --help", refused.ErrorLines[^1]);
        Assert.Empty(refused.Output);
    }

    [Theory]
    [InlineData("WUJIN_HOME")]
    [InlineData("WUJIN_URL")]
    [InlineData("WUJIN_DATABASE")]
    [InlineData("WUJIN_WRITE_TOKEN")]
    [InlineData("http://127.0.0.1:5080")]
    public async Task Help_lists_the_settings_with_their_defaults(string expected) =>
        Assert.Contains(expected, (await CommandLineProcess.RunAsync(["--help"], new Dictionary<string, string>())).Output, StringComparison.Ordinal);

    private async Task RefusedAsync(int exitCode, string reason, params (string Name, string Value)[] settings)
    {
        var refused = await RunAsync(settings);

        Assert.Equal(exitCode, refused.ExitCode);
        Assert.Contains(reason, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(refused.Output);
    }

    private Task<CommandLineProcess> RunAsync(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string> { ["WUJIN_HOME"] = _home.Path, ["WUJIN_URL"] = "http://127.0.0.1:0" };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return CommandLineProcess.RunAsync([], environment);
    }
}
