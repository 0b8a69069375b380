namespace Wujin.Renewal.Domain.Crs;

/// <summary>A coordinate reference system that the register can read and write. The list of known ones is <see cref="CoordinateSystems"/>.</summary>
/// <remarks>
/// Coordinates inside the program, and in files (.shp, columns x and y, GeoJSON), are always x (easting, longitude) first. Only where a
/// standard demands the axis order of the CRS's definition — <c>Content-Crs</c> and <c>crs</c> in OGC API — <see cref="IsNorthingFirst"/> applies.
/// </remarks>
public sealed class CoordinateSystem
{
    /// <summary>Name for people: <c>CGCS2000 / 3-degree Gauss-Kruger CM 120E</c>.</summary>
    public required string Name { get; init; }

    /// <summary>EPSG code, or null for the systems that have none (CRS84, GCJ-02, BD-09, local grids).</summary>
    public int? Srid { get; init; }

    /// <summary>The identifier in OGC API: <c>http://www.opengis.net/def/crs/EPSG/0/4549</c>; null where there is none.</summary>
    public string? Uri { get; init; }

    /// <summary>The definition puts latitude or northing first, so that coordinates exchanged by the URI are (y, x).</summary>
    public bool IsNorthingFirst { get; init; }

    /// <summary>Coordinates are metres on a plane, not degrees.</summary>
    public bool IsProjected { get; init; }

    /// <summary>How coordinates come to geographic CGCS2000 and back.</summary>
    public required Projection Projection { get; init; }

    /// <summary>The short spelling that <see cref="CoordinateSystems.TryParse"/> reads back: <c>EPSG:4549</c>, <c>GCJ-02</c>; the name of a local grid.</summary>
    public string Code => Srid is { } srid ? FormattableString.Invariant($"EPSG:{srid}") : Name;

    /// <inheritdoc/>
    public override string ToString() => Code;
}
