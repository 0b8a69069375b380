using System.Collections.Frozen;

namespace Wujin.Renewal.Viewer.Core.Tiles;

/// <summary>What a feature of a tile is.</summary>
internal enum TileShape
{
    /// <summary>Points.</summary>
    Point = 1,

    /// <summary>Lines.</summary>
    Line = 2,

    /// <summary>Areas: outer rings, each followed by its holes.</summary>
    Area = 3,
}

/// <summary>A feature of a vector tile.</summary>
/// <param name="Shape">Points, lines or areas.</param>
/// <param name="Points">x and y in turn, units of the tile, y downwards.</param>
/// <param name="Parts">Where each part begins in <paramref name="Points"/>, in points.</param>
/// <param name="Attributes">Values by name: text, <see cref="double"/> or <see cref="bool"/>.</param>
internal sealed record TileFeature(TileShape Shape, int[] Points, int[] Parts, FrozenDictionary<string, object> Attributes)
{
    /// <summary>An attribute as text; null where it has none.</summary>
    public string? Text(string name) => Attributes.GetValueOrDefault(name) as string;

    /// <summary>A part of <see cref="Points"/>.</summary>
    public ReadOnlySpan<int> Part(int index)
    {
        var begin = Parts[index] * 2;
        var end = index + 1 < Parts.Length ? Parts[index + 1] * 2 : Points.Length;
        return Points.AsSpan(begin, end - begin);
    }

    /// <summary>Whether a point lies in the area (even-odd, so that holes are outside).</summary>
    public bool Covers(double x, double y)
    {
        var isInside = false;
        for (var part = 0; Shape == TileShape.Area && part < Parts.Length; part++)
        {
            var ring = Part(part);
            for (int i = 0, j = ring.Length - 2; i < ring.Length; j = i, i += 2)
            {
                if (ring[i + 1] > y != ring[j + 1] > y && x < ((double)(ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1])) + ring[i])
                {
                    isInside = !isInside;
                }
            }
        }

        return isInside;
    }

    /// <summary>Whether a point lies within a distance of any vertex or segment, units of the tile.</summary>
    public bool IsNear(double x, double y, double distance)
    {
        for (var part = 0; part < Parts.Length; part++)
        {
            var line = Part(part);
            for (var i = 0; i < line.Length; i += 2)
            {
                var j = Math.Min(i + 2, line.Length - 2);
                if (Shape != TileShape.Point && SquareDistance(x, y, line[i], line[i + 1], line[j], line[j + 1]) <= distance * distance)
                {
                    return true;
                }

                if (Shape == TileShape.Point && SquareDistance(x, y, line[i], line[i + 1], line[i], line[i + 1]) <= distance * distance)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static double SquareDistance(double x, double y, double ax, double ay, double bx, double by)
    {
        var (dx, dy) = (bx - ax, by - ay);
        var length = (dx * dx) + (dy * dy);
        var t = length == 0 ? 0 : Math.Clamp((((x - ax) * dx) + ((y - ay) * dy)) / length, 0, 1);
        var (ex, ey) = (x - ax - (t * dx), y - ay - (t * dy));
        return (ex * ex) + (ey * ey);
    }
}

/// <summary>A layer of a vector tile.</summary>
/// <param name="Name">Its name: the id of a collection.</param>
/// <param name="Extent">Units across the tile.</param>
/// <param name="Features">Its features, in drawing order.</param>
internal sealed record TileLayer(string Name, int Extent, IReadOnlyList<TileFeature> Features);

/// <summary>A decoded vector tile.</summary>
/// <param name="Layers">Its layers by name.</param>
internal sealed record VectorTile(FrozenDictionary<string, TileLayer> Layers)
{
    /// <summary>A tile with nothing in it.</summary>
    public static readonly VectorTile Empty = new(FrozenDictionary<string, TileLayer>.Empty);

    /// <summary>A layer; null where the tile has none of that name.</summary>
    public TileLayer? Layer(string name) => Layers.GetValueOrDefault(name);
}
