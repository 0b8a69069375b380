using System.Text.Json;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;

namespace Wujin.Renewal.Store.Demonstration;

/// <summary>Writes drafts as a GeoJSON feature collection (RFC 7946), feature by feature, in flat memory.</summary>
public static class GeoJsonDrafts
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes the whole collection.</summary>
    /// <param name="output">UTF-8 goes here; it stays open.</param>
    /// <param name="drafts">Features with a Polygon or MultiPolygon in EPSG:4490, or none.</param>
    /// <param name="cancellation">Leaves the output incomplete.</param>
    public static async Task WriteAsync(Stream output, IEnumerable<FeatureDraft> drafts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(drafts);
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        foreach (var draft in drafts)
        {
            WriteFeature(json, draft);
            if (json.BytesPending > FlushBytes)
            {
                await json.FlushAsync(cancellation).ConfigureAwait(false);
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static void WriteFeature(Utf8JsonWriter json, FeatureDraft draft)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WritePropertyName("geometry");
        WriteGeometry(json, draft.Geometry);
        json.WritePropertyName("properties");
        JsonSerializer.Serialize(json, draft.Values);
        json.WriteEndObject();
    }

    private static void WriteGeometry(Utf8JsonWriter json, Geometry? geometry)
    {
        if (geometry is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            json.WriteStartArray();
            WriteRing(json, polygon.Shell, isAnticlockwise: true);
            foreach (var hole in polygon.Holes)
            {
                WriteRing(json, hole, isAnticlockwise: false);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRing(Utf8JsonWriter json, LinearRing ring, bool isAnticlockwise)
    {
        var positions = ring.CoordinateSequence;
        json.WriteStartArray();
        for (var i = 0; i < positions.Count; i++)
        {
            var at = ring.IsCCW == isAnticlockwise ? i : positions.Count - 1 - i;
            json.WriteStartArray();
            json.WriteNumberValue(positions.GetX(at));
            json.WriteNumberValue(positions.GetY(at));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
