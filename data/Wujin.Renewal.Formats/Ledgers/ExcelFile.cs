using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>A ledger in a worksheet of an .xlsx or .xls workbook.</summary>
internal sealed class ExcelFile : LedgerFile
{
    private readonly string _sheet;

    private readonly IReadOnlyDictionary<long, string> _errorCells;

    private ExcelFile(LedgerLayout layout, string sheet, IReadOnlyDictionary<long, string> errorCells)
        : base(layout) => (_sheet, _errorCells) = (sheet, errorCells);

    /// <inheritdoc/>
    public override SourceFormat Format => SourceFormat.Excel;

    /// <summary>Opens a workbook and chooses a worksheet.</summary>
    public static ExcelFile OpenFile(string path, SourceOptions options)
    {
        var mayHoldErrors = WorkbookGuard.Check(path);
        List<string> notices = [];
        var sheet = ChooseSheet(path, options.Layer, notices);
        var layout = LedgerLayout.Find(ReadSheet(path, sheet, _ => { }), options);
        return new(layout, sheet, mayHoldErrors ? WorkbookErrors.Find(path, sheet) : new Dictionary<long, string>())
        {
            Path = path,
            Fields = layout.Fields,
            Crs = layout.Crs,
            TotalBytes = new FileInfo(path).Length,
            Notices = notices,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<LedgerRow> RawRows() =>
        ReadSheet(Path, _sheet, share => BytesRead = (long)(TotalBytes * share))
            .Select(r => _errorCells.TryGetValue(r.Number, out var cell) ? r with { Problem = $"Cell {cell}." } : r);

    private static string ChooseSheet(string path, string? layer, List<string> notices)
    {
        List<string> filled = [];
        using (var reader = Open(path))
        {
            do
            {
                if (Guarded(reader, () => reader.VisibleState == "visible" && reader.RowCount > 0 && reader.FieldCount > 0))
                {
                    filled.Add(reader.Name);
                }
            }
            while (Guarded(reader, reader.NextResult));
        }

        if (layer is not null)
        {
            return filled.Contains(layer) ? layer : throw new SourceFileException($"The workbook has no worksheet \"{layer}\" with content; it has {string.Join(", ", filled)}.");
        }

        if (filled.Count == 0)
        {
            throw new SourceFileException("The workbook has no worksheet with content.");
        }

        if (filled.Count > 1)
        {
            notices.Add($"The workbook has several worksheets; \"{filled[0]}\" is read. The others are {string.Join(", ", filled.Skip(1))}: choose one with --layer.");
        }

        return filled[0];
    }

    private static IEnumerable<LedgerRow> ReadSheet(string path, string sheet, Action<double> report)
    {
        using var reader = Open(path);
        while (reader.Name != sheet && Guarded(reader, reader.NextResult))
        {
        }

        var count = Math.Max(1, reader.RowCount);
        for (long number = 1; Guarded(reader, reader.Read); number++)
        {
            report(Math.Min(1.0, (double)number / count));
            yield return Guarded(reader, () => RowOf(reader, number));
        }
    }

    private static LedgerRow RowOf(IExcelDataReader reader, long number)
    {
        var cells = new object?[reader.FieldCount];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Convert(reader.GetValue(i), reader.GetNumberFormatString(i));
        }

        return new(number, cells);
    }

    // 0.85 in a cell formatted as a percentage is shown, and meant, as 85%.
    private static object? Convert(object? value, string? format) => value switch
    {
        string text => text.Trim() is { Length: > 0 } trimmed ? trimmed : null,
        double number when format?.Contains('%', StringComparison.Ordinal) == true => FormattableString.Invariant($"{Math.Round(number * 100, 10)}%"),
        double number when Math.Abs(number) < 1e15 && number == Math.Floor(number) => (long)number,
        int number => (long)number,
        TimeSpan time => time.ToString(),
        _ => value,
    };

    private static IExcelDataReader Open(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            return ExcelReaderFactory.CreateReader(stream, new() { FallbackEncoding = System.Text.Encoding.GetEncoding("GB18030") });
        }
        catch (InvalidPasswordException e)
        {
            stream.Dispose();
            throw new SourceFileException("The workbook is protected by a password; save it again without one.", e);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or IOException))
        {
            stream.Dispose();
            throw Damaged(e);
        }
    }

    // The library has no exception of its own for damage it meets half way: whatever it trips over, the workbook is damaged.
    private static T Guarded<T>(IExcelDataReader reader, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or SourceFileException))
        {
            reader.Dispose();
            throw Damaged(e);
        }
    }

    private static SourceFileException Damaged(Exception e) =>
        new($"The workbook is damaged or no Excel file ({e.Message.TrimEnd('.')}); open it in Excel or WPS and save it again as .xlsx.", e);
}
