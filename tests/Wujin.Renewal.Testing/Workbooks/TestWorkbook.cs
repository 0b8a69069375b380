using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Wujin.Renewal.Testing.Workbooks;

/// <summary>Writes small .xlsx workbooks (ECMA-376) part by part, so that tests say exactly what stands in each cell.</summary>
public static class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A number shown as a percentage.</summary>
    public sealed record Percent(double Value);

    /// <summary>A formula and the number it last came to; null where the program that wrote it never calculated.</summary>
    public sealed record Formula(string Text, double? Result);

    /// <summary>An error such as #N/A.</summary>
    public sealed record CellError(string Text);

    /// <summary>A workbook of one sheet.</summary>
    public static byte[] Of(object?[][] rows, params string[] merges) => Of(("Sheet1", rows, merges));

    /// <summary>A workbook of several sheets.</summary>
    public static byte[] Of(params (string Name, object?[][] Rows, string[] Merges)[] sheets)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>""");
            Add(zip, "_rels/.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"))}</sheets></workbook>""");
            Add(zip, "xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}<Relationship Id="rs" Type="{Relations}/styles" Target="styles.xml"/></Relationships>""");
            Add(zip, "xl/styles.xml", $"""<styleSheet xmlns="{Main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/></cellXfs></styleSheet>""");
            for (var i = 0; i < sheets.Length; i++)
            {
                Add(zip, $"xl/worksheets/sheet{i + 1}.xml", Sheet(sheets[i].Rows, sheets[i].Merges));
            }
        }

        return bytes.ToArray();
    }

    private static string Sheet(object?[][] rows, string[] merges)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            if (rows[r].Length == 0)
            {
                continue; // A blank row is left out, as Excel does.
            }

            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                xml.Append(Cell($"{(char)('A' + c)}{r + 1}", rows[r][c]));
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (merges.Length > 0)
        {
            xml.Append("<mergeCells>").AppendJoin("", merges.Select(m => $"<mergeCell ref=\"{m}\"/>")).Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }

    private static string Cell(string name, object? value) => value switch
    {
        null => "",
        string text => $"<c r=\"{name}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
        bool flag => $"<c r=\"{name}\" t=\"b\"><v>{(flag ? 1 : 0)}</v></c>",
        DateOnly date => FormattableString.Invariant($"<c r=\"{name}\" s=\"1\"><v>{date.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>"),
        Percent percent => FormattableString.Invariant($"<c r=\"{name}\" s=\"2\"><v>{percent.Value}</v></c>"),
        Formula formula => FormattableString.Invariant($"<c r=\"{name}\"><f>{SecurityElement.Escape(formula.Text)}</f>{(formula.Result is { } result ? FormattableString.Invariant($"<v>{result}</v>") : "")}</c>"),
        CellError error => $"<c r=\"{name}\" t=\"e\"><v>{error.Text}</v></c>",
        _ => FormattableString.Invariant($"<c r=\"{name}\"><v>{value}</v></c>"),
    };

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
