using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Recognises a geometry that a client only sends back as it was served.</summary>
internal static class ServedGeometry
{
    /// <summary>Half a unit of the seventh decimal that is served, about 5 mm, and a little for binary fractions.</summary>
    private const double ToleranceDegrees = 0.5e-7 + 1e-12;

    /// <summary>Half a centimetre, the precision in metres, on an axis that may lean against the meridian by some degrees.</summary>
    private const double ToleranceMetres = 0.0055;

    private const double MetresPerDegree = 110_500;

    /// <summary>
    /// Whether a geometry is the stored one rounded to the served decimals, so that reading and sending back moves nothing. A shift that small
    /// cannot be told from rounding and is not recorded.
    /// </summary>
    /// <param name="stored">The stored geometry.</param>
    /// <param name="given">A geometry in the stored form, see <see cref="GeometryRules.Normalize"/>.</param>
    internal static bool IsSame(Geometry stored, Geometry given)
    {
        if (stored.OgcGeometryType != given.OgcGeometryType || stored.NumGeometries != given.NumGeometries || stored.NumPoints != given.NumPoints)
        {
            return false;
        }

        return (stored, given) switch
        {
            (GeometryCollection a, GeometryCollection b) => a.Geometries.Zip(b.Geometries).All(pair => IsSame(pair.First, pair.Second)),
            (Polygon a, Polygon b) => a.NumInteriorRings == b.NumInteriorRings && IsSameLine(a.Shell, b.Shell)
                && a.Holes.Zip(b.Holes).All(pair => IsSameLine(pair.First, pair.Second)),
            (Point a, Point b) => IsSame(a.CoordinateSequence, b.CoordinateSequence),
            _ => false,
        };
    }

    private static bool IsSameLine(LineString a, LineString b) => IsSame(a.CoordinateSequence, b.CoordinateSequence);

    private static bool IsSame(CoordinateSequence a, CoordinateSequence b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            var latitude = ToleranceMetres / MetresPerDegree;
            var longitude = latitude / Math.Max(0.1, Math.Cos(double.DegreesToRadians(a.GetY(i))));
            if (Math.Abs(a.GetX(i) - b.GetX(i)) > Math.Max(ToleranceDegrees, longitude) || Math.Abs(a.GetY(i) - b.GetY(i)) > Math.Max(ToleranceDegrees, latitude))
            {
                return false;
            }
        }

        return true;
    }
}
