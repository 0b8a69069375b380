using System.Globalization;
using Wujin.Renewal.Domain.Crs;
using Wujin.Renewal.Viewer.Core.Language;

namespace Wujin.Renewal.Viewer.Core.Navigation;

/// <summary>What the map shows.</summary>
/// <param name="X">Middle, metres of EPSG:3857.</param>
/// <param name="Y">Middle, metres of EPSG:3857.</param>
/// <param name="Resolution">Metres of EPSG:3857 a pixel.</param>
internal sealed record MapView(double X, double Y, double Resolution)
{
    /// <summary>The whole district.</summary>
    public static readonly MapView District = OfDegrees(119.955, 31.66, 95);

    /// <summary>A view by its middle in degrees.</summary>
    public static MapView OfDegrees(double longitude, double latitude, double resolution)
    {
        var (x, y) = CoordinateSystems.WebMercator.Projection.FromGeographic(longitude, latitude);
        return new MapView(x, y, resolution);
    }
}

/// <summary>Views visited, to go back and forward in as in a browser.</summary>
internal sealed class ViewHistory
{
    private const int Longest = 100;

    private readonly List<MapView> _views = [];
    private int _at = -1;

    /// <summary>Whether there is an earlier view.</summary>
    public bool CanGoBack => _at > 0;

    /// <summary>Whether there is a later view.</summary>
    public bool CanGoForward => _at < _views.Count - 1;

    /// <summary>Remembers a view; later ones are forgotten. One that hardly differs from the current takes its place.</summary>
    public void Visit(MapView view)
    {
        if (_at >= 0 && Math.Abs(Math.Log(view.Resolution / _views[_at].Resolution)) < 0.05
            && Math.Max(Math.Abs(view.X - _views[_at].X), Math.Abs(view.Y - _views[_at].Y)) < 20 * view.Resolution)
        {
            return;
        }

        _views.RemoveRange(_at + 1, _views.Count - _at - 1);
        _views.Add(view);
        if (_views.Count > Longest)
        {
            _views.RemoveAt(0);
        }

        _at = _views.Count - 1;
    }

    /// <summary>The view before; null where there is none.</summary>
    public MapView? Back() => CanGoBack ? _views[--_at] : null;

    /// <summary>The view after; null where there is none.</summary>
    public MapView? Forward() => CanGoForward ? _views[++_at] : null;
}

/// <summary>Coordinates for people.</summary>
internal static class CoordinateText
{
    private static readonly CoordinateSystem Zone = CoordinateSystems.Find(4549)!;

    /// <summary>A place of the map in WGS 84 degrees and, northing first, in metres of EPSG:4549.</summary>
    public static string Of(double x, double y)
    {
        var (lon, lat) = CoordinateSystems.WebMercator.Projection.ToGeographic(x, y);
        var (easting, northing) = Zone.Projection.FromGeographic(lon, lat);
        return string.Create(CultureInfo.InvariantCulture, $"WGS 84  {lon:0.00000}° E  {lat:0.00000}° N    EPSG:4549  N {northing:0.0}  E {easting:0.0}");
    }

    /// <summary>
    /// Reads a place as the browser map does: degrees, longitude and latitude in either order, or metres of EPSG:4549, northing first; null for neither.
    /// </summary>
    public static (double Longitude, double Latitude)? Parse(string text)
    {
        var parts = text.Split([' ', '\t', ',', '，', ';'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2 || !Read(parts[0], out var first) || !Read(parts[1], out var second))
        {
            return null;
        }

        static bool IsInChina(double lon, double lat) => lon is >= 73 and <= 136 && lat is >= 3 and <= 54;
        return IsInChina(first, second) ? (first, second)
            : IsInChina(second, first) ? (second, first)
            : first is > 300_000 and < 6_000_000 && second is > 300_000 and < 700_000 ? Zone.Projection.ToGeographic(second, first)
            : null;
    }

    private static bool Read(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}

/// <summary>A scale bar: a round length on the ground, true in the middle of the map.</summary>
/// <param name="Pixels">How long it is drawn.</param>
/// <param name="Metres">How long it is on the ground.</param>
internal sealed record ScaleBar(double Pixels, double Metres)
{
    /// <summary>The longest round bar that fits: 1, 2 or 5 times a power of ten.</summary>
    /// <param name="view">The view; Web Mercator stretches by the secant of the latitude.</param>
    /// <param name="longestPixels">Room for it.</param>
    public static ScaleBar Of(MapView view, double longestPixels)
    {
        var (_, latitude) = CoordinateSystems.WebMercator.Projection.ToGeographic(view.X, view.Y);
        var ground = view.Resolution * Math.Cos(double.DegreesToRadians(latitude));
        var longest = ground * longestPixels;
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest)));
        var metres = power * (longest / power >= 5 ? 5 : longest / power >= 2 ? 2 : 1);
        return new ScaleBar(metres / ground, metres);
    }

    /// <summary>Its length in words.</summary>
    public string Text(Words words) => Metres >= 1000 ? $"{words.Number(Metres / 1000)} km" : $"{words.Number(Metres, 1)} m";
}
