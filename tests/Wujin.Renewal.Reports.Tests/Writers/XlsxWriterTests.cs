using System.Data;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Writers;
using Xunit;
using Cell = Wujin.Renewal.Reports.Model.Cell;
using Column = Wujin.Renewal.Reports.Model.Column;
using Row = Wujin.Renewal.Reports.Model.Row;
using Table = Wujin.Renewal.Reports.Model.Table;

namespace Wujin.Renewal.Reports.Tests.Writers;

public sealed class XlsxWriterTests
{
    static XlsxWriterTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly byte[] Book = XlsxWriter.Write(ProgrammeReport.Compose(Sample.Data(), Sample.Words()));

    /// <summary>Reads a workbook with another library, sheet by sheet: every row but the titles.</summary>
    private static Dictionary<string, List<object?[]>> Read(byte[] book)
    {
        var sheets = new Dictionary<string, List<object?[]>>();
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(book));
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets[reader.Name] = rows;
        }
        while (reader.NextResult());
        return sheets;
    }

    [Fact]
    public void A_second_reader_adds_up_the_sites_to_the_totals_of_the_towns()
    {
        var sheets = Read(Book);
        var (sites, towns) = (sheets["老旧小区清单"].Skip(1).ToList(), sheets["老旧小区按镇街"]);
        var total = towns.Single(r => (string?)r[0] == "合计");

        Assert.Equal(2, sites.Count);
        Assert.Equal(350.0, sites.Sum(r => (double)r[10]!));
        Assert.Equal(500.5, sites.Sum(r => (double)r[12]!));
        Assert.Equal((2.0, 350.0, 500.5, 400.25), ((double)total[1]!, (double)total[9]!, (double)total[12]!, (double)total[13]!));
    }

    [Fact]
    public void Dates_are_dates_and_shares_are_shares()
    {
        var sheets = Read(Book);

        Assert.Equal(new DateTime(2026, 6, 30), sheets["老旧小区清单"][1][7]);
        Assert.Equal(0.5, sheets["指标"].Single(r => (string?)r[0] == "改造老旧小区")[6]);
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_is_a_text()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Book), false);
        var cells = document.WorkbookPart!.WorksheetParts.SelectMany(p => p.Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>()).ToList();
        var named = cells.Where(c => c.InnerText == Sample.FormulaName).ToList();

        Assert.NotEmpty(named);
        Assert.DoesNotContain(cells, c => c.CellFormula is not null);
        Assert.All(named, c => Assert.Equal(CellValues.InlineString, c.DataType!.Value));
        var formats = document.WorkbookPart.WorkbookStylesPart!.Stylesheet!.CellFormats!.Elements<CellFormat>().ToList();
        Assert.All(named, c => Assert.True(formats[(int)c.StyleIndex!.Value].QuotePrefix!.Value));
    }

    [Fact]
    public void The_workbook_satisfies_the_schemas_of_the_standard()
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(Book), false);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}").Take(5));
    }

    [Fact]
    public void Names_of_ten_kilobytes_and_characters_that_XML_cannot_hold_go_through()
    {
        var name = new string('长', 5_000) + "\u0001\ud800" + new string('名', 40_000);
        var table = new Table("[坏]:*?/\\名称" + new string('表', 40), "", [new Column("名称")], [new Row([Cell.Of(name)]), new Row([Cell.Of("@SUM(1)")])]);
        var sheets = Read(XlsxWriter.Write(new Report { Title = "t", Heading = "h", Language = ReportLanguage.Chinese, Facts = [], Blocks = [table, table] }));

        Assert.Equal(3, sheets.Count);
        Assert.All(sheets.Keys, k => Assert.True(k.Length <= 31));
        var read = (string)sheets.Values.Last()[1][0]!;
        Assert.Equal(32_767, read.Length);
        Assert.StartsWith("长长", read, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', read);
    }
}
