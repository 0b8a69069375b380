using Avalonia;
using Avalonia.Controls;
using Avalonia.Media;
using Avalonia.Media.Imaging;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Mapping;
using Wujin.Renewal.Viewer.Panes;

namespace Wujin.Renewal.Viewer;

/// <summary>A sheet to print: title, map, legend, source and notices, A3 across at 150 dots an inch.</summary>
internal static class PrintSheet
{
    private const double WidthDots = 2480;
    private const double HeightDots = 1754;
    private const double Scale = 2;

    /// <summary>Draws the sheet.</summary>
    /// <param name="model">What is shown.</param>
    /// <param name="map">The map as a picture.</param>
    public static RenderTargetBitmap Draw(ViewerModel model, Bitmap map)
    {
        var words = model.Words;
        var size = new Size(WidthDots / Scale, HeightDots / Scale);
        var legend = Ui.Column([Ui.Heading(words[Word.Legend]), .. model.Theme.Legend(Palette.Light, words).Select(e => Ui.Row(Ui.Swatch(e.Colour), Ui.Text(e.Title, 12)))]);
        legend.Margin = new Thickness(16, 0, 0, 0);
        legend.Width = 180;
        var footer = Ui.Text(string.Join("    ", new[]
        {
            words[Word.Source], words[Word.Demo], model.Settings.MapApproval, model.Settings.Secrecy, model.Clock.GetLocalNow().ToString("d", words.Culture),
        }.Where(t => t.Length > 0)), 11);
        var body = new DockPanel();
        DockPanel.SetDock(legend, Dock.Right);
        body.Children.AddRange([legend, new Border { BorderBrush = Brushes.Black, BorderThickness = new Thickness(1), Child = new Image { Source = map, Stretch = Stretch.UniformToFill } }]);
        var sheet = new DockPanel { Margin = new Thickness(32) };
        var title = Ui.Text(words[Word.Title] + (model.Theme.Indicator is { } i ? " · " + words.Pick(i.TitleZh, i.TitleEn) : ""), 26, isBold: true);
        title.Margin = new Thickness(0, 0, 0, 10);
        footer.Margin = new Thickness(0, 10, 0, 0);
        DockPanel.SetDock(title, Dock.Top);
        DockPanel.SetDock(footer, Dock.Bottom);
        sheet.Children.AddRange([title, footer, body]);
        var page = new Border { Background = Brushes.White, Child = sheet, Width = size.Width, Height = size.Height };
        TextElementDefaults(page);
        page.Measure(size);
        page.Arrange(new Rect(size));
        var bitmap = new RenderTargetBitmap(new PixelSize((int)WidthDots, (int)HeightDots), new Vector(96 * Scale, 96 * Scale));
        bitmap.Render(page);
        return bitmap;
    }

    private static void TextElementDefaults(Border page)
    {
        page.SetValue(Avalonia.Controls.Documents.TextElement.ForegroundProperty, Brushes.Black);
        page.SetValue(Avalonia.Controls.Documents.TextElement.FontFamilyProperty, new FontFamily(Fonts.Chinese));
    }
}
