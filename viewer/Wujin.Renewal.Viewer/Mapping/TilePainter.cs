using SkiaSharp;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>
/// Draws vector tiles as pictures, away from the thread of the screen. A frame then draws some dozen pictures however many sites there are: 20,000
/// outlines drawn one by one took Mapsui 0.8 s a frame.
/// </summary>
/// <param name="book">Symbols.</param>
/// <param name="scaling">Device pixels a pixel.</param>
internal sealed class TilePainter(SymbolBook book, double scaling)
{
    // Lines at the border of a tile go on in the next: both draw a little beyond it.
    private const int HatchSize = 8;

    /// <summary>Draws layers of a tile.</summary>
    /// <param name="address">The tile of the picture; below the deepest level of the service, a part of the tile above it.</param>
    /// <param name="tile">What the service sent for it.</param>
    /// <param name="layers">Layers, lowest first, with their opacity.</param>
    /// <returns>A PNG with transparent ground; null where there is nothing to draw.</returns>
    public byte[]? Paint(TileAddress address, VectorTile tile, IReadOnlyList<(string Name, double Opacity)> layers)
    {
        if (!layers.Any(l => tile.Layer(l.Name) is { Features.Count: > 0 }))
        {
            return null;
        }

        var size = (int)(TileAddress.Pixels * scaling);
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul));
        foreach (var (name, opacity) in layers)
        {
            if (tile.Layer(name) is { } layer)
            {
                using var fade = new SKPaint { Color = SKColors.White.WithAlpha((byte)(255 * opacity)) };
                var count = surface.Canvas.Save();
                if (opacity < 1)
                {
                    surface.Canvas.SaveLayer(fade);
                }

                Paint(surface.Canvas, address, layer, size);
                surface.Canvas.RestoreToCount(count);
            }
        }

        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private void Paint(SKCanvas canvas, TileAddress address, TileLayer layer, int size)
    {
        var served = address.Served();
        var parts = 1 << (address.Zoom - served.Zoom);
        var scale = (float)size / layer.Extent * parts;
        var (dx, dy) = (-(address.Column - (served.Column * parts)) * (float)size, -(address.Row - (served.Row * parts)) * (float)size);
        var drawn = layer.Features.Select(f => (Feature: f, Symbol: book.Of(layer.Name, f, address.Zoom))).Where(f => f.Symbol is not null);
        if (layer.Name == "roads")
        {
            drawn = [.. drawn.OrderBy(f => SymbolBook.RoadRank(f.Feature.Text("class") ?? ""))];
            Strokes(canvas, drawn.Select(f => (f.Feature, f.Symbol!.Casing, f.Symbol.CasingWidth)), scale, dx, dy);
            Strokes(canvas, drawn.Select(f => (f.Feature, f.Symbol!.Line, f.Symbol.Width)), scale, dx, dy);
            return;
        }

        foreach (var (feature, symbol) in drawn)
        {
            if (feature.Shape == TileShape.Point)
            {
                Point(canvas, feature, symbol!, scale, dx, dy);
            }
            else
            {
                Area(canvas, feature, symbol!, scale, dx, dy);
            }
        }
    }

    private void Strokes(SKCanvas canvas, IEnumerable<(TileFeature Feature, Colour Colour, double Width)> lines, float scale, float dx, float dy)
    {
        using var paint = new SKPaint { IsAntialias = true, IsStroke = true, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
        foreach (var alike in lines.GroupBy(l => (l.Colour, l.Width)))
        {
            using var path = new SKPath();
            foreach (var (feature, _, _) in alike)
            {
                Add(path, feature, scale, dx, dy);
            }

            (paint.Color, paint.StrokeWidth) = (Of(alike.Key.Colour), (float)(alike.Key.Width * scaling));
            canvas.DrawPath(path, paint);
        }
    }

    private void Point(SKCanvas canvas, TileFeature feature, Symbol symbol, float scale, float dx, float dy)
    {
        using var fill = new SKPaint { IsAntialias = true, Color = Of(symbol.Fill) };
        using var line = new SKPaint { IsAntialias = true, IsStroke = true, Color = Of(symbol.Line), StrokeWidth = (float)(symbol.Width * scaling) };
        for (var i = 0; i < feature.Points.Length; i += 2)
        {
            var (x, y) = ((feature.Points[i] * scale) + dx, (feature.Points[i + 1] * scale) + dy);
            canvas.DrawCircle(x, y, (float)(symbol.Radius * scaling), fill);
            canvas.DrawCircle(x, y, (float)(symbol.Radius * scaling), line);
        }
    }

    private void Area(SKCanvas canvas, TileFeature feature, Symbol symbol, float scale, float dx, float dy)
    {
        using var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        Add(path, feature, scale, dx, dy);
        if (feature.Shape == TileShape.Area && symbol.Fill.A > 0)
        {
            using var fill = new SKPaint { IsAntialias = true, Color = Of(symbol.Fill) };
            canvas.DrawPath(path, fill);
        }

        if (symbol.Hatch != Hatch.None)
        {
            canvas.Save();
            canvas.ClipPath(path, SKClipOperation.Intersect, true);
            Hatching(canvas, path.Bounds, symbol);
            canvas.Restore();
        }

        if (symbol.Line.A > 0)
        {
            using var line = new SKPaint { IsAntialias = true, IsStroke = true, Color = Of(symbol.Line), StrokeWidth = (float)(symbol.Width * scaling), StrokeJoin = SKStrokeJoin.Round };
            using var dashes = symbol.Dashes.Count > 0 ? SKPathEffect.CreateDash([.. symbol.Dashes.Select(d => (float)(d * scaling))], 0) : null;
            line.PathEffect = dashes;
            canvas.DrawPath(path, line);
        }
    }

    // Aligned to the tile, so that hatching goes on over its border: the size of a tile is a multiple of that of the pattern.
    private void Hatching(SKCanvas canvas, SKRect bounds, Symbol symbol)
    {
        var step = (float)(HatchSize * scaling);
        using var paint = new SKPaint { IsAntialias = true, IsStroke = symbol.Hatch != Hatch.Dots, Color = Of(symbol.Line).WithAlpha(140), StrokeWidth = (float)(1.2 * scaling) };
        var (west, north) = (MathF.Floor(bounds.Left / step) * step, MathF.Floor(bounds.Top / step) * step);
        var tall = bounds.Bottom - north + step;
        if (symbol.Hatch == Hatch.Dots)
        {
            for (var y = north; y <= bounds.Bottom; y += step)
            {
                for (var x = west + (((int)MathF.Round(y / step) & 1) * step); x <= bounds.Right; x += 2 * step)
                {
                    canvas.DrawCircle(x + (step / 2), y + (step / 2), (float)(1.5 * scaling), paint);
                }
            }

            return;
        }

        // Through multiples of the step on the diagonal x − y (or x + y).
        for (var c = MathF.Floor((west - north - tall) / step) * step; c <= bounds.Right - north; c += step)
        {
            canvas.DrawLine(north + c, north, north + tall + c, north + tall, paint);
        }

        if (symbol.Hatch == Hatch.Cross)
        {
            for (var c = MathF.Floor((west + north) / step) * step; c <= bounds.Right + north + tall; c += step)
            {
                canvas.DrawLine(c - north, north, c - north - tall, north + tall, paint);
            }
        }
    }

    private static void Add(SKPath path, TileFeature feature, float scale, float dx, float dy)
    {
        for (var part = 0; part < feature.Parts.Length; part++)
        {
            var points = feature.Part(part);
            path.MoveTo((points[0] * scale) + dx, (points[1] * scale) + dy);
            for (var i = 2; i < points.Length; i += 2)
            {
                path.LineTo((points[i] * scale) + dx, (points[i + 1] * scale) + dy);
            }

            if (feature.Shape == TileShape.Area)
            {
                path.Close();
            }
        }
    }

    private static SKColor Of(Colour c) => new(c.R, c.G, c.B, c.A);
}
