using System.ComponentModel;
using System.Diagnostics;

namespace Wujin.Renewal.Store.Cluster;

/// <summary>Runs a program to its end and keeps what it printed.</summary>
internal static class ExternalProgram
{
    /// <summary>Runs it.</summary>
    /// <returns>Exit code, and standard output and error as one text.</returns>
    /// <exception cref="ClusterException">There is no such program.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the program is killed.</exception>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new ClusterException($"{start.FileName} cannot be run: {error.Message}.", error);
        }
    }
}
