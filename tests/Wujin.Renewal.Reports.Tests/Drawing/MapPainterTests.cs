using SkiaSharp;
using Wujin.Renewal.Reports.Drawing;
using Wujin.Renewal.Reports.Model;
using Wujin.Renewal.Reports.Programme;
using Xunit;

namespace Wujin.Renewal.Reports.Tests.Drawing;

/// <summary>
/// Pictures against approved ones, at a quarter of their size and with a tolerance, because another release of the font moves an edge by a pixel.
/// To approve new ones: run with WUJIN_APPROVE naming this folder, look at them, commit them.
/// </summary>
public sealed class MapPainterTests
{
    private const int Quarter = 4;

    /// <summary>Mean difference over all pixels and channels, of 255.</summary>
    private const double MostDifferent = 2.0;

    private static readonly Report Report = ProgrammeReport.Compose(Sample.Data(), Sample.Words());

    public static TheoryData<string> Ids => [.. Report.Figures.Select(f => f.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_picture_is_as_it_was_approved(string id)
    {
        var drawing = Report.Figures.Single(f => f.Id == id).Drawing;
        using var drawn = Small(Painter.Paint(drawing, FontBook.System));
        if (Environment.GetEnvironmentVariable("WUJIN_APPROVE") is { Length: > 0 } folder)
        {
            using var png = drawn.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(Path.Combine(folder, id + ".png"), png!.ToArray());
            return;
        }

        using var approved = SKBitmap.Decode(Path.Combine(AppContext.BaseDirectory, "Drawing", "approved", id + ".png"));

        Assert.Equal((approved.Width, approved.Height), (drawn.Width, drawn.Height));
        Assert.InRange(Difference(approved, drawn), 0, MostDifferent);
    }

    [Fact]
    public void A_map_without_its_sites_is_not_the_approved_one()
    {
        var map = (MapDrawing)Report.Figures.First(f => f.Id == "compounds").Drawing;
        using var drawn = Small(Painter.Paint(map, FontBook.System));
        using var bare = Small(Painter.Paint(map with { Sites = [], Areas = [.. map.Areas.Where(a => a.Style != AreaStyle.Town)] }, FontBook.System));

        Assert.True(Difference(drawn, bare) > MostDifferent);
    }

    [Fact]
    public void Names_do_not_lie_on_each_other()
    {
        var placement = new LabelPlacement(new SKRect(0, 0, 400, 300));
        var placed = Enumerable.Range(0, 60).Select(_ => placement.Place(new SKPoint(200, 150), 80, 14, 6)).OfType<SKRect>().ToList();

        Assert.InRange(placed.Count, 4, 60);
        Assert.All(placed, a => Assert.DoesNotContain(placed, b => a != b && a.IntersectsWith(b)));
        Assert.All(placed, a => Assert.True(new SKRect(0, 0, 400, 300).Contains(a)));
    }

    [Fact]
    public void The_frame_is_true_to_scale_and_to_the_projection()
    {
        var box = new SKRect(0, 0, 800, 600);
        var frame = new MapFrame(new Extent(119.6, 31.4, 120.2, 31.95), box);
        var plane = Domain.Crs.CoordinateSystems.Find(4549)!.Projection;
        var (a, b) = (frame.At(119.9, 31.5), frame.At(120.01, 31.83));
        var (x1, y1) = plane.FromGeographic(119.9, 31.5);
        var (x2, y2) = plane.FromGeographic(120.01, 31.83);

        Assert.Equal((x2 - x1) / frame.MetresPerUnit, b.X - a.X, 0.01);
        Assert.Equal((y1 - y2) / frame.MetresPerUnit, b.Y - a.Y, 0.01);
    }

    [Fact]
    public void Names_of_ten_kilobytes_and_of_characters_without_glyph_are_drawn()
    {
        var chart = new BarChart("标题", "", [new Bar(new string('长', 10_000), 1, 2, null, null, "1 / 2"), new Bar("\ud83d\ude00 a\u0001b", double.NaN, 0, 0, null, "–")]);

        Assert.NotEmpty(Painter.Paint(chart, FontBook.System));
    }

    [Fact]
    public void A_site_without_dates_has_a_timeline()
    {
        var chart = new TimelineChart([], [new TimelineSpan("计划工期", null, null, true), new TimelineSpan("实际工期", new DateOnly(2026, 1, 1), null, false)], new DateOnly(2026, 9, 30));

        Assert.NotEmpty(Painter.Paint(chart, FontBook.System));
    }

    private static SKBitmap Small(byte[] png)
    {
        using var full = SKBitmap.Decode(png);
        return full.Resize(new SKImageInfo(full.Width / Quarter, full.Height / Quarter, SKColorType.Rgba8888, SKAlphaType.Opaque), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear))!;
    }

    private static double Difference(SKBitmap a, SKBitmap b)
    {
        var sum = 0L;
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                var (p, q) = (a.GetPixel(x, y), b.GetPixel(x, y));
                sum += Math.Abs(p.Red - q.Red) + Math.Abs(p.Green - q.Green) + Math.Abs(p.Blue - q.Blue);
            }
        }

        return sum / (3.0 * a.Width * a.Height);
    }
}
