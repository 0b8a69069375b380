using System.Globalization;
using System.Text;
using Wujin.Renewal.Reports.Model;
using static Wujin.Renewal.Reports.Writers.Texts;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>Writes a report as one HTML file that needs nothing beside it, set for the screen and for paper of A4.</summary>
public static class HtmlWriter
{
    private const int ShortText = 12;
    private const int LongText = 60;

    private static readonly string Style = ReadStyle();

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="figures">Its pictures, from <see cref="Figures.Draw"/>.</param>
    public static byte[] Write(Report report, IReadOnlyDictionary<Figure, DrawnFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(figures);
        var html = new StringBuilder(64 * 1024);
        Head(html, report);
        if (!report.IsOnePage)
        {
            Contents(html, report);
        }

        var chapter = 0;
        foreach (var block in report.Blocks)
        {
            Write(html, report, block, figures, ref chapter);
        }

        html.Append("</main></body></html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    private static void Head(StringBuilder html, Report report)
    {
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{report.T("zh-CN", "en")}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{Escape(report.Title)} {Escape(report.Subtitle)}</title><style>{Style}")
            .Append(CultureInfo.InvariantCulture, $"@page {{ @top-left {{ content: \"{CssText(report.Heading)}\"; }} @top-right {{ content: \"{CssText(report.Title + "　" + report.Subtitle)}\"; }}")
            .Append(CultureInfo.InvariantCulture, $" @bottom-left {{ content: \"{CssText(report.Footer)}\"; }} }}\n")
            .Append(report.Css?.Replace("</", "<\\/", StringComparison.Ordinal)).Append("</style></head>")
            .Append(CultureInfo.InvariantCulture, $"<body class=\"{(report.IsOnePage ? "one-page" : "pages")}\"><main><header class=\"title\">");
        if (report.LogoPng is { } logo)
        {
            html.Append("<img class=\"logo\" alt=\"\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(logo)).Append("\">");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p class=\"office\">{Escape(report.Heading)}</p><h1>{Escape(report.Title)}</h1>");
        if (report.Subtitle.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"subtitle\">{Escape(report.Subtitle)}</p>");
        }

        html.Append("<dl class=\"facts\">");
        foreach (var fact in report.Facts)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Escape(fact.Label)}</dt><dd>{Linked(Escape(fact.Value), fact.Href)}</dd></div>");
        }

        html.Append("</dl>");
        if (report.DemoNotice is { } demo)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"demo\">{Escape(demo)}</p>");
        }

        html.Append("</header>");
        if (report.Links.Count > 0)
        {
            html.Append("<nav class=\"formats\">").AppendJoin("", report.Links.Select(l => $"<a href=\"{Escape(l.Href ?? "#")}\" title=\"{Escape(l.Value)}\">{Escape(l.Label)}</a>")).Append("</nav>");
        }
    }

    private static void Contents(StringBuilder html, Report report)
    {
        html.Append(CultureInfo.InvariantCulture, $"<nav class=\"contents\" aria-label=\"{report.T("目录", "Contents")}\"><ol>");
        var chapter = 0;
        foreach (var heading in report.Blocks.OfType<Heading>().Where(h => h.Level == 1))
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#c{++chapter}\">{Escape(heading.Text)}</a></li>");
        }

        html.Append("</ol></nav>");
    }

    private static void Write(StringBuilder html, Report report, Block block, IReadOnlyDictionary<Figure, DrawnFigure> figures, ref int chapter)
    {
        switch (block)
        {
            case Heading { Level: 1 } heading:
                html.Append(CultureInfo.InvariantCulture, $"<h2 id=\"c{++chapter}\">{Escape(heading.Text)}</h2>");
                break;
            case Heading heading:
                html.Append(CultureInfo.InvariantCulture, $"<h3>{Escape(heading.Text)}</h3>");
                break;
            case Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p>{Linked(Escape(paragraph.Text), paragraph.Href)}</p>");
                break;
            case CodeLine code:
                html.Append(CultureInfo.InvariantCulture, $"<pre>{Escape(code.Text)}</pre>");
                break;
            case Bullets bullets:
                html.Append("<ul class=\"bullets\">").AppendJoin("", bullets.Items.Select(i => $"<li>{Escape(i)}</li>")).Append("</ul>");
                break;
            case Notice notice:
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"notice {Class(notice.Tone)}\">{Escape(notice.Text)}</p>");
                break;
            case Beside beside:
                html.Append(CultureInfo.InvariantCulture, $"<div class=\"beside\" style=\"grid-template-columns:minmax(0,{beside.LeftShare:0.##}fr) minmax(0,{1 - beside.LeftShare:0.##}fr)\">");
                foreach (var column in new[] { beside.Left, beside.Right })
                {
                    html.Append("<div>");
                    foreach (var inner in column)
                    {
                        Write(html, report, inner, figures, ref chapter);
                    }

                    html.Append("</div>");
                }

                html.Append("</div>");
                break;
            case PageBreak:
                html.Append("<div class=\"break\"></div>");
                break;
            case KeyFigures key:
                html.Append("<div class=\"key\">");
                foreach (var item in key.Items)
                {
                    Write(html, item);
                }

                html.Append("</div>");
                break;
            case Table table:
                Write(html, report, table);
                break;
            case Figure figure:
                Write(html, figure, figures[figure]);
                break;
            default:
                throw new ArgumentException($"{block.GetType().Name} is not written.", nameof(block));
        }
    }

    private static void Write(StringBuilder html, KeyFigure item)
    {
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"{Class(item.Tone)}\"><span class=\"label\">{Escape(item.Label)}</span>")
            .Append(CultureInfo.InvariantCulture, $"<span class=\"value\">{Linked($"{Escape(item.Value)}<small>{Escape(item.Unit)}</small>", item.Href)}</span>");
        if (item.Share is { } share)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"meter\"><i style=\"width:{Math.Clamp(share, 0, 1) * 100:0.#}%\"></i>");
            if (item.Due is { } due)
            {
                html.Append(CultureInfo.InvariantCulture, $"<b style=\"left:{Math.Clamp(due, 0, 1) * 100:0.#}%\"></b>");
            }

            html.Append("</span>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<span class=\"note\">{Escape(item.Note)}</span></div>");
    }

    private static void Write(StringBuilder html, Figure figure, DrawnFigure drawn)
    {
        if (drawn.Png is not { } png)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"notice bad\">{Escape(figure.Caption)}: {Escape(drawn.Fault ?? "")}</p>");
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<figure id=\"f-{Escape(figure.Id)}\"><img width=\"{drawn.Width}\" height=\"{drawn.Height}\" alt=\"{Escape(figure.Caption)}\" src=\"data:image/png;base64,")
            .Append(Convert.ToBase64String(png))
            .Append(CultureInfo.InvariantCulture, $"\"><figcaption>{Escape(figure.Caption)}</figcaption></figure>");
    }

    private static void Write(StringBuilder html, Report report, Table table)
    {
        if (table.IsOnlyInWorkbook)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<div class=\"table\"><table{(table.IsDense ? " class=\"dense\"" : "")}>");
        if (table.Title.Length > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<caption>{Escape(table.Title)}</caption>");
        }

        html.Append("<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th{(column.IsRight ? " class=\"right\"" : "")}>{Escape(column.Title)}{(column.Unit.Length > 0 ? $"<small>{Escape(column.Unit)}</small>" : "")}</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows.Take(table.RowsOnPages ?? int.MaxValue))
        {
            html.Append(row.IsTotal ? "<tr class=\"total\">" : "<tr>");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                Write(html, table.Columns[i], row.Cells[i]);
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        if (table.Rows.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"empty\">{report.T("无", "None")}</p>");
        }

        if (table.RowsOnPages < table.Rows.Count)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"under\">{report.T($"仅列前 {table.RowsOnPages} 行，共 {table.Rows.Count} 行；全部见 XLSX 的工作表“{Escape(table.Name)}”。", $"The first {table.RowsOnPages} of {table.Rows.Count} rows; all are in sheet “{Escape(table.Name)}” of the workbook.")}</p>");
        }

        if (table.Note is { } note)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"under\">{Escape(note)}</p>");
        }

        html.Append("</div>");
    }

    private static void Write(StringBuilder html, Column column, Cell cell)
    {
        var full = cell.Text;
        var text = Cut(full);
        // Codes, dates and short words stay on one line; what gives way is the long text beside them.
        var classes = string.Join(' ', new[] { column.IsRight ? "right" : text.Length <= ShortText ? "short" : text.Length > LongText ? "long" : "", Class(cell.Tone) }.Where(c => c.Length > 0));
        html.Append(classes.Length > 0 ? $"<td class=\"{classes}\"" : "<td");
        if (text.Length < full.Length)
        {
            html.Append(CultureInfo.InvariantCulture, $" title=\"{Escape(Cut(full, 2000))}\"");
        }

        html.Append(CultureInfo.InvariantCulture, $">{Linked(Escape(text), cell.Href)}</td>");
    }

    private static string Linked(string escaped, string? href) => href is null ? escaped : $"<a href=\"{Escape(href)}\">{escaped}</a>";

    private static string Class(Tone tone) => tone switch { Tone.Good => "good", Tone.Warning => "warning", Tone.Bad => "bad", Tone.Faint => "faint", _ => "" };

    /// <remarks>A string of CSS: whatever is not a plain letter or digit is written as its number, so nothing ends the string or the style.</remarks>
    private static string CssText(string text)
    {
        var css = new StringBuilder();
        foreach (var rune in Clean(text).EnumerateRunes())
        {
            css.Append(rune.IsAscii && !Rune.IsLetterOrDigit(rune) && rune.Value != ' ' ? $"\\{rune.Value:x6} " : rune.ToString());
        }

        return css.ToString();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(HtmlWriter).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
