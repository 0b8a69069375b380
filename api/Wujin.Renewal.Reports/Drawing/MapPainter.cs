using System.Globalization;
using SkiaSharp;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Draws maps: frame, land, constraint areas, roads, sites, marks, names; then what a map must tell of itself.</summary>
internal static class MapPainter
{
    private const float Margin = 10;
    private const float HeadHeight = 40;
    private const float SourceHeight = 14;

    /// <summary>Sites narrower than this are drawn as squares: their outline would be a blot.</summary>
    private const float SmallestShape = 3.2f;

    private static readonly double[] NiceMetres = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000];

    internal static byte[] Paint(MapDrawing map, FontBook fonts)
    {
        using var pen = new Pen(map.Width, map.Height, fonts);
        var legend = MapLegend.Of(map, pen, map.Width - (2 * Margin));
        var sources = Lines(pen, map.Source, map.Width - (2 * Margin));
        var foot = legend.Height + 8 + (SourceHeight * sources.Count);
        var box = new SKRect(Margin, HeadHeight, map.Width - Margin, map.Height - foot - 4);
        var frame = new MapFrame(map.Extent, box);
        pen.Canvas.Save();
        pen.Canvas.ClipRect(box);
        pen.Fill(box, Palette.Paper);
        Areas(pen, map, frame);
        Lines(pen, map, frame);
        Sites(pen, map, frame);
        var labels = new LabelPlacement(box);
        labels.Take(new SKRect(box.Right - 44, box.Top, box.Right, box.Top + 62));
        labels.Take(new SKRect(box.Right - 190, box.Bottom - 34, box.Right, box.Bottom));
        if (map.DemoText is not null)
        {
            labels.Take(new SKRect(box.Left, box.Top, box.Left + pen.Measure(map.DemoText, 12) + 24, box.Top + 28));
        }

        Marks(pen, map, frame, labels);
        Names(pen, map, frame, labels);
        VertexNumbers.Write(pen, map, frame, labels);
        North(pen, box.Right - 22, box.Top + 36);
        Scale(pen, frame, box);
        Demo(pen, map, box);
        pen.Canvas.Restore();
        pen.Stroke(box, Palette.Boundary, 0.8f);
        Head(pen, map);
        legend.Write(pen, Margin, box.Bottom + 8);
        for (var i = 0; i < sources.Count; i++)
        {
            pen.Write(pen.Fit(sources[i], 11, map.Width - (2 * Margin)), Margin, map.Height - 7 - (SourceHeight * (sources.Count - 1 - i)), 11, Palette.Soft);
        }

        return pen.ToPng();
    }

    /// <summary>The source in as many lines as it needs, broken after semicolons.</summary>
    private static List<string> Lines(Pen pen, string text, float width)
    {
        var separator = text.Contains('；', StringComparison.Ordinal) ? "；" : "; ";
        var lines = new List<string> { "" };
        foreach (var part in text.Split('；', ';'))
        {
            var longer = lines[^1].Length == 0 ? part.Trim() : lines[^1] + separator + part.Trim();
            if (lines[^1].Length > 0 && pen.Measure(longer, 11) > width)
            {
                lines.Add(part.Trim());
            }
            else
            {
                lines[^1] = longer;
            }
        }

        return lines;
    }

    private static void Areas(Pen pen, MapDrawing map, MapFrame frame)
    {
        foreach (var area in map.Areas)
        {
            using var path = frame.Path(area.Wkb, isClosed: true);
            switch (area.Style)
            {
                case AreaStyle.Neighbour:
                    pen.Fill(path, Palette.LandBeside);
                    pen.Stroke(path, Palette.Boundary.Faded(0.35f), 1);
                    break;
                case AreaStyle.Town:
                    pen.Fill(path, Palette.Land);
                    pen.Stroke(path, Palette.Boundary.Faded(0.7f), 1.1f, [6, 3, 1.5f, 3]);
                    break;
                case AreaStyle.TownBeside:
                    pen.Fill(path, Palette.LandBeside);
                    pen.Stroke(path, Palette.Boundary.Faded(0.4f), 0.8f, [6, 3, 1.5f, 3]);
                    break;
                case AreaStyle.GrowthBoundary:
                    pen.Stroke(path, Palette.GrowthBoundary.Faded(0.75f), 1.6f, [9, 4]);
                    break;
                default:
                    var colour = area.Style == AreaStyle.Farmland ? Palette.Farmland : Palette.Ecological;
                    pen.Fill(path, colour.Faded(0.1f));
                    pen.Stroke(path, colour.Faded(0.6f), 0.7f);
                    break;
            }
        }
    }

    private static void Lines(Pen pen, MapDrawing map, MapFrame frame)
    {
        foreach (var (style, colour, width) in new[] { (LineStyle.Major, Palette.Major, 1.6f), (LineStyle.Motorway, Palette.Motorway, 2.2f) })
        {
            using var all = frame.Path(map.Lines.Where(l => l.Style == style).Select(l => l.Wkb), isClosed: false);
            pen.Stroke(all, Palette.Casing, width + 1);
            pen.Stroke(all, colour, width);
        }

        foreach (var line in map.Lines.Where(l => l.Style is LineStyle.RoutePass or LineStyle.RouteFail))
        {
            using var path = frame.Path(line.Wkb, isClosed: false);
            pen.Stroke(path, (line.Style == LineStyle.RouteFail ? Palette.Bad : Palette.Good).Faded(0.75f), 2.2f);
        }
    }

    private static void Sites(Pen pen, MapDrawing map, MapFrame frame)
    {
        foreach (var group in map.Sites.GroupBy(s => (s.Kind, s.Stage)).OrderBy(g => g.Key.Stage))
        {
            var colour = Palette.Of(group.Key.Kind);
            var small = new List<SKPoint>();
            using var hatch = group.Key.Stage is Stage.Cancelled ? null : Hatch.Of(group.Key.Kind, colour);
            foreach (var site in group.Where(s => !s.IsEmphasised))
            {
                var around = frame.Around(site.Wkb);
                if (!around.IntersectsWith(frame.Box))
                {
                    continue;
                }

                if (Math.Max(around.Width, around.Height) < SmallestShape)
                {
                    small.Add(new SKPoint(around.MidX, around.MidY));
                    continue;
                }

                using var path = frame.Path(site.Wkb, isClosed: true);
                pen.Fill(path, colour.Faded(Palette.Strength(group.Key.Stage)));
                if (hatch is not null && around.Width > 12)
                {
                    hatch.Fill(pen, path);
                }

                pen.Stroke(path, colour, 0.9f);
            }

            // A square of white under each, so that weak stages are seen on constraint areas.
            pen.Fill([.. small], 3.8f, Palette.Halo);
            pen.Fill([.. small], 3, colour.Faded(Math.Max(0.3f, Palette.Strength(group.Key.Stage))));
        }

        foreach (var site in map.Sites.Where(s => s.IsEmphasised))
        {
            var colour = Palette.Of(site.Kind);
            using var path = frame.Path(site.Wkb, isClosed: true);
            using var hatch = Hatch.Of(site.Kind, colour);
            pen.Fill(path, colour.Faded(Math.Max(0.3f, Palette.Strength(site.Stage))));
            hatch.Fill(pen, path);
            pen.Stroke(path, Palette.Select, 2);
            var around = frame.Around(site.Wkb);
            if (Math.Max(around.Width, around.Height) < 14)
            {
                pen.Circle(around.MidX, around.MidY, 9, SKColors.Transparent, Palette.Select, 2);
            }
        }
    }

    private static void Marks(Pen pen, MapDrawing map, MapFrame frame, LabelPlacement labels)
    {
        foreach (var point in map.Points)
        {
            var at = frame.At(point.Longitude, point.Latitude);
            MarkAt(pen, point.Style, at);
            labels.Take(SKRect.Create(at.X - 5, at.Y - 5, 10, 10));
        }

        foreach (var point in map.Points.Where(p => p.Label.Length > 0))
        {
            Label(pen, labels, frame.At(point.Longitude, point.Latitude), point.Label, point.Style == PointStyle.Place ? 11 : 12, Palette.Text, 7);
        }
    }

    internal static void MarkAt(Pen pen, PointStyle style, SKPoint at)
    {
        switch (style)
        {
            case PointStyle.Platform:
                pen.Circle(at.X, at.Y, 4.5f, Palette.Halo, Palette.Select, 2);
                break;
            case PointStyle.Origin:
                using (var star = Star(at, 8))
                {
                    pen.Stroke(star, Palette.Halo, 3);
                    pen.Fill(star, Palette.Select);
                }

                break;
            case PointStyle.Place:
                pen.Circle(at.X, at.Y, 2.2f, Palette.Soft, Palette.Halo, 0.8f);
                break;
            case PointStyle.Fail:
                // Told apart without colour, too: a square out of time, a disc in time, a rhombus on the edge.
                var square = SKRect.Create(at.X - 4.4f, at.Y - 4.4f, 8.8f, 8.8f);
                pen.Fill(square, Palette.Bad);
                pen.Stroke(square, Palette.Halo, 1.2f);
                break;
            case PointStyle.Edge:
                using (var rhombus = Pen.Polygon(new(at.X, at.Y - 6), new(at.X + 6, at.Y), new(at.X, at.Y + 6), new(at.X - 6, at.Y)))
                {
                    pen.Fill(rhombus, Palette.Warning);
                    pen.Stroke(rhombus, Palette.Halo, 1.2f);
                }

                break;
            default:
                pen.Circle(at.X, at.Y, 4.8f, Palette.Good, Palette.Halo, 1.2f);
                break;
        }
    }

    private static void Names(Pen pen, MapDrawing map, MapFrame frame, LabelPlacement labels)
    {
        foreach (var label in map.Labels)
        {
            Label(pen, labels, frame.At(label.Longitude, label.Latitude), label.Text, label.Size, label.IsFaint ? Palette.Soft.Faded(0.8f) : Palette.Text, 0);
        }
    }

    internal static void Label(Pen pen, LabelPlacement labels, SKPoint at, string text, float size, SKColor colour, float distance)
    {
        text = pen.Fit(text, size, 150);
        if (labels.Place(at, pen.Measure(text, size), size * 1.15f, distance) is { } box)
        {
            pen.Write(text, box.Left, box.Top + (size * 0.98f), size, colour, halo: 3);
        }
    }

    private static SKPath Star(SKPoint at, float radius)
    {
        var points = Enumerable.Range(0, 10).Select(i =>
        {
            var (angle, reach) = ((Math.PI * i / 5) - (Math.PI / 2), i % 2 == 0 ? radius : radius * 0.42);
            return new SKPoint(at.X + (float)(reach * Math.Cos(angle)), at.Y + (float)(reach * Math.Sin(angle)));
        }).ToArray();
        return Pen.Polygon(points);
    }

    private static void Head(Pen pen, MapDrawing map)
    {
        var right = map.Width - Margin;
        for (var i = 0; i < Math.Min(2, map.OfficialLines.Count); i++)
        {
            pen.Write(pen.Fit(map.OfficialLines[i], 12, 260), right, map.OfficialLines.Count == 1 ? 25 : 16 + (i * 16), 12, Palette.Soft, Align.Right);
        }

        pen.Write(pen.Fit(map.Title, 18, map.Width - 30 - (map.OfficialLines.Count > 0 ? 270 : 0), isBold: true), Margin, 27, 18, Palette.Text, isBold: true);
    }

    private static void North(Pen pen, float x, float y)
    {
        using var arrow = Pen.Polygon(new(x, y - 26), new(x + 8, y), new(x, y - 6), new(x - 8, y));
        pen.Stroke(arrow, Palette.Halo.Faded(0.85f), 4);
        pen.Fill(arrow, Palette.Text);
        pen.Write("N", x, y + 15, 13, Palette.Text, Align.Middle, isBold: true, halo: 3);
    }

    private static void Scale(Pen pen, MapFrame frame, SKRect box)
    {
        var metres = NiceMetres.LastOrDefault(m => m / frame.MetresPerUnit <= 150, NiceMetres[0]);
        var width = (float)(metres / frame.MetresPerUnit);
        var (right, y) = (box.Right - 14, box.Bottom - 12);
        var left = right - width;
        // Half of it filled, as on printed maps: the half is a measure, too.
        pen.Fill(new SKRect(left - 6, y - 20, right + 8, y + 8), Palette.Halo.Faded(0.75f), 3);
        pen.Fill(new SKRect(left, y - 3, left + (width / 2), y + 1), Palette.Text);
        pen.Stroke(new SKRect(left, y - 3, right, y + 1), Palette.Text, 0.8f);
        pen.Write("0", left, y - 7, 10.5f, Palette.Text, Align.Middle);
        pen.Write(
            metres >= 1000 ? (metres / 1000).ToString("0", CultureInfo.InvariantCulture) + " km" : metres.ToString("0", CultureInfo.InvariantCulture) + " m", right + 4, y - 7, 10.5f,
            Palette.Text, Align.Right);
    }

    private static void Demo(Pen pen, MapDrawing map, SKRect box)
    {
        if (map.DemoText is { } text)
        {
            var label = SKRect.Create(box.Left + 8, box.Top + 8, pen.Measure(text, 12) + 16, 20);
            pen.Fill(label, SKColor.Parse("#fff1d9"), 4);
            pen.Stroke(label, Palette.Demo.Faded(0.4f), 0.8f, 4);
            pen.Write(text, label.Left + 8, label.Bottom - 5.5f, 12, Palette.Demo);
        }
    }
}
