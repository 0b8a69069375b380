using System.Diagnostics;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Reports.Connectivity;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Sites;
using Wujin.Renewal.Reports.Templates;
using Wujin.Renewal.Reports.Writers;

namespace Wujin.Renewal.Api.Reports;

/// <summary>A report that was made.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Format">Its format.</param>
/// <param name="FileName">What to call it.</param>
/// <param name="Path">Path and query that give the same figures again.</param>
internal sealed record MadeReport(byte[] Content, ReportFormat Format, string FileName, string Path)
{
    /// <summary>How long reading and every picture took, milliseconds.</summary>
    internal IReadOnlyList<(string Name, double Milliseconds)> Timings { get; init; } = [];
}

/// <summary>Makes reports: reads, composes, writes. Any number may be made at once.</summary>
internal sealed class ReportMaker(ReportReader reader, ServiceOptions options)
{
    /// <summary>Makes one.</summary>
    /// <param name="request">Which.</param>
    /// <param name="root">Address of the service, for links.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ProblemException">It cannot be made; the detail says what to do.</exception>
    internal async Task<MadeReport> MakeAsync(ReportRequest request, string root, IProgress<ProcessProgress>? progress, CancellationToken cancellation)
    {
        var words = new Wording(request.Language, Template());
        progress?.Report(new ProcessProgress(5, "reading"));
        var begin = Stopwatch.GetTimestamp();
        var (report, path) = request.Kind switch
        {
            ReportKind.Site => await SiteAsync(request, root, words, cancellation).ConfigureAwait(false),
            ReportKind.Connectivity => await ConnectivityAsync(request, root, words, progress, cancellation).ConfigureAwait(false),
            ReportKind.Compare => await CompareAsync(request, root, words, cancellation).ConfigureAwait(false),
            _ => await ProgrammeAsync(request, root, words, cancellation).ConfigureAwait(false),
        };
        var timings = new List<(string, double)> { ("read", Stopwatch.GetElapsedTime(begin).TotalMilliseconds) };
        progress?.Report(new ProcessProgress(50, "drawing and writing"));
        var content = await WriteAsync(report, request.Format, timings, cancellation).ConfigureAwait(false);
        return new MadeReport(content, request.Format, FileName(report, request.Format), path) { Timings = timings };
    }

    private async Task<byte[]> WriteAsync(Report report, ReportFormat format, List<(string, double)> timings, CancellationToken cancellation)
    {
        IReadOnlyDictionary<Figure, DrawnFigure> Drawn()
        {
            var drawn = Figures.Draw(report, cancellation: cancellation);
            timings.AddRange(report.Figures.Select(f => (f.Id, drawn[f].Milliseconds)));
            return drawn;
        }

        switch (format)
        {
            case ReportFormat.Xlsx: return XlsxWriter.Write(report);
            case ReportFormat.GeoJson: return GeoJsonWriter.Write(report);
            case ReportFormat.Docx: return DocxWriter.Write(report, Drawn());
            case ReportFormat.Html: return HtmlWriter.Write(report, Drawn());
            default:
                RequireFont();
                return await new ChromiumPrinter(options.ChromiumPath).PrintAsync(HtmlWriter.Write(report, Drawn()), cancellation).ConfigureAwait(false);
        }
    }

    private static void RequireFont()
    {
        try
        {
            _ = FontBook.System;
        }
        catch (FontMissingException missing)
        {
            throw new ProblemException(ReportProblems.NoFont, missing.Message, missing);
        }
    }

    private ReportTemplate Template()
    {
        try
        {
            return ReportTemplate.Read(options.ReportTemplates);
        }
        catch (TemplateException wrong)
        {
            throw new ProblemException(ReportProblems.BadTemplate, wrong.Message, wrong);
        }
    }

    private async Task<(Report Report, string Path)> ProgrammeAsync(ReportRequest request, string root, Wording words, CancellationToken cancellation)
    {
        var (data, settled) = await reader.ProgrammeAsync(request, root, cancellation).ConfigureAwait(false);
        return (ProgrammeReport.Compose(data, words), settled.Path);
    }

    private async Task<(Report Report, string Path)> CompareAsync(ReportRequest request, string root, Wording words, CancellationToken cancellation)
    {
        var (now, second) = await reader.ProgrammeAsync(request with { Kind = request.Town is null ? ReportKind.Programme : ReportKind.Town, With = null, WithEffective = null, WithRecorded = null }, root, cancellation).ConfigureAwait(false);
        var (was, first) = await reader.ProgrammeAsync(
            request with
            {
                Kind = request.Town is null ? ReportKind.Programme : ReportKind.Town, Period = request.With ?? second.Period!.Previous, Effective = request.WithEffective, Recorded = request.WithRecorded ?? second.Recorded,
                Since = null, With = null, WithEffective = null, WithRecorded = null,
            }, root, cancellation).ConfigureAwait(false);
        var settled = request with
        {
            Period = second.Period, Effective = second.Effective, Recorded = second.Recorded, Since = null, With = first.Period, WithEffective = first.Effective, WithRecorded = first.Recorded,
        };
        return (CompareReport.Compose(was, now, new ReportLinks(root, second.Effective!.Value, second.Recorded!.Value, settled.Path, settled.Command), words), settled.Path);
    }

    private async Task<(Report Report, string Path)> SiteAsync(ReportRequest request, string root, Wording words, CancellationToken cancellation)
    {
        var (data, settled) = await reader.SiteAsync(request, root, cancellation).ConfigureAwait(false);
        return (SiteSheet.Compose(data, words), settled.Path);
    }

    private async Task<(Report Report, string Path)> ConnectivityAsync(ReportRequest request, string root, Wording words, IProgress<ProcessProgress>? progress, CancellationToken cancellation)
    {
        var (data, settled) = await reader.ConnectivityAsync(request, root, progress, cancellation).ConfigureAwait(false);
        return (ConnectivityReport.Compose(data, words), settled.Path);
    }

    private static string FileName(Report report, ReportFormat format)
    {
        var name = string.Concat($"{report.Title} {report.Subtitle}".Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : ' ')).Trim();
        name = string.Join('-', name.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (name.Length > 80 ? name[..80] : name) + "." + format.Code();
    }
}
