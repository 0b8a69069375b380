using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Tiles;

namespace Wujin.Renewal.Viewer.Core.Cartography;

/// <summary>A label at its place.</summary>
/// <param name="Text">Its text, one line.</param>
/// <param name="X">Middle, metres of EPSG:3857.</param>
/// <param name="Y">Middle, metres of EPSG:3857.</param>
/// <param name="Size">Height of the letters, pixels.</param>
/// <param name="Rank">The lowest goes first where two want one place.</param>
/// <param name="IsSoft">In the lesser colour.</param>
/// <param name="OffsetY">Pixels below its place.</param>
internal sealed record MapLabel(string Text, double X, double Y, double Size, int Rank, bool IsSoft = false, double OffsetY = 0);

/// <summary>Labels of what is in view, chosen so that none lies over another.</summary>
internal static class Labels
{
    private const double Padding = 4;

    /// <summary>The labels of tiles: one a feature, wherever its pieces lie.</summary>
    /// <param name="tiles">The tiles in view.</param>
    /// <param name="isShown">Whether a layer is drawn.</param>
    /// <param name="isChinese">Chinese names; English ones where there are.</param>
    /// <param name="zoom">Level of the view.</param>
    public static IReadOnlyList<MapLabel> Of(IEnumerable<(TileAddress Address, VectorTile Tile)> tiles, Func<string, bool> isShown, bool isChinese, double zoom)
    {
        var found = new Dictionary<string, (MapLabel Label, double Weight)>(StringComparer.Ordinal);
        foreach (var (address, tile) in tiles)
        {
            foreach (var layer in tile.Layers.Values.Where(l => isShown(l.Name)))
            {
                foreach (var feature in layer.Features)
                {
                    if (Style(layer.Name, feature, zoom) is not { } style || Name(feature, layer.Name, isChinese) is not { Length: > 0 } name)
                    {
                        continue;
                    }

                    var (x, y, weight) = Middle(feature);
                    if (x < 0 || y < 0 || x >= layer.Extent || y >= layer.Extent)
                    {
                        continue;
                    }

                    var (mapX, mapY) = address.FromTile(x, y, layer.Extent);
                    var key = $"{layer.Name}/{(layer.Name == "roads" ? name : feature.Text("code") ?? name)}";
                    if (!found.TryGetValue(key, out var other) || weight > other.Weight)
                    {
                        found[key] = (style with { Text = name, X = mapX, Y = mapY }, weight);
                    }
                }
            }
        }

        return [.. found.Values.Select(f => f.Label)];
    }

    /// <summary>Chooses: by rank, then larger first, then by text, so that the choice does not flicker as the map moves.</summary>
    /// <param name="labels">The candidates.</param>
    /// <param name="resolution">Metres a pixel.</param>
    public static IReadOnlyList<MapLabel> Place(IEnumerable<MapLabel> labels, double resolution)
    {
        var placed = new List<MapLabel>();
        var boxes = new List<Envelope>();
        foreach (var label in labels.OrderBy(l => l.Rank).ThenByDescending(l => l.Size).ThenBy(l => l.Text, StringComparer.Ordinal).ThenBy(l => l.X))
        {
            var box = BoxOf(label, resolution);
            if (!boxes.Exists(b => b.Intersects(box)))
            {
                boxes.Add(box);
                placed.Add(label);
            }
        }

        return placed;
    }

    /// <summary>The ground that a label takes, pixels of the view with y downwards from the origin of the plane.</summary>
    internal static Envelope BoxOf(MapLabel label, double resolution)
    {
        var (x, y) = (label.X / resolution, (-label.Y / resolution) + label.OffsetY);
        var (width, height) = (Width(label.Text, label.Size) + Padding, label.Size + Padding);
        return new Envelope(x - (width / 2), x + (width / 2), y - (height / 2), y + (height / 2));
    }

    /// <summary>About how wide a text is: ideographs are square, other letters a good half of that.</summary>
    internal static double Width(string text, double size) => text.Sum(c => c >= 0x2E80 ? 1.0 : 0.56) * size;

    private static string? Name(TileFeature feature, string layer, bool isChinese) => layer == "roads"
        ? feature.Text("name_zh") ?? feature.Text("name")
        : isChinese ? feature.Text("name_zh") ?? feature.Text("name_en") : feature.Text("name_en") ?? feature.Text("name_zh");

    private static MapLabel? Style(string layer, TileFeature feature, double zoom) => layer switch
    {
        "places" => feature.Text("role") switch
        {
            "main-urban-area" or "platform" or "district" => null,
            "metro-core" or "delta-core" => new MapLabel("", 0, 0, 15, 0),
            "city-area" or "adjacent" => new MapLabel("", 0, 0, 15, 1),
            _ => new MapLabel("", 0, 0, 13, 2),
        },
        "platforms" when zoom >= 10.5 => new MapLabel("", 0, 0, 12, 3, OffsetY: 16),
        "compounds" or "industrial-parks" or "selfbuild-zones" when zoom >= 13 => new MapLabel("", 0, 0, 12, 4),
        "roads" when zoom >= 12 && SymbolBook.RoadRank(feature.Text("class") ?? "") > 0 || layer == "roads" && zoom >= 14 => new MapLabel("", 0, 0, 11, 5, IsSoft: true),
        _ => null,
    };

    private static (double X, double Y, double Weight) Middle(TileFeature feature)
    {
        if (feature.Shape == TileShape.Line)
        {
            var line = feature.Part(0);
            var at = line.Length / 4 * 2;
            return (line[at], line[at + 1], line.Length);
        }

        // The middle of the extent of the largest part: inside of compact outlines, and as steady as the outline itself.
        var (best, weight) = ((0.0, 0.0), -1.0);
        for (var part = 0; part < feature.Parts.Length; part++)
        {
            var (west, east, north, south) = (int.MaxValue, int.MinValue, int.MaxValue, int.MinValue);
            var points = feature.Part(part);
            for (var i = 0; i < points.Length; i += 2)
            {
                (west, east) = (Math.Min(west, points[i]), Math.Max(east, points[i]));
                (north, south) = (Math.Min(north, points[i + 1]), Math.Max(south, points[i + 1]));
            }

            var area = (double)(east - west) * (south - north);
            if (area > weight)
            {
                (best, weight) = (((west + east) / 2.0, (north + south) / 2.0), area);
            }
        }

        return (best.Item1, best.Item2, weight);
    }
}
