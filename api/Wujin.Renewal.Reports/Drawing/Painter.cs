namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Draws pictures. Safe for use by many threads at once.</summary>
public static class Painter
{
    /// <summary>Draws one as PNG, two pixels a unit.</summary>
    /// <param name="drawing">What to draw.</param>
    /// <param name="fonts">The letters.</param>
    public static byte[] Paint(Drawing drawing, FontBook fonts)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(fonts);
        return drawing switch
        {
            MapDrawing map => MapPainter.Paint(map, fonts),
            BarChart chart => BarPainter.Paint(chart, fonts),
            TimelineChart chart => TimelinePainter.Paint(chart, fonts),
            _ => throw new ArgumentException($"{drawing.GetType().Name} is not drawn.", nameof(drawing)),
        };
    }

    /// <summary>The size of the picture in units, before it is drawn.</summary>
    public static (int Width, int Height) SizeOf(Drawing drawing) => drawing switch
    {
        BarChart chart => (chart.Width, BarPainter.HeightOf(chart)),
        TimelineChart chart => (chart.Width, TimelinePainter.HeightOf(chart)),
        MapDrawing map => (map.Width, map.Height),
        _ => throw new ArgumentException("Not drawn.", nameof(drawing)),
    };
}
