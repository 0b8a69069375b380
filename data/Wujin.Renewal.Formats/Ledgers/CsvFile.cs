using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Formats.Ledgers;

/// <summary>A ledger as text: comma, tab or semicolon between the columns, whichever the file uses.</summary>
internal sealed class CsvFile : LedgerFile
{
    private const int SampleRows = 50;

    private readonly char _delimiter;

    private CsvFile(LedgerLayout layout, char delimiter)
        : base(layout) => _delimiter = delimiter;

    /// <inheritdoc/>
    public override SourceFormat Format => SourceFormat.Csv;

    /// <summary>Opens a text.</summary>
    public static CsvFile OpenFile(string path, SourceOptions options)
    {
        List<string> notices = [];
        var encoding = FindEncoding(path, options, notices);
        var delimiter = FindDelimiter(path, encoding.Encoding);
        using var stream = Open(path);
        using var reader = new StreamReader(stream, encoding.Encoding);
        var layout = LedgerLayout.Find(CsvRows.Read(reader, delimiter), options);
        return new(layout, delimiter)
        {
            Path = path,
            Fields = layout.Fields,
            Crs = layout.Crs,
            Encoding = encoding,
            TotalBytes = new FileInfo(path).Length,
            Notices = notices,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<LedgerRow> RawRows()
    {
        using var stream = Open(Path);
        using var reader = new StreamReader(stream, Encoding!.Encoding);
        foreach (var row in CsvRows.Read(reader, _delimiter))
        {
            BytesRead = stream.Position;
            yield return row;
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.SequentialScan);

    private static SourceEncoding FindEncoding(string path, SourceOptions options, List<string> notices)
    {
        using var stream = Open(path);
        var mark = new byte[3];
        (System.Text.Encoding, string, EncodingOrigin)[] declared = mark.AsSpan(0, stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false)) switch
        {
            [0xEF, 0xBB, 0xBF] => [(TextEncodings.Utf8, "UTF-8", EncodingOrigin.ByteOrderMark)],
            [0xFF, 0xFE, ..] => [(System.Text.Encoding.Unicode, "UTF-16LE", EncodingOrigin.ByteOrderMark)],
            [0xFE, 0xFF, ..] => [(System.Text.Encoding.BigEndianUnicode, "UTF-16BE", EncodingOrigin.ByteOrderMark)],
            _ => [],
        };
        var isWide = declared is [(_, "UTF-16LE" or "UTF-16BE", _)];
        stream.Position = declared is [(_, "UTF-8", _)] ? 3 : 0;
        return EncodingDecision.Decide(options.Encoding, declared, isWide ? [] : NonAsciiSample.Collect(stream), notices);
    }

    // The delimiter that gives the first rows most columns, and the same number of them most often.
    private static char FindDelimiter(string path, System.Text.Encoding encoding)
    {
        return ((char[])[',', '\t', ';']).MaxBy(Regularity);

        int Regularity(char delimiter)
        {
            using var reader = new StreamReader(Open(path), encoding);
            try
            {
                return CsvRows.Read(reader, delimiter).Where(r => r.Cells.Length > 1).Take(SampleRows)
                    .GroupBy(r => r.Cells.Length).Select(g => g.Count() * Math.Min(g.Key, 100)).DefaultIfEmpty(0).Max();
            }
            catch (SourceFileException)
            {
                return 0;
            }
        }
    }
}
