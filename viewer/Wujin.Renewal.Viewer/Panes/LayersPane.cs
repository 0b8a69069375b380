using Avalonia;
using Avalonia.Controls;
using Avalonia.Layout;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>Layers with visibility, opacity and order, the theme of sites, and the legend.</summary>
internal sealed class LayersPane : UserControl
{
    private readonly ViewerModel _model;
    private readonly StackPanel _list = new();
    private readonly StackPanel _legend = Ui.Column();

    /// <summary>Makes the pane.</summary>
    public LayersPane(ViewerModel model)
    {
        _model = model;
        var words = model.Words;
        List<(string, string)> themes = [("kind", words[Word.Kind]), ("stage", words[Word.Stage]), ("year", words[Word.Year]), .. SiteTheme.Indicators.Select(i => (i.Name, words.Pick(i.TitleZh, i.TitleEn)))];
        var theme = Ui.Choice(themes, "kind", async choice => await ThemeByAsync(choice), "Theme");
        Content = Ui.Scroll(Ui.Column(Ui.Heading(words[Word.Layers]), _list, Ui.Heading(words[Word.ThemeBy]), theme, Ui.Heading(words[Word.Legend]), _legend));
        model.Layers.Layers.CollectionChanged += (_, _) => DrawList();
        DrawList();
        Ui.Follow(model, DrawLegend, nameof(ViewerModel.Theme));
    }

    private async Task ThemeByAsync(string choice)
    {
        switch (choice)
        {
            case "kind": _model.Theme = SiteTheme.ByKind; break;
            case "stage": _model.Theme = SiteTheme.ByStage; break;
            case "year": _model.Theme = SiteTheme.ByYear; break;
            default:
                try
                {
                    await _model.ThemeByAsync(SiteTheme.Indicators.Single(i => i.Name == choice), CancellationToken.None);
                }
                catch (Exception e) when (e is Core.Connection.ApiProblemException or Core.Connection.ServiceUnreachableException)
                {
                    _model.Theme = SiteTheme.ByKind;
                }

                break;
        }
    }

    private void DrawList()
    {
        _list.Children.Clear();
        foreach (var layer in _model.Layers.Layers.Reverse())
        {
            _list.Children.Add(Entry(layer));
        }
    }

    private Grid Entry(MapLayer layer)
    {
        var words = _model.Words;
        var shown = new CheckBox { IsChecked = layer.IsVisible, Content = layer.Title(words), MinHeight = 24, Padding = new Thickness(6, 0) };
        shown.IsCheckedChanged += (_, _) =>
        {
            layer.IsVisible = shown.IsChecked == true;
            _model.Remember(_model.Settings with { HiddenLayers = _model.Layers.Hidden });
        };
        var opacity = new Slider { Minimum = 0.1, Maximum = 1, Value = layer.Opacity, Width = 64, VerticalAlignment = VerticalAlignment.Center };
        ToolTip.SetTip(opacity, words[Word.Opacity]);
        opacity.ValueChanged += (_, e) => layer.Opacity = Math.Round(e.NewValue, 2);
        var grid = new Grid { ColumnDefinitions = new ColumnDefinitions("*,Auto,Auto,Auto"), Height = 36 };
        Control[] cells = [shown, opacity, Step("▲", words[Word.Up], layer, 1), Step("▼", words[Word.Down], layer, -1)];
        for (var i = 0; i < cells.Length; i++)
        {
            Grid.SetColumn(cells[i], i);
            grid.Children.Add(cells[i]);
        }

        return grid;
    }

    private Button Step(string text, string tip, MapLayer layer, int by)
    {
        var button = Ui.Button(text, () => _model.Layers.Move(layer, by));
        (button.Padding, button.FontSize, button.Margin) = (new Thickness(5, 2), 9, new Thickness(3, 0, 0, 0));
        ToolTip.SetTip(button, tip);
        return button;
    }

    private void DrawLegend()
    {
        var (words, palette) = (_model.Words, _model.Palette);
        _legend.Children.Clear();
        foreach (var entry in _model.Theme.Legend(palette, words))
        {
            _legend.Children.Add(Ui.Row(Ui.Swatch(entry.Colour.At(_model.Theme.By == ThemeBy.Kind ? 0.5 : 0.8)), Ui.Text(entry.Title, 12)));
        }

        if (_model.Theme.By == ThemeBy.Kind)
        {
            var strengths = new WrapPanel();
            foreach (var stage in CodeLists.Stages.Entries.Take(6))
            {
                var row = Ui.Row(Ui.Swatch(palette.Kinds["compounds"].At(Palette.Strength(stage.Code))), Ui.Text(words.Pick(stage.TitleZh, stage.TitleEn), 11));
                row.Margin = new Thickness(0, 0, 10, 4);
                strengths.Children.Add(row);
            }

            _legend.Children.Add(strengths);
        }

        foreach (var type in CodeLists.ConstraintTypes.Entries)
        {
            _legend.Children.Add(Ui.Row(Ui.Swatch(palette.Constraints[type.Code].At(0.5)), Ui.Text(words.Pick(type.TitleZh, type.TitleEn), 12)));
        }
    }
}
