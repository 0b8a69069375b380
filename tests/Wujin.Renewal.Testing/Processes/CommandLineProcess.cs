using System.Diagnostics;

namespace Wujin.Renewal.Testing.Processes;

/// <summary>A program that ran to its end.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record CommandLineProcess(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error, without empty ones.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Runs the program under test as <c>./run</c> would: verb and options, with the given settings.</summary>
    /// <param name="arguments">Verb and options.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="cancellation">Gives up and kills it.</param>
    public static Task<CommandLineProcess> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation = default) =>
        RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "Wujin.Renewal.Api.dll"), .. arguments], settings, cancellation);

    /// <summary>Runs any program.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="settings">Environment variables.</param>
    /// <param name="cancellation">Gives up and kills it.</param>
    public static async Task<CommandLineProcess> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> settings, CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new CommandLineProcess(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
