using NetTopologySuite.Geometries;
using Wujin.Renewal.TravelTime.Isochrones;

namespace Wujin.Renewal.TravelTime.Connectivity;

/// <summary>How much of an area a surface reaches within a limit.</summary>
public static class ReachedShare
{
    /// <summary>
    /// Counts the nodes of the lattice in the area, each for the ground of its cell, and those of them within the limit. True to the ground along the border of the area, half a
    /// cell on average: for a town of 50 km² some tenths of a per cent.
    /// </summary>
    /// <param name="surface">The surface.</param>
    /// <param name="limitMilliseconds">The limit; what takes exactly that long is within.</param>
    /// <param name="area">Polygons in degrees; holes count.</param>
    /// <returns>0 to 1; null for an area so small that no node lies in it.</returns>
    public static double? Of(TimeSurface surface, uint limitMilliseconds, Geometry area)
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(area);
        var lattice = surface.Index.Lattice;
        var crossings = Crossings(lattice, area);
        var (all, reached) = (0.0, 0.0);
        foreach (var (y, columns) in crossings)
        {
            columns.Sort();
            var cell = (double)lattice.EastMetres(y) * lattice.NorthMetres(y);
            for (var i = 0; i + 1 < columns.Count; i += 2)
            {
                for (var x = (int)Math.Ceiling(columns[i]); x < columns[i + 1]; x++)
                {
                    all += cell;
                    reached += x >= 0 && x < lattice.Width && surface.MillisecondsAt(x, y) <= limitMilliseconds ? cell : 0;
                }
            }
        }

        return all > 0 ? reached / all : null;
    }

    /// <summary>Where the outlines cross each row of nodes: between an odd crossing and the next one lies the inside.</summary>
    private static Dictionary<int, List<double>> Crossings(Lattice lattice, Geometry area)
    {
        var crossings = new Dictionary<int, List<double>>();
        foreach (var ring in Rings(area))
        {
            for (var i = 1; i < ring.Length; i++)
            {
                var (ax, ay) = Cells(lattice, ring[i - 1]);
                var (bx, by) = Cells(lattice, ring[i]);
                var (low, high) = (Math.Max(0, Math.Ceiling(Math.Min(ay, by))), Math.Min(lattice.Height, Math.Ceiling(Math.Max(ay, by))));
                for (var y = (int)low; y < high; y++)
                {
                    if (!crossings.TryGetValue(y, out var row))
                    {
                        crossings[y] = row = [];
                    }

                    row.Add(ax + ((y - ay) / (by - ay) * (bx - ax)));
                }
            }
        }

        return crossings;
    }

    private static IEnumerable<Coordinate[]> Rings(Geometry area) => Enumerable.Range(0, area.NumGeometries).Select(area.GetGeometryN).OfType<Polygon>()
        .SelectMany(p => p.InteriorRings.Prepend(p.ExteriorRing)).Select(r => r.Coordinates);

    private static (double X, double Y) Cells(Lattice lattice, Coordinate place) =>
        ((place.X * 1e6 / lattice.StepLonE6) - lattice.FirstColumn, (place.Y * 1e6 / lattice.StepLatE6) - lattice.FirstRow);
}
