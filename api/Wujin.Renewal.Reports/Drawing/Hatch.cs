using SkiaSharp;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Hatching by kind, the same as in the browser map, so that kinds can be told apart in print and without colours.</summary>
internal sealed class Hatch : IDisposable
{
    private const int Size = 16;

    private readonly SKPaint _paint;
    private readonly SKShader _shader;

    private Hatch(SKShader shader)
    {
        _shader = shader;
        _paint = new SKPaint { Shader = shader, IsAntialias = true };
    }

    internal static Hatch Of(SiteKind kind, SKColor colour)
    {
        using var tile = SKSurface.Create(new SKImageInfo(Size, Size, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var paint = new SKPaint { Color = colour.Faded(0.55f), IsAntialias = true, StrokeWidth = 1.4f, Style = kind == SiteKind.SelfBuildZone ? SKPaintStyle.Fill : SKPaintStyle.Stroke };
        tile.Canvas.Clear(SKColors.Transparent);
        if (kind == SiteKind.SelfBuildZone)
        {
            tile.Canvas.DrawCircle(4, 4, 1.5f, paint);
            tile.Canvas.DrawCircle(12, 12, 1.5f, paint);
        }
        else
        {
            for (var offset = -Size; offset <= 2 * Size; offset += Size / 2)
            {
                tile.Canvas.DrawLine(offset, Size, offset + Size, 0, paint);
                if (kind == SiteKind.IndustrialPark)
                {
                    tile.Canvas.DrawLine(offset, 0, offset + Size, Size, paint);
                }
            }
        }

        using var image = tile.Snapshot();
        return new Hatch(image.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, SKMatrix.CreateScale(1 / Pen.Fineness, 1 / Pen.Fineness)));
    }

    internal void Fill(Pen pen, SKPath path) => pen.Canvas.DrawPath(path, _paint);

    public void Dispose()
    {
        _paint.Dispose();
        _shader.Dispose();
    }
}
