using Avalonia;
using Avalonia.Controls;
using Avalonia.Controls.Templates;
using Avalonia.Threading;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Register;

namespace Wujin.Renewal.Viewer.Panes;

/// <summary>The attribute table: filters, order by a click on a heading, selection shared with the map.</summary>
internal sealed class TablePane : UserControl
{
    private const string Widths = "130,120,240,140,90,90,150,*";
    private static readonly (string Column, Word? Word)[] Columns =
        [("code", null), ("kind", Word.Kind), ("name", null), ("town_name", null), ("stage", Word.Stage), ("plan_year", Word.Year), ("area_m2", null), ("budget_wan", null)];

    private readonly ViewerModel _model;
    private readonly ListBox _rows = new() { Name = "Rows", Padding = new Thickness(0) };
    private readonly TextBlock _count = Ui.Text("", 12, opacity: 0.8);
    private readonly DispatcherTimer _typing;
    private bool _isSelecting;

    /// <summary>Makes the pane.</summary>
    public TablePane(ViewerModel model)
    {
        _model = model;
        var (table, words) = (model.Table, model.Words);
        _typing = new DispatcherTimer(TimeSpan.FromMilliseconds(250), DispatcherPriority.Background, (_, _) => Typed());
        _typing.Stop();
        var search = Ui.Input("", text => { table.Search = text; _typing.Stop(); _typing.Start(); }, words[Word.Search], "Search");
        search.Width = 190;
        var town = new ComboBox { MinWidth = 140 };
        Ui.Follow(table, () => { }, "none");
        table.Towns.CollectionChanged += (_, _) => Dispatcher.UIThread.Post(() => FillTowns(town), DispatcherPriority.Background);
        FillTowns(town);
        town.SelectionChanged += (_, _) => Filter(() => table.Town = town.SelectedIndex > 0 ? table.Towns[town.SelectedIndex - 1].Code : null);
        var filters = Ui.Row(
            search,
            Ui.Choice<string?>([(null, words[Word.Kind]), .. RegisterTable.Kinds.Select(k => ((string?)k.Id, words.Pick(k.TitleZh, k.TitleEn)))], null, v => Filter(() => table.Kind = v)),
            Ui.Choice<string?>([(null, words[Word.AllStages]), .. CodeLists.Stages.Entries.Select(e => ((string?)e.Code, words.Pick(e.TitleZh, e.TitleEn)))], null, v => Filter(() => table.Stage = v)),
            Ui.Choice<int?>([(null, words[Word.AllYears]), .. Enumerable.Range(2020, 9).Select(y => ((int?)y, $"{y}"))], null, v => Filter(() => table.PlanYear = v)),
            town, _count);
        filters.Margin = new Thickness(8, 4);
        var head = new Grid { ColumnDefinitions = new ColumnDefinitions(Widths), Margin = new Thickness(12, 0, 12, 0) };
        for (var i = 0; i < Columns.Length; i++)
        {
            var column = Columns[i];
            var button = Ui.Button(TitleOf(column, words), () => table.Sort(column.Column));
            (button.Background, button.Padding, button.FontSize) = (Avalonia.Media.Brushes.Transparent, new Thickness(0, 2), 12);
            Grid.SetColumn(button, i);
            head.Children.Add(button);
        }

        _rows.ItemTemplate = new FuncDataTemplate<TableRow>((row, _) => Row(row));
        _rows.SelectionChanged += (_, _) =>
        {
            if (!_isSelecting && _rows.SelectedItem is TableRow row)
            {
                table.Selected = row.Key;
            }
        };
        var panel = new DockPanel();
        DockPanel.SetDock(filters, Dock.Top);
        DockPanel.SetDock(head, Dock.Top);
        panel.Children.AddRange([filters, head, _rows]);
        Content = panel;
        Ui.Follow(table, Draw, nameof(RegisterTable.Rows), nameof(RegisterTable.Message), nameof(RegisterTable.IsBusy));
        Ui.Follow(table, Select, nameof(RegisterTable.Selected));
    }

    private static string TitleOf((string Column, Word? Word) column, Words words) => column switch
    {
        ("name", _) => words.Pick("名称", "Name"),
        (_, { } word) => words[word],
        _ => RegisterCatalogue.Compounds.Find(column.Column) is { } p ? words.Pick(p.TitleZh, p.TitleEn) : column.Column,
    };

    private Grid Row(TableRow? row)
    {
        var grid = new Grid { ColumnDefinitions = new ColumnDefinitions(Widths) };
        for (var i = 0; row is not null && i < Columns.Length; i++)
        {
            var text = new TextBlock { Text = RegisterTable.Cell(row.Site, Columns[i].Column, _model.Words), FontSize = 12, TextTrimming = Avalonia.Media.TextTrimming.CharacterEllipsis };
            Grid.SetColumn(text, i);
            grid.Children.Add(text);
        }

        return grid;
    }

    private void FillTowns(ComboBox town)
    {
        var words = _model.Words;
        town.ItemsSource = _model.Table.Towns.Select(t => words.Pick(t.Text("name_zh"), t.Text("name_en"))).Prepend(words[Word.AllTowns]).ToList();
        town.SelectedIndex = 0;
    }

    private void Typed()
    {
        _typing.Stop();
        _ = _model.Table.ReadAsync();
    }

    private void Filter(Action change)
    {
        change();
        _ = _model.Table.ReadAsync();
    }

    private void Draw()
    {
        var (table, words) = (_model.Table, _model.Words);
        _count.Text = table.IsBusy ? words[Word.Loading] : table.Message.Length > 0 ? table.Message : string.Format(words.Culture, words[Word.Rows], words.Number(table.Rows.Count));
        if (!ReferenceEquals(_rows.ItemsSource, table.Rows))
        {
            _isSelecting = true;
            _rows.ItemsSource = table.Rows;
            _isSelecting = false;
            Select();
        }
    }

    private void Select()
    {
        var selected = _model.Table.Rows.FirstOrDefault(r => r.Key == _model.Table.Selected);
        if (!ReferenceEquals(_rows.SelectedItem, selected))
        {
            _isSelecting = true;
            _rows.SelectedItem = selected;
            _isSelecting = false;
            if (selected is not null)
            {
                _rows.ScrollIntoView(selected);
            }
        }
    }
}
