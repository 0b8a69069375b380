using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>The styles of a document: those of the outline by their built-in names, so that contents can be made of them.</summary>
internal static class DocxStyles
{
    internal static string Xml(ReportLanguage language)
    {
        const string fonts = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Microsoft YaHei\" w:cs=\"Arial\"/>";
        var tag = language == ReportLanguage.Chinese ? "zh-CN" : "en-GB";
        return $"""
            <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{tag}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="40" w:after="80" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
            {Style("Normal", "Normal", "", "", isDefault: true)}
            {Style("Title", "Title", "<w:spacing w:before=\"60\" w:after=\"60\" w:line=\"264\" w:lineRule=\"auto\"/>", "<w:b/><w:sz w:val=\"44\"/>")}
            {Style("Subtitle", "Subtitle", "", "<w:b/><w:color w:val=\"0B6B5D\"/><w:sz w:val=\"26\"/>")}
            {Style("Heading1", "heading 1", "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"D5D1C7\"/></w:pBdr><w:spacing w:before=\"360\" w:after=\"140\"/><w:outlineLvl w:val=\"0\"/>", "<w:b/><w:sz w:val=\"30\"/>")}
            {Style("Heading2", "heading 2", "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"1\"/>", "<w:b/><w:color w:val=\"0B6B5D\"/><w:sz w:val=\"24\"/>")}
            {Style("Caption", "caption", "<w:spacing w:before=\"20\" w:after=\"160\"/><w:jc w:val=\"center\"/>", "<w:color w:val=\"5D696B\"/><w:sz w:val=\"17\"/>")}
            {Style("TableTitle", "Table Title", "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"60\"/>", "<w:b/>")}
            {Style("Cell", "Cell", "<w:spacing w:before=\"20\" w:after=\"20\" w:line=\"252\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"17\"/>")}
            {Style("CellDense", "Cell Dense", "<w:spacing w:before=\"10\" w:after=\"10\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"15\"/>")}
            {Style("Under", "Under", "<w:spacing w:before=\"40\" w:after=\"160\"/>", "<w:color w:val=\"5D696B\"/><w:sz w:val=\"17\"/>")}
            {Style("Notice", "Notice", "<w:pBdr><w:left w:val=\"single\" w:sz=\"24\" w:space=\"6\" w:color=\"C28A1E\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F2EC\"/><w:ind w:left=\"160\"/>", "")}
            {Style("Code", "Code", "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F4F2EC\"/>", "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:sz w:val=\"16\"/>")}
            {Style("List", "List Bullet", "<w:numPr><w:numId w:val=\"1\"/></w:numPr><w:spacing w:before=\"0\" w:after=\"40\"/>", "<w:sz w:val=\"18\"/>")}
            {Style("Header", "header", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9980\"/></w:tabs>", "<w:color w:val=\"5D696B\"/><w:sz w:val=\"16\"/>")}
            {Style("Footer", "footer", "<w:tabs><w:tab w:val=\"right\" w:pos=\"9980\"/></w:tabs>", "<w:color w:val=\"5D696B\"/><w:sz w:val=\"16\"/>")}
            </w:styles>
            """;
    }

    private static string Style(string id, string name, string paragraph, string run, bool isDefault = false) =>
        $"<w:style w:type=\"paragraph\"{(isDefault ? " w:default=\"1\"" : "")} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>{(isDefault ? "" : "<w:basedOn w:val=\"Normal\"/>")}<w:qFormat/>"
        + (paragraph.Length > 0 ? $"<w:pPr>{paragraph}</w:pPr>" : "") + (run.Length > 0 ? $"<w:rPr>{run}</w:rPr>" : "") + "</w:style>";
}
