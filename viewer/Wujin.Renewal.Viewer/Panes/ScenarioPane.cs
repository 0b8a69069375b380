using Avalonia.Controls;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connectivity;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Sketching;
using Wujin.Renewal.Viewer.Mapping;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>A scenario: draw roads and areas, compare with today, see the ground gained.</summary>
internal sealed class ScenarioPane : UserControl
{
    /// <summary>Middle of the main urban area, where ground gained is measured from; degrees.</summary>
    private static readonly (double Longitude, double Latitude) Centre = (119.9403, 31.7083);

    private static readonly string[] RoadNames = ["motorway", "trunk", "primary", "secondary", "tertiary"];

    private readonly ViewerModel _model;
    private readonly MapPane _map;
    private readonly StackPanel _result = Ui.Column();
    private string _kind = "";
    private string _class = "primary";
    private string _speed = "60";
    private string _cost = "";

    /// <summary>Makes the pane.</summary>
    public ScenarioPane(ViewerModel model, MapPane map)
    {
        (_model, _map) = (model, map);
        var (scenario, words) = (model.Scenario, model.Words);
        Content = Ui.Scroll(Ui.Column(
            Ui.Labelled(words[Word.ScenarioName], Ui.Input("", t => scenario.Name = t)),
            Ui.Labelled(words[Word.RoadClass], Ui.Choice(RoadNames.Select(c => (c, c)), _class, c => _class = c)),
            Ui.Labelled(words[Word.Speed], Ui.Input(_speed, t => _speed = t)),
            Ui.Labelled(words[Word.Cost], Ui.Input("", t => _cost = t)),
            Ui.Row(Ui.Button(words[Word.AddRoad], () => Begin("add")), Ui.Button(words[Word.CloseArea], () => Begin("close"))),
            Ui.Row(Ui.Button(words[Word.SpeedArea], () => Begin("speed")), Ui.Button(words[Word.FinishDrawing], map.FinishSketch)),
            Ui.Text(words[Word.DrawHint], 11, opacity: 0.75),
            Ui.Row(
                Ui.AsyncButton(words[Word.Compare], () => scenario.CompareAsync(model.Tiers.Profile, Centre, model.Settings.Actor), "Compare"),
                Ui.Button(words[Word.Cancel], scenario.Cancel), Ui.Button(words[Word.Discard], scenario.Clear)),
            _result));
        map.SketchFinished += (_, _) => Take();
        map.OverlaysChanged += (_, _) => ShowEdits();
        scenario.Edits.CollectionChanged += (_, _) => Draw();
        Ui.Follow(scenario, Draw);
    }

    private void Begin(string kind)
    {
        _kind = kind;
        var sketch = new Sketch(kind == "add" ? SketchKind.Line : SketchKind.Area);
        sketch.Begin();
        _map.Sketch = sketch;
    }

    private void Take()
    {
        if (_kind.Length == 0 || _model.Site.Editor is not null)
        {
            return;
        }

        if (_map.Sketch?.ToGeometry() is { } geometry)
        {
            double? Number(string text) => double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : null;
            _model.Scenario.Edits.Add(new RoadEdit(_kind, geometry, _class, Number(_speed), Number(_cost)));
        }

        (_kind, _map.Sketch) = ("", null);
    }

    private void Draw()
    {
        var (scenario, words) = (_model.Scenario, _model.Words);
        _result.Children.Clear();
        foreach (var (edit, index) in scenario.Edits.Select((e, i) => (e, i)))
        {
            var title = edit.Kind switch { "add" => words[Word.AddRoad], "close" => words[Word.CloseArea], _ => words[Word.SpeedArea] };
            _result.Children.Add(Ui.Row(Ui.Text($"{index + 1}. {title}", 12), Ui.Button("×", () => scenario.Edits.Remove(edit))));
            _result.Children.AddRange(scenario.Faults.Where(f => f.Pointer.Contains($"/features/{index}", StringComparison.Ordinal)).Select(f => Ui.Text(f.Detail, 11)));
        }

        if (scenario.IsBusy)
        {
            _result.Children.Add(Ui.Row(new ProgressBar { IsIndeterminate = true, Width = 120 }, Ui.Text(words[Word.Computing], 12)));
        }

        if (scenario.Message.Length > 0)
        {
            _result.Children.Add(Ui.Text(scenario.Message, 12));
        }

        if (scenario.Comparison is { } comparison)
        {
            _result.Children.Add(Ui.Heading(string.Format(words.Culture, words[Word.Gained], words.Number(comparison.GainedMinutes, 1), comparison.Flipped)));
            _result.Children.AddRange(comparison.Areas.Select(a => Ui.Text($"{a.Minutes} {words[Word.Minutes]}: +{words.Area(a.GainedSquareMetres)}", 12)));
            string Time(double? m) => m is { } minutes ? words.Number(minutes, 1) : words[Word.Unreachable];
            _result.Children.AddRange(comparison.Changes.Select(c => Ui.Text(
                $"{c.Name}  {Time(c.Before)} → {Time(c.After)} {words[Word.Minutes]}{(c.Flips is null ? "" : "  " + words[c.Flips == "now passes" ? Word.NowPasses : Word.NowFails])}", 12, isBold: c.Flips is not null)));
        }

        ShowEdits();
    }

    private void ShowEdits()
    {
        var scenario = _model.Scenario;
        var (gain, loss) = (Colour.Parse("#009e73"), Colour.Parse("#d55e00"));
        List<MapShape> shapes = [];
        if (scenario.GainedGround is { } gained)
        {
            shapes.Add(new(MapPane.ToMap(gained), new Symbol { Fill = gain.At(0.4), Line = gain }));
        }

        if (scenario.LostGround is { } lost)
        {
            shapes.Add(new(MapPane.ToMap(lost), new Symbol { Fill = loss.At(0.4), Line = loss }));
        }

        shapes.AddRange(scenario.Edits.Select(e => new MapShape(MapPane.ToMap(e.Geometry), e.Kind == "add"
            ? new Symbol { Line = gain, Width = 4, Casing = _model.Palette.Halo, CasingWidth = 7 }
            : new Symbol { Line = loss, Width = 2, Dashes = [6, 4], Fill = loss.At(0.1) })));
        _map.Show(LayerList.Scenario, _model.Layers[LayerList.Scenario].IsVisible ? shapes : []);
    }
}
