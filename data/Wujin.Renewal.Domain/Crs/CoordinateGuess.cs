using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Crs;

/// <summary>What coordinates look like when nobody says which system they are in.</summary>
/// <param name="Kind">The family of systems whose ranges the numbers fall into.</param>
/// <param name="IsSwapped">The first axis holds latitude or northing.</param>
/// <param name="Srid">The EPSG code, where the numbers alone settle it; otherwise null.</param>
/// <remarks>
/// Ranges are those of China (73–136° E, 3–54° N), where longitude, latitude, zone-prefixed eastings and Web Mercator do not overlap.
/// A guess explains a mistake or is offered for confirmation; it is never applied silently.
/// </remarks>
public sealed record CoordinateGuess(CoordinateKind Kind, bool IsSwapped, int? Srid)
{
    private static readonly CoordinateGuess Unknown = new(CoordinateKind.Unknown, false, null);

    /// <summary>Judges an extent by its numbers.</summary>
    /// <param name="extent">The extent of the coordinates as given, any unit.</param>
    public static CoordinateGuess Of(Envelope extent)
    {
        ArgumentNullException.ThrowIfNull(extent);
        if (extent.IsNull)
        {
            return Unknown;
        }

        return Plain(extent) ?? (Plain(Swap(extent)) is { } swapped ? swapped with { IsSwapped = true } : Unknown);
    }

    /// <summary>One clause for a message: what the numbers look like and what to do.</summary>
    public string Advice() => Kind switch
    {
        CoordinateKind.Degrees when IsSwapped => "the axes look swapped: longitude comes first, then latitude",
        CoordinateKind.Degrees => "they look like degrees inside China",
        CoordinateKind.Unknown => "they fit no coordinate system used in China; check the coordinate system and the axis order",
        _ => $"they look like {Family()}{(IsSwapped ? ", northing first" : "")}; state the coordinate system"
            + $" ({(Srid is { } srid ? $"EPSG:{srid}" : "around Changzhou EPSG:4549")})",
    };

    private string Family() => Kind switch
    {
        CoordinateKind.WebMercator => "Web Mercator metres",
        CoordinateKind.GaussKrugerZone => "Gauss-Kruger metres with the zone number in the easting",
        _ => "Gauss-Kruger metres without a zone number",
    };

    private static Envelope Swap(Envelope e) => new(e.MinY, e.MaxY, e.MinX, e.MaxX);

    private static CoordinateGuess? Plain(Envelope e)
    {
        if (Within(e, 73, 136, 3, 54))
        {
            return new(CoordinateKind.Degrees, false, 4490);
        }

        var zone = (int)Math.Floor(e.MinX / 1_000_000);
        var isOneZone = zone == (int)Math.Floor(e.MaxX / 1_000_000);
        if (isOneZone && zone is >= 25 and <= 45 && IsNorthing(e))
        {
            return new(CoordinateKind.GaussKrugerZone, false, 4513 + zone - 25);
        }

        // Six-degree zones 13 to 15 share their eastings with Web Mercator in China, which is met far more often: they are left to it.
        if (isOneZone && zone is >= 16 and <= 23 && IsNorthing(e))
        {
            return new(CoordinateKind.GaussKrugerZone, false, 4491 + zone - 13);
        }

        if (Within(e, 8_100_000, 15_200_000, 330_000, 7_210_000))
        {
            return new(CoordinateKind.WebMercator, false, 3857);
        }

        return Within(e, 100_000, 900_000, 330_000, 6_000_000) ? new(CoordinateKind.GaussKruger, false, null) : null;
    }

    private static bool IsNorthing(Envelope e) => e.MinY >= 330_000 && e.MaxY <= 6_000_000;

    private static bool Within(Envelope e, double minX, double maxX, double minY, double maxY) =>
        e.MinX >= minX && e.MaxX <= maxX && e.MinY >= minY && e.MaxY <= maxY;
}

/// <summary>Families of coordinate systems that can be told apart by the size of their numbers.</summary>
public enum CoordinateKind
{
    /// <summary>None of the others.</summary>
    Unknown,

    /// <summary>Longitude and latitude in degrees; which datum cannot be told.</summary>
    Degrees,

    /// <summary>Gauss-Kruger metres, false easting 500,000 m, central meridian unknown.</summary>
    GaussKruger,

    /// <summary>Gauss-Kruger metres whose easting begins with the zone number.</summary>
    GaussKrugerZone,

    /// <summary>Web Mercator metres.</summary>
    WebMercator,
}
