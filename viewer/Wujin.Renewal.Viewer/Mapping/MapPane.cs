using Avalonia;
using Avalonia.Controls;
using Avalonia.Input;
using Avalonia.Interactivity;
using Avalonia.Layout;
using Avalonia.Media;
using Avalonia.Threading;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Viewer.Core;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Language;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Register;
using Wujin.Renewal.Viewer.Core.Sketching;
using Wujin.Renewal.Viewer.Core.Tiles;
using Wujin.Renewal.Viewer.Panes;
using Geometry = NetTopologySuite.Geometries.Geometry;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>The map with what lies over it: scale bar, coordinates, notices; clicks, and drawing.</summary>
internal sealed class MapPane : Grid, IDisposable
{
    private const string SketchLayer = "sketch";
    private const string SelectionLayer = "selection";
    private const string LabelLayer = "labels";
    private const double ClickPixels = 5;
    private const double VertexPixels = 9;

    private readonly ViewerModel _model;
    private readonly MapAdapter _map = new();
    private readonly TileWorks _works;
    private readonly DispatcherTimer _settle;
    private readonly DispatcherTimer _reread;
    private readonly TextBlock _coordinates = new() { FontSize = 11.5, Name = "Coordinates" };
    private readonly ScaleBarView _scale = new();
    private readonly TextBlock _notices = new() { FontSize = 11.5, TextWrapping = TextWrapping.Wrap };
    private Avalonia.Point? _pressed;
    private (int Ring, int Vertex)? _dragged;
    private Sketch? _sketch;
    private readonly Basemap? _basemap;
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<byte[], TilePicture> _basePictures = [];
    private bool _isPicturesStale;
    private int _labelling;
    private MapView? _wanted;

    /// <summary>Makes the map of a model.</summary>
    public MapPane(ViewerModel model)
    {
        _model = model;
        _works = new TileWorks(model.Tiles);
        _basemap = Basemap.Open(model.Settings.Basemap, model.Cache);
        ClipToBounds = true;
        Children.Add(_map.Control);
        Children.Add(Overlay(_scale, HorizontalAlignment.Left, VerticalAlignment.Bottom));
        Children.Add(Overlay(_coordinates, HorizontalAlignment.Center, VerticalAlignment.Bottom));
        Children.Add(Overlay(_notices, HorizontalAlignment.Right, VerticalAlignment.Bottom));
        _settle = new DispatcherTimer(TimeSpan.FromMilliseconds(90), DispatcherPriority.Background, (_, _) => Settle());
        _reread = new DispatcherTimer(TimeSpan.FromMilliseconds(60), DispatcherPriority.Background, (_, _) => ShowPictures());
        _settle.Stop();
        _reread.Stop();

        _map.ViewChanged += (_, _) => Dispatcher.UIThread.Post(Moved);
        _works.Painted += (_, _) => Dispatcher.UIThread.Post(PicturesChanged);
        model.Tiles.Arrived += TileArrived;
        if (_basemap is not null)
        {
            _basemap.Arrived += (_, _) => Dispatcher.UIThread.Post(PicturesChanged);
        }

        model.Layers.Changed += (_, _) => Restyle();
        model.PropertyChanged += (_, e) =>
        {
            if (e.PropertyName == nameof(ViewerModel.Theme))
            {
                Restyle();
            }
        };
        model.Site.Written += (_, _) => _works.Reread();
        AddHandler(PointerPressedEvent, Pressed, RoutingStrategies.Tunnel);
        AddHandler(PointerMovedEvent, MovedOver, RoutingStrategies.Tunnel);
        AddHandler(PointerReleasedEvent, Released, RoutingStrategies.Tunnel);
        Restyle();
        Go(MapView.District);
    }

    /// <summary>Told of a click: metres of EPSG:3857.</summary>
    public event EventHandler<(double X, double Y)>? Clicked;

    /// <summary>Told when drawing is ended by double click or Enter.</summary>
    public event EventHandler? SketchFinished;

    /// <summary>The adapter below.</summary>
    public MapAdapter Map => _map;

    /// <summary>Whether everything in view is there and painted.</summary>
    public bool IsIdle => _works.IsIdle && !_isPicturesStale && !_settle.IsEnabled && _labelling == 0;

    /// <summary>What is drawn; null for nothing.</summary>
    public Sketch? Sketch
    {
        get => _sketch;
        set
        {
            _sketch = value;
            if (value is not null)
            {
                value.Changed += (_, _) => ShowSketch();
            }

            ShowSketch();
        }
    }

    /// <summary>Shows a view, now or as soon as the map has a size.</summary>
    public void Go(MapView view)
    {
        _wanted = view;
        if (_map.Box is { Width: > 0, Height: > 0 })
        {
            _map.Go(view);
            _wanted = null;
        }
    }

    /// <summary>The site at a place; null for none.</summary>
    public SiteKey? SiteAt(double x, double y) => HitTest.Find(
        _model.Tiles.Find, _model.Layers.Layers.Reverse().Where(l => l.IsVisible && RegisterTable.Kinds.Any(k => k.Id == l.Id)).Select(l => l.Id), x, y, _map.View.Resolution);

    /// <summary>Shows shapes in a layer that is no tile layer.</summary>
    public void Show(string layer, IEnumerable<MapShape> shapes)
    {
        _map.SetShapes(layer, shapes, _model.Layers.Layers.FirstOrDefault(l => l.Id == layer)?.Opacity ?? 1);
        _map.Refresh();
    }

    /// <summary>Marks the site that is selected.</summary>
    /// <param name="geometry">Degrees; null for none.</param>
    public void Mark(Geometry? geometry)
    {
        Show(SelectionLayer, geometry is null ? [] : [new MapShape(ToMap(geometry), new Symbol { Line = _model.Palette.Select, Width = 3 })]);
    }

    /// <summary>Shows a geometry whole.</summary>
    public void Fit(Geometry geometry) => _map.Fit(ToMap(geometry).EnvelopeInternal);

    /// <summary>A geometry in degrees as one on the map.</summary>
    public static Geometry ToMap(Geometry geometry) => CrsTransform.FromStorage(geometry, CoordinateSystems.WebMercator);

    /// <summary>Colours, order, opacity or language have changed.</summary>
    public void Restyle()
    {
        var layers = _model.Layers.Layers;
        List<string> order = [];
        List<List<(string, double)>> stacks = [];
        foreach (var layer in layers)
        {
            if (!layer.IsInTiles)
            {
                order.Add(layer.Id);
                stacks.Add([]);
            }
            else if (layer.IsVisible)
            {
                if (stacks.Count == 0)
                {
                    stacks.Add([]);
                }

                if (stacks[^1].Count == 0)
                {
                    order.Add($"tiles {stacks.Count - 1}");
                }

                stacks[^1].Add((layer.Id, layer.Opacity));
            }
        }

        _map.SetBackground(_model.Palette.Paper);
        _map.SetOrder([.. order, SelectionLayer, SketchLayer, LabelLayer]);
        _works.SetStyle(new SymbolBook(_model.Palette, _model.Theme), TopLevel.GetTopLevel(this)?.RenderScaling ?? 1, stacks);
        StackCount = stacks.Count;
        var text = Ui.Brush(_model.Palette.Text);
        (_coordinates.Foreground, _notices.Foreground, _scale.Foreground) = (text, text, text);
        foreach (var border in Children.OfType<Border>())
        {
            border.Background = Ui.Brush(_model.Palette.Land.At(0.85));
        }

        _notices.Text = string.Join("\n", new[] { _model.Words[Word.Source], _model.Words[Word.Demo], _model.Settings.MapApproval, _model.Settings.Secrecy }.Where(t => t.Length > 0));
        OverlaysChanged?.Invoke(this, EventArgs.Empty);
        PicturesChanged();
        Moved();
    }

    /// <summary>Told when shapes over the tiles are to be shown again, because layers were put in another order.</summary>
    public event EventHandler? OverlaysChanged;

    private int StackCount { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _settle.Stop();
        _reread.Stop();
        _model.Tiles.Arrived -= TileArrived;
        _works.Dispose();
        _basemap?.Dispose();
        _map.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnSizeChanged(SizeChangedEventArgs e)
    {
        base.OnSizeChanged(e);
        Moved();
    }

    private static Border Overlay(Control child, HorizontalAlignment across, VerticalAlignment down) => new()
    {
        Child = child, HorizontalAlignment = across, VerticalAlignment = down, Margin = new Thickness(8), Padding = new Thickness(8, 3), CornerRadius = new CornerRadius(4), MaxWidth = 460,
    };

    private void TileArrived(object? sender, TileAddress address) => Dispatcher.UIThread.Post(() =>
    {
        _works.Work();
        PicturesChanged();
    });

    // While the map moves, pictures are wanted now and then; labels are chosen when it rests.
    private void Moved()
    {
        if (_map.Box is { Width: > 0, Height: > 0 })
        {
            if (_wanted is { } wanted)
            {
                Go(wanted);
            }

            _scale.Bar = ScaleBar.Of(_map.View, 120);
            _scale.Label = _scale.Bar.Text(_model.Words);
            _scale.InvalidateMeasure();
            _scale.InvalidateVisual();
            if (!_settle.IsEnabled)
            {
                _settle.Start();
            }
        }
    }

    private void Settle()
    {
        _settle.Stop();
        _works.SetView(_map.Box, _map.View.Resolution);

        // Tiles of 256 pixels: one level deeper than our own.
        _basemap?.Want(TileAddress.Covering(_map.Box, TileAddress.ZoomFor(_map.View.Resolution / 2, 18)));
        _model.History.Visit(_map.View);
        PicturesChanged();
    }

    private void PicturesChanged()
    {
        _isPicturesStale = true;
        if (!_reread.IsEnabled)
        {
            _reread.Start();
        }
    }

    private async void ShowPictures()
    {
        _reread.Stop();
        _isPicturesStale = false;
        _works.Work();
        for (var stack = 0; stack < StackCount; stack++)
        {
            _map.SetPictures($"tiles {stack}", _works.Pictures(stack), 1);
        }

        var below = _model.Layers[LayerList.Basemap];
        _map.SetPictures(below.Id, below.IsVisible && _basemap is not null ? [.. _basemap.Pictures().Select(BasePicture)] : [], below.Opacity);
        var (tiles, zoom, resolution) = (_works.InView(), Math.Log2(2 * TileAddress.HalfWidth / (TileAddress.Pixels * _map.View.Resolution)), _map.View.Resolution);
        var shown = _model.Layers.Layers.Where(l => l.IsVisible).Select(l => l.Id).ToHashSet(StringComparer.Ordinal);
        var isChinese = _model.Words.Language == "zh";
        _labelling++;
        var labels = await Task.Run(() => Labels.Place(Labels.Of(tiles, shown.Contains, isChinese, zoom), resolution));
        _labelling--;
        _map.SetLabels(LabelLayer, labels, _model.Palette, Fonts.Chinese);
        _map.Refresh();
    }

    private TilePicture BasePicture((TileAddress Address, byte[] Picture) tile)
    {
        if (!_basePictures.TryGetValue(tile.Picture, out var picture))
        {
            _basePictures.Add(tile.Picture, picture = new TilePicture(tile.Address, tile.Picture));
        }

        return picture;
    }

    private void Pressed(object? sender, PointerPressedEventArgs e)
    {
        var at = e.GetPosition(_map.Control);
        if (!e.GetCurrentPoint(_map.Control).Properties.IsLeftButtonPressed)
        {
            return;
        }

        _pressed = at;
        if (Sketch is not { } sketch)
        {
            return;
        }

        var (x, y) = _map.ToMap(at);
        if (e.ClickCount == 2 && sketch.IsOpen)
        {
            _pressed = null;
            e.Handled = true;
            FinishSketch();
        }
        else if (!sketch.IsOpen && sketch.Vertex(x, y, VertexPixels * _map.View.Resolution) is { } vertex)
        {
            if (e.KeyModifiers.HasFlag(KeyModifiers.Shift))
            {
                sketch.Remove(vertex.Ring, vertex.Vertex);
            }
            else
            {
                (_dragged, _map.IsPanLocked) = (vertex, true);
            }

            e.Handled = true;
        }
        else if (!sketch.IsOpen && e.ClickCount == 2 && sketch.Insert(x, y, VertexPixels * _map.View.Resolution))
        {
            _pressed = null;
            e.Handled = true;
        }
    }

    private void MovedOver(object? sender, PointerEventArgs e)
    {
        var (x, y) = _map.ToMap(e.GetPosition(_map.Control));
        _coordinates.Text = CoordinateText.Of(x, y);
        if (_dragged is { } dragged && Sketch is { } sketch)
        {
            sketch.Drag(dragged.Ring, dragged.Vertex, x, y);
            e.Handled = true;
        }
    }

    private void Released(object? sender, PointerReleasedEventArgs e)
    {
        var at = e.GetPosition(_map.Control);
        if (_dragged is not null)
        {
            Sketch?.Drop();
            (_dragged, _map.IsPanLocked, _pressed) = (null, false, null);
            e.Handled = true;
            return;
        }

        if (_pressed is not { } pressed || Math.Max(Math.Abs(at.X - pressed.X), Math.Abs(at.Y - pressed.Y)) > ClickPixels)
        {
            _pressed = null;
            return;
        }

        _pressed = null;
        var place = _map.ToMap(at);
        if (Sketch is { IsOpen: true } sketch)
        {
            sketch.Add(place.X, place.Y);
        }
        else if (Sketch is null)
        {
            Clicked?.Invoke(this, place);
        }
    }

    /// <summary>Ends the ring that is drawn.</summary>
    public void FinishSketch()
    {
        Sketch?.Finish();
        SketchFinished?.Invoke(this, EventArgs.Empty);
    }

    private void ShowSketch() => Show(SketchLayer, Sketch is { } sketch ? SketchShapes.Of(sketch, _model.Palette) : []);
}
