using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Wujin.Renewal.Reports.Writers;
using Xunit;
using Figure = Wujin.Renewal.Reports.Model.Figure;

namespace Wujin.Renewal.Reports.Tests.Writers;

public sealed class DocumentTests
{
    private static readonly Report Report = ProgrammeReport.Compose(Sample.Data(), Sample.Words());
    private static readonly IReadOnlyDictionary<Figure, DrawnFigure> Drawn = Figures.Draw(Report);

    [Fact]
    public void A_document_has_headings_of_the_outline_tables_and_pictures_and_satisfies_the_schemas()
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(DocxWriter.Write(Report, Drawn)), false);
        var body = document.MainDocumentPart!.Document!.Body!;
        var headings = body.Elements<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value == "Heading1").Select(p => p.InnerText);

        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => $"{e.Part?.Uri} {e.Path?.XPath} {e.Description}").Take(5));
        Assert.Equal(Report.Blocks.OfType<Model.Heading>().Where(h => h.Level == 1).Select(h => h.Text), headings);
        Assert.Equal(Report.Figures.Count(), document.MainDocumentPart.ImageParts.Count());
        Assert.Equal(Report.Tables.Count(t => !t.IsOnlyInWorkbook) + 1, body.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().Count());
    }

    [Fact]
    public void A_page_has_everything_in_itself_and_nothing_of_it_can_run()
    {
        var hostile = Sample.Data() with { Sites = [.. Sample.Sites.Select(s => s with { NameZh = "<script>alert(1)</script>" })] };
        hostile = hostile with { Changes = hostile.Changes with { Moves = [hostile.Changes.Moves[0] with { NameZh = "</td><script>alert(1)</script>" }] } };
        var report = ProgrammeReport.Compose(hostile, Sample.Words());
        var html = Encoding.UTF8.GetString(HtmlWriter.Write(report, Figures.Draw(report)));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("src=\"(?!data:)", html);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Equal(report.Figures.Count(), html.Split("<figure ").Length - 1);
    }

    [Fact]
    public void A_heading_of_the_office_cannot_break_out_of_the_style()
    {
        var html = Encoding.UTF8.GetString(HtmlWriter.Write(Report with { Heading = "\"; } </style><b>", Css = "</style><script>x</script>" }, Drawn));

        Assert.DoesNotContain("<script", html.Replace("<\\/", "", StringComparison.Ordinal).Split("</style>")[1], StringComparison.Ordinal);
        Assert.Equal(2, html.Split("</style>").Length);
    }

    [Fact]
    public void GeoJson_has_every_site_that_maps_show_and_every_destination()
    {
        using var document = JsonDocument.Parse(GeoJsonWriter.Write(Report));
        var features = document.RootElement.GetProperty("features").EnumerateArray().ToList();

        Assert.Equal(["C1", "C2", "P1", "Z1"], features.Where(f => f.TryGetProperty("id", out _)).Select(f => f.GetProperty("id").GetString()).Order());
        Assert.Equal(5, features.Count(f => f.GetProperty("properties").TryGetProperty("minutes", out _)));
        var ring = features.First(f => f.TryGetProperty("id", out var id) && id.GetString() == "C1").GetProperty("geometry").GetProperty("coordinates")[0][0];
        Assert.Equal((119.92, 31.68), (ring[0][0].GetDouble(), ring[0][1].GetDouble()));
    }

    [Fact]
    public void Missing_fonts_are_named_with_what_to_install()
    {
        var empty = Directory.CreateTempSubdirectory("wujin-no-fonts-");
        var missing = Assert.Throws<FontMissingException>(() => FontBook.Open([empty.FullName]));
        empty.Delete();
        var faulty = Report.Figures.ToDictionary(f => f, _ => new DrawnFigure(null, 0, 0, missing.Message));

        Assert.Contains("fonts-noto-cjk", missing.Message, StringComparison.Ordinal);
        Assert.Contains("fonts-noto-cjk", Encoding.UTF8.GetString(HtmlWriter.Write(Report, faulty)), StringComparison.Ordinal);
        using var document = WordprocessingDocument.Open(new MemoryStream(DocxWriter.Write(Report, faulty)), false);
        Assert.Contains("fonts-noto-cjk", document.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
    }
}
