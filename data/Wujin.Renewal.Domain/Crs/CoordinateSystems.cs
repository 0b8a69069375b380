using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>The coordinate systems of Chinese planning practice, found by EPSG code, OGC identifier or name.</summary>
public static partial class CoordinateSystems
{
    /// <summary>EPSG:4490, CGCS2000 geographic: the system in which geometry is stored.</summary>
    public static readonly CoordinateSystem Cgcs2000 = Geographic(4490, "CGCS2000");

    /// <summary>EPSG:4326, WGS 84, latitude first where the axis order counts.</summary>
    public static readonly CoordinateSystem Wgs84 = Geographic(4326, "WGS 84");

    /// <summary>OGC CRS84: WGS 84, longitude first. What GeoJSON is in unless it says otherwise.</summary>
    public static readonly CoordinateSystem Crs84 = new()
    {
        Name = "CRS84",
        Uri = "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        Projection = Projection.Identity,
    };

    /// <summary>EPSG:3857, Web Mercator.</summary>
    public static readonly CoordinateSystem WebMercator = new()
    {
        Srid = 3857, Name = "WGS 84 / Pseudo-Mercator", Uri = EpsgUri(3857), IsProjected = true, Projection = new WebMercator(),
    };

    /// <summary>GCJ-02, degrees.</summary>
    public static readonly CoordinateSystem Gcj02 = new() { Name = "GCJ-02", Projection = new Gcj02() };

    /// <summary>BD-09, degrees.</summary>
    public static readonly CoordinateSystem Bd09 = new() { Name = "BD-09", Projection = new Bd09() };

    /// <summary>BD09MC, Baidu's metres.</summary>
    public static readonly CoordinateSystem Bd09Mercator = new() { Name = "BD09MC", IsProjected = true, Projection = new BaiduMercator() };

    private static readonly FrozenDictionary<int, CoordinateSystem> BySrid =
        GaussKruger.All().Concat([Cgcs2000, Wgs84, WebMercator]).ToFrozenDictionary(c => c.Srid!.Value);

    private static readonly FrozenDictionary<string, CoordinateSystem> ByName = new Dictionary<string, CoordinateSystem>
    {
        ["CRS84"] = Crs84,
        ["CGCS2000"] = Cgcs2000,
        ["WGS84"] = Wgs84,
        ["GCJ02"] = Gcj02,
        ["火星坐标"] = Gcj02,
        ["火星坐标系"] = Gcj02,
        ["BD09"] = Bd09,
        ["BD09LL"] = Bd09,
        ["百度坐标"] = Bd09,
        ["百度坐标系"] = Bd09,
        ["BD09MC"] = Bd09Mercator,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All of them, by EPSG code, the nameless ones of the web maps last.</summary>
    public static IReadOnlyList<CoordinateSystem> All { get; } = [.. BySrid.Values.OrderBy(c => c.Srid), Crs84, Gcj02, Bd09, Bd09Mercator];

    /// <summary>Finds a system by EPSG code.</summary>
    public static CoordinateSystem? Find(int srid) => BySrid.GetValueOrDefault(srid);

    /// <summary>
    /// Reads a spelling of a coordinate system: <c>EPSG:4549</c>, <c>4549</c>, <c>http://www.opengis.net/def/crs/EPSG/0/4549</c> (also https,
    /// and in the brackets <c>[…]</c> or <c>&lt;…&gt;</c> of URI parameters and headers), <c>urn:ogc:def:crs:EPSG::4549</c>,
    /// <c>…/OGC/1.3/CRS84</c>, <c>GCJ-02</c>, <c>BD-09</c>, <c>BD09MC</c>, <c>CGCS2000</c>. Case, spaces, hyphens and underscores do not matter in names.
    /// </summary>
    /// <returns>False when the spelling is unknown; <see cref="Expected"/> says what is known.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CoordinateSystem? system)
    {
        var bare = (text ?? "").Trim().Trim('[', ']', '<', '>').Trim();
        var epsg = EpsgSpelling().Match(bare);
        if (epsg.Success)
        {
            system = int.TryParse(epsg.Groups["code"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var srid)
                ? Find(srid is 900913 or 102100 or 102113 ? 3857 : srid)
                : null;
            return system is not null;
        }

        var ogc = OgcSpelling().Match(bare);
        var name = ogc.Success ? ogc.Groups["name"].Value : bare;
        system = ByName.GetValueOrDefault(NameNoise().Replace(name, "").ToUpperInvariant());
        return system is not null;
    }

    /// <summary>Reads a spelling as <see cref="TryParse"/> does.</summary>
    /// <exception cref="FormatException">The spelling is unknown; the message names those that are known.</exception>
    public static CoordinateSystem Parse(string text) =>
        TryParse(text, out var system) ? system : throw new FormatException($"\"{text}\" is not a known coordinate system; expected {Expected}.");

    /// <summary>The known spellings in one phrase, for messages.</summary>
    public static string Expected =>
        "EPSG:4490, EPSG:4326, CRS84, EPSG:3857, a CGCS2000 Gauss-Kruger zone (EPSG:4491 to EPSG:4554; around Changzhou EPSG:4549, with zone number EPSG:4528), GCJ-02, BD-09 or BD09MC";

    internal static string EpsgUri(int srid) => FormattableString.Invariant($"http://www.opengis.net/def/crs/EPSG/0/{srid}");

    private static CoordinateSystem Geographic(int srid, string name) => new()
    {
        Srid = srid, Name = name, Uri = EpsgUri(srid), IsNorthingFirst = true, Projection = Projection.Identity,
    };

    [GeneratedRegex(@"^(?:(?:https?://www\.opengis\.net/def/crs/EPSG/[^/]*/)|(?:urn:(?:x-)?ogc:def:crs:EPSG:[^:]*:)|(?:EPSG\s*:{1,2}\s*))?(?<code>[0-9]{4,6})$", RegexOptions.IgnoreCase)]
    private static partial Regex EpsgSpelling();

    [GeneratedRegex(@"^(?:(?:https?://www\.opengis\.net/def/crs/OGC/[^/]*/)|(?:urn:(?:x-)?ogc:def:crs:OGC:[^:]*:)|(?:OGC\s*:\s*))(?<name>.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex OgcSpelling();

    [GeneratedRegex(@"[\s_\-－—]+")]
    private static partial Regex NameNoise();
}
