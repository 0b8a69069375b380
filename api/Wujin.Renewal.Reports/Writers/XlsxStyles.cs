using System.Globalization;
using Wujin.Renewal.Reports.Model;

namespace Wujin.Renewal.Reports.Writers;

/// <summary>The styles of a workbook: every number format plain and bold, dates, headers, and texts that would else be taken for formulas.</summary>
internal static class XlsxStyles
{
    internal const int Plain = 0;
    internal const int Header = 1;
    internal const int HeaderRight = 2;
    internal const int Title = 3;
    internal const int Wrapped = 4;

    /// <summary>A text that begins like a formula, marked as a text for whoever edits it.</summary>
    internal const int Quoted = 5;

    internal const int Link = 6;
    internal const int Bold = 7;
    internal const int Demo = 8;

    private const int FirstNumber = 9;
    private const int MostDecimals = 4;
    private const int Kinds = MostDecimals + 3;

    private static readonly string[] Formats = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000", "0.0%", "yyyy\\-mm\\-dd"];

    /// <summary>The style of a cell with a value.</summary>
    internal static int Of(Cell cell, bool isTotal)
    {
        var kind = cell switch
        {
            NumberCell number => Math.Clamp(number.Decimals, 0, MostDecimals),
            PercentCell => MostDecimals + 1,
            DateCell => MostDecimals + 2,
            _ => -1,
        };
        return kind < 0 ? (isTotal ? Bold : Plain) : FirstNumber + kind + (isTotal ? Kinds : 0);
    }

    /// <summary>styles.xml.</summary>
    internal static string Xml()
    {
        var formats = string.Concat(Formats.Select((f, i) => string.Create(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{f}\"/>")));
        var numbers = string.Concat(Enumerable.Range(0, 2).SelectMany(bold => Formats.Select((_, i) => string.Create(
            CultureInfo.InvariantCulture,
            $"<xf numFmtId=\"{164 + i}\" fontId=\"{bold}\" fillId=\"{(bold == 1 ? 3 : 0)}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>"))));
        return $"""
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="{Formats.Length}">{formats}</numFmts>
            <fonts count="5"><font><sz val="10.5"/><name val="Microsoft YaHei"/><family val="2"/></font><font><b/><sz val="10.5"/><name val="Microsoft YaHei"/><family val="2"/></font><font><b/><sz val="16"/><name val="Microsoft YaHei"/><family val="2"/></font><font><u/><sz val="10.5"/><color rgb="FF0B6B5D"/><name val="Microsoft YaHei"/><family val="2"/></font><font><sz val="10.5"/><color rgb="FF8A4B00"/><name val="Microsoft YaHei"/><family val="2"/></font></fonts>
            <fills count="5"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE3EFEC"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFF4F2EC"/><bgColor indexed="64"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF1D9"/><bgColor indexed="64"/></patternFill></fill></fills>
            <borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="medium"><color rgb="FF0B6B5D"/></bottom><diagonal/></border></borders>
            <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
            <cellXfs count="{FirstNumber + (2 * Kinds)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="right" vertical="center" wrapText="1"/></xf><xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="1" fillId="3" borderId="0" xfId="0" applyFont="1" applyFill="1"/><xf numFmtId="0" fontId="4" fillId="4" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1"/></xf>{numbers}</cellXfs>
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """;
    }
}
