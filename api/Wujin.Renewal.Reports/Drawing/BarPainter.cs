using SkiaSharp;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Draws bars: the target as a pale ground, the figure on it, a line for what is due, a rhombus for the forecast.</summary>
internal static class BarPainter
{
    private const float RowHeight = 25;
    private const float Head = 40;

    internal static int HeightOf(BarChart chart) => (int)(Head + (RowHeight * Math.Max(1, chart.Bars.Count)) + (chart.Legend is null ? 8 : 34));

    internal static byte[] Paint(BarChart chart, FontBook fonts)
    {
        var height = HeightOf(chart);
        using var pen = new Pen(chart.Width, height, fonts);
        var title = chart.Unit.Length > 0 ? $"{chart.Title}{chart.T("（", " (")}{chart.Unit}{chart.T("）", ")")}" : chart.Title;
        pen.Write(pen.Fit(title, 16, chart.Width - 20, isBold: true), 10, 24, 16, Palette.Text, isBold: true);
        var labels = Math.Min(190, chart.Bars.Select(b => pen.Measure(b.Label, 13)).DefaultIfEmpty().Max() + 4);
        var texts = chart.Bars.Select(b => pen.Measure(b.Text, 12)).DefaultIfEmpty().Max();
        var (left, right) = (10 + labels + 10, chart.Width - 30 - texts);
        var most = chart.Bars.SelectMany(b => new[] { b.Value, b.Target, b.Due, b.Forecast }).OfType<double>().Where(double.IsFinite).DefaultIfEmpty().Max();
        var scale = most > 0 ? (right - left) / most : 0;
        var colour = chart.Kind is { } kind ? Palette.Of(kind) : Palette.Accent;
        for (var i = 0; i < chart.Bars.Count; i++)
        {
            var y = Head + (i * RowHeight);
            pen.Write(pen.Fit(chart.Bars[i].Label, 13, labels), left - 10, y + 17, 13, Palette.Text, Align.Right);
            Row(pen, chart.Bars[i], left, y, scale, colour);
            pen.Write(chart.Bars[i].Text, chart.Width - 10, y + 16.5f, 12, Palette.Of(chart.Bars[i].Tone == Model.Tone.Plain ? Model.Tone.Faint : chart.Bars[i].Tone), Align.Right);
        }

        pen.Line(left, Head - 2, left, Head + (RowHeight * chart.Bars.Count) + 2, Palette.Boundary, 1);
        Legend(pen, chart, left, height - 14, colour);
        return pen.ToPng();
    }

    private static void Row(Pen pen, Bar bar, float left, float y, double scale, SKColor colour)
    {
        float At(double value) => left + (float)(Math.Max(0, value) * scale);
        if (bar.Target is { } target)
        {
            var ground = new SKRect(left, y + 5, At(target), y + 20);
            pen.Fill(ground, colour.Faded(0.1f));
            pen.Stroke(ground, colour.Faded(0.35f), 0.8f);
        }

        if (bar.Value is { } value && double.IsFinite(value))
        {
            pen.Fill(new SKRect(left, y + 8, At(value), y + 17), colour);
        }

        if (bar.Due is { } due)
        {
            pen.Line(At(due), y + 3, At(due), y + 22, Palette.Halo, 4);
            pen.Line(At(due), y + 3, At(due), y + 22, Palette.Text, 1.8f);
        }

        if (bar.Forecast is { } forecast)
        {
            Rhombus(pen, At(forecast), y + 12.5f, colour);
        }
    }

    private static void Rhombus(Pen pen, float x, float y, SKColor colour)
    {
        using var path = Pen.Polygon(new(x, y - 6), new(x + 6, y), new(x, y + 6), new(x - 6, y));
        pen.Fill(path, Palette.Halo);
        pen.Stroke(path, colour, 1.6f);
    }

    private static void Legend(Pen pen, BarChart chart, float x, float y, SKColor colour)
    {
        if (chart.Legend is not { } names)
        {
            return;
        }

        Action<float>[] swatches =
        [
            at => pen.Fill(SKRect.Create(at, y - 9, 22, 9), colour),
            at =>
            {
                pen.Fill(SKRect.Create(at, y - 11, 22, 13), colour.Faded(0.1f));
                pen.Stroke(SKRect.Create(at, y - 11, 22, 13), colour.Faded(0.35f), 0.8f);
            },
            at => pen.Line(at + 11, y - 12, at + 11, y + 3, Palette.Text, 1.8f),
            at => Rhombus(pen, at + 11, y - 4.5f, colour),
        ];
        for (var i = 0; i < Math.Min(names.Count, swatches.Length); i++)
        {
            swatches[i](x);
            pen.Write(names[i], x + 28, y, 12, Palette.Text);
            x += 28 + pen.Measure(names[i], 12) + 20;
        }
    }
}
