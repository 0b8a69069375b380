using Avalonia;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Input.Platform;
using Avalonia.Layout;
using Avalonia.Media;
using Avalonia.Media.Imaging;
using Avalonia.Platform.Storage;
using Avalonia.Styling;
using Avalonia.Threading;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Settings;
using Wujin.Renewal.Viewer.Mapping;
using Wujin.Renewal.Viewer.Panes;

namespace Wujin.Renewal.Viewer;

/// <summary>The window: tools at the top, panes at the left, the map, the open site at the right, the table below.</summary>
internal sealed class MainWindow : Window
{
    private const int ReachTab = 1;

    private readonly Func<ViewerModel> _make;
    private TextBlock _banner = null!;
    private TabControl _tabs = null!;
    private DispatcherTimer? _pulse;
    private SitePane? _site;

    /// <summary>Opens the viewer.</summary>
    /// <param name="make">Makes a model over the settings as they are.</param>
    public MainWindow(Func<ViewerModel> make)
    {
        _make = make;
        Model = make();
        (Width, Height, MinWidth, MinHeight) = (1440, 900, 900, 600);
        DragDrop.SetAllowDrop(this, true);
        Rebuild();
        AddHandler(DragDrop.DropEvent, DropAsync);
        Closed += (_, _) => Release();
    }

    /// <summary>What is shown.</summary>
    public ViewerModel Model { get; private set; }

    /// <summary>The map.</summary>
    public MapPane Map { get; private set; } = null!;

    /// <summary>The pane of files.</summary>
    public FilePane File { get; private set; } = null!;

    /// <summary>Takes over settings: language, colours, another service.</summary>
    public void Apply(ViewerSettings settings)
    {
        var view = Map.Map.View;
        var isSame = settings.Service == Model.Settings.Service && settings.WriteToken == Model.Settings.WriteToken;
        Model.Remember(settings);
        Release();
        if (!isSame)
        {
            Model = _make();
        }
        else
        {
            var (table, reach) = (Model.Table.Selected, Model.Reach);
            Model = _make();
            (Model.Table.Selected, Model.Reach.Origin, Model.Reach.Minutes) = (table, reach.Origin, reach.Minutes);
        }

        Rebuild();
        Map.Go(view);
    }

    /// <summary>The map with its notices as a picture.</summary>
    public RenderTargetBitmap Picture(double scale = 2)
    {
        var size = new PixelSize((int)(Map.Bounds.Width * scale), (int)(Map.Bounds.Height * scale));
        var bitmap = new RenderTargetBitmap(size, new Vector(96 * scale, 96 * scale));
        bitmap.Render(Map);
        return bitmap;
    }

    /// <inheritdoc/>
    protected override void OnKeyDown(KeyEventArgs e)
    {
        base.OnKeyDown(e);
        var control = e.KeyModifiers.HasFlag(KeyModifiers.Control) || e.KeyModifiers.HasFlag(KeyModifiers.Meta);
        switch (e.Key)
        {
            case Key.Z when control: Map.Sketch?.Undo(); break;
            case Key.Y when control: Map.Sketch?.Redo(); break;
            case Key.Enter when Map.Sketch is { IsOpen: true }: Map.FinishSketch(); break;
            case Key.Escape when Map.Sketch is { IsOpen: true } sketch: sketch.Finish(); break;
            case Key.Escape: Model.Table.Selected = null; break;
            case Key.F5: _ = Model.Table.ReadAsync(); Map.Restyle(); break;
            case Key.Left when e.KeyModifiers.HasFlag(KeyModifiers.Alt): Go(Model.History.Back()); break;
            case Key.Right when e.KeyModifiers.HasFlag(KeyModifiers.Alt): Go(Model.History.Forward()); break;
            case Key.OemPlus when control: Map.Map.Zoom(2); break;
            case Key.OemMinus when control: Map.Map.Zoom(0.5); break;
        }
    }

    private void Release()
    {
        _pulse?.Stop();
        Map.Dispose();
        Model.Dispose();
    }

    private void Rebuild()
    {
        var (model, words) = (Model, Model.Words);
        Title = words[Word.Title] + " · " + model.Connection.Service.Authority;
        RequestedThemeVariant = model.Settings.IsDark ? ThemeVariant.Dark : ThemeVariant.Light;
        FontFamily = new FontFamily(Fonts.Chinese);
        Map = new MapPane(model);
        _site = new SitePane(model, Map);
        File = new FilePane(model, Map);
        _banner = new() { Name = "Offline", TextWrapping = TextWrapping.Wrap, Foreground = Brushes.Black, FontSize = 12.5, VerticalAlignment = VerticalAlignment.Center };
        _tabs = new TabControl { Name = "Tabs", Padding = new Thickness(0) };
        _tabs.ItemsSource = new[]
        {
            Tab(words[Word.Layers], new LayersPane(model)), Tab(words[Word.Reach], new ReachPane(model, Map)), Tab(words[Word.Tiers], new TiersPane(model, Map)),
            Tab(words[Word.Scenario], new ScenarioPane(model, Map)), Tab(words[Word.LayerFile], File),
        };
        _tabs.SelectedIndex = 0;
        var banner = new Border
        {
            Background = new SolidColorBrush(Color.FromRgb(0xff, 0xd0, 0x66)), Padding = new Thickness(12, 4),
            Child = Ui.Row(_banner, Ui.AsyncButton(words[Word.Retry], ReadAsync)),
        };
        var middle = new Grid { ColumnDefinitions = new ColumnDefinitions("330,4,*,Auto") };
        Place(middle, _tabs, 0);
        Place(middle, new GridSplitter { Background = Brushes.Transparent }, 1);
        Place(middle, Map, 2);
        Place(middle, new Border { Child = _site, MaxWidth = 360, MinWidth = 0 }, 3);
        _site.Width = 360;
        var rows = new Grid { RowDefinitions = new RowDefinitions("Auto,Auto,*,4,230") };
        Control[] parts = [Toolbar(words), banner, middle, new GridSplitter { ResizeDirection = GridResizeDirection.Rows, Background = Brushes.Transparent }, new TablePane(model)];
        for (var i = 0; i < parts.Length; i++)
        {
            Grid.SetRow(parts[i], i);
            rows.Children.Add(parts[i]);
        }

        Content = rows;
        Connect(banner);
    }

    private void Connect(Border banner)
    {
        var model = Model;
        void Banner() => (_banner.Text, banner.IsVisible) = (model.OfflineBanner, model.OfflineBanner.Length > 0);
        model.Connection.StateChanged += (_, _) => Dispatcher.UIThread.Post(Banner);
        _pulse = new DispatcherTimer(TimeSpan.FromSeconds(20), DispatcherPriority.Background, (_, _) =>
        {
            Banner();
            if (model.Connection.IsOnline == false)
            {
                _ = ReadAsync();
            }
        });
        _pulse.Start();
        Banner();
        Map.Clicked += (_, place) => Click(place);
        model.Table.PropertyChanged += async (_, e) =>
        {
            if (e.PropertyName == nameof(RegisterTable.Selected))
            {
                await model.Site.ShowAsync(model.Table.Selected);
            }
        };
        Ui.Follow(model.Site, () => Map.Mark(model.Site.Site?.Geometry), nameof(SitePanel.Site));
        _ = ReadAsync();
    }

    private async Task ReadAsync()
    {
        try
        {
            await Model.Table.ReadTownsAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is Core.Connection.ServiceUnreachableException or Core.Connection.ApiProblemException)
        {
            // The banner says so; the table says the rest.
        }

        await Model.Table.ReadAsync();
        Map.Restyle();
    }

    private void Click((double X, double Y) place)
    {
        if (_tabs.SelectedIndex == ReachTab)
        {
            Model.Reach.Origin = CoordinateSystems.WebMercator.Projection.ToGeographic(place.X, place.Y);
            _ = Model.Reach.ComputeAsync();
            return;
        }

        Model.Table.Selected = Map.SiteAt(place.X, place.Y);
    }

    private StackPanel Toolbar(Words words)
    {
        var goTo = Ui.Input("", _ => { }, words.Pick("经度,纬度 或 北,东（4549）", "lon,lat or N,E (4549)"), "GoTo");
        goTo.Width = 200;
        goTo.KeyDown += (_, e) =>
        {
            if (e.Key == Key.Enter && CoordinateText.Parse(goTo.Text ?? "") is { } place)
            {
                Map.Go(MapView.OfDegrees(place.Longitude, place.Latitude, 4));
            }
        };
        var bookmarks = new Button { Content = words[Word.Bookmarks], Padding = new Thickness(10, 4) };
        bookmarks.Click += (_, _) => Bookmarks(bookmarks);
        var more = new Button { Content = words[Word.NewSite], Padding = new Thickness(10, 4) };
        more.Flyout = new MenuFlyout { ItemsSource = RegisterTable.Kinds.Select(k => Item(words.Pick(k.TitleZh, k.TitleEn), () => _site!.EditNew(k.Id))).ToList() };
        var bar = Ui.Row(
            Ui.Text(words[Word.Title], 16, isBold: true),
            Ui.Button("←", () => Go(Model.History.Back())), Ui.Button("→", () => Go(Model.History.Forward())),
            Ui.Button("+", () => Map.Map.Zoom(2)), Ui.Button("−", () => Map.Map.Zoom(0.5)),
            Ui.Button(words[Word.Home], () => Map.Go(MapView.District)),
            goTo, bookmarks, more,
            Ui.AsyncButton(words[Word.ExportPicture], () => SavePictureAsync(isSheet: false)),
            Ui.AsyncButton(words[Word.CopyPicture], CopyPictureAsync),
            Ui.AsyncButton(words[Word.Print], () => SavePictureAsync(isSheet: true)),
            Ui.Toggle(words[Word.Dark], Model.Settings.IsDark, dark => Apply(Model.Settings with { IsDark = dark })),
            Ui.Button(words[Word.LanguageName], () => Apply(Model.Settings with { Language = words.Language == "zh" ? "en" : "zh" }), "Language"),
            Ui.AsyncButton(words[Word.Connect], ConnectAsync));
        bar.Margin = new Thickness(12, 6);
        return bar;
    }

    private void Bookmarks(Button button)
    {
        var (words, settings) = (Model.Words, Model.Settings);
        var view = Map.Map.View;
        List<MenuItem> items = [.. settings.Bookmarks.Select(b => Item(b.Name, () => Map.Go(new MapView(b.X, b.Y, b.Resolution))))];
        items.Add(Item("+ " + words[Word.AddBookmark], () => Model.Remember(settings with
        {
            Bookmarks = [.. settings.Bookmarks, new Bookmark($"{words[Word.Bookmarks]} {settings.Bookmarks.Count + 1}", view.X, view.Y, view.Resolution)],
        })));
        new MenuFlyout { ItemsSource = items }.ShowAt(button);
    }

    private async Task ConnectAsync()
    {
        if (await new ConnectionDialogue(Model.Settings).ShowDialog<ViewerSettings?>(this) is { } settings)
        {
            Apply(settings);
        }
    }

    private async Task SavePictureAsync(bool isSheet)
    {
        var file = await StorageProvider.SaveFilePickerAsync(new FilePickerSaveOptions { SuggestedFileName = "wujin.png", DefaultExtension = "png" });
        if (file is not null)
        {
            using var picture = isSheet ? PrintSheet.Draw(Model, Picture(3)) : Picture();
            await using var stream = await file.OpenWriteAsync();
            picture.Save(stream);
        }
    }

    private async Task CopyPictureAsync()
    {
        if (Clipboard is { } clipboard)
        {
            using var picture = Picture();
            await clipboard.SetBitmapAsync(picture);
            await clipboard.FlushAsync();
        }
    }

    private async void DropAsync(object? sender, DragEventArgs e)
    {
        if (e.DataTransfer.TryGetFiles()?.FirstOrDefault()?.TryGetLocalPath() is { } path)
        {
            _tabs.SelectedIndex = 4;
            await File.OpenAsync(path);
        }
    }

    private void Go(MapView? view)
    {
        if (view is not null)
        {
            Map.Go(view);
        }
    }

    private static MenuItem Item(string title, Action click)
    {
        var item = new MenuItem { Header = title };
        item.Click += (_, _) => click();
        return item;
    }

    private static TabItem Tab(string title, Control content) => new() { Header = title, Content = content, FontSize = 14, Padding = new Thickness(8, 4), MinHeight = 32 };

    private static void Place(Grid grid, Control control, int column)
    {
        Grid.SetColumn(control, column);
        grid.Children.Add(control);
    }
}
