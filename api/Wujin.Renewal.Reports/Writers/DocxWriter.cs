using System.Globalization;
using Wujin.Renewal.Reports.Model;
using static Wujin.Renewal.Reports.Writers.Texts;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>Writes a report as a document that officials go on editing: headings of the outline, tables with repeated titles, pictures, page numbers.</summary>
public static class DocxWriter
{
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    /// <summary>Writes it.</summary>
    /// <param name="report">The report.</param>
    /// <param name="figures">Its pictures, from <see cref="Figures.Draw"/>.</param>
    public static byte[] Write(Report report, IReadOnlyDictionary<Figure, DrawnFigure> figures)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(figures);
        using var package = new OfficePackage();
        var relations = new DocxRelations();
        package.Text("word/document.xml", xml => new DocxBody(xml, report, relations).Write(figures));
        foreach (var (name, png) in relations.Pictures)
        {
            package.Bytes("word/media/" + name, png);
        }

        package.Text("word/styles.xml", DocxStyles.Xml(report.Language));
        package.Text("word/numbering.xml", $"<w:numbering {Word}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"360\" w:hanging=\"260\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
        package.Text("word/header1.xml", $"<w:hdr {Word}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{Escape(report.Heading)}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space=\"preserve\">{Escape(Cut(report.Title, 60))} {Escape(report.Subtitle)}</w:t></w:r></w:p></w:hdr>");
        package.Text("word/footer1.xml", $"<w:ftr {Word}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{Escape(report.Footer)}</w:t></w:r><w:r><w:tab/></w:r>{Field("PAGE")}<w:r><w:t xml:space=\"preserve\"> / </w:t></w:r>{Field("NUMPAGES")}</w:p></w:ftr>");
        package.Text("word/_rels/document.xml.rels", relations.Xml(Relationships));
        package.Text("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relationships}/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
        package.Text("docProps/core.xml", $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{Escape(report.Title)} {Escape(report.Subtitle)}</dc:title><dc:creator>{Escape(report.Heading)}</dc:creator><dc:language>{report.T("zh-CN", "en")}</dc:language></cp:coreProperties>");
        package.Text("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>"
            + string.Concat(new[] { ("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("header1", "header"), ("footer1", "footer") }
                .Select(p => $"<Override PartName=\"/word/{p.Item1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{p.Item2}+xml\"/>"))
            + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>");
        return package.Finish();
    }

    private static string Field(string name) => $"<w:fldSimple w:instr=\"{name}\"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
}

/// <summary>What the document leads to: its styles, its pictures, addresses.</summary>
internal sealed class DocxRelations
{
    private readonly List<(string Type, string Target, bool IsExternal)> _relations =
        [("styles", "styles.xml", false), ("footer", "footer1.xml", false), ("header", "header1.xml", false), ("numbering", "numbering.xml", false)];

    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);

    internal const string Footer = "rId2";
    internal const string Header = "rId3";

    internal List<(string Name, byte[] Png)> Pictures { get; } = [];

    internal string Picture(byte[] png)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"picture{Pictures.Count + 1}.png");
        Pictures.Add((name, png));
        return Add("image", "media/" + name, false);
    }

    internal string Link(string href) => _links.TryGetValue(href, out var id) ? id : _links[href] = Add("hyperlink", href, true);

    internal string Xml(string types) => "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + string.Concat(_relations.Select((r, i) => string.Create(
        CultureInfo.InvariantCulture, $"<Relationship Id=\"rId{i + 1}\" Type=\"{types}/{r.Type}\" Target=\"{Escape(r.Target)}\"{(r.IsExternal ? " TargetMode=\"External\"" : "")}/>"))) + "</Relationships>";

    private string Add(string type, string target, bool isExternal)
    {
        _relations.Add((type, target, isExternal));
        return string.Create(CultureInfo.InvariantCulture, $"rId{_relations.Count}");
    }
}
