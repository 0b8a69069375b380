using System.Globalization;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.GeoJson;
using Wujin.Renewal.Store.Writing;

namespace Wujin.Renewal.Api.Editing;

/// <summary>Writes typed values as JSON nodes, the way they are served.</summary>
internal static class SnapshotJson
{
    /// <summary>The feature as a document that a merge patch can be applied to.</summary>
    /// <param name="snapshot">The feature.</param>
    /// <param name="withGeometry">False leaves the geometry out, where the patch does not touch it.</param>
    internal static JsonObject Feature(FeatureSnapshot snapshot, bool withGeometry)
    {
        var properties = new JsonObject();
        foreach (var property in snapshot.Collection.Properties)
        {
            properties[property.Name] = Value(snapshot.Values[property.Name]);
        }

        var feature = new JsonObject { ["type"] = "Feature", ["id"] = snapshot.Code, ["properties"] = properties };
        if (withGeometry)
        {
            feature["geometry"] = Geometry(snapshot.Geometry);
        }

        return feature;
    }

    /// <summary>A geometry, with the decimals that are served.</summary>
    internal static JsonNode? Geometry(Geometry? geometry)
    {
        if (geometry is null)
        {
            return null;
        }

        using var buffer = new Utf8Buffer();
        buffer.AppendGeometry(geometry.ToBinary());
        return JsonNode.Parse(buffer.Written.Span);
    }

    /// <summary>A value, typed as in <see cref="FeatureDraft.Values"/>.</summary>
    internal static JsonNode? Value(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        long integer => JsonValue.Create(integer),
        decimal number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        DateOnly date => JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => JsonValue.Create(Instant(instant)),
        string[] texts => new JsonArray([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]),
        _ => throw new NotSupportedException($"No property has values of type {value.GetType().Name}."),
    };

    /// <summary>RFC 3339 in UTC, with as many decimals of a second as it has.</summary>
    internal static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);
}
