using System.Diagnostics;
using System.Text;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Writers;
using Xunit;

namespace Wujin.Renewal.Reports.Tests.Writers;

/// <summary>Documents and workbooks in another program that officials use.</summary>
public sealed class LibreOfficeTests
{
    private static readonly string? Office = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(f => Path.Combine(f, "soffice")).FirstOrDefault(File.Exists);

    [Fact]
    public void LibreOffice_reads_the_workbook_with_its_numbers_and_the_document_with_its_words()
    {
        Assert.SkipUnless(Office is not null, "LibreOffice is not here: sudo apt-get install -y libreoffice-calc-nogui libreoffice-writer-nogui.");
        var folder = Directory.CreateTempSubdirectory("wujin-office-");
        var report = ProgrammeReport.Compose(Sample.Data(), Sample.Words());
        File.WriteAllBytes(Path.Combine(folder.FullName, "r.xlsx"), XlsxWriter.Write(report));
        File.WriteAllBytes(Path.Combine(folder.FullName, "r.docx"), DocxWriter.Write(report, Figures.Draw(report)));

        // All sheets, comma, quotes, UTF-8 (the filter's token 12: -1 writes every sheet to a file of its own).
        Convert(folder.FullName, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "r.xlsx");
        Convert(folder.FullName, "txt:Text (encoded):UTF8", "r.docx");

        var towns = File.ReadAllLines(Directory.GetFiles(folder.FullName, "*老旧小区按镇街*.csv").Single());
        Assert.StartsWith("合计,2,0,0,0,1,1,0,0,350,4", towns[^1], StringComparison.Ordinal);
        Assert.Contains(Sample.FormulaName, File.ReadAllText(Directory.GetFiles(folder.FullName, "*老旧小区清单*.csv").Single()), StringComparison.Ordinal);
        var words = File.ReadAllText(Path.Combine(folder.FullName, "r.txt"), Encoding.UTF8);
        Assert.Contains("二、老旧小区改造", words, StringComparison.Ordinal);
        Assert.Contains("登记时刻", words, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static void Convert(string folder, string format, string file)
    {
        var start = new ProcessStartInfo(Office!) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", format, "--outdir", folder, file })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        Assert.True(process.WaitForExit(120_000), "LibreOffice does not end.");
        Assert.True(process.ExitCode == 0, output.Result + error.Result);
    }
}
