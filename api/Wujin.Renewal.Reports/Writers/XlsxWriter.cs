using System.Globalization;
using Wujin.Renewal.Reports.Model;
using static Wujin.Renewal.Reports.Writers.Texts;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>
/// Writes the tables of a report as a workbook: a first sheet that says what it is, then one sheet a table with its titles in the first row, numbers as
/// numbers, dates as dates. Written straight to the zip, so that a hundred thousand rows take no memory.
/// </summary>
public static class XlsxWriter
{
    private const int LongestSheetName = 31;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The most rows a sheet may have; longer tables go on in a further sheet.</summary>
    private const int MostRows = 1_048_575;

    /// <summary>Writes it.</summary>
    public static byte[] Write(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var package = new OfficePackage();
        var tables = Parts(report);
        var names = Names([report.T("说明", "About"), .. tables.Select(t => t.Name)]);
        About(package, report, tables, names);
        for (var i = 0; i < tables.Count; i++)
        {
            Sheet(package, i + 2, tables[i]);
        }

        package.Text("xl/styles.xml", XlsxStyles.Xml());
        package.Text("xl/workbook.xml", $"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{Relationships}\"><sheets>"
            + string.Concat(names.Select((n, i) => string.Create(CultureInfo.InvariantCulture, $"<sheet name=\"{Escape(n)}\" sheetId=\"{i + 1}\" r:id=\"rId{i + 1}\"/>"))) + "</sheets></workbook>");
        package.Text("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relationships}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>")))
            + string.Create(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{names.Count + 1}\" Type=\"{Relationships}/styles\" Target=\"styles.xml\"/></Relationships>"));
        package.Text("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relationships}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        package.Text("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            + string.Concat(names.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))) + "</Types>");
        return package.Finish();
    }

    private static List<Table> Parts(Report report) =>
    [
        .. report.Tables.SelectMany(t => t.Rows.Count <= MostRows
            ? [t]
            : t.Rows.Chunk(MostRows).Select((rows, i) => t with { Name = string.Create(CultureInfo.InvariantCulture, $"{t.Name} {i + 1}"), Rows = rows })),
    ];

    private static void About(OfficePackage package, Report report, List<Table> tables, List<string> names)
    {
        IReadOnlyList<(string, string)> links = [];
        package.Text("xl/worksheets/sheet1.xml", xml =>
        {
            var sheet = new XlsxSheet(xml);
            sheet.Begin([26, 84], 0);
            sheet.Texts((report.Heading, XlsxStyles.Plain, null));
            sheet.Texts((report.Title, XlsxStyles.Title, null));
            sheet.Texts((report.Subtitle, XlsxStyles.Plain, null));
            if (report.DemoNotice is { } demo)
            {
                sheet.Texts(("", 0, null), (demo, XlsxStyles.Demo, null));
            }

            foreach (var fact in report.Facts)
            {
                sheet.Texts((fact.Label, XlsxStyles.Bold, null), (fact.Value, fact.Href is null ? XlsxStyles.Wrapped : XlsxStyles.Link, fact.Href));
            }

            foreach (var key in report.Blocks.OfType<KeyFigures>().SelectMany(k => k.Items))
            {
                sheet.Texts((key.Label, XlsxStyles.Bold, null), ($"{key.Value} {key.Unit}　{key.Note}", XlsxStyles.Wrapped, null));
            }

            foreach (var notice in report.Blocks.OfType<Notice>())
            {
                sheet.Texts(("", 0, null), (notice.Text, XlsxStyles.Wrapped, null));
            }

            sheet.Texts((report.T("工作表", "Sheets"), XlsxStyles.Bold, null));
            for (var i = 0; i < tables.Count; i++)
            {
                var note = tables[i].Note is { } text ? "　" + text : "";
                sheet.Texts((names[i + 1], XlsxStyles.Plain, null), ((tables[i].Title.Length > 0 ? tables[i].Title : tables[i].Name) + note, XlsxStyles.Wrapped, null));
            }

            foreach (var line in report.Blocks.Select(b => b switch { CodeLine code => code.Text, _ => null }).OfType<string>().Concat(report.Blocks.OfType<Bullets>().SelectMany(b => b.Items)))
            {
                sheet.Texts(("", 0, null), (line, XlsxStyles.Wrapped, null));
            }

            sheet.End(0, isWide: false);
            links = sheet.Links;
        });
        Links(package, 1, links);
    }

    private static void Sheet(OfficePackage package, int number, Table table)
    {
        IReadOnlyList<(string, string)> links = [];
        package.Text(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{number}.xml"), xml =>
        {
            var sheet = new XlsxSheet(xml);
            sheet.Begin(table.Columns.Select(c => c.Width), 1);
            sheet.Texts([.. table.Columns.Select(c => (c.Unit.Length > 0 ? $"{c.Title} ({c.Unit})" : c.Title, c.IsRight ? XlsxStyles.HeaderRight : XlsxStyles.Header, (string?)null))]);
            foreach (var row in table.Rows)
            {
                sheet.Cells(row);
            }

            sheet.End(table.Columns.Count, table.Columns.Count > 7);
            links = sheet.Links;
        });
        Links(package, number, links);
    }

    private static void Links(OfficePackage package, int number, IReadOnlyList<(string Reference, string Href)> links)
    {
        if (links.Count > 0)
        {
            package.Text(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/_rels/sheet{number}.xml.rels"), "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(links.Select((l, i) => string.Create(CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relationships}/hyperlink\" Target=\"{Escape(l.Href)}\" TargetMode=\"External\"/>"))) + "</Relationships>");
        }
    }

    /// <summary>Names that Excel takes: no more than 31 characters, none of []:*?/\, no two alike.</summary>
    private static List<string> Names(IEnumerable<string> wanted)
    {
        var names = new List<string>();
        foreach (var name in wanted)
        {
            var clean = string.Concat(Clean(name).Where(c => c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\'))).Trim().Trim('\'');
            clean = clean.Length == 0 ? "-" : Cut(clean, LongestSheetName);
            var unique = clean;
            for (var i = 2; names.Contains(unique, StringComparer.OrdinalIgnoreCase); i++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{Cut(clean, LongestSheetName - 5)} ({i})");
            }

            names.Add(unique);
        }

        return names;
    }
}
