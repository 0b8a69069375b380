using System.Diagnostics;
using Wujin.Renewal.Api.Problems;

namespace Wujin.Renewal.Api.Reports;

/// <summary>Prints HTML to PDF with the Chromium of the machine. Without network: the page has everything in itself.</summary>
/// <param name="configured">Path of the browser (<c>WUJIN_CHROMIUM</c>); null for the first found.</param>
internal sealed class ChromiumPrinter(string? configured)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    /// <summary>Prints it.</summary>
    /// <exception cref="ProblemException">501: there is no browser, or it did not print.</exception>
    internal async Task<byte[]> PrintAsync(byte[] html, CancellationToken cancellation)
    {
        var browser = Find() ?? throw new ProblemException(ReportProblems.NoPrinter, "No Chromium was found. Install it: sudo apt-get install -y chromium, or set WUJIN_CHROMIUM to where it is. HTML, XLSX, DOCX and GeoJSON need none.");
        var folder = Directory.CreateTempSubdirectory("wujin-pdf-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "report.pdf"));
            await File.WriteAllBytesAsync(page, html, cancellation).ConfigureAwait(false);
            var said = await RunAsync(browser, folder.FullName, page, pdf, cancellation).ConfigureAwait(false);
            return File.Exists(pdf) && new FileInfo(pdf).Length > 0
                ? await File.ReadAllBytesAsync(pdf, cancellation).ConfigureAwait(false)
                : throw new ProblemException(ReportProblems.NoPrinter, $"{browser} did not print: {(said.Length > 300 ? said[^300..] : said).ReplaceLineEndings(" ").Trim()}");
        }
        finally
        {
            Remove(folder);
        }
    }

    private static async Task<string> RunAsync(string browser, string folder, string page, string pdf, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[]
        {
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync",
            "--no-pdf-header-footer", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(folder, "profile")}", $"--print-to-pdf={pdf}",
        })
        {
            start.ArgumentList.Add(argument);
        }

        if (Environment.IsPrivilegedProcess)
        {
            // The browser refuses to run as root with its sandbox; what it shows is our own page, without scripts.
            start.ArgumentList.Add("--no-sandbox");
        }

        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        using var process = Process.Start(start) ?? throw new ProblemException(ReportProblems.NoPrinter, $"{browser} could not be started.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new ProblemException(ReportProblems.NoPrinter, $"{browser} did not print within {Patience.TotalSeconds:0} s.");
        }

        await output.ConfigureAwait(false);
        return await error.ConfigureAwait(false);
    }

    private string? Find()
    {
        if (configured is not null)
        {
            return File.Exists(configured) ? configured : null;
        }

        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A helper process of the browser still holds a file; the system clears its folder of temporary files.
        }
    }
}
