using Wujin.Renewal.Domain.Chance;
using Wujin.Renewal.TravelTime.Demonstration.Drawing;

namespace Wujin.Renewal.TravelTime.Demonstration.Lines;

/// <summary>Turns sketches of water into shores and courses that wind.</summary>
internal static class WaterDrawing
{
    public static Waters Draw(IReadOnlyList<DemonstrationWater> sketches, ulong seed)
    {
        var waters = new Waters();
        foreach (var sketch in sketches)
        {
            waters.Add(Draw(sketch, SeededRandom.For(seed, sketch.NameEn)));
        }

        return waters;
    }

    private static Water Draw(DemonstrationWater sketch, SeededRandom random)
    {
        var rough = sketch.Waypoints.Select(w => Plane.Metres(w.Longitude, w.Latitude)).ToList();
        if (sketch.WidthM == 0)
        {
            rough.Add(rough[0]);
            var shore = Curve.Through(Curve.Swung(rough, 1400, 260, random), 120, 8);
            return new Water(sketch.NameZh, sketch.NameEn, 0, new Polyline(shore), new Outline(shore));
        }

        var isWide = sketch.WidthM >= Waters.WideMetres;
        var course = Curve.Through(Curve.Swung(rough, isWide ? 9000 : 1500, isWide ? 900 : 240, random), 80, isWide ? 20 : 3);
        return new Water(sketch.NameZh, sketch.NameEn, sketch.WidthM, new Polyline(course), isWide ? new Outline(Banks(course, sketch.WidthM)) : null);
    }

    /// <summary>The banks of a waterway as a ring: there on the left, back on the right.</summary>
    public static List<Vec> Banks(IReadOnlyList<Vec> course, double widthMetres)
    {
        var left = new List<Vec>(course.Count);
        var right = new List<Vec>(course.Count);
        for (var i = 0; i < course.Count; i++)
        {
            var side = (course[Math.Min(i + 1, course.Count - 1)] - course[Math.Max(i - 1, 0)]).Unit.Left * (widthMetres / 2);
            left.Add(course[i] + side);
            right.Add(course[i] - side);
        }

        right.Reverse();
        return [.. left, .. right, left[0]];
    }
}
