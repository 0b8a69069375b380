using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>A dBASE table by itself.</summary>
internal sealed class DbfFile : SourceFile
{
    private readonly FileStream _stream;
    private readonly DbfContent _content;

    private DbfFile(FileStream stream, DbfContent content) => (_stream, _content) = (stream, content);

    /// <inheritdoc/>
    public override SourceFormat Format => SourceFormat.Dbf;

    /// <summary>Opens a table.</summary>
    public static DbfFile OpenFile(string path, SourceOptions options)
    {
        List<string> notices = [];
        if (File.Exists(System.IO.Path.ChangeExtension(path, ".shp")))
        {
            notices.Add("A .shp file lies beside the table; name that one to read the outlines as well.");
        }

        var stream = File.OpenRead(path);
        try
        {
            var content = DbfContent.Open(stream, Companion.ReadText(path, ".cpg"), options.Encoding, notices);
            return new(stream, content)
            {
                Path = path,
                Fields = content.Fields,
                Encoding = content.Encoding,
                RowCountHint = content.Table.Count,
                TotalBytes = stream.Length,
                Notices = notices,
            };
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<SourceRow> Rows()
    {
        long number = 0;
        foreach (var record in _content.Table.Records())
        {
            number++;
            BytesRead = _stream.Position;
            if (record.IsEmpty)
            {
                continue;
            }

            List<Fault> faults = [];
            var values = _content.Values.Decode(record.Span, faults);
            yield return new() { Number = number, Values = values, Faults = faults };
        }

        BytesRead = TotalBytes;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _stream.Dispose();
        base.Dispose(disposing);
    }
}
