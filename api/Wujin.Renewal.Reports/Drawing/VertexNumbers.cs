using System.Globalization;

namespace Wujin.Renewal.Reports.Drawing;

/// <summary>Numbers the vertices of an outline, as the table of coordinates beside it does: rings one after another, each without its closing vertex.</summary>
internal static class VertexNumbers
{
    internal static void Write(Pen pen, MapDrawing map, MapFrame frame, LabelPlacement labels)
    {
        if (!map.NumbersVertices)
        {
            return;
        }

        var number = 0;
        foreach (var site in map.Sites.Where(s => s.IsEmphasised))
        {
            foreach (var ring in WkbLines.Read(site.Wkb))
            {
                for (var i = 0; i < ring.Length - 2; i += 2)
                {
                    var at = frame.At(ring[i], ring[i + 1]);
                    pen.Circle(at.X, at.Y, 2.4f, Palette.Halo, Palette.Select, 1.2f);
                    MapPainter.Label(pen, labels, at, (++number).ToString(CultureInfo.InvariantCulture), 11, Palette.Select, 4);
                }
            }
        }
    }
}
