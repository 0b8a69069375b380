using Wujin.Renewal.Formats;
using Wujin.Renewal.Formats.Encodings;
using Wujin.Renewal.Formats.Mapping;

namespace Wujin.Renewal.Api.Import;

/// <summary>Shows a person what was found in a file before anything is done with it.</summary>
internal static class FoundFile
{
    /// <summary>Format, rows, coordinate system, encoding, and what else is to be known.</summary>
    public static void Describe(SourceFile file, TextWriter error)
    {
        error.WriteLine($"file      {file.Path}: {Name(file.Format)}, {file.Fields.Count} fields{(file.RowCountHint is { } rows ? $", {rows:N0} rows" : "")}");
        error.WriteLine($"crs       {file.Crs.Detail}");
        if (file.Encoding is { } encoding)
        {
            error.WriteLine($"encoding  {encoding.Name}, {Known(encoding.Origin)}");
        }

        foreach (var notice in file.Notices)
        {
            error.WriteLine($"note      {notice}");
        }
    }

    /// <summary>Which field is read into which property, and which are not read.</summary>
    public static void Describe(ColumnMapping mapping, TextWriter error)
    {
        var width = mapping.Mapped.Select(m => Printable.Text(m.Field.Name).Sum(Columns)).DefaultIfEmpty(0).Max();
        foreach (var mapped in mapping.Mapped)
        {
            var name = Printable.Text(mapped.Field.Name);
            error.WriteLine($"field     {name}{new string(' ', width - name.Sum(Columns))}  ->  {mapped.Property.Name} ({mapped.Property.TitleZh}), by {mapped.Why}");
        }

        List("kept by the register, not read", mapping.KeptByRegister.Select(m => m.Field.Name), error);
        List("fits no property, not read (name it with --map PROPERTY=COLUMN)", mapping.Unmapped.Select(f => f.Name), error);
    }

    private static void List(string what, IEnumerable<string> names, TextWriter error)
    {
        var all = string.Join(", ", names.Select(n => Printable.Text(n)));
        if (all.Length > 0)
        {
            error.WriteLine($"field     {what}: {all}");
        }
    }

    // Chinese characters take two columns of a terminal.
    private static int Columns(char c) => c >= 0x1100 ? 2 : 1;

    private static string Name(SourceFormat format) => format switch
    {
        SourceFormat.GeoJson => "GeoJSON",
        SourceFormat.Shapefile => "shapefile",
        SourceFormat.Dbf => "dBASE table",
        SourceFormat.Csv => "text table",
        _ => "workbook",
    };

    private static string Known(EncodingOrigin origin) => origin switch
    {
        EncodingOrigin.Option => "as stated",
        EncodingOrigin.ByteOrderMark => "by its byte order mark",
        EncodingOrigin.CodePageFile => "by its .cpg file",
        EncodingOrigin.LanguageId => "by the language id of the table",
        EncodingOrigin.Format => "by its format",
        EncodingOrigin.Ascii => "all of it ASCII",
        _ => "guessed by its bytes",
    };
}
