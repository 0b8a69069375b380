using Avalonia.Controls;
using Avalonia.Layout;
using Avalonia.Media;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Connectivity;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Mapping;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>The connectivity targets with the diagnosis of what is missed; the way of the destination that is selected is drawn on the map.</summary>
internal sealed class TiersPane : UserControl
{
    private readonly ViewerModel _model;
    private readonly MapPane _map;
    private readonly StackPanel _result = Ui.Column();

    /// <summary>Makes the pane.</summary>
    public TiersPane(ViewerModel model, MapPane map)
    {
        (_model, _map) = (model, map);
        var (tiers, words) = (model.Tiers, model.Words);
        Content = Ui.Scroll(Ui.Column(
            Ui.Labelled(words[Word.Profile], Ui.Choice(ReachTool.Profiles.Where(p => p.Code.StartsWith("car", StringComparison.Ordinal)).Select(p => (p.Code, words.Pick(p.Zh, p.En))), tiers.Profile, p => tiers.Profile = p)),
            Ui.Row(Ui.AsyncButton(words[Word.Assess], tiers.AssessAsync, "Assess"), Ui.Button(words[Word.Cancel], tiers.Cancel)),
            _result));
        Ui.Follow(tiers, Draw);
    }

    private void Draw()
    {
        var (tiers, words) = (_model.Tiers, _model.Words);
        _result.Children.Clear();
        if (tiers.IsBusy)
        {
            _result.Children.Add(Ui.Row(new ProgressBar { IsIndeterminate = true, Width = 120 }, Ui.Text(words[Word.Computing], 12)));
        }

        if (tiers.Message.Length > 0)
        {
            _result.Children.Add(Ui.Text(tiers.Message, 12));
        }

        if (tiers is { IsDemo: true, Tiers.Count: > 0 })
        {
            _result.Children.Add(Ui.Text(words[Word.Demo], 11, opacity: 0.75));
        }

        foreach (var tier in tiers.Tiers)
        {
            _result.Children.Add(Ui.Heading($"{tier.Name}  {tier.Passed} / {tier.Destinations.Count}"));
            _result.Children.AddRange(tier.Destinations.Select(d => Destination(d, words)));
        }

        if (tiers.Tiers.Count > 0)
        {
            _result.Children.Add(Ui.Text(words[Word.Assumed], 11, opacity: 0.75));
        }

        ShowRoute();
    }

    private Button Destination(TierDestination destination, Words words)
    {
        var verdict = Ui.Text(destination.Verdict(words), 12);
        verdict.Foreground = destination.Passes ? Brushes.SeaGreen : Brushes.OrangeRed;
        var line = new Grid { ColumnDefinitions = new ColumnDefinitions("90,*") };
        Grid.SetColumn(verdict, 1);
        line.Children.AddRange([Ui.Text(destination.Name, 12, isBold: true), verdict]);
        var bar = new ProgressBar { Minimum = 0, Maximum = destination.LimitMinutes * 1.5, Value = destination.Minutes ?? destination.LimitMinutes * 1.5, Height = 4, MinWidth = 60, Foreground = verdict.Foreground };
        var column = Ui.Column(line, bar);
        if (ReferenceEquals(destination, _model.Tiers.Selected) && destination.Diagnosis is { } d)
        {
            column.Children.Add(Ui.Text(string.Format(words.Culture, words[Word.DiagnosisLine], words.Number(d.LengthMetres / 1000, 1), words.Number(d.DetourRatio, 2), words.Number(d.MeanKmh), words.Number(d.PassingKmh)), 11.5));
            column.Children.AddRange(d.Slowest.Where(s => s.LostMinutes > 0.05).Take(5).Select(s =>
                Ui.Text($"· {s.Name}  {words.Number(s.LengthMetres / 1000, 1)} km, {words.Number(s.SpeedKmh)} km/h, {words[Word.Lost]} {words.Number(s.LostMinutes, 1)} {words[Word.Minutes]}", 11, opacity: 0.85)));
        }

        var button = new Button { Content = column, HorizontalAlignment = HorizontalAlignment.Stretch, HorizontalContentAlignment = HorizontalAlignment.Stretch, Background = Brushes.Transparent, Padding = new Avalonia.Thickness(2) };
        button.Click += (_, _) => _model.Tiers.Selected = destination;
        return button;
    }

    private void ShowRoute()
    {
        var route = _model.Tiers.Selected?.Diagnosis?.Route;
        if (route is not null)
        {
            _map.Show(LayerList.Scenario, [new MapShape(MapPane.ToMap(route), new Symbol { Line = _model.Palette.Select, Width = 4, Casing = _model.Palette.Halo, CasingWidth = 7 })]);
            _map.Fit(route);
        }
    }
}
