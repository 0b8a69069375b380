using Wujin.Renewal.Api.CommandLine;
using Wujin.Renewal.Api.Hosting;
using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Mapping;
using Wujin.Renewal.Store;
using Wujin.Renewal.Store.Import;

namespace Wujin.Renewal.Api.Import;

/// <summary>An import from file to commit: look, confirm, map, load, report.</summary>
internal static class ImportWork
{
    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="WorkFailedException">The file cannot be imported as it is.</exception>
    public static async Task<int> RunAsync(ImportOrder order, ServiceOptions options, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        var isConsole = ReferenceEquals(error, Console.Error);
        var isTerminal = isConsole && !Console.IsErrorRedirected;
        Func<string?>? ask = isTerminal && !Console.IsInputRedirected ? Console.ReadLine : null;
        try
        {
            // The file is looked at before a database is started for it.
            using var file = SourceFile.Open(order.Path, new() { Crs = order.Crs, Encoding = order.Encoding, Layer = order.Layer });
            FoundFile.Describe(file, error);
            var mapping = Map(file, order, error);
            Confirmation.Ensure(file, order, error, ask);
            await using var database = await OpenDatabase.OpenAsync(options, error, cancellation);
            var outcome = await LoadAsync(order, file, mapping, database.Register, error, isTerminal, cancellation);
            Tell(order, file, outcome, error);
            ImportSummary.Write(order, outcome, output);
            return outcome.Faults.Count == 0 || order.SkipsBadRows ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (SourceFileException wrong)
        {
            throw new WorkFailedException(wrong.Message.ReplaceLineEndings(" "), wrong);
        }
    }

    private static ColumnMapping Map(SourceFile file, ImportOrder order, TextWriter error)
    {
        var mapping = ColumnMapping.Create(order.Collection, file.Fields, order.Map);
        FoundFile.Describe(mapping, error);
        if (mapping.Errors.Count > 0)
        {
            throw new UsageException(string.Join(' ', mapping.Errors));
        }

        if (mapping.Missing.Any(p => p.Name == "code"))
        {
            var guess = file.Encoding is { NeedsConfirmation: true } encoding
                ? $" If the names of the columns look wrong, so is the encoding, which was guessed ({encoding.Name}): name it with --encoding."
                : "";
            throw new WorkFailedException($"No column of {order.Path} gives the code of a feature, which is its identity: name it with --map code=COLUMN.{guess}");
        }

        return mapping;
    }

    private static async Task<ImportOutcome> LoadAsync(
        ImportOrder order, SourceFile file, ColumnMapping mapping, RegisterDatabase register, TextWriter error, bool isTerminal, CancellationToken cancellation)
    {
        var towns = order.Collection.SiteKind is null ? null : await TownNames.ReadAsync(register, cancellation);
        var rows = new MappedRows(file, mapping, towns);
        var request = new ImportRequest
        {
            Collection = order.Collection,
            Columns = rows.Properties,
            HasGeometry = file.HasGeometry,
            ReplacesCollection = order.Replaces,
            IsDryRun = order.IsDryRun,
            SkipsBadRows = order.SkipsBadRows,
            Actor = order.Actor,
            Reason = order.Reason,
        };
        return await ImportBar.RunAsync(file, error, isTerminal, progress => new BulkLoader(register).RunAsync(request, rows.Read(), progress, cancellation));
    }

    private static void Tell(ImportOrder order, SourceFile file, ImportOutcome outcome, TextWriter error)
    {
        var report = new FaultReport(file.Crs.System);
        foreach (var skipped in file.Skipped)
        {
            error.WriteLine($"note      row {skipped.Number} passed over: {skipped.Reason}");
        }

        report.Print($"{outcome.Faults.Count:N0} faults in {outcome.BadRows:N0} rows:", outcome.Faults, error);
        report.Print($"{outcome.Remarks.Count:N0} remarks:", outcome.Remarks, error);
        if (ReportPath(order, outcome) is { } path)
        {
            report.Write(path, outcome.Faults, outcome.Remarks);
            error.WriteLine($"report    {path}");
        }

        if (outcome.Faults.Count > 0 && !order.SkipsBadRows)
        {
            error.WriteLine("wujin: bad rows keep the whole file out: mend them, or record the good ones with --skip-bad.");
        }
    }

    // Rows that are left out are always written down somewhere.
    private static string? ReportPath(ImportOrder order, ImportOutcome outcome) =>
        order.ReportPath ?? (order.SkipsBadRows && outcome.Faults.Count > 0 ? Path.GetFileNameWithoutExtension(order.Path) + ".faults.csv" : null);
}
