using System.Diagnostics;
using System.Text;

namespace Wujin.Renewal.Testing.Processes;

/// <summary>
/// The real service in a process of its own, on a port of its own, with a home of its own: what is to be killed in a test has to be a process.
/// </summary>
public sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServiceProcess(Process process, string home)
    {
        _process = process;
        Home = home;
    }

    /// <summary>WUJIN_HOME of this service.</summary>
    public string Home { get; }

    /// <summary>Where it answers.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>Process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether the process has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Starts the service and waits for its <c>ready</c> line.</summary>
    /// <param name="home">WUJIN_HOME.</param>
    /// <param name="settings">Other environment variables; WUJIN_URL is any free port unless given, WUJIN_DEMO is 0 unless given.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready in time; the message has what it wrote.</exception>
    public static async Task<ServiceProcess> StartAsync(
        string home, IReadOnlyDictionary<string, string>? settings = null, CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Wujin.Renewal.Api.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WUJIN_HOME"] = home;
        start.Environment["WUJIN_URL"] = "http://127.0.0.1:0";
        start.Environment["WUJIN_DEMO"] = "0";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var service = new ServiceProcess(Process.Start(start)!, home);
        try
        {
            await service.WaitUntilReadyAsync(cancellation);
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it as a power cut would: no handler runs.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Sends a signal by name (TERM, INT).</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(cancellation);
        return _process.ExitCode;
    }

    /// <summary>Stops it in good order if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal("TERM");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
            }
        }

        _process.Dispose();
    }

    private async Task WaitUntilReadyAsync(CancellationToken cancellation)
    {
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(StartPatience);
        var line = await _process.StandardOutput.ReadLineAsync(patience.Token);
        Url = line?.StartsWith("ready ", StringComparison.Ordinal) == true
            ? new Uri(line["ready ".Length..])
            : throw new InvalidOperationException($"The service said \"{line}\" in place of ready. {Errors}");
    }
}
