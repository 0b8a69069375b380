using System.CommandLine;
using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Parameters;
using Wujin.Renewal.Api.Problems;
using Wujin.Renewal.Api.Processes;
using Wujin.Renewal.Api.Roads;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;

namespace Wujin.Renewal.Api.Reports;

/// <summary><c>./run report programme|town|site|connectivity|compare</c>: a report into a file.</summary>
internal static class ReportCommand
{
    private static readonly Option<string?> Period = new("--period") { Description = "A year, quarter or month: 2026, 2026-Q3, 2026-07. [default: the quarter of the effective date]", HelpName = "PERIOD" };
    private static readonly Option<string?> Town = new("--town") { Description = "Code or name of a town.", HelpName = "TOWN" };
    private static readonly Option<string?> Site = new("--site") { Description = "Code of the site.", HelpName = "CODE" };
    private static readonly Option<string?> Run = new("--run") { Description = "Code of an assessment. [default: the last of the present roads]", HelpName = "CODE" };
    private static readonly Option<string?> With = new("--with") { Description = "Period of the earlier report. [default: the one before]", HelpName = "PERIOD" };
    private static readonly Option<string?> Effective = new("--effective") { Description = "Effective date: what happened by the end of this day. [default: end of the period, or today]", HelpName = "DATE" };
    private static readonly Option<string?> Recorded = new("--recorded") { Description = "Recorded instant: what the register knew by then. The same two dates give the same figures for ever. [default: now]", HelpName = "INSTANT" };
    private static readonly Option<string?> Since = new("--since") { Description = "Recorded instant of the last report, for what changed since. [default: beginning of the period]", HelpName = "INSTANT" };
    private static readonly Option<string?> WithEffective = new("--with-effective") { Description = "Effective date of the earlier report.", HelpName = "DATE" };
    private static readonly Option<string?> WithRecorded = new("--with-recorded") { Description = "Recorded instant of the earlier report.", HelpName = "INSTANT" };
    private static readonly Option<string> Format = new("--format") { Description = "html, pdf, xlsx, docx or geojson.", HelpName = "FORMAT", DefaultValueFactory = _ => "html" };
    private static readonly Option<string> Out = new("--out") { Description = "File to write; it appears whole or not at all.", Required = true, HelpName = "FILE" };
    private static readonly Option<string> Lang = new("--lang") { Description = "zh or en.", HelpName = "zh|en", DefaultValueFactory = _ => "zh" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        Format.AcceptOnlyFromAmong([.. ReportFormats.Codes]);
        Lang.AcceptOnlyFromAmong("zh", "en");
        return new Command("report", """
            Make a report: tables, maps and charts of the register at an effective date and a recorded instant.

            Examples:
              ./run report programme --period 2026-Q3 --format pdf --out 报告.pdf
              ./run report town --town 湖塘镇 --period 2026 --format docx --out 湖塘.docx
              ./run report site --site WJ-C-0001 --format pdf --out 项目单.pdf
              ./run report compare --period 2026-Q3 --with 2026-Q2 --format xlsx --out 对比.xlsx
            """)
        {
            Verb("programme", "Summary, the three renewals, the connectivity targets, the attention list.", ReportKind.Programme, [Period, Town, Since]),
            Verb("town", "The same for one town.", ReportKind.Town, [Period, Town, Since]),
            Verb("site", "One page of one site, with its vertices in EPSG:4549.", ReportKind.Site, [Site]),
            Verb("connectivity", "An assessment of the connectivity targets, scenarios compared, remedies ranked.", ReportKind.Connectivity, [Run]),
            Verb("compare", "Two programme reports side by side.", ReportKind.Compare, [Period, With, Town, WithEffective, WithRecorded]),
        };
    }

    private static Command Verb(string name, string description, ReportKind kind, Option[] own)
    {
        var command = new Command(name, description);
        foreach (var option in own.Concat([Effective, Recorded, Format, Lang, Out]))
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, stop) =>
        {
            var io = parsed.InvocationConfiguration;
            await MakeAsync(Read(parsed, kind), parsed.GetRequiredValue(Out), io.Error, stop);
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task MakeAsync(ReportRequest request, string path, TextWriter error, CancellationToken stop)
    {
        var options = ServiceOptions.FromEnvironment();
        await using var database = await OpenDatabase.OpenAsync(options, error, stop);
        await database.LoadDemonstrationAsync(options, error, stop);
        await using var app = RenewalApplication.Build(options with { LogLevel = LogLevel.Warning }, database.Register);
        if (request.Kind == ReportKind.Connectivity)
        {
            await app.Services.GetRequiredService<RoadGraphHolder>().RefreshAsync(stop);
        }

        MadeReport made;
        try
        {
            made = await app.Services.GetRequiredService<ReportMaker>().MakeAsync(request, options.Url.GetLeftPart(UriPartial.Authority), new Told(error), stop);
        }
        catch (ProblemException refused)
        {
            var details = refused.Problem.Errors is { Count: > 0 } errors ? string.Join(" ", errors.Select(e => e.Parameter is { } name ? $"--{name}: {e.Detail}" : e.Detail)) : refused.Problem.Detail;
            throw refused.Problem.Status == 400 ? new UsageException(details) : new WorkFailedException(details, refused);
        }
        catch (Store.Features.FutureInstantException future)
        {
            throw new UsageException($"--recorded: {future.Message}");
        }

        await WriteAsync(path, made.Content, stop);
        await error.WriteLineAsync($"wujin: wrote {path} ({made.Content.Length / 1024.0:N0} KB); the same figures again: {(request with { }).Kind.ToString().ToLowerInvariant()} {made.Path}");
    }

    private static async Task WriteAsync(string path, byte[] content, CancellationToken stop)
    {
        var unfinished = path + ".part";
        try
        {
            await File.WriteAllBytesAsync(unfinished, content, stop);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new WorkFailedException($"{path} cannot be written: {fault.Message}", fault);
        }
    }

    private static ReportRequest Read(ParseResult parsed, ReportKind kind)
    {
        string? Text(Option<string?> option) => parsed.CommandResult.Command.Options.Contains(option) ? parsed.GetValue(option) : null;
        ReportPeriod? APeriod(Option<string?> option) => Text(option) is not { } text ? null : ReportPeriod.Parse(text) ?? throw new UsageException($"{option.Name} is {ReportPeriod.Expected}.");
        DateOnly? Day(Option<string?> option) => Text(option) is not { } text ? null : Instants.ParseDate(text, out var fault) ?? throw new UsageException($"{option.Name}: {fault}");
        DateTimeOffset? Instant(Option<string?> option) => Text(option) is not { } text ? null : Instants.Parse(text, out var fault) ?? throw new UsageException($"{option.Name}: {fault}");
        return new ReportRequest(kind, ReportFormats.Parse(parsed.GetRequiredValue(Format))!.Value, parsed.GetRequiredValue(Lang) == "en" ? ReportLanguage.English : ReportLanguage.Chinese)
        {
            Period = APeriod(Period), Town = Text(Town), Site = Text(Site), Run = Text(Run), Effective = Day(Effective), Recorded = Instant(Recorded), Since = Instant(Since), With = APeriod(With),
            WithEffective = Day(WithEffective), WithRecorded = Instant(WithRecorded),
        };
    }

    private sealed class Told(TextWriter error) : IProgress<ProcessProgress>
    {
        public void Report(ProcessProgress value) => error.WriteLine($"report: {value.Message}");
    }
}
