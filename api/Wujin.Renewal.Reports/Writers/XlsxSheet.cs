using System.Globalization;
using Wujin.Renewal.Reports.Model;
using static Wujin.Renewal.Reports.Writers.Texts;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>Writes one sheet, row by row. Texts are always texts (inline strings): nothing a cell holds is ever taken for a formula.</summary>
internal sealed class XlsxSheet(TextWriter xml)
{
    private const int MostLinks = 20_000;

    private readonly List<(string Reference, string Href)> _links = [];
    private int _row;

    internal IReadOnlyList<(string Reference, string Href)> Links => _links;

    /// <summary>Begins the sheet.</summary>
    /// <param name="widths">Widths of the columns, characters.</param>
    /// <param name="frozenRows">Rows that stay in view.</param>
    internal void Begin(IEnumerable<double> widths, int frozenRows)
    {
        xml.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">");
        if (frozenRows > 0)
        {
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<pane ySplit=\"{frozenRows}\" topLeftCell=\"A{frozenRows + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/>"));
        }

        xml.Write("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"16\"/><cols>");
        var column = 0;
        foreach (var width in widths)
        {
            column++;
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{column}\" max=\"{column}\" width=\"{width:0.##}\" customWidth=\"1\"/>"));
        }

        xml.Write("</cols><sheetData>");
    }

    /// <summary>Writes a row of texts.</summary>
    internal void Texts(params (string Text, int Style, string? Href)[] cells)
    {
        _row++;
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{_row}\">"));
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Text.Length > 0)
            {
                Text(i, cells[i].Text, cells[i].Style);
                Link(i, cells[i].Href);
            }
        }

        xml.Write("</row>");
    }

    /// <summary>Writes a row of a table.</summary>
    internal void Cells(Row row)
    {
        _row++;
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{_row}\">"));
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var cell = row.Cells[i];
            var style = XlsxStyles.Of(cell, row.IsTotal);
            switch (cell)
            {
                case NumberCell { Value: { } number }:
                    Number(i, number.ToString(CultureInfo.InvariantCulture), style);
                    break;
                case YearCell { Value: { } year }:
                    Number(i, year.ToString(CultureInfo.InvariantCulture), style);
                    break;
                case PercentCell { Value: { } share }:
                    Number(i, share.ToString("R", CultureInfo.InvariantCulture), style);
                    break;
                case DateCell { Value: { } date }:
                    // Days since 30 December 1899: what Excel counts from since 1 March 1900.
                    Number(i, (date.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture), style);
                    break;
                case TextCell { Value.Length: > 0 } text:
                    Text(i, text.Value, row.IsTotal ? XlsxStyles.Bold : XlsxStyles.Plain);
                    break;
                default:
                    continue;
            }

            Link(i, cell.Href);
        }

        xml.Write("</row>");
    }

    /// <summary>Ends the sheet.</summary>
    /// <param name="filtered">Columns of the table whose rows can be filtered; 0 for none.</param>
    /// <param name="isWide">Printed across.</param>
    internal void End(int filtered, bool isWide)
    {
        xml.Write("</sheetData>");
        if (filtered > 0 && _row > 0)
        {
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<autoFilter ref=\"A1:{Letters(filtered - 1)}{_row}\"/>"));
        }

        if (_links.Count > 0)
        {
            xml.Write("<hyperlinks>");
            for (var i = 0; i < _links.Count; i++)
            {
                xml.Write(string.Create(CultureInfo.InvariantCulture, $"<hyperlink ref=\"{_links[i].Reference}\" r:id=\"rId{i + 1}\"/>"));
            }

            xml.Write("</hyperlinks>");
        }

        xml.Write("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>");
        xml.Write($"<pageSetup paperSize=\"9\" orientation=\"{(isWide ? "landscape" : "portrait")}\" fitToWidth=\"1\" fitToHeight=\"0\"/>");
        xml.Write("<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>");
    }

    private void Number(int column, string number, int style) =>
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Letters(column)}{_row}\" s=\"{style}\"><v>{number}</v></c>"));

    private void Text(int column, string text, int style)
    {
        var clean = Clean(text);
        if (clean.Length > LongestInCells)
        {
            clean = Cut(clean, LongestInCells);
        }

        var effective = style == XlsxStyles.Plain && clean.Length > 0 && clean[0] is '=' or '+' or '-' or '@' ? XlsxStyles.Quoted : style;
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Letters(column)}{_row}\" s=\"{effective}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{Escape(clean)}</t></is></c>"));
    }

    private void Link(int column, string? href)
    {
        if (href is not null && _links.Count < MostLinks)
        {
            _links.Add((string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{_row}"), href));
        }
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters((column / 26) - 1) + (char)('A' + (column % 26));
}
