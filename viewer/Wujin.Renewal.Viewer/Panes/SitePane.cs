using System.Globalization;
using Avalonia;
using Avalonia.Controls;
using Avalonia.Media;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Sketching;
using Wujin.Renewal.Viewer.Mapping;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>The site that is open: to read, or to edit with its outline on the map.</summary>
internal sealed class SitePane : UserControl
{
    private readonly ViewerModel _model;
    private readonly MapPane _map;

    /// <summary>Makes the pane.</summary>
    public SitePane(ViewerModel model, MapPane map)
    {
        (_model, _map) = (model, map);
        map.SketchFinished += (_, _) => TakeSketch();
        Ui.Follow(model.Site, Draw, nameof(SitePanel.Site), nameof(SitePanel.Editor), nameof(SitePanel.Message));
    }

    /// <summary>Begins to edit, with the outline on the map.</summary>
    public void Edit()
    {
        _model.Site.Edit(_model.Settings.Actor);
        BeginSketch();
    }

    /// <summary>Begins a new site.</summary>
    public void EditNew(string collection)
    {
        _model.Site.EditNew(collection, _model.Settings.Actor);
        BeginSketch();
    }

    /// <summary>Takes over what is drawn.</summary>
    public void TakeSketch()
    {
        if (_model.Site.Editor is { } editor && _map.Sketch is { Kind: SketchKind.Area } sketch)
        {
            editor.SetGeometry(sketch.ToGeometry());
        }
    }

    private void BeginSketch()
    {
        if (_model.Site.Editor is not { } editor)
        {
            return;
        }

        var sketch = editor.Geometry is { } geometry ? Sketch.Of(geometry) : new Sketch(SketchKind.Area);
        if (editor.Geometry is null)
        {
            sketch.Begin();
        }

        sketch.Changed += (_, _) =>
        {
            if (!sketch.IsOpen)
            {
                TakeSketch();
            }
        };
        _map.Sketch = sketch;
    }

    private void Draw()
    {
        IsVisible = _model.Site.Site is not null || _model.Site.Editor is not null || _model.Site.Message.Length > 0;
        Content = Ui.Scroll(_model.Site.Editor is { } editor ? Form(editor) : Card());
    }

    private StackPanel Card()
    {
        var (words, panel) = (_model.Words, _model.Site);
        if (panel.Site is not { } site)
        {
            return Ui.Column(Ui.Text(panel.Message));
        }

        var column = Ui.Column(
            Ui.Text(words.Pick(site.Text("name_zh"), site.Text("name_en")), 18, isBold: true),
            Ui.Text(string.Join(" · ", new[]
            {
                site.Code, RegisterTable.Cell(site, "kind", words), site.Text("town_name"), RegisterTable.Cell(site, "stage", words), site.Number("area_m2") is { } area ? words.Area(area) : "",
            }.Where(t => t.Length > 0)), 12, opacity: 0.85),
            site.IsDemo ? Badge(words[Word.Demo]) : null,
            panel.Message.Length > 0 ? Badge(panel.Message) : null,
            Buttons(
                Ui.Button(words[Word.ZoomTo], () => { if (site.Geometry is { } g) { _map.Fit(g); } }),
                Ui.Button(words[Word.Edit], Edit, "Edit"),
                Ui.AsyncButton(words[Word.Delete], () => panel.DeleteAsync(_model.Settings.Actor, CancellationToken.None)),
                Ui.Button(words[Word.Close], () => _model.Table.Selected = null)));
        if (panel.NextStages.Count > 0)
        {
            column.Children.Add(StageChange(panel, words));
        }

        column.Children.Add(Ui.Heading(words[Word.Stages]));
        column.Children.AddRange(panel.Events.Select(e => Ui.Text($"{e.Date}  {StageTitle(e.Stage, words)}", 12)));
        column.Children.Add(Ui.Heading(words[Word.Attributes]));
        column.Children.AddRange(panel.Attributes(words).Select(a => Ui.Labelled(a.Title, Ui.Text(a.Value, 12))));
        column.Children.Add(Ui.Heading(words[Word.History]));
        foreach (var version in panel.Versions)
        {
            var at = DateTimeOffset.TryParse((string?)version["recorded_at"], CultureInfo.InvariantCulture, out var instant) ? instant.ToLocalTime().ToString("g", words.Culture) : "";
            column.Children.Add(Ui.Text($"v{version["version"]}  {at}  {(string?)version["recorded_by"]}", 11.5, opacity: 0.85));
        }

        return column;
    }

    private StackPanel StageChange(SitePanel panel, Words words)
    {
        var (stage, day) = (panel.NextStages[0], DateTime.Today);
        var date = new CalendarDatePicker { SelectedDate = day, MinWidth = 130 };
        return Ui.Column(
            Ui.Heading(words[Word.MoveTo]),
            Ui.Row(
                Ui.Choice(panel.NextStages.Select(s => (s, StageTitle(s, words))), stage, s => stage = s),
                date,
                Ui.AsyncButton(words[Word.Ok], () => panel.MoveToAsync(stage, DateOnly.FromDateTime(date.SelectedDate ?? day), _model.Settings.Actor, CancellationToken.None))));
    }

    private StackPanel Form(SiteEditor editor)
    {
        var words = _model.Words;
        var message = Ui.Text("", 12);
        Ui.Follow(editor, () => message.Text = string.Join(" ", new[] { editor.Message, editor.GeometryFault }.Where(t => t.Length > 0)), nameof(SiteEditor.Message), nameof(SiteEditor.GeometryFault));
        message.Foreground = Brushes.OrangeRed;
        var column = Ui.Column(
            Ui.Text(editor.Site.Version == 0 ? words[Word.NewSite] : words.Pick(editor.Site.Text("name_zh"), editor.Site.Text("name_en")), 18, isBold: true),
            editor.IsRestored ? Badge(words[Word.DraftFound]) : null,
            Ui.Text(words[Word.DrawHint], 11, opacity: 0.75),
            Buttons(
                Ui.Button(words[Word.Undo], () => _map.Sketch?.Undo()),
                Ui.Button(words[Word.Redo], () => _map.Sketch?.Redo()),
                Ui.Button(words[Word.AddHole], () => _map.Sketch?.Begin()),
                Ui.Button(words[Word.FinishDrawing], _map.FinishSketch)),
            Buttons(
                Ui.AsyncButton(words[Word.Save], SaveAsync, "Save"),
                Ui.Button(words[Word.Close], () => Stop(discard: false)),
                Ui.Button(words[Word.Discard], () => Stop(discard: true))),
            message);
        foreach (var field in editor.Fields)
        {
            column.Children.Add(Field(field, words));
        }

        var conflict = new ContentControl();
        column.Children.Insert(2, conflict);
        Ui.Follow(editor, () => conflict.Content = editor.Conflict is { } c ? Conflict(editor, c) : null, nameof(SiteEditor.Conflict));
        return column;
    }

    private static StackPanel Field(FieldEditor field, Words words)
    {
        var property = field.Property;
        var title = words.Pick(property.TitleZh, property.TitleEn) + (property.IsRequired ? " *" : "");
        Control input = property.Codes is { } codes
            ? Ui.Choice(codes.Entries.Select(e => (e.Code, words.Pick(e.TitleZh, e.TitleEn))).Prepend(("", "—")), field.Text, v => field.Text = v)
            : property.Type == PropertyType.Boolean
                ? Ui.Choice([("", "—"), ("true", words.Pick("是", "yes")), ("false", words.Pick("否", "no"))], field.Text, v => field.Text = v)
                : Ui.Input(field.Text, v => field.Text = v, name: "Field_" + property.Name);
        var fault = Ui.Text("", 11);
        fault.Foreground = Brushes.OrangeRed;
        Ui.Follow(field, () => (fault.Text, fault.IsVisible) = (field.Fault, field.Fault.Length > 0), nameof(FieldEditor.Fault));
        return Ui.Column(Ui.Labelled(title, input), fault);
    }

    private StackPanel Conflict(SiteEditor editor, ConflictResolution conflict)
    {
        var words = _model.Words;
        var column = Ui.Column(
            Badge(words[Word.Conflict]),
            Ui.Text(string.Format(words.Culture, words[Word.ConflictBy], conflict.ChangedBy, conflict.Version), 12));
        foreach (var choice in conflict.Choices)
        {
            string Shown(System.Text.Json.Nodes.JsonNode? value) => choice.Field.Name == "geometry" ? words.Pick("（图形）", "(outline)") : FieldEditor.TextOf(value);
            column.Children.Add(Ui.Labelled(choice.Title, Ui.Choice(
                [(false, $"{words[Word.Theirs]}: {Shown(choice.Field.Theirs)}"), (true, $"{words[Word.Yours]}: {Shown(choice.Field.Yours)}")], choice.TakeYours, v => choice.TakeYours = v)));
        }

        column.Children.Add(Ui.AsyncButton(words[Word.Save], async () =>
        {
            editor.Settle();
            await SaveAsync();
        }));
        return column;
    }

    private async Task SaveAsync()
    {
        _map.Sketch?.Finish();
        var outcome = await _model.Site.SaveAsync(CancellationToken.None);
        if (outcome == SaveOutcome.Saved)
        {
            _map.Sketch = null;
            await _model.Table.ReadAsync();
        }
    }

    private void Stop(bool discard)
    {
        _map.Sketch = null;
        _model.Site.StopEditing(discard);
    }

    private static string StageTitle(string stage, Words words) => CodeLists.Stages.Find(stage) is { } entry ? words.Pick(entry.TitleZh, entry.TitleEn) : stage;

    private static WrapPanel Buttons(params Button[] buttons)
    {
        var panel = new WrapPanel();
        foreach (var button in buttons)
        {
            button.Margin = new Thickness(0, 0, 6, 4);
            panel.Children.Add(button);
        }

        return panel;
    }

    private static Border Badge(string text) => new()
    {
        Child = new TextBlock { Text = text, FontSize = 12, TextWrapping = TextWrapping.Wrap, Foreground = Brushes.Black }, Background = new SolidColorBrush(Color.FromRgb(0xff, 0xe0, 0x8a)), Padding = new Thickness(8, 3), CornerRadius = new CornerRadius(4),
    };
}
