using ExcelDataReader;
using Wujin.Renewal.Formats.Encodings;
using Wujin.Renewal.Formats.Ledgers;

namespace Wujin.Renewal.Formats.Targets;

/// <summary>
/// A table that a person keeps by hand (a sheet of targets, not a ledger of thousands of rows), read whole and cell by cell: totals stay, and merged
/// cells, formulas and errors are told.
/// </summary>
public static class SmallTable
{
    private const int MostRows = 5000;
    private const int MostColumns = 200;
    private const long LargestBytes = 20 * 1024 * 1024;

    // The reading library asks for Windows-1252 before it is told that another encoding is wanted.
    static SmallTable() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    /// <summary>Reads a CSV text or the worksheet of an .xlsx workbook.</summary>
    /// <param name="path">The file; its content decides what it is.</param>
    /// <param name="sheet">Which worksheet; null for the first with content.</param>
    /// <param name="notices">Gets what a person should know, such as a guessed encoding.</param>
    /// <exception cref="SourceFileException">It cannot be read; the message says what to do.</exception>
    public static IReadOnlyList<TableRow> Read(string path, string? sheet, ICollection<string> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var format = FormatDetector.Detect(path);
        if (new FileInfo(path).Length > LargestBytes)
        {
            throw new SourceFileException($"{Path.GetFileName(path)} is larger than {LargestBytes / 1024 / 1024} MB; a table of targets has some dozens of rows.");
        }

        var rows = format switch
        {
            SourceFormat.Csv => Csv(path, notices),
            SourceFormat.Excel => Excel(path, sheet, notices),
            _ => throw new SourceFileException($"{Path.GetFileName(path)} is no table: give CSV or .xlsx."),
        };
        return rows.Count <= MostRows && rows.All(r => r.Cells.Count <= MostColumns)
            ? rows
            : throw new SourceFileException($"The table has more than {MostRows} rows or {MostColumns} columns; a table of targets has a row for each town.");
    }

    private static List<TableRow> Csv(string path, ICollection<string> notices)
    {
        List<string> found = [];
        var bytes = File.ReadAllBytes(path);
        var isMarked = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        using var content = new MemoryStream(bytes, isMarked ? 3 : 0, bytes.Length - (isMarked ? 3 : 0));
        (System.Text.Encoding, string, EncodingOrigin)[] declared = isMarked ? [(TextEncodings.Utf8, "UTF-8", EncodingOrigin.ByteOrderMark)] : [];
        var encoding = EncodingDecision.Decide(null, declared, NonAsciiSample.Collect(content), found);
        found.ForEach(notices.Add);
        var text = encoding.Encoding.GetString(bytes, isMarked ? 3 : 0, bytes.Length - (isMarked ? 3 : 0));
        var delimiter = ((char[])[',', '\t', ';']).MaxBy(d => text.AsSpan(0, Math.Min(text.Length, 4096)).Count(d));
        using var reader = new StringReader(text);
        return [.. CsvRows.Read(reader, delimiter).Take(MostRows + 1).Select(r => new TableRow(r.Number, [.. r.Cells.Select((c, i) => new TableCell(NameOf(i, r.Number), c))]))];
    }

    private static List<TableRow> Excel(string path, string? sheet, ICollection<string> notices)
    {
        WorkbookGuard.Check(path);
        using var stream = File.OpenRead(path);
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(stream, new() { FallbackEncoding = TextEncodings.Find("GB18030")!.Value.Encoding });
            var name = Choose(reader, sheet, notices);
            var oddities = WorkbookCells.Find(path, name);
            var merges = (reader.MergeCells ?? []).Select(m => (Range: m, Name: $"{NameOf(m.FromColumn, m.FromRow + 1)}:{NameOf(m.ToColumn, m.ToRow + 1)}")).ToList();
            var rows = new List<TableRow>();
            for (long number = 1; reader.Read() && number <= MostRows + 1; number++)
            {
                var row = number;
                rows.Add(new TableRow(row, [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns + 1)).Select(column =>
                {
                    var cell = NameOf(column, row);
                    var (isFormula, error) = oddities.GetValueOrDefault(cell);
                    var merged = merges.Where(m => row - 1 >= m.Range.FromRow && row - 1 <= m.Range.ToRow && column >= m.Range.FromColumn && column <= m.Range.ToColumn).Select(m => m.Name).FirstOrDefault();
                    return new TableCell(cell, Value(reader.GetValue(column)), isFormula, merged, error);
                })]));
            }

            return rows;
        }
        catch (ExcelDataReader.Exceptions.InvalidPasswordException e)
        {
            throw new SourceFileException("The workbook is protected by a password; save it again without one.", e);
        }
        catch (Exception e) when (e is not (OutOfMemoryException or SourceFileException))
        {
            // The library has no exception of its own for damage: whatever it trips over, the workbook is damaged.
            throw new SourceFileException($"The workbook is damaged or no Excel file ({e.Message.TrimEnd('.')}); open it in Excel or WPS and save it again as .xlsx.", e);
        }
    }

    private static string Choose(IExcelDataReader reader, string? wanted, ICollection<string> notices)
    {
        List<string> filled = [];
        do
        {
            if (reader.VisibleState == "visible" && reader.RowCount > 0 && reader.FieldCount > 0)
            {
                filled.Add(reader.Name);
            }
        }
        while (reader.NextResult());

        var name = wanted ?? filled.FirstOrDefault() ?? throw new SourceFileException("The workbook has no worksheet with content.");
        if (!filled.Contains(name))
        {
            throw new SourceFileException($"The workbook has no worksheet \"{name}\" with content; it has {string.Join(", ", filled)}.");
        }

        if (wanted is null && filled.Count > 1)
        {
            notices.Add($"The workbook has several worksheets; \"{name}\" is read. The others are {string.Join(", ", filled.Skip(1))}.");
        }

        reader.Reset();
        while (reader.Name != name && reader.NextResult())
        {
        }

        return name;
    }

    private static object? Value(object? value) => value switch
    {
        string text => text.Trim() is { Length: > 0 } trimmed ? trimmed : null,
        double number when Math.Abs(number) < 1e15 && number == Math.Floor(number) => (long)number,
        int number => (long)number,
        TimeSpan time => time.ToString(),
        _ => value,
    };

    private static string NameOf(int column, long row)
    {
        var letters = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
        {
            letters = (char)('A' + (rest % 26)) + letters;
        }

        return FormattableString.Invariant($"{letters}{row}");
    }
}
