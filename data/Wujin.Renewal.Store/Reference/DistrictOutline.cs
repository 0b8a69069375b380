using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using Wujin.Renewal.Domain.Crs;

namespace Wujin.Renewal.Store.Reference;

/// <summary>The outline of a district, mended and moved to WGS 84.</summary>
/// <param name="Code">Statistical division code: <c>320412</c>.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="Metres">The outline in EPSG:4549: a valid MultiPolygon.</param>
public sealed record DistrictOutline(string Code, string NameZh, MultiPolygon Metres)
{
    /// <summary>
    /// How far the outline may be from the true boundary, metres: its coordinates are rounded to 1/1024° (about 110 m), it was
    /// generalised before, and its date is not known.
    /// </summary>
    public const double AccuracyM = 500;

    /// <summary>Reads an outline file: GeoJSON in GCJ-02, whatever the file says.</summary>
    /// <remarks>
    /// Rounding left the ring with repeated vertices, with spikes of no width and with places where it touches itself. It is mended as
    /// <c>ST_MakeValid</c> does before it is shifted: a spike of no width has one no longer after the shift.
    /// </remarks>
    /// <exception cref="InvalidDataException">The file is no feature collection of one polygon.</exception>
    public static DistrictOutline Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        try
        {
            var feature = document.RootElement.GetProperty("features").EnumerateArray().Single();
            var geometry = feature.GetProperty("geometry");
            if (geometry.GetProperty("type").GetString() != "Polygon")
            {
                throw new InvalidDataException($"{Path.GetFileName(path)} holds no Polygon.");
            }

            var polygon = Polygon([.. geometry.GetProperty("coordinates").EnumerateArray()]);
            return new DistrictOutline(
                feature.GetProperty("id").GetString()!,
                feature.GetProperty("properties").GetProperty("name").GetString()!,
                MetricPlane.ToMetres(Mended(polygon), FromGcj02));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{Path.GetFileName(path)} is no feature collection of one polygon: {e.Message}", e);
        }
    }

    private static Polygon Polygon(JsonElement[] rings) =>
        MetricPlane.Degrees.CreatePolygon(Ring(rings[0]), [.. rings.Skip(1).Select(Ring)]);

    private static LinearRing Ring(JsonElement positions)
    {
        var ring = new CoordinateList();
        foreach (var position in positions.EnumerateArray())
        {
            ring.Add(new Coordinate(position[0].GetDouble(), position[1].GetDouble()), false);
        }

        ring.CloseRing();
        return MetricPlane.Degrees.CreateLinearRing(ring.ToCoordinateArray());
    }

    private static Coordinate FromGcj02(Coordinate shifted)
    {
        var (longitude, latitude) = CoordinateSystems.Gcj02.Projection.ToGeographic(shifted.X, shifted.Y);
        return MetricPlane.ToMetres(new Coordinate(longitude, latitude));
    }

    private static Geometry Mended(Polygon polygon) => GeometryFixer.Fix(polygon) is { Dimension: Dimension.Surface } mended
        ? mended
        : throw new InvalidDataException("The outline encloses no area.");
}
