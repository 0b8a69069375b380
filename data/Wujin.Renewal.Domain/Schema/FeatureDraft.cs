using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Domain.Schema;

/// <summary>A feature as a client, a ledger or a generator gives it, before the register has taken it.</summary>
/// <param name="Values">
/// Values by property name; a name that is absent was not given, a null value was given as null. CLR types by
/// <see cref="PropertyType"/>: Text and Code <see cref="string"/>, Integer <see cref="long"/>, Decimal <see cref="decimal"/>, Number
/// <see cref="double"/>, Boolean <see cref="bool"/>, Date <see cref="DateOnly"/>, Timestamp <see cref="DateTimeOffset"/>, TextList <c>string[]</c>.
/// </param>
/// <param name="Geometry">
/// The geometry in EPSG:4490, x longitude, y latitude, degrees (SRID 4490), or null where it is missing.
/// </param>
public sealed record FeatureDraft(IReadOnlyDictionary<string, object?> Values, Geometry? Geometry)
{
    /// <summary>The code, or null where none was given.</summary>
    public string? Code => Values.GetValueOrDefault("code") as string;
}

/// <summary>One thing that is wrong with an input, said so that the sender can mend it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) into a GeoJSON feature: <c>/properties/plan_year</c>, <c>/geometry</c>.</param>
/// <param name="Detail">What is wrong and what to do, one sentence.</param>
public sealed record Fault(string Pointer, string Detail)
{
    /// <summary>Where a geometry is wrong, longitude and latitude in degrees.</summary>
    public (double Longitude, double Latitude)? Location { get; init; }

    /// <summary>A fault of a property.</summary>
    public static Fault OfProperty(string name, string detail) => new("/properties/" + Escape(name), detail);

    /// <summary>A fault of the geometry.</summary>
    public static Fault OfGeometry(string detail) => new("/geometry", detail);

    private static string Escape(string token) => token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
