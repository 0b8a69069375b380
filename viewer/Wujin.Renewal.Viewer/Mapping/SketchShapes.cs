using NetTopologySuite.Geometries;
using Wujin.Renewal.Viewer.Core.Cartography;
using Wujin.Renewal.Viewer.Core.Sketching;

namespace Wujin.Renewal.Viewer.Mapping;

/// <summary>How a geometry that is being drawn looks: the outline so far, and its vertices to take hold of.</summary>
internal static class SketchShapes
{
    /// <summary>The shapes of a sketch.</summary>
    public static IReadOnlyList<MapShape> Of(Sketch sketch, Palette palette)
    {
        var colour = palette.Select;
        var shapes = new List<MapShape>();
        if (sketch.ToGeometry() is { } geometry)
        {
            shapes.Add(new MapShape(MapPane.ToMap(geometry), new Symbol { Fill = sketch.Kind == SketchKind.Area ? colour.At(0.15) : default, Line = colour, Width = 2 }));
        }

        foreach (var ring in sketch.Rings)
        {
            if (ring.Count == 2 && sketch.Kind == SketchKind.Area)
            {
                shapes.Add(new MapShape(GeometryFactory.Default.CreateLineString([.. ring]), new Symbol { Line = colour, Width = 2, Dashes = [4, 4] }));
            }

            shapes.AddRange(ring.Select(c => new MapShape(GeometryFactory.Default.CreatePoint(c.Copy()), new Symbol { Fill = palette.Halo, Line = colour, Width = 1.5, Radius = 5 })));
        }

        return shapes;
    }
}
