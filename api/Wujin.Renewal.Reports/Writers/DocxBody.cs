using System.Globalization;
using Wujin.Renewal.Reports.Model;
using static Wujin.Renewal.Reports.Writers.Texts;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>The text of a document.</summary>
internal sealed class DocxBody(TextWriter xml, Report report, DocxRelations relations)
{
    /// <summary>Width of the text on A4 with margins of 17 mm, in twentieths of a point.</summary>
    private const int TextWidth = 9980;

    private const double EmuPerTwip = 635;
    private int _pictures;

    internal void Write(IReadOnlyDictionary<Figure, DrawnFigure> figures)
    {
        xml.Write("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>");
        Head();
        var isBroken = false;
        foreach (var block in report.Blocks)
        {
            Write(block, figures, isBroken);
            isBroken = block is PageBreak;
        }

        xml.Write($"<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{DocxRelations.Header}\"/><w:footerReference w:type=\"default\" r:id=\"{DocxRelations.Footer}\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1080\" w:right=\"963\" w:bottom=\"960\" w:left=\"963\" w:header=\"560\" w:footer=\"480\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
    }

    private void Head()
    {
        if (report.LogoPng is { } logo && Png.SizeOf(logo) is { } size)
        {
            var width = Math.Min(2400, 900.0 * size.Width / size.Height);
            Picture(logo, width, width * size.Height / size.Width, "", "right");
        }

        Paragraph("Under", Run(report.Heading));
        Paragraph("Title", Run(Cut(report.Title)));
        if (report.Subtitle.Length > 0)
        {
            Paragraph("Subtitle", Run(report.Subtitle));
        }

        foreach (var fact in report.Facts)
        {
            Paragraph("Cell", Run(fact.Label + "　", "<w:color w:val=\"5D696B\"/>") + Linked(fact.Value, fact.Href, ""));
        }

        if (report.DemoNotice is { } demo)
        {
            Paragraph("Notice", Run(demo, "<w:color w:val=\"8A4B00\"/>"));
        }
    }

    private void Write(Block block, IReadOnlyDictionary<Figure, DrawnFigure> figures, bool isBroken)
    {
        switch (block)
        {
            case Heading heading:
                Paragraph(heading.Level == 1 ? "Heading1" : "Heading2", Run(Cut(heading.Text)), isBroken ? "<w:pageBreakBefore/>" : "");
                break;
            case Paragraph paragraph:
                Paragraph(null, Linked(paragraph.Text, paragraph.Href, ""));
                break;
            case CodeLine code:
                Paragraph("Code", Run(code.Text));
                break;
            case Bullets bullets:
                foreach (var item in bullets.Items)
                {
                    Paragraph("List", Run(item));
                }

                break;
            case Notice notice:
                Paragraph("Notice", Run(notice.Text));
                break;
            case PageBreak:
                break;
            case Beside beside:
                foreach (var inner in beside.Left.Concat(beside.Right))
                {
                    Write(inner, figures, isBroken: false);
                }

                break;
            case KeyFigures key:
                Write(key);
                break;
            case Table { IsOnlyInWorkbook: false } table:
                Write(table);
                break;
            case Table:
                break;
            case Figure figure:
                Write(figure, figures[figure]);
                break;
            default:
                throw new ArgumentException($"{block.GetType().Name} is not written.", nameof(block));
        }
    }

    private void Write(Figure figure, DrawnFigure drawn)
    {
        if (drawn.Png is not { } png)
        {
            Paragraph("Notice", Run($"{figure.Caption}: {drawn.Fault}"));
            return;
        }

        Picture(png, TextWidth, (double)TextWidth * drawn.Height / drawn.Width, figure.Caption, "center");
        Paragraph("Caption", Run(figure.Caption));
    }

    private void Picture(byte[] png, double width, double height, string description, string align)
    {
        var (cx, cy, id) = ((long)(width * EmuPerTwip), (long)(height * EmuPerTwip), ++_pictures);
        var embedded = relations.Picture(png);
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"120\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"{align}\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"{id}\" name=\"picture{id}\" descr=\"{Escape(description)}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"picture{id}.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{embedded}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"));
    }

    private void Write(KeyFigures key)
    {
        Begin([.. Enumerable.Repeat(1.0, 3)], isBordered: true);
        foreach (var row in key.Items.Chunk(3))
        {
            xml.Write("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (var i = 0; i < 3; i++)
            {
                xml.Write(string.Create(CultureInfo.InvariantCulture, $"<w:tc><w:tcPr><w:tcW w:w=\"{TextWidth / 3}\" w:type=\"dxa\"/></w:tcPr>"));
                if (i < row.Length)
                {
                    Paragraph("Cell", Run(row[i].Label, "<w:color w:val=\"5D696B\"/>"));
                    Paragraph("Cell", Run(row[i].Value, $"<w:b/>{Colour(row[i].Tone)}<w:sz w:val=\"34\"/>") + Run(" " + row[i].Unit));
                    Paragraph("Cell", Run(row[i].Note, "<w:color w:val=\"5D696B\"/>"));
                }
                else
                {
                    Paragraph("Cell", "");
                }

                xml.Write("</w:tc>");
            }

            xml.Write("</w:tr>");
        }

        End();
    }

    private void Write(Table table)
    {
        if (table.Title.Length > 0)
        {
            Paragraph("TableTitle", Run(table.Title));
        }

        var style = table.IsDense ? "CellDense" : "Cell";
        var widths = Begin([.. table.Columns.Select(c => c.Width)], isBordered: false);
        xml.Write("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            var text = Run(column.Title, "<w:b/>") + (column.Unit.Length > 0 ? "<w:r><w:br/></w:r>" + Run(column.Unit, "<w:color w:val=\"5D696B\"/>") : "");
            Cell(widths[i], style, text, column.IsRight, "<w:tcBorders><w:top w:val=\"single\" w:sz=\"10\" w:color=\"1D2729\"/><w:bottom w:val=\"single\" w:sz=\"10\" w:color=\"1D2729\"/></w:tcBorders>");
        }

        xml.Write("</w:tr>");
        foreach (var row in table.Rows.Take(table.RowsOnPages ?? int.MaxValue))
        {
            xml.Write("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                var cell = row.Cells[i];
                var run = (row.IsTotal || cell.Tone is Tone.Good or Tone.Warning or Tone.Bad ? "<w:b/>" : "") + Colour(cell.Tone);
                Cell(widths[i], style, Linked(Cut(cell.Text), cell.Href, run), table.Columns[i].IsRight, row.IsTotal ? "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F2EC\"/>" : "");
            }

            xml.Write("</w:tr>");
        }

        End();
        var under = string.Join("　", new[]
        {
            table.Rows.Count == 0 ? report.T("无", "None") : null,
            table.RowsOnPages < table.Rows.Count ? report.T($"仅列前 {table.RowsOnPages} 行，共 {table.Rows.Count} 行；全部见 XLSX 的工作表“{table.Name}”。", $"The first {table.RowsOnPages} of {table.Rows.Count} rows; all are in sheet “{table.Name}” of the workbook.") : null,
            table.Note,
        }.OfType<string>());
        Paragraph("Under", under.Length > 0 ? Run(under) : "");
    }

    private int[] Begin(double[] shares, bool isBordered)
    {
        var sum = shares.Sum();
        int[] widths = [.. shares.Select(s => (int)(TextWidth * s / sum))];
        var line = isBordered ? "D5D1C7" : "E4E1D9";
        var sides = isBordered ? $"<w:left w:val=\"single\" w:sz=\"4\" w:color=\"{line}\"/>" : "";
        var end = isBordered ? $"<w:right w:val=\"single\" w:sz=\"4\" w:color=\"{line}\"/>" : "";
        var inner = isBordered ? $"<w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"{line}\"/>" : "";
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<w:tbl><w:tblPr><w:tblW w:w=\"{TextWidth}\" w:type=\"dxa\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"{line}\"/>{sides}<w:bottom w:val=\"single\" w:sz=\"8\" w:color=\"{(isBordered ? line : "1D2729")}\"/>{end}<w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"{line}\"/>{inner}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"));
        foreach (var width in widths)
        {
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<w:gridCol w:w=\"{width}\"/>"));
        }

        xml.Write("</w:tblGrid>");
        return widths;
    }

    private void End() => xml.Write("</w:tbl>");

    private void Cell(int width, string style, string runs, bool isRight, string properties)
    {
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>"));
        Paragraph(style, runs, isRight ? "<w:jc w:val=\"right\"/>" : "");
        xml.Write("</w:tc>");
    }

    private void Paragraph(string? style, string runs, string properties = "")
    {
        var first = style is null ? "" : $"<w:pStyle w:val=\"{style}\"/>";
        xml.Write(first.Length + properties.Length > 0 ? $"<w:p><w:pPr>{first}{properties}</w:pPr>{runs}</w:p>" : $"<w:p>{runs}</w:p>");
    }

    private string Linked(string text, string? href, string run) =>
        href is null ? Run(text, run) : $"<w:hyperlink r:id=\"{relations.Link(href)}\">{Run(text, run)}</w:hyperlink>";

    private static string Run(string text, string properties = "") =>
        $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{Escape(text.ReplaceLineEndings(" "))}</w:t></w:r>";

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Good => "<w:color w:val=\"1B7837\"/>",
        Tone.Warning => "<w:color w:val=\"9A6A0A\"/>",
        Tone.Bad => "<w:color w:val=\"A3262A\"/>",
        Tone.Faint => "<w:color w:val=\"5D696B\"/>",
        _ => "",
    };
}
