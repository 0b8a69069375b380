using SkiaSharp;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Domain.Sites;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>The legend under a map: only what the map shows, in rows that are as long as the map is wide.</summary>
internal sealed class MapLegend
{
    private const float RowHeight = 20;
    private const float Size = 12;

    private readonly List<List<(string Text, Action<Pen, float, float> Swatch)>> _rows = [];

    private MapLegend()
    {
    }

    internal float Height => _rows.Count * RowHeight;

    internal static MapLegend Of(MapDrawing map, Pen pen, float width)
    {
        var legend = new MapLegend();
        var left = width;
        foreach (var entry in Entries(map))
        {
            var wide = 30 + pen.Measure(entry.Text, Size) + 16;
            if (legend._rows.Count == 0 || wide > left)
            {
                legend._rows.Add([]);
                left = width;
            }

            legend._rows[^1].Add(entry);
            left -= wide;
        }

        return legend;
    }

    internal void Write(Pen pen, float x, float y)
    {
        foreach (var row in _rows)
        {
            var at = x;
            foreach (var (text, swatch) in row)
            {
                swatch(pen, at, y);
                pen.Write(text, at + 28, y + 11.5f, Size, Palette.Text);
                at += 30 + pen.Measure(text, Size) + 16;
            }

            y += RowHeight;
        }
    }

    private static IEnumerable<(string Text, Action<Pen, float, float> Swatch)> Entries(MapDrawing map)
    {
        foreach (var kind in map.Sites.Select(s => s.Kind).Distinct().Order())
        {
            yield return (Title(map, CodeLists.Kinds, kind.Code()), (pen, x, y) => Box(pen, x, y, Palette.Of(kind), 0.52f, Palette.Of(kind)));
        }

        var colour = map.Sites.Select(s => s.Kind).Distinct().Count() == 1 ? Palette.Of(map.Sites[0].Kind) : Palette.Soft;
        foreach (var stage in map.Sites.Select(s => s.Stage).Distinct().Order())
        {
            yield return (Title(map, CodeLists.Stages, stage.Code()), (pen, x, y) => Box(pen, x, y, colour, Palette.Strength(stage), colour));
        }

        foreach (var (style, code, edge) in new[] { (AreaStyle.Farmland, "farmland", Palette.Farmland), (AreaStyle.Ecological, "ecological", Palette.Ecological), (AreaStyle.GrowthBoundary, "growth-boundary", Palette.GrowthBoundary) })
        {
            if (map.Areas.Any(a => a.Style == style))
            {
                yield return (Title(map, CodeLists.ConstraintTypes, code), style == AreaStyle.GrowthBoundary
                    ? (pen, x, y) => pen.Line(x, y + 7, x + 22, y + 7, edge, 1.6f, [6, 3])
                    : (pen, x, y) => Box(pen, x, y, edge, 0.14f, edge.Faded(0.7f)));
            }
        }

        foreach (var (style, zh, en, road, width) in new[]
        {
            (LineStyle.Motorway, "高速公路", "Motorway", Palette.Motorway, 2.6f), (LineStyle.Major, "主要道路", "Main road", Palette.Major, 2.2f),
            (LineStyle.RouteFail, "未达标路线", "Route out of time", Palette.Bad, 2.2f), (LineStyle.RoutePass, "达标路线", "Route in time", Palette.Good, 2.2f),
        })
        {
            if (map.Lines.Any(l => l.Style == style))
            {
                yield return (map.T(zh, en), (pen, x, y) => pen.Line(x, y + 7, x + 22, y + 7, road, width));
            }
        }

        foreach (var (style, zh, en) in new[]
        {
            (PointStyle.Origin, "起点", "Origin"), (PointStyle.Pass, "达标", "Met"), (PointStyle.Edge, "临界", "On the edge"), (PointStyle.Fail, "未达标", "Missed"),
            (PointStyle.Platform, "园区平台", "Platform"),
        })
        {
            if (map.Points.Any(p => p.Style == style))
            {
                yield return (map.T(zh, en), (pen, x, y) => MapPainter.MarkAt(pen, style, new SKPoint(x + 11, y + 7)));
            }
        }
    }

    private static void Box(Pen pen, float x, float y, SKColor fill, float strength, SKColor edge)
    {
        var box = SKRect.Create(x, y + 1, 22, 12);
        pen.Fill(box, fill.Faded(strength));
        pen.Stroke(box, edge, 0.9f);
    }

    private static string Title(MapDrawing map, CodeList codes, string code) => codes.Find(code) is { } entry ? map.T(entry.TitleZh, entry.TitleEn) : code;
}
