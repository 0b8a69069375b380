using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wujin.Renewal.Api.Html;

/// <summary>One feature on a small map.</summary>
/// <param name="Path">SVG path data; empty for a point.</param>
/// <param name="X">Where its middle is, across.</param>
/// <param name="Y">Where its middle is, down.</param>
/// <param name="IsSmall">Whether it is a point, or an area that only a dot makes visible.</param>
/// <param name="Mark">Class of its colour: the code of its stage or type.</param>
/// <param name="Title">What it is, for those who point at it.</param>
/// <param name="Href">Where it leads; null for nowhere.</param>
public sealed record MapShape(string Path, double X, double Y, bool IsSmall, string Mark, string Title, string? Href);

/// <summary>A small map, north up, for an inline SVG: the towns faint, some features on them.</summary>
/// <param name="Width">Width of the view box.</param>
/// <param name="Height">Height of the view box.</param>
/// <param name="Towns">The towns.</param>
/// <param name="Shapes">The features.</param>
/// <param name="BarPixels">Length of the scale bar in the view box.</param>
/// <param name="BarMetres">What it stands for, metres.</param>
/// <param name="Names">Names that stand on it, none over another: of towns, or of the features where the towns are too small.</param>
/// <param name="Label">What the map shows, for those who cannot see it.</param>
public sealed record DistrictMap(
    double Width, double Height, IReadOnlyList<MapShape> Towns, IReadOnlyList<MapShape> Shapes, double BarPixels, double BarMetres, IReadOnlyList<MapShape> Names, string Label)
{
    private static readonly string[] Suffixes = [" Subdistrict", "街道", "镇"];

    private const double Size = 640;
    private const double Margin = 24;
    private const double SmallestVisible = 5;
    private const double MetresPerDegree = 111_195;

    /// <summary>Draws a map around the towns and the features.</summary>
    /// <returns>Null where there is nothing to draw.</returns>
    internal static DistrictMap? Of(
        PageFrame frame, IReadOnlyList<ShownFeature> towns, IReadOnlyList<ShownFeature> features, Func<ShownFeature, string?> href, string label)
    {
        var drawn = features.Where(f => f.Rings.Count > 0).ToList();
        var positions = towns.Concat(drawn).SelectMany(f => f.Rings).SelectMany(r => r).ToList();
        if (drawn.Count == 0 || positions.Count == 0)
        {
            return null;
        }

        var plane = Plane.Around(positions);
        var (bar, metres) = plane.Bar();
        List<MapShape> background = [.. towns.Where(t => t.Rings.Count > 0).Select(t => Shape(plane, t, "", Short(t.Name(frame)), null))];
        List<MapShape> shapes = [.. drawn.Select(f => Shape(plane, f, f.Mark, f.Name(frame), href(f)))];
        var across = towns.SelectMany(t => t.Rings).SelectMany(r => r).Select(p => plane.Place(p).X).ToList();
        var areTownsLarge = across.Count > 0 && across.Max() - across.Min() > plane.Width / 3;
        var names = areTownsLarge ? background : [.. shapes.Select(s => s with { Title = Short(s.Title), Y = s.IsSmall ? s.Y + 12 : s.Y })];
        return new DistrictMap(plane.Width, plane.Height, background, shapes, bar, metres, [.. Readable(names)], label);
    }

    /// <summary>As many names as find room, in the order in which they come.</summary>
    private static IEnumerable<MapShape> Readable(List<MapShape> shapes)
    {
        var taken = new List<(double X, double Y, double Half)>();
        foreach (var shape in shapes)
        {
            var half = shape.Title.Sum(c => c > 0xFF ? 13.0 : 7.0) / 2;
            if (taken.All(t => Math.Abs(t.X - shape.X) > t.Half + half + 3 || Math.Abs(t.Y - shape.Y) > 15))
            {
                taken.Add((shape.X, shape.Y, half));
                yield return shape;
            }
        }
    }

    /// <remarks>A label says which town, not what sort of town.</remarks>
    private static string Short(string name) => Suffixes.FirstOrDefault(s => name.Length > s.Length + 1 && name.EndsWith(s, StringComparison.Ordinal)) is { } suffix
        ? name[..^suffix.Length]
        : name;

    private static MapShape Shape(Plane plane, ShownFeature feature, string mark, string title, string? href)
    {
        var rings = feature.Rings.Select(ring => ring.Select(plane.Place).ToList()).ToList();
        var all = rings.SelectMany(r => r).ToList();
        var (west, east, north, south) = (all.Min(p => p.X), all.Max(p => p.X), all.Min(p => p.Y), all.Max(p => p.Y));
        var path = new StringBuilder();
        foreach (var ring in rings.Where(r => r.Count > 1))
        {
            Draw(path, ring);
        }

        return new MapShape(path.ToString(), (west + east) / 2, (north + south) / 2, Math.Max(east - west, south - north) < SmallestVisible, mark, title, href);
    }

    /// <remarks>To a tenth of a pixel, without positions that fall together: a town of 2,000 vertices becomes some dozens.</remarks>
    private static void Draw(StringBuilder path, List<(double X, double Y)> ring)
    {
        var (command, lastX, lastY) = ('M', double.NaN, double.NaN);
        foreach (var position in ring)
        {
            var (x, y) = (Math.Round(position.X, 1), Math.Round(position.Y, 1));
            if (Math.Abs(x - lastX) + Math.Abs(y - lastY) < 0.35)
            {
                continue;
            }

            path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");
            (command, lastX, lastY) = ('L', x, y);
        }

        path.Append('Z');
    }

    /// <summary>Degrees on paper: true to angles at the middle latitude.</summary>
    private sealed record Plane(double West, double North, double Narrowing, double Scale, double Width, double Height)
    {
        public static Plane Around(List<(double X, double Y)> positions)
        {
            var (west, east, south, north) = (positions.Min(p => p.X), positions.Max(p => p.X), positions.Min(p => p.Y), positions.Max(p => p.Y));
            var narrowing = Math.Cos((south + north) / 2 * Math.PI / 180);
            // A lone point has no extent; a kilometre around it has.
            var (across, up) = (Math.Max((east - west) * narrowing, 0.01), Math.Max(north - south, 0.01));
            var scale = Size / Math.Max(across, up);
            return new Plane(west, north, narrowing, scale, (across * scale) + (2 * Margin), (up * scale) + (2 * Margin));
        }

        public (double X, double Y) Place((double X, double Y) p) => (Margin + ((p.X - West) * Narrowing * Scale), Margin + ((North - p.Y) * Scale));

        /// <summary>A round length of about a fifth of the width.</summary>
        public (double Pixels, double Metres) Bar()
        {
            var wanted = Width / 5 / Scale * MetresPerDegree;
            var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
            var metres = (wanted / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * power;
            return (metres / MetresPerDegree * Scale, metres);
        }
    }
}

/// <summary>The positions of a GeoJSON geometry.</summary>
internal static class GeoJsonRings
{
    /// <summary>Rings, lines and points, each as its positions; none for null.</summary>
    internal static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Of(JsonElement geometry)
    {
        var rings = new List<IReadOnlyList<(double X, double Y)>>();
        if (geometry.ValueKind == JsonValueKind.Object)
        {
            Collect(geometry.GetProperty("coordinates"), rings);
        }

        return rings;
    }

    private static void Collect(JsonElement coordinates, List<IReadOnlyList<(double X, double Y)>> rings)
    {
        if (coordinates.GetArrayLength() == 0)
        {
            return;
        }

        if (coordinates[0].ValueKind == JsonValueKind.Number)
        {
            rings.Add([(coordinates[0].GetDouble(), coordinates[1].GetDouble())]);
        }
        else if (coordinates[0].GetArrayLength() > 0 && coordinates[0][0].ValueKind == JsonValueKind.Number)
        {
            rings.Add([.. coordinates.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble()))]);
        }
        else
        {
            foreach (var part in coordinates.EnumerateArray())
            {
                Collect(part, rings);
            }
        }
    }
}
