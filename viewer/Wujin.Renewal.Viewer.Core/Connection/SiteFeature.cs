using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Wujin.Renewal.Viewer.Core.Connection;

/// <summary>A feature of the register as it was read.</summary>
/// <param name="Collection">Its collection: <c>compounds</c>.</param>
/// <param name="Code">Its code.</param>
/// <param name="Properties">Its properties by name.</param>
/// <param name="Geometry">Degrees, longitude first; null where it has none, or where it was not asked for.</param>
internal sealed record SiteFeature(string Collection, string Code, JsonObject Properties, Geometry? Geometry)
{
    /// <summary>The version it was read at; 0 for one that is not recorded yet.</summary>
    public long Version => (long?)Properties["version"] ?? 0;

    /// <summary>A property as text; empty where it has no value.</summary>
    public string Text(string name) => Properties[name] is JsonValue value ? value.TryGetValue<string>(out var text) ? text : value.ToJsonString() : "";

    /// <summary>A property as a number; null where it is none.</summary>
    public double? Number(string name) => Properties[name] is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;

    /// <summary>Whether it was made up for demonstration.</summary>
    public bool IsDemo => Properties["is_demo"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>Reads a GeoJSON feature.</summary>
    public static SiteFeature Of(string collection, JsonNode feature) => new(
        collection,
        (string?)feature["id"] ?? (string?)feature["properties"]?["code"] ?? "",
        feature["properties"]?.DeepClone() as JsonObject ?? [],
        GeoJson.Read(feature["geometry"]));
}

/// <summary>A page of features.</summary>
/// <param name="Features">Its features.</param>
/// <param name="Next">Address of the next page; null on the last.</param>
/// <param name="Matched">How many there are in all; null where the service does not count them.</param>
/// <param name="FetchedAt">When the service answered.</param>
/// <param name="IsKept">From before: the service did not answer.</param>
internal sealed record FeaturePage(IReadOnlyList<SiteFeature> Features, string? Next, long? Matched, DateTimeOffset FetchedAt, bool IsKept);
