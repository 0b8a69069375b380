using Avalonia.Controls;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connectivity;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Mapping;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>Isochrones: a click on the map is the origin.</summary>
internal sealed class ReachPane : UserControl
{
    private readonly ViewerModel _model;
    private readonly MapPane _map;
    private readonly StackPanel _result = Ui.Column();

    /// <summary>Makes the pane.</summary>
    public ReachPane(ViewerModel model, MapPane map)
    {
        (_model, _map) = (model, map);
        var (reach, words) = (model.Reach, model.Words);
        var limits = new WrapPanel();
        limits.Children.AddRange(ReachTool.Choices.Select(c => Ui.Toggle($"{c}", reach.Minutes.Contains(c), _ => Ask(() => reach.Toggle(c)))));
        Content = Ui.Scroll(Ui.Column(
            Ui.Text(words[Word.PickOrigin], 12, opacity: 0.8),
            Ui.Labelled(words[Word.Profile], Ui.Choice(ReachTool.Profiles.Select(p => (p.Code, words.Pick(p.Zh, p.En))), reach.Profile, p => Ask(() => reach.Profile = p))),
            Ui.Labelled(words[Word.Direction], Ui.Choice([(false, words[Word.From]), (true, words[Word.To])], reach.IsTowards, t => Ask(() => reach.IsTowards = t))),
            Ui.Text(words[Word.Limits], 12, opacity: 0.8),
            limits,
            _result));
        map.OverlaysChanged += (_, _) => ShowAreas();
        Ui.Follow(reach, Draw, nameof(ReachTool.Areas), nameof(ReachTool.IsBusy), nameof(ReachTool.Message));
    }

    private void Ask(Action change)
    {
        change();
        _ = _model.Reach.ComputeAsync();
    }

    private void Draw()
    {
        var (reach, words) = (_model.Reach, _model.Words);
        _result.Children.Clear();
        if (reach.IsBusy)
        {
            _result.Children.Add(Ui.Row(new ProgressBar { IsIndeterminate = true, Width = 120 }, Ui.Text(words[Word.Computing], 12), Ui.Button(words[Word.Cancel], reach.Cancel)));
        }

        foreach (var area in reach.Areas)
        {
            _result.Children.Add(Ui.Row(Ui.Swatch(area.Colour.At(0.7)), Ui.Text($"{area.Minutes} {words[Word.Minutes]}", 13, isBold: true), Ui.Text(words.Area(area.AreaSquareMetres), 12)));
        }

        if (reach.Areas.Count > 0)
        {
            _result.Children.Add(Ui.Text(words[Word.Assumed], 11, opacity: 0.75));
            _result.Children.Add(Ui.Button(words[Word.Close], reach.Clear));
        }
        else if (reach.Message.Length > 0)
        {
            _result.Children.Add(Ui.Text(reach.Message, 12));
        }

        ShowAreas();
    }

    private void ShowAreas()
    {
        var reach = _model.Reach;
        if (!_model.Layers[LayerList.Reach].IsVisible)
        {
            _map.Show(LayerList.Reach, []);
            return;
        }

        var shapes = reach.Areas.Reverse().Select(a => new MapShape(MapPane.ToMap(a.Geometry), new Symbol { Fill = a.Colour.At(0.35), Line = a.Colour, Width = 1.5 })).ToList();
        if (reach.Origin is { } origin)
        {
            shapes.Add(new MapShape(MapPane.ToMap(new Point(origin.Longitude, origin.Latitude)), new Symbol { Fill = _model.Palette.Select, Line = _model.Palette.Halo, Width = 2, Radius = 7 }));
        }

        _map.Show(LayerList.Reach, shapes);
    }
}
