using Avalonia;
using Avalonia.Controls;
using Avalonia.Media;
using Wujin.Renewal.Viewer.Core.Navigation;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>The scale bar.</summary>
internal sealed class ScaleBarView : Control
{
    /// <summary>The bar.</summary>
    public ScaleBar Bar { get; set; } = new(100, 1000);

    /// <summary>Its length in words.</summary>
    public string Label { get; set; } = "";

    /// <summary>Colour.</summary>
    public IBrush Foreground { get; set; } = Brushes.Black;

    /// <inheritdoc/>
    public override void Render(DrawingContext context)
    {
        var pen = new Pen(Foreground, 1.5);
        context.DrawLine(pen, new Avalonia.Point(1, 18), new Avalonia.Point(Bar.Pixels, 18));
        context.DrawLine(pen, new Avalonia.Point(1, 13), new Avalonia.Point(1, 18));
        context.DrawLine(pen, new Avalonia.Point(Bar.Pixels, 13), new Avalonia.Point(Bar.Pixels, 18));
        context.DrawText(new FormattedText(Label, System.Globalization.CultureInfo.InvariantCulture, FlowDirection.LeftToRight, Typeface.Default, 11, Foreground), new Avalonia.Point(6, 1));
    }

    /// <inheritdoc/>
    protected override Size MeasureOverride(Size availableSize) => new(Bar.Pixels + 2, 20);
}
