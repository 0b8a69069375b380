using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Wujin.Renewal.Api.Editing;
using Wujin.Renewal.Api.Representations;
using Wujin.Renewal.Domain.Schema;
using Wujin.Renewal.Store.Versions;

namespace Wujin.Renewal.Api.Versions;

/// <summary>One version in the list of the versions of a feature.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Operation"><c>insert</c>, <c>update</c> or <c>delete</c>.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="RecordedBy">Who recorded it.</param>
/// <param name="Reason">Why, where given.</param>
/// <param name="IsOverwrite">It was written without regard to what was there (If-Match: *).</param>
/// <param name="Changed">Of an update, the properties that differ from the version before, and <c>geometry</c>.</param>
/// <param name="Links">The version itself, and its difference from the one before.</param>
public sealed record VersionDocument(
    [property: JsonPropertyName("version")] long Version,
    [property: JsonPropertyName("operation")] string Operation,
    [property: JsonPropertyName("recorded_at")] string RecordedAt,
    [property: JsonPropertyName("recorded_by")] string RecordedBy,
    [property: JsonPropertyName("reason")] string? Reason,
    [property: JsonPropertyName("is_overwrite")] bool IsOverwrite,
    [property: JsonPropertyName("changed")] IReadOnlyList<string> Changed,
    [property: JsonPropertyName("links")] IReadOnlyList<Link>? Links)
{
    internal static VersionDocument Of(VersionEntry entry, IReadOnlyList<Link>? links) => new(
        entry.Version,
        entry.Operation.ToString().ToLowerInvariant(),
        SnapshotJson.Instant(entry.RecordedAt),
        entry.Actor,
        entry.Reason,
        entry.IsOverwrite,
        entry.Changed,
        links);
}

/// <summary>The versions of a feature, latest first.</summary>
/// <param name="Code">The code of the feature.</param>
/// <param name="Versions">The versions.</param>
/// <param name="Links">Links; <c>next</c> leads to older versions.</param>
public sealed record VersionList(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("versions")] IReadOnlyList<VersionDocument> Versions,
    [property: JsonPropertyName("links")] IReadOnlyList<Link> Links);

/// <summary>One property that differs between two versions.</summary>
/// <param name="Name">The property.</param>
/// <param name="TitleZh">Chinese label.</param>
/// <param name="TitleEn">English label.</param>
/// <param name="Unit">Unit of the values, where they have one.</param>
/// <param name="From">The earlier value; null where there is none.</param>
/// <param name="To">The later value; null where there is none.</param>
public sealed record AttributeDifference(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("title_zh")] string TitleZh,
    [property: JsonPropertyName("title_en")] string TitleEn,
    [property: JsonPropertyName("unit")] string? Unit,
    [property: JsonPropertyName("from"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonNode? From,
    [property: JsonPropertyName("to"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonNode? To);

/// <summary>
/// The difference of two versions: a GeoJSON FeatureCollection of the area <c>gained</c> and the area <c>lost</c>, so that a GIS draws it as it is, with
/// the attributes beside.
/// </summary>
/// <param name="Code">The code of the feature.</param>
/// <param name="From">The version compared from.</param>
/// <param name="To">The version compared to.</param>
/// <param name="Attributes">Properties that differ.</param>
/// <param name="GainedM2">Area gained, m².</param>
/// <param name="LostM2">Area lost, m².</param>
/// <param name="MovedM">Of a point, how far it moved, m; null for areas.</param>
/// <param name="Features">Features <c>gained</c> and <c>lost</c>, each only where there is such an area.</param>
/// <param name="Links">Links.</param>
public sealed record VersionDifference(
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("from")] VersionDocument From,
    [property: JsonPropertyName("to")] VersionDocument To,
    [property: JsonPropertyName("attributes")] IReadOnlyList<AttributeDifference> Attributes,
    [property: JsonPropertyName("gained_m2")] double? GainedM2,
    [property: JsonPropertyName("lost_m2")] double? LostM2,
    [property: JsonPropertyName("moved_m")] double? MovedM,
    [property: JsonPropertyName("features")] JsonArray Features,
    [property: JsonPropertyName("links")] IReadOnlyList<Link> Links)
{
    /// <summary>Always <c>FeatureCollection</c>.</summary>
    [JsonPropertyName("type"), JsonPropertyOrder(-1)]
    public string Type => "FeatureCollection";

    /// <summary>The properties of which two versions differ, in the order of the catalogue.</summary>
    internal static IReadOnlyList<AttributeDifference> Compare(
        CollectionDefinition collection, IReadOnlyDictionary<string, object?>? from, IReadOnlyDictionary<string, object?>? to) =>
    [
        .. collection.Properties
            .Where(p => p.Name is not ("version" or "updated_at" or "updated_by") && !Revision.AreSame(from?[p.Name], to?[p.Name]))
            .Select(p => new AttributeDifference(
                p.Name, p.TitleZh, p.TitleEn, p.Unit, SnapshotJson.Value(from?[p.Name]), SnapshotJson.Value(to?[p.Name]))),
    ];
}
