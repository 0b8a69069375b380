namespace Wujin.Renewal.Domain.Crs;

/// <summary>A reference ellipsoid.</summary>
/// <param name="SemiMajorAxisMetres">Equatorial radius, metres.</param>
/// <param name="InverseFlattening">1/f.</param>
public readonly record struct Ellipsoid(double SemiMajorAxisMetres, double InverseFlattening)
{
    /// <summary>CGCS2000 (GB 22021-2008; the same as GRS 1980).</summary>
    public static readonly Ellipsoid Cgcs2000 = new(6_378_137, 298.257222101);

    /// <summary>WGS 84.</summary>
    public static readonly Ellipsoid Wgs84 = new(6_378_137, 298.257223563);
}
