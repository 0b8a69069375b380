using Wujin.Renewal.Formats.Encodings;

namespace Wujin.Renewal.Formats.Shapefiles;

/// <summary>A dBASE table with its encoding decided: fields with names, and values.</summary>
internal sealed class DbfContent
{
    private const int MaximumSampleTexts = 3000;
    private const int MaximumSampleRecords = 20_000;

    private DbfContent(DbfTable table, SourceEncoding encoding, IReadOnlyList<SourceField> fields)
    {
        (Table, Encoding, Fields) = (table, encoding, fields);
        Values = new DbfValues(table.Fields, fields, encoding.Encoding);
    }

    /// <summary>The table.</summary>
    public DbfTable Table { get; }

    /// <summary>Its encoding.</summary>
    public SourceEncoding Encoding { get; }

    /// <summary>Its fields.</summary>
    public IReadOnlyList<SourceField> Fields { get; }

    /// <summary>Decodes its records.</summary>
    public DbfValues Values { get; }

    /// <summary>Opens a table and decides its encoding: option, then .cpg, then language id, then the bytes.</summary>
    /// <param name="stream">A seekable stream, which stays with the table.</param>
    /// <param name="codePage">Content of the .cpg file, or null.</param>
    /// <param name="option">What a person says, or null.</param>
    /// <param name="notices">Receives what a person should know.</param>
    public static DbfContent Open(Stream stream, string? codePage, string? option, List<string> notices)
    {
        var table = DbfTable.Open(stream);
        List<(System.Text.Encoding, string, EncodingOrigin)> declared = [];
        if (!string.IsNullOrWhiteSpace(codePage))
        {
            if (TextEncodings.Find(codePage) is { } byFile)
            {
                declared.Add((byFile.Encoding, byFile.Name, EncodingOrigin.CodePageFile));
            }
            else
            {
                notices.Add($"The .cpg file names the encoding \"{codePage.Trim()}\", which is not known; it is passed over.");
            }
        }

        if (TextEncodings.FromLanguageId(table.LanguageId) is { } byId)
        {
            declared.Add((byId.Encoding, byId.Name, EncodingOrigin.LanguageId));
        }

        var encoding = EncodingDecision.Decide(option, declared, SampleOf(table), notices);
        return new(table, encoding, NamesOf(table, encoding.Encoding));
    }

    private static List<byte[]> SampleOf(DbfTable table)
    {
        List<byte[]> texts = [.. table.Fields.Select(f => f.NameBytes).Where(n => !System.Text.Ascii.IsValid(n))];
        var records = 0;
        try
        {
            foreach (var record in table.Records())
            {
                if (texts.Count >= MaximumSampleTexts || ++records > MaximumSampleRecords)
                {
                    break;
                }

                if (!record.IsEmpty)
                {
                    texts.AddRange(TextsOf(table, record));
                }
            }
        }
        catch (SourceFileException)
        {
            // The table is cut off: reading it will say so; what is there decides the encoding.
            return texts;
        }

        return texts;
    }

    private static IEnumerable<byte[]> TextsOf(DbfTable table, ReadOnlyMemory<byte> record) =>
        table.Fields.Where(f => f.Type == 'C')
            .Select(f => record.Slice(f.Offset, f.Length).Span.Trim(" \0"u8).ToArray())
            .Where(t => !System.Text.Ascii.IsValid(t));

    private static List<SourceField> NamesOf(DbfTable table, System.Text.Encoding encoding)
    {
        var values = new DbfValues([], [], encoding);
        List<SourceField> fields = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (var field in table.Fields)
        {
            var name = FieldNames.Unique(values.DecodeText(field.NameBytes), taken);
            fields.Add(new(name, field.Kind));
        }

        return fields;
    }
}
