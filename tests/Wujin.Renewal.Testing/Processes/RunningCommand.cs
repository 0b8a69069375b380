using System.Diagnostics;
using System.Globalization;

namespace Wujin.Renewal.Testing.Processes;

/// <summary>A command of the program under way: a process that a test can interrupt.</summary>
public sealed class RunningCommand : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private RunningCommand(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts verb and options as <c>./run</c> would.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="folder">Where it runs; null for where the test does.</param>
    public static RunningCommand Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Wujin.Renewal.Api.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Kills it as a power cut would: no handler runs.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, as Ctrl-C and the end of a session do.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<CommandLineProcess> EndAsync(CancellationToken cancellation = default)
    {
        await _process.WaitForExitAsync(cancellation);
        return new(_process.ExitCode, await _output, await _error);
    }

    /// <summary>Kills it if it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
