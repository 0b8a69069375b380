using System.Text.RegularExpressions;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>What a .prj file says, as far as the register understands it.</summary>
/// <param name="System">The system, or null where it cannot be used.</param>
/// <param name="Problem">Why it cannot be used and what to do; null where <paramref name="System"/> is given.</param>
public sealed partial record CrsDescription(CoordinateSystem? System, string? Problem)
{
    private const string Remedy = "name the coordinate system with --crs if the file says it wrongly";

    /// <summary>
    /// Recognises the well-known text of a .prj file (ESRI or OGC dialect): geographic WGS 84 and CGCS2000 under their many names, the CGCS2000
    /// Gauss-Kruger zones by their parameters, Web Mercator, other transverse Mercator grids on the same datums (city grids, UTM), and through
    /// ProjNET any other projection on them. Xian 1980 and Beijing 1954 are refused: their shifts to CGCS2000 are local and not public.
    /// </summary>
    public static CrsDescription FromWkt(string wkt)
    {
        ArgumentNullException.ThrowIfNull(wkt);
        if (WktNode.Parse(wkt) is not { } root)
        {
            return Refuse($"The .prj file is not a well-known text of a coordinate system; {Remedy}.");
        }

        var geographic = root.Keyword == "GEOGCS" ? root : root.Child("GEOGCS");
        if (root.Keyword is not ("GEOGCS" or "PROJCS") || geographic is null)
        {
            return Refuse($"The .prj file describes a {root.Keyword}, which is not supported; {Remedy}.");
        }

        if (CheckDatum(root, geographic) is { } problem)
        {
            return Refuse(problem);
        }

        return root.Keyword == "GEOGCS" ? Geographic(geographic) : Projected(root, geographic, wkt);
    }

    private static CrsDescription Refuse(string problem) => new(null, problem);

    private static CrsDescription Accept(CoordinateSystem system) => new(system, null);

    private static string? CheckDatum(WktNode root, WktNode geographic)
    {
        var names = string.Join(' ', root.Name, geographic.Name, geographic.Child("DATUM")?.Name);
        if (Xian().IsMatch(names))
        {
            return Local("Xian 1980 (西安80)");
        }

        if (Beijing().IsMatch(names))
        {
            return Local("Beijing 1954 (北京54)");
        }

        if (!IsWgs84(geographic) && !IsCgcs2000(geographic))
        {
            return $"The .prj file says \"{root.Name}\" on the datum \"{geographic.Child("DATUM")?.Name}\", which is neither CGCS2000 nor WGS 84; convert the file to CGCS2000 first, or {Remedy}.";
        }

        var meridian = geographic.Child("PRIMEM")?.Value ?? 0;
        return meridian == 0 ? null : $"The .prj file counts longitudes from {geographic.Child("PRIMEM")!.Name}, not Greenwich; convert the file first, or {Remedy}.";

        static string Local(string datum) =>
            $"The file is in {datum}. Its shift to CGCS2000 needs local parameters that only the surveying authority has: convert the file to CGCS2000 with them first, then import it.";
    }

    private static CrsDescription Geographic(WktNode node)
    {
        var unit = node.Child("UNIT")?.Value ?? Math.PI / 180;
        return Math.Abs(unit - (Math.PI / 180)) > 1e-9
            ? Refuse($"The .prj file says \"{node.Name}\" in a unit other than degrees; convert the file first, or {Remedy}.")
            : Accept(IsCgcs2000(node) ? CoordinateSystems.Cgcs2000 : CoordinateSystems.Wgs84);
    }

    private static CrsDescription Projected(WktNode root, WktNode geographic, string wkt)
    {
        var method = root.Child("PROJECTION")?.Name.Replace(' ', '_').ToUpperInvariant() ?? "";
        if (method is "MERCATOR_AUXILIARY_SPHERE" or "POPULAR_VISUALISATION_PSEUDO_MERCATOR"
            || (method == "MERCATOR_1SP" && (WebMercatorName().IsMatch(root.Name) || root.Child("AUTHORITY") is { Texts: [.., "3857"] })))
        {
            return Accept(CoordinateSystems.WebMercator);
        }

        if (method is "GAUSS_KRUGER" or "TRANSVERSE_MERCATOR")
        {
            return Accept(TransverseMercatorOf(root, geographic));
        }

        return WktProjection.TryCreate(wkt) is { } projection
            ? Accept(new() { Name = root.Name, IsProjected = true, Projection = projection })
            : Refuse($"The .prj file says \"{root.Name}\" with the projection \"{root.Child("PROJECTION")?.Name}\", which is not supported; convert the file to CGCS2000 first, or {Remedy}.");
    }

    private static CoordinateSystem TransverseMercatorOf(WktNode root, WktNode geographic)
    {
        var metre = root.Child("UNIT")?.Value ?? 1;
        var (meridian, easting) = (Parameter(root, "CENTRAL_MERIDIAN", 0), Parameter(root, "FALSE_EASTING", 0) * metre);
        var (northing, scale, origin) = (Parameter(root, "FALSE_NORTHING", 0) * metre, Parameter(root, "SCALE_FACTOR", 1), Parameter(root, "LATITUDE_OF_ORIGIN", 0));
        if (IsCgcs2000(geographic) && metre == 1 && northing == 0 && scale == 1 && origin == 0 && ZoneOf(meridian, easting) is { } zone)
        {
            return zone;
        }

        var ellipsoid = IsCgcs2000(geographic) ? Ellipsoid.Cgcs2000 : Ellipsoid.Wgs84;
        Projection projection = new TransverseMercator(ellipsoid, meridian, easting, northing, scale, origin);
        return new() { Name = root.Name, IsProjected = true, Projection = metre == 1 ? projection : new OtherUnit(projection, metre) };
    }

    // A 6-degree zone without zone number has the same parameters as a 3-degree one; the 3-degree code stands for both.
    private static CoordinateSystem? ZoneOf(double meridian, double easting)
    {
        if (meridian % 3 != 0 || meridian is < 75 or > 135)
        {
            return null;
        }

        var prefix = (easting - 500_000) / 1_000_000;
        return prefix == 0 ? CoordinateSystems.Find(4534 + (int)(meridian / 3) - 25)
            : prefix == meridian / 3 ? CoordinateSystems.Find(4513 + (int)prefix - 25)
            : prefix == (meridian + 3) / 6 ? CoordinateSystems.Find(4491 + (int)prefix - 13)
            : null;
    }

    private static double Parameter(WktNode root, string name, double absent) =>
        root.Children.FirstOrDefault(c => c.Keyword == "PARAMETER" && c.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value ?? absent;

    private static bool IsCgcs2000(WktNode geographic) => Cgcs2000Name().IsMatch(geographic.Name) || Cgcs2000Name().IsMatch(geographic.Child("DATUM")?.Name ?? "");

    private static bool IsWgs84(WktNode geographic) => Wgs84Name().IsMatch(geographic.Name) || Wgs84Name().IsMatch(geographic.Child("DATUM")?.Name ?? "");

    [GeneratedRegex(@"xi.?an[\s_]*(19)?80|西安.*80", RegexOptions.IgnoreCase)]
    private static partial Regex Xian();

    [GeneratedRegex(@"beijing[\s_]*(19)?54|北京.*54", RegexOptions.IgnoreCase)]
    private static partial Regex Beijing();

    [GeneratedRegex(@"CGCS[\s_]*2000|China[\s_]*Geodetic[\s_]*Coordinate[\s_]*System[\s_]*2000|China[\s_]*2000|国家2000|2000国家大地", RegexOptions.IgnoreCase)]
    private static partial Regex Cgcs2000Name();

    [GeneratedRegex(@"WGS[\s_]*(19)?84|World[\s_]*Geodetic[\s_]*System[\s_]*(19)?84", RegexOptions.IgnoreCase)]
    private static partial Regex Wgs84Name();

    [GeneratedRegex(@"pseudo.?mercator|web.?mercator|google.?mercator", RegexOptions.IgnoreCase)]
    private static partial Regex WebMercatorName();

    // Coordinates in another unit than the metre: kilometres, feet.
    private sealed class OtherUnit(Projection metres, double metresPerUnit) : Projection
    {
        public override (double Longitude, double Latitude) ToGeographic(double x, double y) => metres.ToGeographic(x * metresPerUnit, y * metresPerUnit);

        public override (double X, double Y) FromGeographic(double longitude, double latitude)
        {
            var (x, y) = metres.FromGeographic(longitude, latitude);
            return (x / metresPerUnit, y / metresPerUnit);
        }
    }
}
