using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Wujin.Renewal.Api.Html;

/// <summary>A drawing of a geometry in its own frame, north up, for an inline SVG.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="Width">Width of the view box.</param>
/// <param name="Height">Height of the view box.</param>
/// <param name="IsPoint">Whether it is a mere point.</param>
/// <param name="Positions">How many positions the geometry has.</param>
/// <param name="MetresAcross">Extent from west to east on the ground, metres.</param>
public sealed record Outline(string Path, double Width, double Height, bool IsPoint, int Positions, double MetresAcross)
{
    private const double Size = 240;
    private const double Margin = 8;

    /// <summary>Metres in a degree of latitude, on a sphere of the Earth's mean radius.</summary>
    private const double MetresPerDegree = 111_195;

    /// <summary>Draws a GeoJSON geometry; null for null.</summary>
    internal static Outline? Of(JsonElement geometry)
    {
        var rings = GeoJsonRings.Of(geometry);
        var all = rings.SelectMany(r => r).ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var (west, east, south, north) = (all.Min(p => p.X), all.Max(p => p.X), all.Min(p => p.Y), all.Max(p => p.Y));
        var narrowing = Math.Cos((south + north) / 2 * Math.PI / 180);
        var (across, up) = ((east - west) * narrowing, north - south);
        var largest = Math.Max(across, up);
        var scale = largest > 0 ? Size / largest : 1;
        (double X, double Y) Place((double X, double Y) p) =>
            (Margin + ((p.X - west) * narrowing * scale), Margin + ((north - p.Y) * scale));

        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            Draw(path, ring.Select(Place), isClosed: ring.Count > 3 && ring[0] == ring[^1]);
        }

        return new Outline(
            path.ToString(), (across * scale) + (2 * Margin), (up * scale) + (2 * Margin), all.Count == 1, all.Count, across * MetresPerDegree);
    }

    private static void Draw(StringBuilder path, IEnumerable<(double X, double Y)> positions, bool isClosed)
    {
        var command = 'M';
        foreach (var (x, y) in positions)
        {
            path.Append(CultureInfo.InvariantCulture, $"{command}{x:0.#} {y:0.#}");
            command = 'L';
        }

        if (isClosed)
        {
            path.Append('Z');
        }
    }
}
