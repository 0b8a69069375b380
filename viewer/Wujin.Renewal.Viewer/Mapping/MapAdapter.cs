using Avalonia.Controls;
using Mapsui;
using Mapsui.Extensions;
using Mapsui.Layers;
using Mapsui.Nts;
using Mapsui.Styles;
using Mapsui.UI.Avalonia;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Navigation;
using Wujin.Renewal.Viewer.Core.Tiles;
using Palette = Wujin.Renewal.Viewer.Core.Cartography.Palette;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>A geometry and how it is drawn.</summary>
/// <param name="Geometry">Metres of EPSG:3857.</param>
/// <param name="Symbol">Its symbol.</param>
internal sealed record MapShape(Geometry Geometry, Symbol Symbol);

/// <summary>A tile as a picture.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Png">The picture.</param>
internal sealed record TilePicture(TileAddress Address, byte[] Png);

/// <summary>
/// Everything that depends on Mapsui, and on its version: the control, the viewport, layers of pictures, shapes and labels. Written for 5.0; the
/// pre-releases differ only where MAPSUI_BETA is named.
/// </summary>
internal sealed class MapAdapter : IDisposable
{
    private const double NearestResolution = 0.05;
    private const double FarthestResolution = 5000;

    private readonly MapControl _control = new();
    private readonly Dictionary<string, MemoryLayer> _layers = new(StringComparer.Ordinal);
    private readonly Dictionary<TilePicture, RasterFeature> _rasters = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes the map.</summary>
    public MapAdapter()
    {
        _control.Map = new Map { CRS = "EPSG:3857" };
        _control.Map.Widgets.Clear();
        _control.Map.Navigator.RotationLock = true;

        // Mapsui moves to no view before it knows bounds, and takes them from the extents of layers unless it is told.
        const double Half = TileAddress.HalfWidth;
        _control.Map.Navigator.OverridePanBounds = new MRect(-Half, -Half, Half, Half);
        _control.Map.Navigator.OverrideZoomBounds = new MMinMax(NearestResolution, FarthestResolution);
        _control.Map.Navigator.ViewportChanged += (_, _) => ViewChanged?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Told whenever middle, resolution or size of the view changes.</summary>
    public event EventHandler? ViewChanged;

    /// <summary>The control.</summary>
    public Control Control => _control;

    /// <summary>What is in view.</summary>
    public MapView View => new(Viewport.CenterX, Viewport.CenterY, Viewport.Resolution);

    /// <summary>The box in view, metres of EPSG:3857.</summary>
    public Envelope Box
    {
        get
        {
            var (half, tall) = (Viewport.Width * Viewport.Resolution / 2, Viewport.Height * Viewport.Resolution / 2);
            return new Envelope(Viewport.CenterX - half, Viewport.CenterX + half, Viewport.CenterY - tall, Viewport.CenterY + tall);
        }
    }

    /// <summary>Whether the map moves when it is dragged.</summary>
    public bool IsPanLocked
    {
        get => _control.Map.Navigator.PanLock;
        set => _control.Map.Navigator.PanLock = value;
    }

    private Viewport Viewport => _control.Map.Navigator.Viewport;

    /// <summary>Shows a view.</summary>
    public void Go(MapView view) => _control.Map.Navigator.CenterOnAndZoomTo(new MPoint(view.X, view.Y), view.Resolution);

    /// <summary>Shows a box, with some air round it.</summary>
    public void Fit(Envelope box)
    {
        var air = Math.Max(Math.Max(box.Width, box.Height) * 0.15, 50);
        _control.Map.Navigator.ZoomToBox(new MRect(box.MinX - air, box.MinY - air, box.MaxX + air, box.MaxY + air));
    }

    /// <summary>Zooms about the middle.</summary>
    public void Zoom(double factor) => _control.Map.Navigator.ZoomTo(Viewport.Resolution / factor);

    /// <summary>The place below a point of the control, metres of EPSG:3857.</summary>
    public (double X, double Y) ToMap(Avalonia.Point point)
    {
        var world = Viewport.ScreenToWorld(point.X, point.Y);
        return (world.X, world.Y);
    }

    /// <summary>Colour below everything.</summary>
    public void SetBackground(Colour colour) => _control.Map.BackColor = Of(colour);

    /// <summary>Puts layers in order, lowest first; those that are not named go.</summary>
    public void SetOrder(IReadOnlyList<string> names)
    {
        var map = _control.Map;
        foreach (var gone in _layers.Keys.Except(names).ToList())
        {
            map.Layers.Remove(_layers[gone]);
            _layers.Remove(gone);
        }

        if (!map.Layers.Select(l => l.Name).SequenceEqual(names))
        {
            foreach (var layer in _layers.Values)
            {
                map.Layers.Remove(layer);
            }

            foreach (var name in names)
            {
                map.Layers.Add(Layer(name));
            }
        }
    }

    /// <summary>Shows pictures of tiles, deeper levels over others. Pictures that stay are not decoded again.</summary>
    public void SetPictures(string name, IReadOnlyList<TilePicture> pictures, double opacity)
    {
        var layer = Layer(name);
        layer.Style = new RasterStyle();
        layer.Opacity = opacity;
        layer.Features = [.. pictures.OrderBy(p => p.Address.Zoom).Select(Raster)];
        layer.DataHasChanged();
        if (_rasters.Count > 1500)
        {
            _rasters.Clear();
        }
    }

    /// <summary>Shows shapes.</summary>
    public void SetShapes(string name, IEnumerable<MapShape> shapes, double opacity = 1)
    {
        var layer = Layer(name);
        layer.Style = null;
        layer.Opacity = opacity;
        layer.Features = [.. shapes.Select(Shape)];
        layer.DataHasChanged();
    }

    /// <summary>Shows labels.</summary>
    /// <param name="name">The layer.</param>
    /// <param name="labels">Labels that do not overlap.</param>
    /// <param name="palette">Colours.</param>
    /// <param name="family">A font that has the characters: the default of Mapsui draws boxes for Chinese.</param>
    public void SetLabels(string name, IEnumerable<MapLabel> labels, Palette palette, string family)
    {
        var layer = Layer(name);
        layer.Style = null;
        layer.Features = [.. labels.Select(l => Label(l, palette, family))];
        layer.DataHasChanged();
    }

    /// <summary>Draws anew.</summary>
    public void Refresh() => _control.RefreshGraphics();

    /// <inheritdoc/>
    public void Dispose() => _control.Dispose();

    private static Color Of(Colour c) => new(c.R, c.G, c.B, c.A);

    private static Pen? PenOf(Colour colour, double width, IReadOnlyList<float> dashes) => colour.A == 0 ? null : new Pen(Of(colour), width)
    {
        PenStrokeCap = PenStrokeCap.Round,
        PenStyle = dashes.Count > 0 ? PenStyle.UserDefined : PenStyle.Solid,
        DashArray = dashes.Count > 0 ? [.. dashes] : null,
    };

    private static GeometryFeature Shape(MapShape shape)
    {
        var symbol = shape.Symbol;
        var feature = new GeometryFeature { Geometry = shape.Geometry };
        if (shape.Geometry is NetTopologySuite.Geometries.Point or MultiPoint)
        {
            // A symbol of scale 1 is 32 pixels across.
            feature.Styles.Add(new SymbolStyle { SymbolScale = symbol.Radius / 16, Fill = new Brush(Of(symbol.Fill)), Outline = PenOf(symbol.Line, symbol.Width * 16 / symbol.Radius, []) });
            return feature;
        }

        if (symbol.Casing.A > 0)
        {
            feature.Styles.Add(new VectorStyle { Fill = null, Line = PenOf(symbol.Casing, symbol.CasingWidth, []), Outline = null });
        }

        var pen = PenOf(symbol.Line, symbol.Width, symbol.Dashes);
        feature.Styles.Add(new VectorStyle { Fill = symbol.Fill.A == 0 ? null : new Brush(Of(symbol.Fill)), Line = pen, Outline = pen });
        return feature;
    }

    private static PointFeature Label(MapLabel label, Palette palette, string family)
    {
        var feature = new PointFeature(label.X, label.Y);
        feature.Styles.Add(new LabelStyle
        {
            Text = label.Text,
            Font = new Font { FontFamily = family, Size = label.Size },
            ForeColor = Of(label.IsSoft ? palette.Soft : palette.Text),
            BackColor = null,
            Halo = new Pen(Of(palette.Halo), 2),
            Offset = new Offset(0, label.OffsetY),
        });
        return feature;
    }

    private RasterFeature Raster(TilePicture picture)
    {
        if (!_rasters.TryGetValue(picture, out var raster))
        {
            var (a, width) = (picture.Address, picture.Address.Width);
            _rasters[picture] = raster = new RasterFeature(new MRaster(picture.Png, new MRect(a.West, a.North - width, a.West + width, a.North)));
        }

        return raster;
    }

    private MemoryLayer Layer(string name)
    {
        if (!_layers.TryGetValue(name, out var layer))
        {
            _layers[name] = layer = new MemoryLayer(name);
#if MAPSUI_BETA
            layer.IsMapInfoLayer = false;
#endif
        }

        return layer;
    }
}
