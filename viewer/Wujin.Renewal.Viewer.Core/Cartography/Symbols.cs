using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Core.Cartography;

/// <summary>How a feature is drawn. Widths and radii are pixels of 1/96 inch; a colour of opacity 0 is not drawn.</summary>
internal sealed record Symbol
{
    /// <summary>Inside of areas.</summary>
    public Colour Fill { get; init; }

    /// <summary>Hatching over the fill, in the colour of the line.</summary>
    public Hatch Hatch { get; init; }

    /// <summary>Lines, and outlines of areas and points.</summary>
    public Colour Line { get; init; }

    /// <summary>Width of lines.</summary>
    public double Width { get; init; } = 1;

    /// <summary>Dashes, drawn and left out in turn; empty for none.</summary>
    public IReadOnlyList<float> Dashes { get; init; } = [];

    /// <summary>Radius of points.</summary>
    public double Radius { get; init; } = 3;

    /// <summary>Drawn below the line and wider, as the edge of a road is.</summary>
    public Colour Casing { get; init; }

    /// <summary>Width of the casing.</summary>
    public double CasingWidth { get; init; }
}

/// <summary>Decides how features of tiles are drawn.</summary>
/// <param name="palette">Colours.</param>
/// <param name="theme">How sites are coloured.</param>
internal sealed class SymbolBook(Palette palette, SiteTheme theme)
{
    /// <summary>Hatching is drawn from this level on: from afar it is noise.</summary>
    private const double HatchZoom = 11.5;

    /// <summary>Colours.</summary>
    public Palette Palette { get; } = palette;

    /// <summary>How sites are coloured.</summary>
    public SiteTheme Theme { get; } = theme;

    /// <summary>The symbol of a feature; null where it is not drawn at this level.</summary>
    /// <param name="layer">Id of the layer.</param>
    /// <param name="feature">The feature.</param>
    /// <param name="zoom">Level of the view, fractions included.</param>
    public Symbol? Of(string layer, TileFeature feature, double zoom) => layer switch
    {
        "towns" => new Symbol { Fill = Palette.Land, Line = Palette.Boundary.At(0.7), Width = ByZoom(zoom, (8, 0.6), (14, 2)), Dashes = [8, 4, 2, 4] },
        "constraint-areas" => Constraint(feature),
        "roads" => Road(feature.Text("class") ?? "", zoom),
        "platforms" => zoom < 9 ? null : new Symbol { Fill = Palette.Halo, Line = Palette.Select, Width = 2.5, Radius = 6 },
        "places" => null,
        _ => Palette.Kinds.TryGetValue(layer, out var kind) ? Site(layer, kind, feature, zoom) : null,
    };

    /// <summary>Roads are drawn in rising order of class, so that a motorway lies over what it crosses.</summary>
    public static int RoadRank(string @class) => @class switch
    {
        "motorway" or "motorway_link" => 2, "trunk" or "trunk_link" or "primary" or "primary_link" => 1, _ => 0,
    };

    /// <summary>A width between two levels, growing as the map does (exponentially, base 1.5).</summary>
    internal static double ByZoom(double zoom, params ReadOnlySpan<(double Zoom, double Value)> stops)
    {
        if (zoom <= stops[0].Zoom)
        {
            return stops[0].Value;
        }

        for (var i = 1; i < stops.Length; i++)
        {
            if (zoom <= stops[i].Zoom)
            {
                var (from, to) = (stops[i - 1], stops[i]);
                var part = (Math.Pow(1.5, zoom - from.Zoom) - 1) / (Math.Pow(1.5, to.Zoom - from.Zoom) - 1);
                return from.Value + (part * (to.Value - from.Value));
            }
        }

        return stops[^1].Value;
    }

    private Symbol? Constraint(TileFeature feature)
    {
        var type = feature.Text("type") ?? "";
        if (!Palette.Constraints.TryGetValue(type, out var colour))
        {
            return null;
        }

        var isBoundary = type == "growth-boundary";
        return new Symbol { Fill = colour.At(isBoundary ? 0 : 0.1), Line = colour.At(0.75), Width = isBoundary ? 2 : 1, Dashes = isBoundary ? [12, 6] : [] };
    }

    private Symbol? Road(string @class, double zoom) => RoadRank(@class) switch
    {
        2 when zoom >= 5 => Road(Palette.Motorway, ByZoom(zoom, (5, 0.8), (12, 3), (16, 12)), ByZoom(zoom, (5, 1.2), (12, 4.4), (16, 15))),
        1 when zoom >= 7 => Road(Palette.Major, ByZoom(zoom, (7, 0.6), (12, 2.2), (16, 11)), ByZoom(zoom, (7, 1), (12, 3.2), (16, 13))),
        0 when zoom >= 11 => Road(Palette.Minor, ByZoom(zoom, (11, 0.4), (16, 7)), ByZoom(zoom, (11, 0.8), (16, 9))),
        _ => null,
    };

    private Symbol Road(Colour colour, double width, double casing) => new() { Line = colour, Width = width, Casing = Palette.Casing, CasingWidth = casing };

    private Symbol Site(string layer, Colour kind, TileFeature feature, double zoom)
    {
        var colour = Theme.ColourOf(layer, feature, kind);
        var isPlain = Theme.By == ThemeBy.Kind;
        return new Symbol
        {
            Fill = feature.Shape == TileShape.Point ? colour : colour.At(isPlain ? Palette.Strength(feature.Text("stage")) : 0.75),
            Hatch = isPlain && zoom >= HatchZoom ? Palette.HatchOf(layer) : Hatch.None,
            Line = feature.Shape == TileShape.Point ? Palette.Halo : isPlain ? colour : kind,
            Width = feature.Shape == TileShape.Point ? 0.8 : Math.Clamp(0.8 + ((zoom - 9) / 6), 0.8, 1.8),
            Radius = 3,
        };
    }
}
