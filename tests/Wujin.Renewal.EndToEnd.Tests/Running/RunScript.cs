using System.Diagnostics;
using System.Globalization;

namespace Wujin.Renewal.EndToEnd.Tests.Running;

/// <summary>A running <c>./run</c>.</summary>
internal sealed class RunScript : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private RunScript(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where the service answers.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Memory of the service that is resident now, in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
    }

    /// <summary>Starts the script from a folder that is not its own, and waits for its ready line.</summary>
    /// <param name="clone">Folder of the script.</param>
    /// <param name="home">WUJIN_HOME; null for the default.</param>
    /// <param name="user">Number of the user to start it as; null for whoever runs the test.</param>
    public static async Task<RunScript> StartAsync(string clone, string? home = null, int? user = null)
    {
        var script = Path.Combine(clone, "run");
        var start = user is null
            ? new ProcessStartInfo(script)
            : new ProcessStartInfo("setpriv", [$"--reuid={user}", $"--regid={user}", "--clear-groups", script]);
        start.WorkingDirectory = "/";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["WUJIN_URL"] = "http://127.0.0.1:0";
        if (home is not null)
        {
            start.Environment["WUJIN_HOME"] = home;
            start.Environment["HOME"] = home;
            // Another user may not write where this one keeps what tests leave.
            start.Environment["TMPDIR"] = home;
        }

        var run = new RunScript(Process.Start(start)!);
        await run.WaitUntilReadyAsync();
        return run;
    }

    /// <summary>Sends SIGTERM to the very process that was started and waits for its end.</summary>
    /// <returns>Its exit code, the rest of its standard output, and all of its standard error.</returns>
    public async Task<(int ExitCode, string Output, string Error)> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _process.StandardOutput.ReadToEndAsync(patience.Token), await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(StartPatience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        Url = line?.StartsWith("ready http://", StringComparison.Ordinal) == true
            ? new Uri(line["ready ".Length..])
            : throw new InvalidOperationException($"./run said \"{line}\" in place of ready. {await _errors}");
    }
}
