using System.Globalization;
using SkiaSharp;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Draws a line of time: stages as discs with their dates, plan and works as bars under it.</summary>
internal static class TimelinePainter
{
    private const float Left = 96;
    private const float Right = 24;
    private const float Axis = 64;

    internal static int HeightOf(TimelineChart chart) => (int)(Axis + 30 + (24 * chart.Spans.Count) + 14);

    internal static byte[] Paint(TimelineChart chart, FontBook fonts)
    {
        var height = HeightOf(chart);
        using var pen = new Pen(chart.Width, height, fonts);
        var days = chart.Events.Select(e => e.Date).Concat(chart.Spans.SelectMany(s => new[] { s.Start, s.Finish }).OfType<DateOnly>()).Append(chart.Today).ToList();
        var (first, last) = (days.Min().DayNumber, Math.Max(days.Max().DayNumber, days.Min().DayNumber + 60));
        float At(DateOnly day) => Left + 20 + ((chart.Width - Left - Right - 40) * (day.DayNumber - first) / (float)(last - first));
        Years(pen, chart, first, last, At, height);
        pen.Line(Left, Axis, chart.Width - Right, Axis, Palette.Boundary, 2);
        Events(pen, chart, At);
        Spans(pen, chart, At);
        var today = At(chart.Today);
        pen.Line(today, Axis - 8, today, height - 8, Palette.Select, 1.2f, [4, 3]);
        return pen.ToPng();
    }

    private static void Years(Pen pen, TimelineChart chart, int first, int last, Func<DateOnly, float> at, int height)
    {
        var (from, to) = (DateOnly.FromDayNumber(first).Year, DateOnly.FromDayNumber(last).Year);
        var step = Math.Max(1, (to - from + 1) / 8);
        for (var year = from; year <= to + 1; year += step)
        {
            var day = new DateOnly(year, 1, 1);
            if (day.DayNumber < first || day.DayNumber > last)
            {
                continue;
            }

            pen.Line(at(day), Axis, at(day), height - 6, Palette.Line, 1);
            pen.Write(year.ToString(CultureInfo.InvariantCulture), at(day) + 4, Axis + 18, 11, Palette.Soft);
        }
    }

    private static void Events(Pen pen, TimelineChart chart, Func<DateOnly, float> at)
    {
        // Names go up to the first of two lines that is free at their place.
        float[] free = [float.MinValue, float.MinValue];
        pen.Write(chart.T("阶段", "Stages"), Left - 10, Axis + 5, 12, Palette.Soft, Align.Right);
        foreach (var happened in chart.Events)
        {
            var x = at(happened.Date);
            pen.Circle(x, Axis, 6.5f, Colour(happened.Stage), Palette.Halo, 2);
            var date = happened.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var text = happened.Label + " " + date;
            var width = pen.Measure(text, 11) + 8;
            var left = Math.Clamp(x - (width / 2), 2, chart.Width - width - 2);
            var row = free[0] <= left ? 0 : free[1] <= left ? 1 : -1;
            if (row < 0)
            {
                continue;
            }

            free[row] = left + width;
            pen.Write(text, left + 4, Axis - 16 - (row * 17), 11, Palette.Text);
            pen.Line(x, Axis - 8, x, Axis - 13 - (row * 17), Palette.Boundary, 0.8f);
        }
    }

    private static void Spans(Pen pen, TimelineChart chart, Func<DateOnly, float> at)
    {
        for (var i = 0; i < chart.Spans.Count; i++)
        {
            var (span, y) = (chart.Spans[i], Axis + 30 + (i * 24));
            pen.Write(span.Label, Left - 10, y + 13, 12, Palette.Soft, Align.Right);
            if (span is { Start: null, Finish: null })
            {
                pen.Write(chart.T("未登记", "not recorded"), Left + 20, y + 13, 11, Palette.Soft);
                continue;
            }

            var (start, finish) = (at(span.Start ?? span.Finish!.Value), at(span.Finish ?? (span.IsPlan ? span.Start!.Value : chart.Today)));
            var bar = new SKRect(start, y + 3, Math.Max(finish, start + 3), y + 15);
            pen.Fill(bar, Palette.Accent.Faded(span.IsPlan ? 0.12f : 0.7f), 2);
            pen.Stroke(bar, Palette.Accent.Faded(span.IsPlan ? 0.7f : 1), 0.9f, 2);
        }
    }

    private static SKColor Colour(Stage stage) => stage switch
    {
        Stage.Completed or Stage.Accepted => Palette.Good,
        Stage.Suspended or Stage.Cancelled => Palette.Bad,
        Stage.Construction or Stage.Approved => Palette.Warning,
        _ => Palette.Soft,
    };
}
