using SkiaSharp;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Where letters stand against the point they are written at.</summary>
internal enum Align
{
    Left,
    Middle,
    Right,
}

/// <summary>A canvas with the few strokes that maps and charts are made of. Units are those of <see cref="Drawing"/>; pixels are finer.</summary>
internal sealed class Pen : IDisposable
{
    /// <summary>Pixels a unit: 1,600 over the width of a page are 220 a inch.</summary>
    internal const float Fineness = 2;

    private readonly SKSurface _surface;
    private readonly SKPaint _paint = new() { IsAntialias = true };

    internal Pen(int width, int height, FontBook fonts)
    {
        Fonts = fonts;
        _surface = SKSurface.Create(new SKImageInfo((int)(width * Fineness), (int)(height * Fineness), SKColorType.Rgba8888, SKAlphaType.Opaque))
            ?? throw new InvalidOperationException($"No picture of {width} by {height} can be made.");
        Canvas = _surface.Canvas;
        Canvas.Clear(SKColors.White);
        Canvas.Scale(Fineness);
    }

    internal SKCanvas Canvas { get; }

    internal FontBook Fonts { get; }

    /// <summary>A closed outline.</summary>
    internal static SKPath Polygon(params SKPoint[] corners)
    {
        using var builder = new SKPathBuilder();
        builder.AddPoly(corners, true);
        return builder.Detach();
    }

    internal void Fill(SKPath path, SKColor colour) => Canvas.DrawPath(path, Painted(colour, SKPaintStyle.Fill));

    internal void Fill(SKRect box, SKColor colour, float radius = 0) => Canvas.DrawRoundRect(box, radius, radius, Painted(colour, SKPaintStyle.Fill));

    internal void Fill(SKPoint[] points, float size, SKColor colour)
    {
        var paint = Painted(colour, SKPaintStyle.Stroke, size);
        paint.StrokeCap = SKStrokeCap.Square;
        Canvas.DrawPoints(SKPointMode.Points, points, paint);
        paint.StrokeCap = SKStrokeCap.Butt;
    }

    internal void Stroke(SKPath path, SKColor colour, float width, float[]? dashes = null)
    {
        var paint = Painted(colour, SKPaintStyle.Stroke, width);
        paint.StrokeJoin = SKStrokeJoin.Round;
        paint.StrokeCap = dashes is null ? SKStrokeCap.Round : SKStrokeCap.Butt;
        using var effect = dashes is null ? null : SKPathEffect.CreateDash(dashes, 0);
        paint.PathEffect = effect;
        Canvas.DrawPath(path, paint);
        paint.PathEffect = null;
        paint.StrokeCap = SKStrokeCap.Butt;
    }

    internal void Stroke(SKRect box, SKColor colour, float width = 1, float radius = 0) => Canvas.DrawRoundRect(box, radius, radius, Painted(colour, SKPaintStyle.Stroke, width));

    internal void Line(float x1, float y1, float x2, float y2, SKColor colour, float width = 1, float[]? dashes = null)
    {
        var paint = Painted(colour, SKPaintStyle.Stroke, width);
        using var effect = dashes is null ? null : SKPathEffect.CreateDash(dashes, 0);
        paint.PathEffect = effect;
        Canvas.DrawLine(x1, y1, x2, y2, paint);
        paint.PathEffect = null;
    }

    internal void Circle(float x, float y, float radius, SKColor fill, SKColor? edge = null, float width = 1)
    {
        Canvas.DrawCircle(x, y, radius, Painted(fill, SKPaintStyle.Fill));
        if (edge is { } colour)
        {
            Canvas.DrawCircle(x, y, radius, Painted(colour, SKPaintStyle.Stroke, width));
        }
    }

    internal float Measure(string text, float size, bool isBold = false)
    {
        using var font = Fonts.At(size, isBold);
        return font.MeasureText(Fonts.Drawable(text));
    }

    /// <summary>Writes a line; <paramref name="y"/> is its base line.</summary>
    internal void Write(string text, float x, float y, float size, SKColor colour, Align align = Align.Left, bool isBold = false, float halo = 0)
    {
        var drawable = Fonts.Drawable(text);
        using var font = Fonts.At(size, isBold);
        var left = align switch { Align.Left => x, Align.Middle => x - (font.MeasureText(drawable) / 2), _ => x - font.MeasureText(drawable) };
        if (halo > 0)
        {
            var paint = Painted(Palette.Halo.Faded(0.85f), SKPaintStyle.Stroke, halo);
            paint.StrokeJoin = SKStrokeJoin.Round;
            Canvas.DrawText(drawable, left, y, SKTextAlign.Left, font, paint);
        }

        Canvas.DrawText(drawable, left, y, SKTextAlign.Left, font, Painted(colour, SKPaintStyle.Fill));
    }

    /// <summary>The text cut to a width, with an ellipsis where something is left out.</summary>
    internal string Fit(string text, float size, float width, bool isBold = false)
    {
        text = text.Length > 400 ? text[..400] : text;
        if (Measure(text, size, isBold) <= width)
        {
            return text;
        }

        var runes = text.EnumerateRunes().ToList();
        var (low, high) = (0, runes.Count);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Measure(string.Concat(runes.Take(middle)) + "…", size, isBold) <= width ? (middle, high) : (low, middle - 1);
        }

        return string.Concat(runes.Take(low)) + "…";
    }

    /// <summary>The picture as PNG.</summary>
    /// <remarks>Level 4 without filters: areas of one colour are what maps are made of, and level 9 took three times as long for 4 % less.</remarks>
    internal byte[] ToPng()
    {
        using var pixels = _surface.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 4)) ?? throw new InvalidOperationException("The picture cannot be encoded.");
        return data.ToArray();
    }

    public void Dispose()
    {
        _paint.Dispose();
        _surface.Dispose();
    }

    private SKPaint Painted(SKColor colour, SKPaintStyle style, float width = 1)
    {
        _paint.Color = colour;
        _paint.Style = style;
        _paint.StrokeWidth = width;
        return _paint;
    }
}
