using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Api.Indicators;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Indicators;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Targets;
using Wujin.Renewal.Store.Import;
using Wujin.Renewal.Store.Indicators;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.CommandLine;

/// <summary><c>./run indicators import FILE --year 2026</c>: yearly targets from a table, all of them or none.</summary>
internal static class IndicatorsCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV or .xlsx." };
    private static readonly Option<int?> Year = new("--year") { Description = "The year of the targets, where no column 年度 names it.", HelpName = "YEAR" };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Which worksheet of a workbook. [default: the first with content]", HelpName = "NAME" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Do everything, report everything, record nothing." };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Withdraw targets of the year that the table lacks. The history stays." };
    private static readonly Option<bool> AllowUnequal = new("--allow-unequal-sums") { Description = "Record targets even where those of the towns do not add up to the district's." };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for the history. [default: import of FILE]", HelpName = "TEXT" };

    /// <summary>Builds the verb.</summary>
    public static Command Build()
    {
        var import = new Command("import", """
            Import yearly targets. Either a row for every town and a column for every indicator, the district in a row 全区 or 合计; or a row for every target
            with columns 指标, 镇街, 目标 and perhaps 年度, 进度要求 (cumulative percentages: 10;30;60;100), 备注. All targets go in, or none; every fault is
            reported with its cell. A target that is known gets a new version where it differs; an empty cell leaves it as it is.

            Examples:
              ./run indicators import 2026年度目标.xlsx --year 2026 --dry-run
              ./run indicators import targets.csv --year 2026 --replace --reason "区政府〔2026〕3号"
            """)
        {
            File, Year, Sheet, DryRun, Replace, AllowUnequal, Reason,
        };
        import.SetAction((parsed, stop) => RunAsync(parsed, parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, stop));
        return new Command("indicators", "Yearly targets of the programme.") { import };
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var year = parsed.GetValue(Year);
        if (year is < IndicatorTarget.FirstYear or > IndicatorTarget.LastYear)
        {
            throw new UsageException($"--year {year} is no year from {IndicatorTarget.FirstYear} to {IndicatorTarget.LastYear}.");
        }

        var path = parsed.GetRequiredValue(File);
        List<string> notices = [];
        IReadOnlyList<TableRow> rows;
        try
        {
            rows = SmallTable.Read(path, parsed.GetValue(Sheet), notices);
        }
        catch (SourceFileException wrong)
        {
            throw new WorkFailedException(wrong.Message.ReplaceLineEndings(" "), wrong);
        }

        notices.ForEach(n => error.WriteLine($"note      {n}"));
        await using var database = await OpenDatabase.OpenAsync(ServiceOptions.FromEnvironment(), error, cancellation);
        var towns = await TownNames.ReadAsync(database.Register, cancellation);
        var table = TargetTable.Read(rows, year, towns.Find);
        if (Faults(table, error))
        {
            return ExitCodes.Failed;
        }

        var writing = new TargetWriting(parsed.GetValue(Replace), parsed.GetValue(AllowUnequal), parsed.GetValue(DryRun));
        var note = new WriteNote(Environment.UserName, parsed.GetValue(Reason) ?? $"import of {Path.GetFileName(path)}");
        var written = await new IndicatorTargetStore(database.Register.DataSource).WriteAsync(table.Targets[0].Year, table.Targets, writing, note, cancellation);
        foreach (var unequal in written.UnequalSums)
        {
            await error.WriteLineAsync($"sum       {WriteTargets.Unequal(unequal)}");
        }

        if (written.UnequalSums.Count > 0 && !writing.AllowUnequal)
        {
            await error.WriteLineAsync("wujin: nothing was recorded: mend the numbers, or take the difference with --allow-unequal-sums.");
            return ExitCodes.Failed;
        }

        await output.WriteLineAsync(new JsonObject
        {
            ["year"] = table.Targets[0].Year,
            ["dry_run"] = writing.DryRun,
            ["inserted"] = written.Inserted,
            ["updated"] = written.Updated,
            ["deleted"] = written.Deleted,
            ["unchanged"] = written.Unchanged,
        }.ToJsonString(ApiJson.Reflected));
        return ExitCodes.Done;
    }

    private static bool Faults(TargetTable table, TextWriter error)
    {
        foreach (var remark in table.Remarks)
        {
            error.WriteLine($"remark    {remark.Place}: {remark.Detail}");
        }

        foreach (var fault in table.Faults)
        {
            error.WriteLine($"fault     {fault.Place}: {fault.Detail}");
        }

        var years = table.Targets.Select(t => t.Year).Distinct().Order().ToList();
        if (table.Faults.Count > 0)
        {
            error.WriteLine($"wujin: {table.Faults.Count} faults keep the whole table out; nothing was recorded.");
        }
        else if (years.Count > 1)
        {
            error.WriteLine($"wujin: the table has targets for {string.Join(", ", years.Select(y => y.ToString(CultureInfo.InvariantCulture)))}; import each year by itself.");
        }

        return table.Faults.Count > 0 || years.Count > 1;
    }
}
