namespace Wujin.Renewal.Domain.Crs;

/// <summary>The Gauss-Kruger zones of CGCS2000 (GB 22021-2008; EPSG 4491-4554).</summary>
public static class GaussKruger
{
    private const int FirstZone = 25;
    private const int LastZone = 45;

    /// <summary>
    /// The EPSG code of the 3-degree zone without zone number (4534, central meridian 75° E, to 4554, 135° E) that a longitude lies in; the
    /// outermost zone beyond them. On the border of two zones the eastern one. The database measures areas by the same rule.
    /// </summary>
    /// <param name="longitude">Degrees.</param>
    public static int ZoneOf(double longitude) =>
        4534 + Math.Clamp((int)Math.Round(longitude / 3, MidpointRounding.AwayFromZero), FirstZone, LastZone) - FirstZone;

    /// <summary>All zones: 3-degree and 6-degree, with and without the zone number in the easting.</summary>
    internal static IEnumerable<CoordinateSystem> All()
    {
        for (var zone = FirstZone; zone <= LastZone; zone++)
        {
            yield return Define(4513 + zone - FirstZone, $"CGCS2000 / 3-degree Gauss-Kruger zone {zone}", zone * 3, (zone * 1_000_000) + 500_000);
            yield return Define(4534 + zone - FirstZone, $"CGCS2000 / 3-degree Gauss-Kruger CM {zone * 3}E", zone * 3, 500_000);
        }

        for (var zone = 13; zone <= 23; zone++)
        {
            yield return Define(4491 + zone - 13, $"CGCS2000 / Gauss-Kruger zone {zone}", (zone * 6) - 3, (zone * 1_000_000) + 500_000);
            yield return Define(4502 + zone - 13, $"CGCS2000 / Gauss-Kruger CM {(zone * 6) - 3}E", (zone * 6) - 3, 500_000);
        }
    }

    private static CoordinateSystem Define(int srid, string name, double centralMeridian, double falseEastingMetres) => new()
    {
        Srid = srid,
        Name = name,
        Uri = CoordinateSystems.EpsgUri(srid),
        IsNorthingFirst = true,
        IsProjected = true,
        Projection = new TransverseMercator(Ellipsoid.Cgcs2000, centralMeridian, falseEastingMetres),
    };
}
